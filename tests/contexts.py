"""The context of an application around a database of its own, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine

from services.api.context import Context
from shared.access import Accounts, Tokens
from shared.broker import make_broker
from shared.evidence import FolderBlobs
from shared.log import Log
from shared.settings import load_settings
from tests.databases import Database


@contextmanager
def context_of(database: Database, folder: Path) -> Iterator[Context]:
    """Everything that the application works with; closed afterwards. folder: where it keeps its files."""
    settings = load_settings({"DATABASE_URL": database.url, "BROKER_URL": "memory://", "DATA_DIR": str(folder)})
    make_broker(settings)
    engine = create_engine(database.url)
    log = Log(engine)
    yield Context(
        settings=settings,
        engine=engine,
        log=log,
        blobs=FolderBlobs(folder / "blobs"),
        accounts=Accounts(engine, log),
        tokens=Tokens(engine, log),
    )
    log.close()
    engine.dispose()
