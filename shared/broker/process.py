"""What every process that handles messages has in common: logs, signals, an embedded worker, counts."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import dramatiq
import structlog
from prometheus_client import Counter, start_http_server

#: Milliseconds that a worker has, once told to stop, to finish the messages that it works on.
STOP_MILLISECONDS = 20_000
#: Messages handled, by actor and outcome (done, failed).
MESSAGES = Counter("sucharit_messages_total", "Messages handled.", ["actor", "outcome"])


class CountMessages(dramatiq.Middleware):
    """Counts messages by actor and outcome."""

    def after_process_message(
        self,
        broker: dramatiq.Broker,  # noqa: ARG002 - Dramatiq's signature
        message: Any,
        *,
        result: Any = None,  # noqa: ARG002 - as dramatiq calls it
        exception: BaseException | None = None,
    ) -> None:
        """Called by Dramatiq."""
        MESSAGES.labels(message.actor_name, "failed" if exception else "done").inc()


def json_logs(level: str) -> None:
    """Every log line of this process as one JSON object on standard error; ``level`` as in LOG_LEVEL."""
    logging.basicConfig(level=level, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM or SIGINT sets. Call it in the main thread."""
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of handlers
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    return stop


def serve_metrics(host: str, port: int) -> None:
    """Answer Prometheus on this address for as long as the process lives; nothing for port 0."""
    if port:
        start_http_server(port, addr=host)


@contextmanager
def working(broker: dramatiq.Broker, queue: str, threads: int) -> Iterator[None]:
    """Handle messages of ``queue`` in this process; at the end what is at work is finished, the rest goes back."""
    broker.add_middleware(CountMessages())
    worker = dramatiq.Worker(broker, queues={queue}, worker_threads=threads)
    worker.start()
    try:
        yield
    finally:
        worker.stop(timeout=STOP_MILLISECONDS)
        broker.close()
