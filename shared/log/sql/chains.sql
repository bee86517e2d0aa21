SELECT stream, version, position, (extract(epoch FROM recorded_at) * 1000000)::bigint, event_id::text, type,
       schema_version, data::text, meta::text, shard, hash
FROM events ORDER BY stream, version
