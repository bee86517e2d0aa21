-- When a body was removed last, by which rule of how many days, and where that is recorded.
SELECT recorded_at, (data ->> 'days')::int, position
FROM events WHERE type = 'SnapshotsRemoved' AND data -> 'bodies' ? %s
ORDER BY position DESC LIMIT 1
