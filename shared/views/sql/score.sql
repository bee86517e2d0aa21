-- The kept score of a round, its body as it was written. mark: changes whenever the row is written; whoever knows the
-- body of that mark already is not sent it again.
SELECT scored_on, position, mark, CASE WHEN mark = CAST(:known AS text) THEN NULL ELSE body::text END AS body
FROM (SELECT *, xmin::text || '-' || position AS mark FROM views.scores) AS kept
WHERE unit = :unit AND fiscal_year = :fiscal_year
