"""The queue: it carries hints (ids of what to do), never facts; a lost or doubled hint does no harm."""

from shared.broker.factory import BrokerError, UnknownBroker, make_broker
from shared.broker.hints import ACTORS, CRAWL, WORK, send

__all__ = ["ACTORS", "CRAWL", "WORK", "BrokerError", "UnknownBroker", "make_broker", "send"]
