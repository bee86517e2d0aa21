"""The settings of this machine, completed: where nothing else is set, the embedded database under DATA_DIR."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine

from shared.access import Accounts, Tokens
from shared.evidence import open_blobs
from shared.log import Log
from shared.postgres import EmbeddedPostgres
from shared.settings import Settings, load_settings

#: Bytes of the key that signs sessions.
SECRET_KEY_BYTES = 32


@contextmanager
def database(*, stop_after: bool = False) -> Iterator[Settings]:
    """Settings with a database that runs. An embedded one is started if needed; it is stopped only by who owns it."""
    settings = load_settings()
    if settings.database_url:
        yield settings
        return
    server = EmbeddedPostgres(settings.data_dir)
    found_running = server.folder.exists() and server.running()
    server.start()
    try:
        yield replace(settings, database_url=server.database_url, migration_database_url=server.owner_url)
    finally:
        if stop_after or not found_running:
            server.stop()


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a child process: ours, with the settings as they now are."""
    return {
        **os.environ,
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "MIGRATION_DATABASE_URL": settings.migration_database_url,
        "SECRET_KEY": settings.secret_key,
        "CRAWLER_PRIVATE_HOSTS": ",".join(settings.crawler_private_hosts),
        "PYTHONUNBUFFERED": "1",
    }


def secret_key(settings: Settings) -> str:
    """The key that signs sessions: the setting, or DATA_DIR/secret.key, made when missing."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.data_dir / "secret.key"
    if not path.exists():
        write_secret(path, secrets.token_hex(SECRET_KEY_BYTES))
    return path.read_text().strip()


def write_secret(path: Path, text: str) -> None:
    """A file that only its owner can read, complete or not there at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
    draft.replace(path)


class Tools:
    """Log, evidence store, accounts and tokens, for commands that work on the database."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = create_engine(settings.database_url)
        self.log = Log(self.engine)
        self.blobs = open_blobs(settings.blobs_address)
        self.accounts = Accounts(self.engine, self.log)
        self.tokens = Tokens(self.engine, self.log)


@contextmanager
def tools() -> Iterator[Tools]:
    """Tools on this machine's database."""
    with database() as settings:
        opened = Tools(settings)
        try:
            yield opened
        finally:
            opened.log.close()
            opened.engine.dispose()
