SELECT position, taken_at, streams, root, public_key, signature FROM checkpoints ORDER BY number DESC LIMIT 1
