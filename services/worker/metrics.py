"""What a worker counts, for Prometheus."""

from prometheus_client import Counter

#: Events projected, by projection.
EVENTS = Counter("sucharit_events_projected_total", "Events projected.", ["projection"])
#: Times that an event could not be projected, by projection.
STOPPED = Counter("sucharit_projection_stops_total", "Events that stopped a shard of a projection.", ["projection"])
