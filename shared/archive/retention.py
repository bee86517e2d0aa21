"""How long snapshots are kept: what anything relies on, always; the bodies of superseded audits, so many days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from shared.archive.index import snapshots_of
from shared.archive.statements import statement
from shared.events import Meta
from shared.evidence import Blobs
from shared.execution import execute
from shared.log import Log
from shared.rounds import RemoveSnapshots, RuleBroken

#: Who is recorded as having removed them.
META = Meta(actor="retention")
#: How far behind the limit a nightly run looks; what became superseded later than that waits for a whole run.
NIGHTLY_WINDOW = timedelta(days=35)


@dataclass(frozen=True)
class Superseded:
    """An audit on which nothing relies, and those of its bodies that nothing else has kept. bytes: that these take."""

    unit: str
    fiscal_year: int
    audit_id: str
    bodies: tuple[str, ...]
    bytes: int


class _Completed(NamedTuple):
    unit: str
    fiscal_year: int
    audit_id: str
    report: str
    finished_at: datetime
    relied_on: bool


def superseded(
    log: Log, blobs: Blobs, *, before: datetime, window: timedelta | None = NIGHTLY_WINDOW
) -> list[Superseded]:
    """What may be removed: bodies of superseded audits that ended before an instant, and were not put since.

    Never a body that any event names, or that an audit kept on which a finding, a ruling, a certification or the
    newest sight of a round relies; and never anything that is not in the index of a superseded audit. window: how long
    before that instant the audits ended that are looked at; None for all.
    """
    audits = _completed(log)
    since = before - window if window else None
    over = (audit for audit in audits if not audit.relied_on and audit.finished_at < before)
    candidates = [audit for audit in over if since is None or audit.finished_at >= since]
    if not candidates:
        return []
    needed = _mentioned(log).union(*(_bodies(blobs, audit) for audit in audits if audit.relied_on))
    counted: set[str] = set()
    found = (_superseded(blobs, audit, needed, counted, before) for audit in candidates)
    return [each for each in found if each.bodies]


def remove(log: Log, blobs: Blobs, what: Iterable[Superseded], *, before: datetime, days: int) -> Iterator[Superseded]:
    """Records each removal and then removes, so that whatever is missing is explained; yields what was removed.

    Repeating it after a crash removes the rest.
    """
    for each in what:
        if not _recorded(log, each, days):
            continue
        for body in each.bodies:
            blobs.remove(body, put_before=before)
        yield each


def _completed(log: Log) -> list[_Completed]:
    rows = log.run(lambda driver: driver.execute(statement("completed")).fetchall())
    return [_Completed(*row) for row in rows]


def _mentioned(log: Log) -> set[str]:
    rows = log.run(lambda driver: driver.execute(statement("mentioned")).fetchall())
    return {row[0] for row in rows}


def _bodies(blobs: Blobs, audit: _Completed) -> set[str]:
    return {snapshot.sha256 for snapshot in snapshots_of(blobs, audit.report) or ()}


def _superseded(blobs: Blobs, audit: _Completed, needed: set[str], counted: set[str], before: datetime) -> Superseded:
    """counted: bodies whose bytes an earlier audit of this run has, so that none are counted twice."""
    sizes: dict[str, int] = {}
    for body in sorted(_bodies(blobs, audit) - needed):
        kept = blobs.kept(body)
        if kept is not None and kept.put_at < before:
            sizes[body] = 0 if body in counted else kept.size
    counted.update(sizes)
    return Superseded(audit.unit, audit.fiscal_year, audit.audit_id, tuple(sizes), sum(sizes.values()))


def _recorded(log: Log, what: Superseded, days: int) -> bool:
    command = RemoveSnapshots(
        unit=what.unit,
        fiscal_year=what.fiscal_year,
        audit_id=what.audit_id,
        bodies=what.bodies,
        bytes=what.bytes,
        days=days,
    )
    key = f"retention/{what.audit_id}/{sha256(''.join(what.bodies).encode()).hexdigest()}"
    try:
        execute(log, command, meta=META, idempotency_key=key)
    except RuleBroken:  # it is relied on again since it was looked at
        return False
    return True
