"""Building a view anew beside the old one, and switching in one transaction: readers never see a half-built view."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

import structlog
from sqlalchemy import Connection, Engine, create_engine, delete, insert, select, text
from sqlalchemy.engine.interfaces import CoreExecuteOptionsParameter
from sqlalchemy.schema import CreateSchema, DropSchema

from services.worker.batches import Stop, fault_of_event, project, read_batch, without_collecting
from services.worker.projections import PROJECTIONS
from services.worker.projections.base import Projection
from services.worker.projector import report_stop
from shared.log import SHARDS, Log
from shared.log.scan import scan
from shared.postgres.roles import APPLICATION_ROLE
from shared.settings import Settings
from shared.views.tables import VIEWS_SCHEMA, metadata
from shared.views.tables import projection_positions as positions

#: Events of a shard read at a time.
BATCH = 5_000
#: States or rows gathered before they are written: bounds the memory of a rebuild of any length. A state of scores
#: takes about 20 kB.
PENDING = 10_000
#: Statements on the positions go to the live schema, also on a connection that builds in another.
LIVE: CoreExecuteOptionsParameter = {"schema_translate_map": None}

#: Told after every batch: the position reached, and the head of the log.
Progress = Callable[[int, int], None]

_log = structlog.get_logger(__name__)


class Lane(NamedTuple):
    """How far one shard of the new view is. stop: the event after which it cannot go on."""

    position: int
    stop: Stop | None = None


#: By shard.
Lanes = dict[int, Lane]


class UnknownProjection(Exception):
    """No projection has this name."""


def rebuild_view(settings: Settings, name: str, *, progress: Progress = lambda _at, _head: None) -> int:
    """``rebuild`` on the database of these settings, as its owner. Raises UnknownProjection."""
    owner = create_engine(settings.migration_database_url or settings.database_url)
    try:
        with Log(settings.database_url) as log:
            return rebuild(owner, log, name, progress=progress)
    finally:
        owner.dispose()


def rebuild(owner: Engine, log: Log, name: str, *, progress: Progress = lambda _at, _head: None) -> int:
    """Build view ``name`` anew from the whole log and switch to it; the position it was switched at.

    owner: engine of the role that owns the views. A second rebuild of the same view waits for the first. Raises
    UnknownProjection.
    """
    projection = _named(name)
    with owner.connect() as guard:
        guard.execute(text("SELECT pg_advisory_lock(hashtext('rebuild'), hashtext(:name))"), {"name": name})
        guard.commit()
        try:
            return _build_and_switch(owner, log, projection, progress)
        finally:
            guard.execute(text("SELECT pg_advisory_unlock_all()"))
            guard.commit()


def outdated(engine: Engine) -> tuple[str, ...]:
    """The views whose rows are of another version than this program's."""
    query = select(positions.c.projection, positions.c.version).distinct()
    with engine.connect() as connection:
        versions = {row.projection: row.version for row in connection.execute(query)}
    return tuple(each.name for each in PROJECTIONS if versions.get(each.name, each.version) != each.version)


def _named(name: str) -> Projection:
    for projection in PROJECTIONS:
        if projection.name == name:
            return projection
    raise UnknownProjection(f"{name}; there are {', '.join(each.name for each in PROJECTIONS)}")


def _build_and_switch(owner: Engine, log: Log, projection: Projection, progress: Progress) -> int:
    beside = f"views_next_{projection.name}"
    built = owner.execution_options(schema_translate_map={VIEWS_SCHEMA: beside})
    try:
        _make_tables(owner, built, projection, beside)
        lanes = _build(built, log, projection, progress)
    except Exception as error:  # an event may be at fault in any way: it must stop its own shard only
        if not fault_of_event(error):
            raise
        _log.warning("rebuilding shard by shard", projection=projection.name, error=f"{type(error).__name__}: {error}")
        _make_tables(owner, built, projection, beside)
        lanes = _build_by_shard(built, log, projection, progress)
    with built.begin() as connection:
        return _switch(connection, log, projection, lanes, beside)


