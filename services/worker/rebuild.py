"""Building a view anew beside the old one, and switching in one transaction: readers never see a half-built view."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, create_engine, delete, insert, select, text
from sqlalchemy.engine.interfaces import CoreExecuteOptionsParameter
from sqlalchemy.schema import CreateSchema, DropSchema

from services.worker.projections import PROJECTIONS
from services.worker.projections.base import Projection, Run
from shared.log import SHARDS, Log
from shared.postgres.roles import APPLICATION_ROLE
from shared.settings import Settings
from shared.views.tables import VIEWS_SCHEMA, metadata
from shared.views.tables import projection_positions as positions

#: Events read at a time.
BATCH = 5_000
#: States or rows gathered before they are written: bounds the memory of a rebuild of any length.
PENDING = 20_000
#: Statements on the positions go to the live schema, also on a connection that builds in another.
LIVE: CoreExecuteOptionsParameter = {"schema_translate_map": None}

#: Told after every batch: the position reached, and the head of the log.
Progress = Callable[[int, int], None]


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
    with owner.begin() as connection:
        connection.execute(DropSchema(beside, cascade=True, if_exists=True))
        connection.execute(CreateSchema(beside))
    with built.begin() as connection:
        metadata.create_all(connection, tables=projection.tables, checkfirst=False)
    reached = _catch_up(built, log, projection, after=0, progress=progress)
    with built.begin() as connection:
        return _switch(connection, log, projection, reached, beside)


def _catch_up(built: Engine, log: Log, projection: Projection, *, after: int, progress: Progress) -> int:
    """Fold the log in memory, writing whenever enough is gathered: fewer writes than the live way, the same rows."""
    run, head = projection.start(empty=True), log.head()
    while batch := log.follow(after, limit=BATCH):
        with built.begin() as connection:
            run.take(connection, batch)
            if run.pending >= PENDING:
                run.flush(connection)
        after = batch[-1].position
        progress(after, head)
    with built.begin() as connection:
        run.flush(connection)
    return after


def _switch(connection: Connection, log: Log, projection: Projection, after: int, beside: str) -> int:
    """Stop the view's lanes, take what came in meanwhile, and move the tables in."""
    _stop_lanes(connection, projection)
    run: Run = projection.start()
    while batch := log.follow(after, limit=BATCH):
        run.take(connection, batch)
        after = batch[-1].position
    run.flush(connection)
    for table in projection.tables:
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{VIEWS_SCHEMA}"."{table.name}"')
        connection.exec_driver_sql(f'ALTER TABLE "{beside}"."{table.name}" SET SCHEMA "{VIEWS_SCHEMA}"')
        connection.exec_driver_sql(
            f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{VIEWS_SCHEMA}"."{table.name}" TO {APPLICATION_ROLE}'
        )
    connection.execute(DropSchema(beside, cascade=True))
    _start_lanes(connection, projection, after)
    return after


def _stop_lanes(connection: Connection, projection: Projection) -> None:
    lanes = select(positions).where(positions.c.projection == projection.name).with_for_update()
    connection.execute(lanes, execution_options=LIVE)


def _start_lanes(connection: Connection, projection: Projection, at: int) -> None:
    now = datetime.now(UTC)
    lanes = [
        {
            "projection": projection.name,
            "version": projection.version,
            "shard": shard,
            "position": at,
            "updated_at": now,
        }
        for shard in range(SHARDS)
    ]
    connection.execute(delete(positions).where(positions.c.projection == projection.name), execution_options=LIVE)
    connection.execute(insert(positions), lanes, execution_options=LIVE)
