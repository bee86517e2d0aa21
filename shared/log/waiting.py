"""Who waits to append: a transaction that appends and does not end holds up every other writer, and shows here."""

from collections.abc import Iterator
from typing import NamedTuple

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from shared.log.log import Log
from shared.log.statements import statement


class Waiting(NamedTuple):
    """Appends that wait for the log's lock at this moment. longest: seconds that the first of them has waited."""

    appends: int
    longest: float


def waiting(log: Log) -> Waiting:
    """Who waits now, in all processes. Raises LogUnavailable."""
    rows = log.run(lambda driver: driver.execute(statement("waiting")).fetchall())
    return Waiting(*rows[0])


class LogCollector(Collector):
    """For Prometheus: ``REGISTRY.register(LogCollector(log))``. Asks the database each time it is asked."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """The metrics without values, so that registering asks nothing."""
        yield from _gauges()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The metrics now. Raises LogUnavailable."""
        for gauge, value in zip(_gauges(), waiting(self._log), strict=True):
            gauge.add_metric([], value)
            yield gauge


def _gauges() -> tuple[GaugeMetricFamily, GaugeMetricFamily]:
    return (
        GaugeMetricFamily("log_appends_waiting", "Appends that wait for the log's lock."),
        GaugeMetricFamily("log_lock_wait_seconds", "Time that the longest waiting append has waited for the lock."),
    )
