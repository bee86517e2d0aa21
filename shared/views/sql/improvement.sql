-- Each unit's expected score at the ends of two days: that of its last snapshot up to then.
SELECT u.unit, u.name_th, u.name_en, u.division, before.expected AS before, after.expected AS after,
       before.level AS level_before, after.level AS level_after,
       u.simulated OR coalesce(before.simulated, false) OR after.simulated AS simulated,
       coalesce(before.replica, false) OR after.replica AS replica,
       before.lacking && '{IIT,EIT,OIT}' AS little_before, after.lacking && '{IIT,EIT,OIT}' AS little_after
FROM views.units AS u
JOIN LATERAL (
    SELECT s.* FROM views.snapshots AS s
    WHERE s.unit = u.unit AND s.fiscal_year = :fiscal_year AND s.coarse = :coarse AND s.day <= :until
    ORDER BY s.day DESC LIMIT 1
) AS after ON true
LEFT JOIN LATERAL (
    SELECT s.* FROM views.snapshots AS s
    WHERE s.unit = u.unit AND s.fiscal_year = :fiscal_year AND s.coarse = :coarse AND s.day <= :since
    ORDER BY s.day DESC LIMIT 1
) AS before ON true
WHERE (CAST(:division AS int) IS NULL OR u.division = :division)
  AND (CAST(:agency_group AS text) IS NULL OR u.agency_group = :agency_group) AND (:made_up OR NOT u.simulated)
