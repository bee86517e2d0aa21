-- The position just before the first event that waits, or the head of the log where none does.
SELECT coalesce(min(waiting.position) - 1, (SELECT max(position) FROM public.events), 0) AS position
FROM (
    SELECT shard, min(position) AS position
    FROM views.projection_positions
    WHERE (CAST(:projection AS text) IS NULL OR projection = :projection)
      AND (CAST(:shard AS int) IS NULL OR shard = :shard)
    GROUP BY shard
) AS lane
CROSS JOIN LATERAL (
    SELECT event.position FROM public.events AS event
    WHERE event.shard = lane.shard AND event.position > lane.position
    ORDER BY event.position LIMIT 1
) AS waiting
