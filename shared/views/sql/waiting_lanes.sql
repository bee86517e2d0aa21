-- Where events wait: each shard, with the positions from which its projections go on.
SELECT DISTINCT lane.shard, lane.position
FROM views.projection_positions AS lane
JOIN unnest(CAST(:names AS text[]), CAST(:versions AS int[])) AS current (projection, version)
  USING (projection, version)
WHERE lane.stopped_at IS NULL
  AND EXISTS (
    SELECT FROM public.events AS event WHERE event.shard = lane.shard AND event.position > lane.position
  )
ORDER BY lane.position, lane.shard
