-- The selected units side by side, as one JSON array: ranked by one value, equal ones alike (1, 2, 2, 4), then those that
-- cannot be ranked, by code, each with the reason. And whether anything in it is made up, or seen on a replica only.
-- by: a column, level, indicator or item; part: which indicator or item. needed: the parts without which nobody is ranked.
-- fresh: rows computed for today in place of those that hold for an earlier day; without it (NULL) these stand as they are,
-- and stale tells that there are some.
WITH held AS (
    SELECT unit, rubric, low, expected, high, level, iit, eit, oit, simulated, replica, indicators, lacking, short,
           without_evidence, scored_on < :today AS stale
    FROM views.scores
    WHERE fiscal_year = :fiscal_year AND coarse = :coarse AND (scored_on >= :today OR CAST(:fresh AS json) IS NULL)
    UNION ALL
    SELECT unit, rubric, low, expected, high, level, iit, eit, oit, simulated, replica, indicators, lacking, short,
           without_evidence, false
    FROM json_populate_recordset(NULL::views.scores, CAST(:fresh AS json))
), valued AS (
    SELECT u.unit, u.name_th, u.name_en, u.division, u.division_inferred, u.agency_group,
           s.unit IS NULL AS no_round, s.stale, s.low, s.expected, s.high, s.level, s.iit, s.eit, s.oit,
           u.simulated OR coalesce(s.simulated, false) AS simulated, coalesce(s.replica, false) AS replica,
           s.indicators, s.lacking, s.short, s.without_evidence,
           CASE WHEN s.lacking && CAST(:needed AS text[]) THEN NULL
                ELSE CASE CAST(:by AS text)
                     WHEN 'expected' THEN s.expected
                     WHEN 'low' THEN s.low
                     WHEN 'high' THEN s.high
                     WHEN 'iit' THEN s.iit
                     WHEN 'eit' THEN s.eit
                     WHEN 'oit' THEN s.oit
                     WHEN 'level' THEN (CAST(:levels AS jsonb) -> s.rubric ->> s.level)::numeric
                     WHEN 'indicator' THEN (s.indicators ->> CAST(:part AS text))::numeric
                     WHEN 'item' THEN (
                         SELECT i.league_points FROM views.items AS i
                         WHERE i.unit = s.unit AND i.fiscal_year = :fiscal_year AND i.item = CAST(:part AS text))
                     END
           END AS value
    FROM views.units AS u LEFT JOIN held AS s ON s.unit = u.unit
    WHERE (CAST(:division AS int) IS NULL OR u.division = :division)
      AND (CAST(:agency_group AS text) IS NULL OR u.agency_group = :agency_group) AND (:made_up OR NOT u.simulated)
), listed AS (
    SELECT CASE WHEN value IS NOT NULL THEN rank() OVER (ORDER BY value DESC NULLS LAST) END AS rank,
           unit, name_th, name_en, division, division_inferred, low::text, expected::text, high::text, level,
           iit::text, eit::text, oit::text, simulated, replica, agency_group, value::text,
           CASE WHEN value IS NOT NULL THEN NULL
                ELSE CAST(:reasons AS jsonb) -> CASE
                     WHEN no_round THEN 'no_round'
                     WHEN lacking @> '{IIT,EIT,OIT}' THEN 'no_data'
                     WHEN CAST(:by AS text) IN ('indicator', 'item') THEN 'no_' || CAST(:by AS text)
                     ELSE (SELECT string_agg(part, ',') FROM unnest(lacking) AS part
                           WHERE part = ANY (CAST(:needed AS text[])))
                END
           END AS reason,
           CASE WHEN :indicators THEN indicators END AS indicators,
           coalesce(lacking, '{}') AS lacking, coalesce(short, '{}') AS short, without_evidence
    FROM valued
    ORDER BY valued.value DESC NULLS LAST, unit COLLATE "C"
)
SELECT coalesce(json_agg(listed), '[]')::text AS units,
       coalesce(bool_or(simulated), false) AS simulated, coalesce(bool_or(replica), false) AS replica,
       coalesce((SELECT bool_or(stale) FROM valued), false) AS stale
FROM listed
