"""View ``quotas``: how many answers each survey needs, in all and by line of work, and how many are in.

Answers recorded here and counts that somebody reported stand side by side; they are never added up.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, get_args

import msgspec

from services.worker.projections.base import Folding
from services.worker.projections.changed import ChangedRun
from services.worker.projections.rows import Key, Row
from shared.events import Recorded
from shared.events.contacts import ContactAdded, ContactCorrected, ContactErased, ContactWithdrawn
from shared.events.preparation import CoordinatorAssigned, QuotaSet, RoundOpened, StaffCounted
from shared.events.surveys import ProgressReported, ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersReinstated
from shared.rubric import Rubric, load_rubric
from shared.rubric.model import SurveyId
from shared.rubric.scoring import SurveyTally
from shared.rubric.scoring.samples import minimum_of
from shared.views import tables
from shared.views.standing import add_counts

#: The work line of a row that stands for the instrument as a whole.
WHOLE = ""
#: What people call the surveys.
TITLES = {"IIT": "IIT", "EIT1": "EIT (1)", "EIT2": "EIT (2)"}


class QuotasState(msgspec.Struct):
    """Counts by survey and line of work (WHOLE for all), the quotas set, the last report, who brings in contacts.

    contacts: who is on the list (by random name) → group.
    """

    rubric: str | None = None
    eligible: int | None = None
    set: dict[str, QuotaSet] = {}
    recorded: dict[str, dict[str, int]] = {}
    reported: dict[str, ProgressReported] = {}
    coordinators: dict[str, tuple[str, ...]] = {}
    simulated: dict[str, bool] = {}
    contacts: dict[str, str] = {}


class QuotasView(Folding[QuotasState]):
    """See the module."""

    name = "quotas"
    version = 3
    table = tables.quotas
    state_table = tables.quotas_state
    state_type = QuotasState
    handles = frozenset(
        (
            *(RoundOpened, StaffCounted, QuotaSet, ResponseRecorded, AnswersExcluded, AnswersReinstated),
            *(ProgressReported, CoordinatorAssigned, ContactAdded, ContactCorrected, ContactWithdrawn, ContactErased),
        )
    )

    def apply(self, state: QuotasState, recorded: Recorded) -> None:
        """See Folding."""
        match recorded.event:
            case ResponseRecorded() as event:
                _count(state, event, simulated=recorded.meta.simulated)
            case AnswersExcluded() | AnswersReinstated() as event:
                _judge(state, event)
            case RoundOpened(rubric=rubric):
                state.rubric = rubric
            case StaffCounted(eligible=eligible):
                state.eligible = eligible
            case QuotaSet() as event:
                state.set[event.instrument] = event
            case ProgressReported() as event:
                state.reported[event.instrument] = event
            case CoordinatorAssigned() as event:
                state.coordinators[event.group] = event.officers
            case ContactAdded(person=person, group=group) | ContactCorrected(person=person, group=group):
                state.contacts[person] = group
            case ContactWithdrawn(person=person) | ContactErased(person=person):
                state.contacts.pop(person, None)

    def start(self, *, empty: bool = False) -> ChangedRun[QuotasState]:
        """See Projection."""
        return ChangedRun(self, empty=empty)

    def rows(self, key: Key, state: QuotasState) -> Iterable[Row]:
        """For each survey one row for the whole and one for each line of work or group."""
        if state.rubric is None:
            return ()
        rubric = load_rubric(state.rubric)
        whose = {"unit": key[0], "fiscal_year": key[1]}
        rows = [row for survey in get_args(SurveyId) for row in _survey_rows(state, rubric, survey)]
        return [whose | row | {"number": number} for number, row in enumerate(rows, start=1)]


def _count(state: QuotasState, event: ResponseRecorded, *, simulated: bool) -> None:
    counts = state.recorded.setdefault(event.instrument, {})
    counts[WHOLE] = counts.get(WHOLE, 0) + 1
    if event.work_line:
        counts[event.work_line] = counts.get(event.work_line, 0) + 1
    if simulated:
        state.simulated[event.instrument] = True


def _judge(state: QuotasState, event: AnswersExcluded | AnswersReinstated) -> None:
    """Excluded answers count towards no quota."""
    sign = -1 if isinstance(event, AnswersExcluded) else 1
    counts = state.recorded.setdefault(event.instrument, {})
    add_counts(counts, {WHOLE: event.sheets.count, **event.sheets.work_lines}, sign)


def _survey_rows(state: QuotasState, rubric: Rubric, survey: SurveyId) -> Iterator[dict[str, Any]]:
    sample = next((sample for sample in rubric.samples if sample.survey == survey), None)
    quota = state.set.get(survey)
    title = {"th": TITLES[survey], "en": TITLES[survey]}
    whole = _row(state, rubric, survey, WHOLE, title)
    named = bool(sample and sample.groups)
    if named:
        whole |= {"contacts": len(state.contacts), "contacts_needed": sample.minimum if sample else None}
    yield whole | {"minimum": _minimum(state, rubric, survey), "target": quota.target if quota else None}
    for line in sample.groups if sample and named else rubric.work_lines:
        row = _row(state, rubric, survey, line.id, line.title.model_dump())
        row["minimum"] = quota.by_work_line.get(line.id) if quota else None
        if named:
            row |= {"contacts": list(state.contacts.values()).count(line.id), "contacts_needed": 1}
        if named or row["minimum"] is not None or row["recorded"] or row["reported"] or line.id in state.coordinators:
            yield row


def _row(state: QuotasState, rubric: Rubric, survey: str, line: str, title: dict[str, str]) -> dict[str, Any]:
    report = state.reported.get(survey)
    return {
        "instrument": survey,
        "work_line": line,
        "title": title,
        "minimum": None,
        "target": None,
        "recorded": state.recorded.get(survey, {}).get(line, 0),
        "reported": _reported(report, line),
        "reported_on": report.reported_on if report else None,
        "closes": closing(rubric, survey),
        "group_officers": state.coordinators.get(line, ()),
        "simulated": state.simulated.get(survey, False),
        "contacts": None,
        "contacts_needed": None,
    }


def _reported(report: ProgressReported | None, line: str) -> int | None:
    if report is None:
        return None
    return report.total if line == WHOLE else report.by_work_line.get(line)


def _minimum(state: QuotasState, rubric: Rubric, survey: SurveyId) -> int | None:
    """What the round set, else what the score goes by."""
    quota = state.set.get(survey)
    if quota:
        return quota.minimum
    return minimum_of(rubric, survey, SurveyTally(population=state.eligible if survey == "IIT" else None))


def closing(rubric: Rubric, survey: str) -> date | None:
    """The last day on which answers of this survey count, where the rubric's calendar names one."""
    phase = rubric.phase(survey.lower())
    return phase.ends if phase else None
