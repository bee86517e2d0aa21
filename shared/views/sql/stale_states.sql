-- What the score view keeps of the selected units whose score holds for a day before :today.
SELECT s.unit, kept.state::text
FROM views.scores AS s
JOIN views.units AS u ON u.unit = s.unit
JOIN views.scores_state AS kept ON kept.unit = s.unit AND kept.fiscal_year = s.fiscal_year
WHERE s.fiscal_year = :fiscal_year AND s.coarse = :coarse AND s.scored_on < :today
  AND (CAST(:division AS int) IS NULL OR u.division = :division)
  AND (CAST(:agency_group AS text) IS NULL OR u.agency_group = :agency_group) AND (:made_up OR NOT u.simulated)
