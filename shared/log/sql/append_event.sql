SELECT outcome, first_position, last_position, last_version, moment, hashes
FROM append_event(%s, %s::smallint, %s::integer, %s, %s, %s::smallint, %s::jsonb, %s::jsonb, %s::bytea)
