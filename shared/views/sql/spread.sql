-- Mean, ends and quartiles (values that occur) of every part's points, over the units that do not lack the part.
WITH chosen AS (
    SELECT s.unit, s.expected, s.iit, s.eit, s.oit, s.indicators, s.lacking
    FROM views.scores AS s JOIN views.units AS u ON u.unit = s.unit
    WHERE s.fiscal_year = :fiscal_year AND s.coarse = :coarse AND s.rubric = :rubric
      AND (CAST(:division AS int) IS NULL OR u.division = :division)
      AND (CAST(:agency_group AS text) IS NULL OR u.agency_group = :agency_group) AND (:made_up OR NOT u.simulated)
), parts AS (
    SELECT 'total' AS kind, 'total' AS id, expected AS points, NULL::boolean AS whole
    FROM chosen WHERE NOT lacking && '{IIT,EIT,OIT}'
    UNION ALL
    SELECT 'instrument', part.id, part.points, NULL
    FROM chosen, LATERAL (VALUES ('IIT', iit), ('EIT', eit), ('OIT', oit)) AS part (id, points)
    WHERE part.id <> ALL (lacking)
    UNION ALL
    SELECT 'indicator', part.key, part.value::numeric, NULL
    FROM chosen, LATERAL jsonb_each_text(indicators) AS part
    WHERE part.key <> ALL (lacking)
    UNION ALL
    SELECT 'item', i.item, seen.points, seen.points = i.points
    FROM chosen JOIN views.items AS i ON i.unit = chosen.unit AND i.fiscal_year = :fiscal_year,
         LATERAL (SELECT coalesce(i.league_points, 0.00) AS points) AS seen
    WHERE 'OIT' <> ALL (lacking)
)
SELECT kind, id, count(*)::int AS units, avg(points) AS mean, min(points) AS lowest, max(points) AS highest,
       percentile_disc(0.25) WITHIN GROUP (ORDER BY points) AS lower_quartile,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY points) AS median,
       percentile_disc(0.75) WITHIN GROUP (ORDER BY points) AS upper_quartile,
       CASE WHEN kind = 'item' THEN count(*) FILTER (WHERE whole)::int END AS "full"
FROM parts
GROUP BY kind, id
