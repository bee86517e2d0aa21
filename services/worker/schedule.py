"""What runs by the clock. Any number of schedulers may run: each due job is run once, by whoever takes it first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import structlog
from sqlalchemy import Connection, Engine, delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from shared.settings import BANGKOK
from shared.views.tables import scheduled_jobs as jobs

#: How long the record of a job that ran is kept. The newest of each job stays.
KEEP = timedelta(days=30)

_log = structlog.get_logger(__name__)

#: The last instant (UTC) at or before ``now`` at which the job was due.
Due = Callable[[datetime], datetime]


@dataclass(frozen=True)
class Job:
    """Something that falls due again and again. run: gets the instant (UTC) at which it was due.

    run may be repeated for the same instant if the process dies in it, so it must be idempotent.
    """

    name: str
    due: Due
    run: Callable[[datetime], object]


def daily(hour: int, minute: int) -> Due:
    """Every day at this time in Bangkok."""

    def due(now: datetime) -> datetime:
        local = now.astimezone(BANGKOK)
        today = datetime.combine(local.date(), time(hour, minute), tzinfo=BANGKOK)
        return (today if today <= local else today - timedelta(days=1)).astimezone(UTC)

    return due


def every(interval: timedelta) -> Due:
    """At whole multiples of the interval since 1970."""

    def due(now: datetime) -> datetime:
        seconds = int(interval.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)

    return due


class Scheduler:
    """Runs jobs when they are due. A job that was missed while no scheduler ran is run late, once.

    A job that was never seen before waits for its next time: a first start does not begin with last night's work.
    """

    def __init__(
        self, engine: Engine, scheduled: Sequence[Job], clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._engine = engine
        self._jobs = tuple(scheduled)
        self._clock = clock

    def tick(self) -> tuple[str, ...]:
        """Run what is due; the names of the jobs that ran. One that fails is logged, and due again."""
        return tuple(job.name for job in self._jobs if self._attempt(job))

    def _attempt(self, job: Job) -> bool:
        try:
            return self._run_if_due(job)
        except Exception:  # one job's fault must not keep the others from running
            _log.exception("scheduled job failed", job=job.name)
            return False

    def _run_if_due(self, job: Job) -> bool:
        """The record and the job's end are one transaction: a job that fails, or whose process dies, is due again."""
        now = self._clock()
        due = job.due(now)
        with self._engine.begin() as connection:
            if not _alone(connection, job) or _recorded(connection, job, due):
                return False
            known = _recorded(connection, job)
            connection.execute(insert(jobs).values(job=job.name, due_at=due, enqueued_at=now).on_conflict_do_nothing())
            connection.execute(delete(jobs).where(jobs.c.job == job.name, jobs.c.due_at < due - KEEP))
            if known:
                job.run(due)
        return known


def _alone(connection: Connection, job: Job) -> bool:
    """Whether no other scheduler is at this job; holds until the transaction ends."""
    key = func.hashtextextended(f"schedule/{job.name}", 0)
    return bool(connection.execute(select(func.pg_try_advisory_xact_lock(key))).scalar_one())


def _recorded(connection: Connection, job: Job, due: datetime | None = None) -> bool:
    """Whether the job was ever seen; with ``due``, whether it was for that instant or a later one."""
    seen = select(jobs).where(jobs.c.job == job.name)
    if due is not None:
        seen = seen.where(jobs.c.due_at >= due)
    return bool(connection.execute(select(exists(seen.subquery().select()))).scalar_one())
