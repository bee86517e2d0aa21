-- The row lock is the lease of a lane: one worker advances it, and its end, however it comes, sets it free.
SELECT lane.projection, lane.shard, lane.position
FROM views.projection_positions AS lane
JOIN unnest(CAST(:names AS text[]), CAST(:versions AS int[])) AS current (projection, version)
  USING (projection, version)
JOIN unnest(CAST(:shards AS int[]), CAST(:positions AS bigint[])) AS place (shard, position)
  USING (shard, position)
WHERE lane.stopped_at IS NULL
ORDER BY lane.projection, lane.shard
FOR UPDATE OF lane SKIP LOCKED
