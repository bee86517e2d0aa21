SELECT position, stream, version, event_id, type, schema_version, data, meta, recorded_at, shard, hash
FROM events WHERE shard = %s AND position > %s ORDER BY position LIMIT %s
