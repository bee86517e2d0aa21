"""The worker process: projects events as they come, runs what is due, and handles messages of the queue ``work``."""

import threading
import time

import dramatiq
import psycopg
import structlog
from prometheus_client import REGISTRY
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError

from services.worker.jobs import standing_jobs
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from services.worker.rebuild import outdated, rebuild_view
from services.worker.schedule import Scheduler
from shared.broker import WORK, make_broker
from shared.broker.process import json_logs, serve_metrics, stop_on_signals, working
from shared.evidence import open_blobs
from shared.log import Log, LogUnavailable, Wakeup
from shared.settings import Settings
from shared.views import queries
from shared.views.metrics import LagCollector

#: Seconds to wait before trying again when the database is out of reach.
RETRY_SECONDS = 1.0
#: Seconds that the loop waits at most for a signal before it looks whether it is told to stop.
SIGNAL_SECONDS = 0.5
#: Seconds of rest after events were projected, in which the next gather: at a steady stream, a transaction for each
#: event would take both cores. Of a backlog, what is worth a transaction waits for no rest.
REST_SECONDS, WORTHWHILE = 0.1, 1_000

#: Rows of views and the positions that they are for need not be on the disk before others see them: what a crash of the
#: database takes back of both is projected again.
_UNHURRIED = "-c synchronous_commit=off"

_log = structlog.get_logger(__name__)


def run(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT; the batch and the messages at hand are finished first."""
    json_logs(settings.log_level)
    stop = stop_on_signals()
    serve_metrics(settings.host, settings.metrics_port)
    for name in _outdated(settings):
        rebuild_view(settings, name)
    engine, log = create_engine(settings.database_url), Log(settings.database_url)
    views = create_engine(settings.database_url, connect_args={"options": _UNHURRIED})
    projector = Projector(views, log, PROJECTIONS)
    loop = Loop(settings, engine, projector, stop)
    broker = make_broker(settings)
    declare_actors(broker, projector)
    try:
        with working(broker, WORK, settings.worker_threads):
            _log.info("worker started")
            schedule = threading.Thread(target=keep_schedule, args=(settings, engine, log, stop), name="schedule")
            schedule.start()
            loop.run()
            schedule.join()
    finally:
        log.close()
        views.dispose()
        engine.dispose()
        _log.info("worker stopped")


def declare_actors(broker: dramatiq.Broker, projector: Projector) -> None:
    """The actors of the queue ``work``."""

    @dramatiq.actor(actor_name="project", queue_name=WORK, broker=broker, max_retries=3)
    def project() -> None:
        projector.drain()


def keep_schedule(settings: Settings, engine: Engine, log: Log, stop: threading.Event) -> None:
    """Run what is due until told to stop; in a thread of its own, so that a long job keeps no view waiting."""
    blobs = open_blobs(settings.blobs_address)
    jobs = standing_jobs(engine, log, settings.keys_folder, blobs=blobs, snapshot_days=settings.snapshot_days)
    scheduler = Scheduler(engine, jobs)
    while not stop.is_set():
        scheduler.tick()
        stop.wait(settings.sweep_seconds)


class Loop:
    """Drains what waits whenever the log signals, and at every sweep whether it signalled or not."""

    def __init__(self, settings: Settings, engine: Engine, projector: Projector, stop: threading.Event) -> None:
        self._url = settings.database_url
        self._sweep_seconds = settings.sweep_seconds
        self._engine = engine
        self._projector = projector
        self._stop = stop
        self._lags = LagCollector()
        REGISTRY.register(self._lags)

    def run(self) -> None:
        """Until told to stop. A database that is out of reach is waited for."""
        while not self._stop.is_set():
            try:
                with Wakeup(self._url) as wakeup:
                    self._projector.prepare()
                    self._work(wakeup)
            except (DBAPIError, psycopg.OperationalError, LogUnavailable) as error:
                _log.warning("database out of reach", error=str(error))
                self._stop.wait(RETRY_SECONDS)

    def _work(self, wakeup: Wakeup) -> None:
        next_sweep, behind = 0.0, False
        while not self._stop.is_set():
            due = behind
            if time.monotonic() >= next_sweep:
                next_sweep, due = time.monotonic() + self._sweep_seconds, True
                self._measure()
            # Signals are read even when nothing waits for them: unread they would pile up in the server.
            if wakeup.wait(0 if due else SIGNAL_SECONDS) or due:
                behind = self._sweep()

    def _sweep(self) -> bool:
        """Whether anything was projected, so that more may wait."""
        advanced = self._projector.sweep(self._stop)
        if 0 < advanced < WORTHWHILE:
            self._stop.wait(REST_SECONDS)
        return advanced > 0

    def _measure(self) -> None:
        with self._engine.connect() as connection:
            self._lags.update(queries.lags(connection))


def _outdated(settings: Settings) -> tuple[str, ...]:
    engine = create_engine(settings.database_url)
    try:
        return outdated(engine)
    finally:
        engine.dispose()
