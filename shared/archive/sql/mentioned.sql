-- Every SHA-256 that any event names, but for the events that tell of removal.
SELECT DISTINCT mention[1]
FROM events, regexp_matches(data::text, '"([0-9a-f]{64})"', 'g') AS mention
WHERE type NOT IN ('SnapshotsRemoved', 'ResponseRecorded')
