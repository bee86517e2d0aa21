SELECT outcome, first_position, last_position, last_version, moment, hashes FROM append_group($1)
