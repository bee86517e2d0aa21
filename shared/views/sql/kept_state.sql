-- What the score view keeps of a round.
SELECT state::text FROM views.scores_state WHERE unit = :unit AND fiscal_year = :fiscal_year
