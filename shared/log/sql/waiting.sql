SELECT count(*), coalesce(extract(epoch FROM max(clock_timestamp() - waitstart)), 0)::float8
FROM pg_locks
WHERE locktype = 'advisory' AND NOT granted AND classid = 0 AND objid = 6016003
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
