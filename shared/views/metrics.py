"""How far the views have come, for Prometheus: the positions are in the database, so any process can tell."""

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from shared.views.positions import Lag


class LagCollector(Collector):
    """Gauges of the lags that it was told last."""

    def __init__(self, lags: Iterable[Lag] = ()) -> None:
        self._lags = tuple(lags)

    def update(self, lags: Iterable[Lag]) -> None:
        """Tell these from now on."""
        self._lags = tuple(lags)

    def collect(self) -> Iterator[Metric]:
        """Called by the registry."""
        view = ["projection"]
        behind = GaugeMetricFamily("sucharit_projection_lag_events", "Events that a view has yet to see.", labels=view)
        shards = GaugeMetricFamily("sucharit_projection_stopped_shards", "Shards stopped by an event.", labels=view)
        stops = GaugeMetricFamily(
            "sucharit_projection_stopped_position",
            "Position of the event that stopped a shard, and why.",
            labels=["projection", "shard", "reason"],
        )
        for lag in self._lags:
            behind.add_metric([lag.projection], lag.behind)
            shards.add_metric([lag.projection], len(lag.stopped))
            for stop in lag.stopped:
                stops.add_metric([lag.projection, str(stop.shard), stop.error], stop.position)
        yield from (behind, shards, stops)


def lag_text(lags: Iterable[Lag]) -> bytes:
    """The lags in Prometheus' text format, to follow what else a process tells."""
    registry = CollectorRegistry()
    registry.register(LagCollector(lags))
    return generate_latest(registry)
