-- The kept score of a round, its body as it was written.
SELECT scored_on, body::text AS body, position
FROM views.scores
WHERE unit = :unit AND fiscal_year = :fiscal_year
