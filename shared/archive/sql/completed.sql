-- Every completed audit, oldest first, and whether anything relies on it: a finding that it changed, a ruling or a
-- certification that was made when it was the newest, or that it still is the newest.
WITH completed AS (
    SELECT position, data, substr(stream, length('audits/') + 1) AS round, data ->> 'audit_id' AS audit_id
    FROM events WHERE type = 'AuditCompleted'
), moments AS (
    SELECT substr(stream, length('round/') + 1) AS round, position
    FROM events WHERE type IN ('ItemScored', 'AppealLodged', 'AppealDecided', 'RoundCertified')
    UNION
    SELECT round, max(position) + 1 FROM completed GROUP BY round
), relied AS (
    SELECT round, (
        SELECT audit_id FROM completed
        WHERE completed.round = moments.round AND completed.position < moments.position
        ORDER BY completed.position DESC LIMIT 1
    ) AS audit_id
    FROM moments
    UNION
    SELECT substr(stream, length('audits/') + 1), data ->> 'audit_id' FROM events WHERE type = 'FindingChanged'
)
SELECT split_part(round, '/', 1), split_part(round, '/', 2)::int, audit_id, data ->> 'report',
       (data ->> 'finished_at')::timestamptz, (round, audit_id) IN (SELECT round, audit_id FROM relied)
FROM completed
ORDER BY position
