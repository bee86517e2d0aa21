SELECT outcome, first_position, last_position FROM append_batch(%s::jsonb, %s::bytea, %s::jsonb, %s, %s::bytea)
