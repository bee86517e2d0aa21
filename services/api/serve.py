"""The API as a running server: gunicorn with threads, one context per process, made after the fork."""

import os
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy import Engine, create_engine, event

from services.api.app import create_app
from services.api.context import Context
from shared.access import Accounts, Tokens
from shared.broker import make_broker
from shared.broker.process import json_logs
from shared.evidence import open_blobs
from shared.log import GroupedLog
from shared.log.connections import replace_if_closed
from shared.settings import Settings, SettingsError

#: Seconds that open requests get when the server stops.
GRACE_SECONDS = 10
#: Seconds that a request waits at most for a free connection, and for a new one to be made.
WAIT_SECONDS = 5
#: How much more readily a processor is given to the worker (and the database) than to these processes: requests are
#: many and short, while what they record is seen as late as the one thread that projects gets its turn.
YIELD = 5
#: Seconds without a sign of life after which a process is replaced; server-sent events live in threads, not in this.
SILENCE_SECONDS = 60


def make_app(settings: Settings) -> Flask:
    """The application on the settings' database. Raises SettingsError where something is missing."""
    if not settings.database_url:
        raise SettingsError("DATABASE_URL is not set: start with `sucharit up`, or name a PostgreSQL database")
    if not settings.secret_key:
        raise SettingsError("SECRET_KEY is not set")
    make_broker(settings)
    engine = open_engine(settings)
    log = GroupedLog(engine, connections=settings.api_threads)
    context = Context(
        settings=settings,
        engine=engine,
        log=log,
        blobs=open_blobs(settings.blobs_address),
        accounts=Accounts(engine, log),
        tokens=Tokens(engine, log),
    )
    return create_app(context, secret_key=settings.secret_key.encode())


def open_engine(settings: Settings) -> Engine:
    """Connections for queries, accounts and tokens, one for each thread. Errors never quote what was asked with."""
    engine = create_engine(
        settings.database_url,
        pool_size=settings.api_threads,
        max_overflow=settings.api_threads,
        pool_timeout=WAIT_SECONDS,
        connect_args={"connect_timeout": WAIT_SECONDS},
        hide_parameters=True,
    )
    # Free of a round trip, unless a connection was really lost; a ping would cost one in every request.
    event.listen(engine, "checkout", replace_if_closed)
    return engine


def run(settings: Settings) -> None:
    """Serve until told to stop."""
    json_logs(settings.log_level)
    Server(settings).run()


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """Gunicorn, configured from our settings alone. Another application is served by another ``load``."""

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
        os.nice(YIELD)
        return make_app(self._settings)
