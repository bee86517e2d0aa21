-- In the transaction of the rows that the lanes' views now have.
UPDATE views.projection_positions AS lane SET position = moved.position, updated_at = :now
FROM unnest(CAST(:projections AS text[]), CAST(:shards AS int[]), CAST(:positions AS bigint[]))
  AS moved (projection, shard, position)
JOIN unnest(CAST(:names AS text[]), CAST(:versions AS int[])) AS current (projection, version)
  USING (projection)
WHERE lane.projection = moved.projection AND lane.version = current.version AND lane.shard = moved.shard
