"""What a worker counts, for Prometheus."""

from prometheus_client import Counter, Gauge

#: Events projected, by projection.
EVENTS = Counter("sucharit_events_projected_total", "Events projected.", ["projection"])
#: Times that an event could not be projected, by projection.
STOPPED = Counter("sucharit_projection_stops_total", "Events that stopped a shard of a projection.", ["projection"])
#: Events that wait, by projection.
BEHIND = Gauge("sucharit_projection_lag_events", "Events that a projection has yet to see.", ["projection"])
#: Shards that stand still because of an event, by projection.
STOPPED_SHARDS = Gauge("sucharit_projection_stopped_shards", "Shards stopped by an event.", ["projection"])
