-- Changes with every event of the round, and whenever the row of the unit or of its round is written; no row where
-- either is unknown.
SELECT concat_ws(' ', units.xmin, rounds.xmin, (SELECT max(version) FROM public.events WHERE stream = :stream))
FROM views.units JOIN views.rounds ON rounds.unit = units.unit
WHERE rounds.unit = :unit AND rounds.fiscal_year = :fiscal_year
