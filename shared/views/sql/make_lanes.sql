-- A lane for each shard of each projection that has none yet. Where another version has lanes, rows of that version are
-- in the tables: only a rebuild may start this one.
INSERT INTO views.projection_positions (projection, version, shard, position, updated_at)
SELECT current.projection, current.version, shard, 0, :now
FROM unnest(CAST(:names AS text[]), CAST(:versions AS int[])) AS current (projection, version)
CROSS JOIN generate_series(0, :shards - 1) AS shard
WHERE NOT EXISTS (
    SELECT FROM views.projection_positions AS other
    WHERE other.projection = current.projection AND other.version <> current.version
)
ON CONFLICT DO NOTHING
