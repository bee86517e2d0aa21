"""The API as a running server: gunicorn with threads, one context per process, made after the fork."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy import create_engine

from services.api.app import create_app
from services.api.context import Context
from shared.access import Accounts, Tokens
from shared.broker import make_broker
from shared.evidence import open_blobs
from shared.log import Log
from shared.settings import Settings, SettingsError

#: Seconds that open requests get when the server stops.
GRACE_SECONDS = 10
#: Seconds without a sign of life after which a process is replaced; server-sent events live in threads, not in this.
SILENCE_SECONDS = 60


def make_app(settings: Settings) -> Flask:
    """The application on the settings' database. Raises SettingsError where something is missing."""
    if not settings.database_url:
        raise SettingsError("DATABASE_URL is not set: start with `sucharit up`, or name a PostgreSQL database")
    if not settings.secret_key:
        raise SettingsError("SECRET_KEY is not set")
    make_broker(settings)
    connections = settings.api_threads + 2
    engine = create_engine(settings.database_url, pool_size=connections, max_overflow=connections, pool_pre_ping=True)
    log = Log(engine)
    context = Context(
        settings=settings,
        engine=engine,
        log=log,
        blobs=open_blobs(settings.blobs_address),
        accounts=Accounts(engine, log),
        tokens=Tokens(engine, log),
    )
    return create_app(context, secret_key=settings.secret_key.encode())


def run(settings: Settings) -> None:
    """Serve until told to stop."""
    _Server(settings).run()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """Gunicorn, configured from our settings and from nothing else."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        options: dict[str, Any] = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": self._settings.api_workers,
            "threads": self._settings.api_threads,
            "worker_class": "gthread",
            "graceful_timeout": GRACE_SECONDS,
            "timeout": SILENCE_SECONDS,
            "loglevel": self._settings.log_level.lower(),
            "proc_name": "sucharit-api",
            "control_socket_disable": True,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called by gunicorn in each process, after the fork."""
        return make_app(self._settings)
