SELECT outcome, first_position, last_position, last_version, moment, hashes
FROM append_event($1, $2, $3, $4, $5, $6, $7, $8, $9)