def _make_tables(owner: Engine, built: Engine, projection: Projection, beside: str) -> None:
    """Empty tables in a schema beside; what an interrupted rebuild left there is dropped."""
    with owner.begin() as connection:
        connection.execute(DropSchema(beside, cascade=True, if_exists=True))
        connection.execute(CreateSchema(beside))
    with built.begin() as connection:
        metadata.create_all(connection, tables=projection.tables, checkfirst=False)


def _build(built: Engine, log: Log, projection: Projection, progress: Progress) -> Lanes:
    """Fold the log in memory, writing whenever enough is gathered: fewer writes than the live way, the same rows."""
    run, head = projection.start(empty=True), log.head()
    for window in scan(log.url, 0, head, skipping=projection.skips):
        with without_collecting(), built.begin() as connection:
            run.take(connection, window.events)
            if run.pending >= PENDING:
                run.flush(connection)
        progress(window.last, head)
    with built.begin() as connection:
        run.flush(connection)
    return dict.fromkeys(range(SHARDS), Lane(head))


def _build_by_shard(built: Engine, log: Log, projection: Projection, progress: Progress) -> Lanes:
    """The live way, where an event cannot be projected: its shard ends before it, the others are whole."""
    lanes: Lanes = {}
    for shard in range(SHARDS):
        with built.begin() as connection:
            lanes[shard] = _catch_up(connection, log, projection, shard, Lane(0))
        progress(shard + 1, SHARDS)
    return lanes


def _catch_up(connection: Connection, log: Log, projection: Projection, shard: int, lane: Lane) -> Lane:
    """Everything of a shard that waits, up to an event that cannot be projected."""
    while lane.stop is None:
        batch = read_batch(connection, log, shard, lane.position, BATCH)
        if not batch.events and batch.stop is None:
            break
        taken, stop = project(connection, projection, batch)
        lane = Lane(taken[-1].position if taken else lane.position, stop)
    return lane


def _switch(connection: Connection, log: Log, projection: Projection, built: Lanes, beside: str) -> int:
    """Stop the view's lanes, take what came in meanwhile, and move the tables in."""
    _stop_lanes(connection, projection)
    lanes = {shard: _catch_up(connection, log, projection, shard, lane) for shard, lane in built.items()}
    for table in projection.tables:
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{VIEWS_SCHEMA}"."{table.name}"')
        connection.exec_driver_sql(f'ALTER TABLE "{beside}"."{table.name}" SET SCHEMA "{VIEWS_SCHEMA}"')
        connection.exec_driver_sql(
            f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{VIEWS_SCHEMA}"."{table.name}" TO {APPLICATION_ROLE}'
        )
    connection.execute(DropSchema(beside, cascade=True))
    _start_lanes(connection, projection, lanes)
    return max(lane.position for lane in lanes.values())


def _stop_lanes(connection: Connection, projection: Projection) -> None:
    lanes = select(positions).where(positions.c.projection == projection.name).with_for_update()
    connection.execute(lanes, execution_options=LIVE)


def _start_lanes(connection: Connection, projection: Projection, lanes: Lanes) -> None:
    """Also for stopped shards: they go on where another worker or release understands the event."""
    rows = [_lane_row(projection, shard, lane) for shard, lane in lanes.items()]
    connection.execute(delete(positions).where(positions.c.projection == projection.name), execution_options=LIVE)
    connection.execute(insert(positions), rows, execution_options=LIVE)


def _lane_row(projection: Projection, shard: int, lane: Lane) -> dict[str, object]:
    now = datetime.now(UTC)
    if lane.stop:
        report_stop(projection, shard, lane.stop)
    return {
        "projection": projection.name,
        "version": projection.version,
        "shard": shard,
        "position": lane.position,
        "updated_at": now,
        "stopped_at": now if lane.stop else None,
        "stopped_position": lane.stop.position if lane.stop else None,
        "error": lane.stop.error if lane.stop else None,
    }
