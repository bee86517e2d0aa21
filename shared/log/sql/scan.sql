SELECT position, stream, version, event_id, type, schema_version, data::text, meta::text, recorded_at, shard, hash
FROM events WHERE position > %s AND position <= %s AND type <> ALL (%s) ORDER BY position
