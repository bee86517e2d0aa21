SELECT position, stream, version, event_id, type, schema_version, data, meta, recorded_at, shard, hash
FROM events
WHERE position > %(after)s
  AND (%(shard)s::smallint IS NULL OR shard = %(shard)s::smallint)
  AND (%(unit)s::text IS NULL OR split_part(stream, '/', 2) = %(unit)s)
  AND (%(type)s::text IS NULL OR type = %(type)s)
ORDER BY position LIMIT %(limit)s
