-- What the score view keeps of a round, and the mark of that row, which changes whenever it is written. Whoever knows the
-- state of that mark already is not sent it again.
SELECT mark, CASE WHEN mark = CAST(:known AS text) THEN NULL ELSE state::text END AS state
FROM (SELECT *, xmin::text || '-' || ctid::text AS mark FROM views.scores_state) AS kept
WHERE unit = :unit AND fiscal_year = :fiscal_year
