-- The row lock is the lease of a lane: one worker advances it, and its end, however it comes, sets it free.
SELECT lane.projection
FROM views.projection_positions AS lane
JOIN unnest(CAST(:names AS text[]), CAST(:versions AS int[])) AS current (projection, version)
  USING (projection, version)
WHERE lane.shard = :shard AND lane.position = :position AND lane.stopped_at IS NULL
ORDER BY lane.projection
FOR UPDATE OF lane SKIP LOCKED
