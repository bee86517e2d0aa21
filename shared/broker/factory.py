"""One place that chooses the queue's carrier. Actors never know which one it is.

BrokerError
└── UnknownBroker
"""

from urllib.parse import urlsplit

import dramatiq
from dramatiq.brokers.stub import StubBroker

from shared.settings import Settings

#: Seconds between two signs of life of a worker process on PostgreSQL.
HEARTBEAT_SECONDS = 5.0
#: Seconds without a sign of life after which a worker's messages go to another.
LEASE_SECONDS = 30.0
#: Seconds between two searches for messages of dead workers (one worker process at a time looks).
MAINTENANCE_SECONDS = 10.0
#: Seconds after which a consumer looks by itself, should a notification be lost.
POLL_SECONDS = 1.0
#: Schema of the queue's tables; migration 0004 makes them.
QUEUE_SCHEMA = "queue"


class BrokerError(Exception):
    """The queue cannot be set up."""


class UnknownBroker(BrokerError):
    """BROKER_URL names no carrier that this program knows: leave it empty, or use redis://, amqp:// or memory://."""


def make_broker(settings: Settings) -> dramatiq.Broker:
    """The broker that BROKER_URL asks for, set as Dramatiq's own. Opens no connection yet. Raises UnknownBroker."""
    broker = _broker(settings)
    dramatiq.set_broker(broker)
    return broker


def _broker(settings: Settings) -> dramatiq.Broker:
    """Imports only the carrier that is asked for: the libraries of all of them take 17 MB of every process."""
    scheme = urlsplit(settings.broker_url).scheme
    match scheme:
        case "":
            return postgres_broker(settings.database_url)
        case "redis" | "rediss":
            from dramatiq.brokers.redis import RedisBroker

            return RedisBroker(url=settings.broker_url)  # type: ignore[no-untyped-call]  # Dramatiq leaves it untyped
        case "amqp" | "amqps":
            from dramatiq.brokers.rabbitmq import RabbitmqBroker

            return RabbitmqBroker(url=settings.broker_url, confirm_delivery=True)
        case "memory":
            return _memory_broker()
    raise UnknownBroker(f"BROKER_URL={scheme}://…: leave it empty, or use redis://, amqp:// or memory://")


def postgres_broker(
    database_url: str, *, lease_seconds: float = LEASE_SECONDS, maintenance_seconds: float = MAINTENANCE_SECONDS
) -> dramatiq.Broker:
    """A queue in the schema ``queue`` of the same database. No results are kept: views and events are the results."""
    from dramatiq_postgres import PostgresBroker

    broker: dramatiq.Broker = PostgresBroker(
        url=database_url.replace("postgresql+psycopg:", "postgresql:", 1),
        results=False,
        schema=QUEUE_SCHEMA,
        poll_interval=POLL_SECONDS,
        heartbeat_interval=min(HEARTBEAT_SECONDS, lease_seconds / 4),
        heartbeat_ttl=lease_seconds,
        maintenance_interval=maintenance_seconds,
    )
    return broker


def _memory_broker() -> StubBroker:
    broker = StubBroker()
    # An embedded worker never boots a process of its own, and middleware such as TimeLimit starts only then.
    broker.emit_after("process_boot")
    return broker
