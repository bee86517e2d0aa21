"""The settings of this machine, completed: where nothing else is set, the embedded database under DATA_DIR."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import create_engine

from services.cli.embedded import using
from services.cli.files import write_secret
from shared.access import Accounts, Tokens
from shared.evidence import open_blobs
from shared.log import Log
from shared.postgres import EmbeddedPostgres
from shared.settings import Settings, load_settings

#: Bytes of the key that signs sessions.
SECRET_KEY_BYTES = 32


@contextmanager
def database() -> Iterator[Settings]:
    """Settings with a database that runs: the one that DATABASE_URL names, else the embedded one."""
    settings = load_settings()
    if settings.database_url:
        yield settings
        return
    with using(settings.data_dir) as server:
        yield on_server(settings, server)


def on_server(settings: Settings, server: EmbeddedPostgres) -> Settings:
    """The settings with the embedded server as their database."""
    return replace(settings, database_url=server.database_url, migration_database_url=server.owner_url)


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a child process: ours, with the settings as they now are."""
    return {
        **os.environ,
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "MIGRATION_DATABASE_URL": settings.migration_database_url,
        "KEYS_DIR": str(settings.keys_folder),
        "SECRET_KEY": settings.secret_key,
        "REPLICA_PORT": str(settings.replica_port),
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


class Tools:
    """Log, evidence store, accounts and tokens, for commands that work on the database."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = create_engine(settings.database_url)
        self.log = Log(self.engine)
        self.blobs = open_blobs(settings.blobs_address)
        self.accounts = Accounts(self.engine, self.log)
        self.tokens = Tokens(self.engine, self.log)

    def close(self) -> None:
        """Let go of the connections."""
        self.log.close()
        self.engine.dispose()


@contextmanager
def tools() -> Iterator[Tools]:
    """Tools on this machine's database."""
    with database() as settings:
        opened = Tools(settings)
        try:
            yield opened
        finally:
            opened.close()
