"""What happens in a simulated round: how good the unit is, and with that, what it publishes, submits and collects."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from services.simulation.script import Script
from shared.events.audits import AuditRequested
from shared.events.preparation import Officer
from shared.rounds import (
    AddEvidence,
    ApproveItem,
    AssignItem,
    CompleteAudit,
    CountStaff,
    Finding,
    ListOfficers,
    OpenRound,
    RecordResponse,
    RequestAudit,
    ReturnItem,
    SetQuota,
    SubmitItem,
)
from shared.rubric import Rubric, Verdict
from shared.rubric.model import Item, SurveyId

#: Officers of a simulated unit, besides its head.
OFFICERS = 5
#: Bounds of how good simulated units are: the chance that an item is present.
WORST, BEST = 0.35, 1.0
#: Answers to EIT(1): at least, and at most.
FEWEST_ANSWERS, MOST_ANSWERS = 60, 520
#: Verdicts of items that are not present, likelier ones more often.
FAULTS: tuple[Verdict, ...] = ("partial", "partial", "missing", "missing", "stale", "wrong_format", "unknown")


@dataclass(frozen=True)
class Plot:
    """One unit's story. chance: seeded by the unit's code, so that the same unit always has the same story."""

    unit: str
    rubric: Rubric
    chance: Random
    quality: float
    report: str

    @property
    def year(self) -> int:
        """The fiscal year (Buddhist)."""
        return self.rubric.fiscal_year


def plot_for(unit: str, rubric: Rubric, report: str) -> Plot:
    """The story of a unit. report: SHA-256 of the note that stands in for its audit reports."""
    chance = Random(f"{unit}/{rubric.id}")  # noqa: S311 - a story, not a secret
    return Plot(unit, rubric, chance, WORST + (BEST - WORST) * chance.random() ** 0.6, report)


def act_out(plot: Plot, script: Script) -> None:
    """The whole round, from its opening to its last audit."""
    _prepare(plot, script)
    for item in plot.rubric.items:
        _work_on(plot, script, item)
    _collect(plot, script)
    _audit(plot, script)


def _prepare(plot: Plot, script: Script) -> None:
    unit, year = plot.unit, plot.year
    opened = _at(date(year - 544, 12, 15))
    eligible = plot.chance.randint(20, 120)
    officers = [Officer(name=f"หัวหน้าสมมุติ {unit}", position="ผู้กำกับการ (สมมุติ)")]
    officers += [Officer(name=name, position="รองสารวัตร (สมมุติ)") for name in _officers(unit)]
    script.act(OpenRound(unit=unit, fiscal_year=year, rubric=plot.rubric.id), opened)
    script.act(ListOfficers(unit=unit, fiscal_year=year, officers=tuple(officers), distinct=True), opened)
    script.act(CountStaff(unit=unit, fiscal_year=year, eligible=eligible, as_of=date(year - 543, 1, 1)), opened)
    for survey, minimum in _minimums(eligible).items():
        script.act(SetQuota(unit=unit, fiscal_year=year, instrument=survey, minimum=minimum), opened)


def _minimums(eligible: int) -> dict[SurveyId, int]:
    return {"IIT": eligible, "EIT1": 500, "EIT2": 5}


def _officers(unit: str) -> list[str]:
    return [f"เจ้าหน้าที่สมมุติ {unit} ลำดับ {number}" for number in range(1, OFFICERS + 1)]


def _work_on(plot: Plot, script: Script, item: Item) -> None:
    unit, year, chance = plot.unit, plot.year, plot.chance
    due = item.deadline or date(year - 543, 3, 31)
    officer = chance.choice(_officers(unit))
    assigned = _at(date(year - 543, 1, 5))
    script.act(AssignItem(unit=unit, fiscal_year=year, item=item.id, officers=(officer,), due=due), assigned)
    if chance.random() > plot.quality + 0.1:
        return
    done = _at(due - timedelta(days=chance.randint(0, 14)))
    address = f"https://{unit.lower()}.simulated.invalid/ita-{year}/{item.id.lower()}"
    script.act(AddEvidence(unit=unit, fiscal_year=year, item=item.id, url=address), done)
    script.act(SubmitItem(unit=unit, fiscal_year=year, item=item.id), done)
    if chance.random() < plot.quality:
        script.act(ApproveItem(unit=unit, fiscal_year=year, item=item.id), done + timedelta(days=1))
    elif chance.random() < 0.5:  # noqa: PLR2004 - half of the rest waits
        reason = "ข้อมูลยังไม่ครบถ้วน (สมมุติ)"
        script.act(ReturnItem(unit=unit, fiscal_year=year, item=item.id, reason=reason), done + timedelta(days=1))


def _collect(plot: Plot, script: Script) -> None:
    chance = plot.chance
    counts: dict[SurveyId, int] = {
        "IIT": chance.randint(15, 60),
        "EIT1": chance.randint(FEWEST_ANSWERS, MOST_ANSWERS),
        "EIT2": chance.randint(2, 6),
    }
    for survey, count in counts.items():
        for _ in range(count):
            _answer(plot, script, survey)


def _answer(plot: Plot, script: Script, survey: SurveyId) -> None:
    """One answer sheet: good units get good answers, with reversed questions answered the other way round."""
    chance, options = plot.chance, [option.id for option in plot.rubric.option_scale.options]
    weights = [1.0 - plot.quality, 1.2 - plot.quality, 1.0, 2.5 * plot.quality]
    answers = {
        question.id: chance.choices(list(reversed(options)) if question.reversed else options, weights)[0]
        for question in plot.rubric.questions_of(survey)
    }
    day = date(plot.year - 543, 1, 8) + timedelta(days=chance.randrange(80))
    line = chance.choice(plot.rubric.work_lines).id
    occupation = chance.choice(plot.rubric.occupations).id if plot.rubric.occupations and survey != "IIT" else None
    command = RecordResponse(
        unit=plot.unit,
        fiscal_year=plot.year,
        instrument=survey,
        answers=answers,
        work_line=line,
        occupation=occupation,
        day=day,
    )
    script.act(command, _at(day))


def _audit(plot: Plot, script: Script) -> None:
    unit, year = plot.unit, plot.year
    started = _at(date(year - 543, 4, 1))
    requested = script.act(RequestAudit(unit=unit, fiscal_year=year, scheduled=True), started)
    audit_id = next(event.audit_id for event in requested if isinstance(event, AuditRequested))
    command = CompleteAudit(
        unit=unit,
        fiscal_year=year,
        audit_id=audit_id,
        site=f"https://{unit.lower()}.simulated.invalid/",
        rubric=plot.rubric.id,
        outcome="complete",
        started_at=started,
        finished_at=started + timedelta(minutes=4),
        pages=plot.chance.randint(30, 90),
        requests=plot.chance.randint(60, 160),
        bytes=plot.chance.randint(2_000_000, 30_000_000),
        report=plot.report,
        findings=tuple(_finding(plot, item) for item in plot.rubric.items),
    )
    script.act(command, started + timedelta(minutes=4))


def _finding(plot: Plot, item: Item) -> Finding:
    present = plot.chance.random() < plot.quality
    verdict: Verdict = "present" if present else plot.chance.choice(FAULTS)
    return Finding(item=item.id, verdict=verdict, confidence="0.90")


def _at(day: date) -> datetime:
    """Ten in the morning in Bangkok, in UTC."""
    return datetime.combine(day, time(3), UTC)
