"""The jobs that run by the clock: nightly, stale and lost audits, scores of a new day, checkpoints, retention."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import structlog
from sqlalchemy import Engine, func, select

from services.worker.projections.scores import ScoresView
from services.worker.projections.snapshots import settle
from services.worker.schedule import Job, daily, every
from services.worker.watch.job import watch_answers
from shared.archive import remove, superseded
from shared.broker import send
from shared.events import Meta
from shared.events.audits import AuditRequested
from shared.evidence import Blobs
from shared.execution import execute
from shared.log import Log, take_checkpoint
from shared.rounds import RequestAudit, RuleBroken
from shared.secrecy import signing_key
from shared.settings import BANGKOK
from shared.views import queries
from shared.views.queries.nights import BEGINS
from shared.views.tables import projection_positions as positions

#: How long after its request an audit is taken to have lost its message.
LOST_AFTER = timedelta(minutes=10)
#: How often lost audits are looked for.
LOOKED_FOR = timedelta(minutes=1)
#: Rounds scored anew in one transaction, during which no projector can advance the scores.
RESCORED_TOGETHER = 50

_log = structlog.get_logger(__name__)


def standing_jobs(engine: Engine, log: Log, keys: Path, *, blobs: Blobs, snapshot_days: int) -> tuple[Job, ...]:
    """Every job of this installation. keys: folder of its keys. snapshot_days: see the setting."""
    return (
        Job("nightly_audits", daily(BEGINS.hour, BEGINS.minute), lambda due: request_audits(engine, log, due)),
        Job("rescore", daily(0, 0), lambda due: rescore(engine, due)),
        Job("snapshots", every(timedelta(minutes=10)), lambda due: settle_snapshots(engine, log, due)),
        Job("watch_answers", daily(2, 0), lambda due: watch_answers(engine, log, due)),
        Job("forget", daily(0, 5), lambda due: forget(engine, due)),
        Job("checkpoint", daily(1, 0), lambda _: take_checkpoint(log, signing_key(keys))),
        Job("retention", daily(2, 0), lambda due: remove_snapshots(log, blobs, due, snapshot_days)),
        Job("stale_audits", daily(12, 0), lambda due: request_stale_audits(engine, log, due)),
        Job("lost_audits", every(LOOKED_FOR), lambda _: send_lost_audits(engine)),
    )


def request_audits(engine: Engine, log: Log, due: datetime) -> int:
    """Ask for an audit of every unit that has a website and an open round; how many. Repeating it doubles nothing."""
    with engine.connect() as connection:
        wanted = [(unit, year) for unit, year in connection.execute(queries.participants())]
    return sum(_request(log, unit, year, due) for unit, year in wanted)


def request_stale_audits(engine: Engine, log: Log, due: datetime) -> int:
    """Ask again for the audits of units that have gone without a nightly one for too long; how many."""
    with engine.connect() as connection:
        waiting = queries.stale(connection, due)
    return sum(_request(log, row.unit, row.fiscal_year, due) for row in waiting)


def send_lost_audits(engine: Engine, now: datetime | None = None) -> int:
    """Send again the audits that were asked for and have not ended; how many. A crawler at work on one ignores it.

    Each is sent once in LOST_AFTER, so that in a long night those that only wait their turn do not flood the queue.
    """
    at = now or datetime.now(UTC)
    with engine.connect() as connection:
        lost = queries.audits_unfinished(connection, requested_before=at - LOST_AFTER)
    due = [row for row in lost if (at - row.requested_at) % LOST_AFTER < LOOKED_FOR]
    return sum(send("run_audit", unit=row.unit, fiscal_year=row.fiscal_year, audit_id=row.audit_id) for row in due)


def rescore(engine: Engine, due: datetime) -> int:
    """Score anew what was scored on an earlier day; how many rounds. Between parts, projectors have their turn."""
    total, day = 0, due.astimezone(BANGKOK).date()
    while done := _rescore_part(engine, day):
        total += done
    return total


def settle_snapshots(engine: Engine, log: Log, due: datetime) -> int:
    """Make the snapshots of days that are over and marked; how many rounds. Most runs find little or nothing to do."""
    total, day = 0, due.astimezone(BANGKOK).date()
    while done := settle(engine, log, day):
        total += done
    return total


def remove_snapshots(log: Log, blobs: Blobs, due: datetime, days: int) -> int:
    """Remove the bodies of superseded audits that are older than so many days; of how many audits. 0 days: never."""
    if not days:
        return 0
    before = due - timedelta(days=days)
    return sum(1 for _ in remove(log, blobs, superseded(log, blobs, before=before), before=before, days=days))


def forget(engine: Engine, due: datetime) -> int:
    """Forget what is kept of answers for a short time only; how many keys that was.

    Keys by which a repetition is told are needed for a day after the answer's; counts of networks for none.
    """
    today = due.astimezone(BANGKOK).date()
    before = datetime.combine(today - timedelta(days=1), time(), tzinfo=BANGKOK)
    with engine.begin() as connection:
        connection.execute(select(func.forget_networks(today)))
        return int(connection.execute(select(func.forget_answer_keys(before))).scalar_one())


def _rescore_part(engine: Engine, day: date) -> int:
    view = ScoresView()
    with engine.begin() as connection:
        connection.execute(select(positions).where(positions.c.projection == view.name).with_for_update())
        return view.rescore(connection, day, RESCORED_TOGETHER)


def _request(log: Log, unit: str, year: int, due: datetime) -> bool:
    command = RequestAudit(unit=unit, fiscal_year=year, scheduled=True)
    key = f"nightly/{due.isoformat()}/{unit}/{year}"
    try:
        appended = execute(log, command, meta=Meta(actor="audit"), idempotency_key=key)
    except RuleBroken as refused:
        _log.info("nightly audit not requested", unit=unit, fiscal_year=year, reason=str(refused))
        return False
    for recorded in appended.events:
        if isinstance(recorded.event, AuditRequested):
            send("run_audit", unit=unit, fiscal_year=year, audit_id=recorded.event.audit_id)
    return True
