SELECT
    lane.projection,
    lane.version,
    coalesce(min(waiting.first) - 1, head.position) AS position,
    head.position AS head,
    coalesce(sum(waiting.behind), 0)::bigint AS behind,
    coalesce(
        jsonb_agg(jsonb_build_object(
            'shard', lane.shard, 'position', lane.stopped_position,
            'stopped_at', lane.stopped_at, 'error', lane.error
        ) ORDER BY lane.shard) FILTER (WHERE lane.stopped_at IS NOT NULL),
        '[]'
    ) AS stopped
FROM views.projection_positions AS lane
CROSS JOIN (SELECT coalesce(max(position), 0) AS position FROM public.events) AS head
LEFT JOIN LATERAL (
    SELECT min(event.position) AS first, count(*) AS behind
    FROM public.events AS event
    WHERE event.shard = lane.shard AND event.position > lane.position
) AS waiting ON true
GROUP BY lane.projection, lane.version, head.position
ORDER BY lane.projection
