"""The command line, run in this process on a fresh database, or as a process of its own."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.main import main
from services.replica import build_site, serve
from tests.databases import Database

Cli = Callable[..., Result]


@pytest.fixture
def cli(database: Database, tmp_path: Path) -> Cli:
    """A function that runs a command with its words."""
    environment = {
        "DATABASE_URL": database.url,
        "MIGRATION_DATABASE_URL": database.owner_url,
        "DATA_DIR": str(tmp_path / "data"),
        "BROKER_URL": "memory://",
    }
    (tmp_path / "data").mkdir()

    def run(*words: str, **more: str) -> Result:
        return CliRunner().invoke(main, list(words), env=environment | more)

    return run


@pytest.fixture(scope="session")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the replica website."""
    site = build_site(tmp_path_factory.mktemp("data") / "replica")
    with serve(site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
