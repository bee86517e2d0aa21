SELECT event.position, event.stream, event.version, event.event_id, event.type, event.schema_version, event.data,
    event.meta, event.recorded_at, event.shard, event.hash
FROM unnest(%s::int[], %s::bigint[]) AS place (shard, after)
CROSS JOIN LATERAL (
    SELECT * FROM events WHERE events.shard = place.shard AND events.position > place.after
    ORDER BY events.position LIMIT %s
) AS event
ORDER BY event.position
