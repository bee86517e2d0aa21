"""Sending a hint to an actor by name, so that the sender need not import the service that acts."""

import threading
from concurrent.futures import Future
from types import MappingProxyType

import dramatiq
import structlog
from dramatiq.errors import BrokerError
from psycopg import Error as DatabaseError
from psycopg_pool import PoolTimeout

#: Queue of the worker: documents, exports, catching up.
WORK = "work"
#: Queue of the crawler: one message is one audit of one website.
CRAWL = "crawl"
#: The queue of every actor that takes hints.
ACTORS = MappingProxyType({"run_audit": CRAWL, "project": WORK})

#: Seconds that a sender waits for the queue. A hint that gets through later is as good.
SEND_SECONDS = 1.0
#: Hints that may wait for the queue at the same time; more are given up at once.
SENDERS = 8
#: What any carrier raises when it cannot be reached, and TimeoutError (an OSError).
OUT_OF_REACH = (BrokerError, DatabaseError, PoolTimeout, OSError)

_sending = threading.BoundedSemaphore(SENDERS)
_log = structlog.get_logger(__name__)


def send(name: str, **ids: str | int) -> bool:
    """Enqueue a hint for actor ``name``; whether the queue took it within SEND_SECONDS.

    A queue out of reach is logged, never raised, and never waited for longer: the fact is in the log of events
    already, and the sweep finds what was never done. Raises KeyError for an actor that ACTORS does not list.
    """
    message = dramatiq.Message[object](queue_name=ACTORS[name], actor_name=name, args=(), kwargs=dict(ids), options={})
    broker = dramatiq.get_broker()
    try:
        _sent(broker, message).result(SEND_SECONDS)
    except _out_of_reach(broker) as error:
        _log.warning("hint not sent", actor=name, **ids, error=str(error) or type(error).__name__)
        return False
    return True


def _out_of_reach(broker: dramatiq.Broker) -> tuple[type[Exception], ...]:
    """What this carrier raises. Imports no other's library: together they take 17 MB of every process."""
    match type(broker).__module__:
        case "dramatiq.brokers.redis":
            from redis.exceptions import RedisError

            return (*OUT_OF_REACH, RedisError)
        case "dramatiq.brokers.rabbitmq":
            from pika.exceptions import AMQPError

            return (*OUT_OF_REACH, AMQPError)
    return OUT_OF_REACH


def _sent(broker: dramatiq.Broker, message: dramatiq.Message[object]) -> Future[None]:
    """How the sending ends, once that is known: out of reach of the queue, libraries retry for a minute."""
    slots = _sending
    if not slots.acquire(blocking=False):
        raise TimeoutError(f"{SENDERS} hints still wait for the queue")
    sent: Future[None] = Future()
    # A daemon, so that a hint that never gets through does not keep the process from ending.
    threading.Thread(target=_send, args=(broker, message, sent, slots), daemon=True).start()
    return sent


def _send(
    broker: dramatiq.Broker, message: dramatiq.Message[object], sent: Future[None], slots: threading.Semaphore
) -> None:
    try:
        broker.declare_queue(message.queue_name)
        broker.enqueue(message)
    except Exception as error:  # handed to whoever waits for it
        sent.set_exception(error)
    else:
        sent.set_result(None)
    finally:
        slots.release()
