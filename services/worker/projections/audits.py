"""View ``audits``: every audit that was asked for, and how it ended."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from services.worker.projections.base import Folding
from services.worker.projections.rows import Key, Row, insert
from shared.events import Recorded
from shared.events.audits import AuditCompleted, AuditFailed, AuditRequested
from shared.views import tables


class AuditRow(msgspec.Struct):
    """One audit as its row shows it. report: SHA-256 (hex) of the whole report in the evidence store.

    server: network address of the website's server, where it was reached.
    """

    audit_id: str
    items: tuple[str, ...]
    scheduled: bool
    requested_at: datetime
    position: int
    simulated: bool
    status: str = "requested"
    outcome: str | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    site: str | None = None
    rubric: str | None = None
    pages: int | None = None
    requests: int | None = None
    bytes: int | None = None
    problems: int | None = None
    report: str | None = None
    verdicts: dict[str, str] = {}
    reason: str | None = None
    replica: bool = False
    server: str | None = None


class AuditsState(msgspec.Struct):
    """The audits of a unit and year that have not ended (and those that ended in this batch), by id."""

    audits: dict[str, AuditRow] = {}


class AuditsView(Folding[AuditsState]):
    """See the module."""

    name = "audits"
    version = 2
    table = tables.audits
    state_table = tables.audits_state
    state_type = AuditsState
    handles = frozenset({AuditRequested, AuditCompleted, AuditFailed})

    def apply(self, state: AuditsState, recorded: Recorded) -> None:
        """See Folding."""
        match recorded.event:
            case AuditRequested() as event:
                state.audits[event.audit_id] = _requested(event, recorded)
            case AuditCompleted() as event:
                state.audits[event.audit_id] = _completed(state.audits[event.audit_id], event, recorded)
            case AuditFailed() as event:
                failed = state.audits[event.audit_id]
                failed.status, failed.reason, failed.position = "failed", event.reason, recorded.position
                failed.finished_at = recorded.happened_at

    def kept(self, state: AuditsState) -> AuditsState:
        """Only what has not ended: nightly audits would make the state grow without end."""
        return AuditsState({name: audit for name, audit in state.audits.items() if audit.status == "requested"})

    def write(self, connection: Connection, states: Mapping[Key, AuditsState]) -> None:
        """Adds or changes rows; those of audits that ended long ago stay."""
        rows = [row for key, state in states.items() for row in self.rows(key, state)]
        insert(connection, self.table, rows, on_conflict=_UPSERT)

    def rows(self, key: Key, state: AuditsState) -> Iterable[Row]:
        """One row for each audit that this batch may have changed."""
        whose = {"unit": key[0], "fiscal_year": key[1]}
        return [msgspec.structs.asdict(audit) | whose for audit in state.audits.values()]


_COLUMNS = [column.name for column in tables.audits.columns]
_UPSERT = "ON CONFLICT (unit, fiscal_year, audit_id) DO UPDATE SET " + ", ".join(
    f'"{name}" = excluded."{name}"' for name in _COLUMNS
)


#: What the request says; events before the field do not repeat it.
_ASKED = frozenset({"audit_id", "scheduled"})


def _requested(event: AuditRequested, recorded: Recorded) -> AuditRow:
    return AuditRow(
        audit_id=event.audit_id,
        items=event.items,
        scheduled=event.scheduled,
        requested_at=recorded.happened_at,
        position=recorded.position,
        simulated=recorded.meta.simulated,
    )


def _completed(requested: AuditRow, event: AuditCompleted, recorded: Recorded) -> AuditRow:
    facts = {name: getattr(event, name) for name in event.__struct_fields__ if name not in _ASKED}
    return msgspec.structs.replace(
        requested, status="completed", position=recorded.position, simulated=recorded.meta.simulated, **facts
    )
