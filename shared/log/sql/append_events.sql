SELECT outcome, first_position, last_position, last_version, moment, hashes
FROM append_events(%s, %s::smallint, %s::integer, %s::jsonb, %s::bytea, %s, %s::bytea)
