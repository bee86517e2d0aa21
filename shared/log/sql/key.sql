SELECT content, first_position, last_position FROM idempotency_keys WHERE key = %s
