SELECT position, stream, version, event_id, type, schema_version, data, meta, recorded_at, shard, hash
FROM events WHERE stream = %s AND version > %s ORDER BY version
