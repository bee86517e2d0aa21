"""Sending a hint to an actor by name, so that the sender need not import the service that acts."""

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

_log = structlog.get_logger(__name__)


def send(name: str, **ids: str | int) -> bool:
    """Enqueue a hint for actor ``name``; whether the queue took it. A queue out of reach is logged, never raised:

    the fact is in the log of events already, and the sweep finds what was never done. Raises KeyError for an actor
    that ACTORS does not list.
    """
    message = dramatiq.Message[object](queue_name=ACTORS[name], actor_name=name, args=(), kwargs=dict(ids), options={})
    broker = dramatiq.get_broker()
    try:
        broker.declare_queue(message.queue_name)
        broker.enqueue(message)
    except (BrokerError, DatabaseError, PoolTimeout, ConnectionError, OSError) as error:
        _log.warning("hint not sent", actor=name, **ids, error=str(error))
        return False
    return True
