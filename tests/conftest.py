"""Fixtures of every test that needs a database, and how properties are tried."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from shared.log import Log
from tests.databases import Database, Run, Server, server_with_template

# No test asserts how long something takes: a busy machine is no fault of ours.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

_RUN = pytest.StashKey[Run]()


def pytest_configure(config: pytest.Config) -> None:
    """The first process of a run prepares it; its xdist workers find it prepared."""
    if not hasattr(config, "workerinput"):
        config.stash[_RUN] = Run()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends what the first process began."""
    if _RUN in config.stash:
        config.stash[_RUN].end()


@pytest.fixture(scope="session")
def server() -> Server:
    """The database server of the run, started when the first test asks for it."""
    return server_with_template()


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    """A fresh, migrated database, dropped afterwards."""
    with server.fresh() as database:
        yield database


@pytest.fixture
def log(database: Database) -> Iterator[Log]:
    """An empty log, as the application's role sees it."""
    with Log(database.url) as opened:
        yield opened
