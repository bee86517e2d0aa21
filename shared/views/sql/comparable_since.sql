-- The day by which half of the selected units, of those that ever did, lacked no instrument; NULL where none did.
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY ready.day)
FROM (
    SELECT min(s.day) AS day
    FROM views.snapshots AS s JOIN views.units AS u ON u.unit = s.unit
    WHERE s.fiscal_year = :fiscal_year AND s.coarse = :coarse AND NOT s.lacking && '{IIT,EIT,OIT}'
      AND (CAST(:division AS int) IS NULL OR u.division = :division)
      AND (CAST(:agency_group AS text) IS NULL OR u.agency_group = :agency_group) AND (:made_up OR NOT u.simulated)
    GROUP BY s.unit
) AS ready
