INSERT INTO checkpoints (position, taken_at, streams, root, public_key, signature) VALUES (%s, %s, %s, %s, %s, %s)
