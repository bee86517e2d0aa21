"""Events of a small round, for tests."""

from datetime import UTC, date, datetime

from sqlalchemy import Engine, text

from shared.events import Event, Meta
from shared.events.audits import AuditCompleted, AuditRequested, FindingChanged, FoundLink
from shared.events.base import Text
from shared.events.preparation import CalendarSet, CalendarStep, ItemAssigned, QuotaSet, RoundOpened, StaffCounted
from shared.events.surveys import ProgressReported, ResponseRecorded
from shared.events.units import UnitRegistered
from shared.events.work import EvidenceAdded, ItemApproved, ItemSubmitted

RUBRIC = "2567-provincial-immigration"
YEAR = 2567
#: 5 Feb 2567, 10:00 in Bangkok.
NOW = datetime(2024, 2, 5, 3, tzinfo=UTC)
META = Meta(actor="somchai", occurred_at=NOW)
SIMULATED = Meta(actor="simulation", occurred_at=NOW, simulated=True)


def answer(instrument="IIT", option="most", day=date(2024, 2, 5), work_line=None) -> ResponseRecorded:
    prefix, count = ("i", 15) if instrument == "IIT" else ("e", 6)
    answers = {f"{prefix}{number}": option for number in range(1, count + 1)}
    return ResponseRecorded(instrument=instrument, answers=answers, day=day, work_line=work_line)


def finding(item="O2", verdict="present", confirmed=True, audit_id="a1") -> FindingChanged:
    link = FoundLink(page="http://x/ita", text=item, url=f"http://x/{item}.pdf", why="code", sha256="ab" * 32)
    return FindingChanged(
        audit_id=audit_id,
        item=item,
        verdict=verdict,
        confirmed=confirmed,
        confidence="0.90",
        seen_at=NOW,
        links=(link,),
    )


def completed(audit_id="a1", replica=False, **verdicts: str) -> AuditCompleted:
    return AuditCompleted(
        audit_id=audit_id, site="http://x", rubric=RUBRIC, outcome="complete", started_at=NOW, finished_at=NOW,
        pages=3, requests=4, bytes=5, report="cd" * 32, verdicts=verdicts, replica=replica,
    )  # fmt: skip


def streams(unit="TH-49") -> dict[str, list[Event]]:
    """By stream, events that leave something in every view."""
    step = CalendarStep(id="1", phase="1", title=Text("ก", "a"), starts=date(2024, 1, 1), ends=date(2024, 1, 31))
    return {
        f"unit/{unit}": [
            UnitRegistered(unit=unit, name_th="ตม.", name_en=f"Office {unit}", division=4, website_url="http://x")
        ],
        f"round/{unit}/{YEAR}": [
            RoundOpened(unit=unit, fiscal_year=YEAR, rubric=RUBRIC),
            StaffCounted(eligible=48),
            QuotaSet(instrument="IIT", minimum=2, target=4),
            QuotaSet(instrument="EIT1", minimum=500, target=550, by_work_line={"administration": 10}),
            CalendarSet(title="calendar", steps=(step,)),
            ItemAssigned(item="O1", officers=("ก",), due=date(2024, 2, 29)),
            EvidenceAdded(evidence_id="O1-1", item="O1", kind="link", url="http://x/o1"),
            ItemSubmitted(item="O1", evidence=("O1-1",)),
            ItemApproved(item="O1", evidence=("O1-1",)),
            ProgressReported(
                instrument="EIT1", reported_on=date(2024, 2, 5), total=233, by_work_line={"administration": 7}
            ),
        ],
        f"responses/{unit}/{YEAR}": [answer(), answer(option="high"), answer("EIT1", work_line="administration")],
        f"audits/{unit}/{YEAR}": [AuditRequested(audit_id="a1"), finding(), completed(O2="present")],
    }


def record(log, unit="TH-49", meta=META) -> int:
    """Record the events; the last position."""
    for stream, events in streams(unit).items():
        position = log.append(stream, events, meta=meta).position
    return position


def rename_type(owner: Engine, position: int) -> None:
    """Make an event one that only a later release understands."""
    with owner.begin() as connection:
        connection.execute(text("SET LOCAL sucharit.allow_change = 'on'"))
        connection.execute(text("UPDATE events SET type = 'FromTheFuture' WHERE position = :at"), {"at": position})
