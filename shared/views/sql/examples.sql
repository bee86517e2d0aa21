-- For each item the public page of the best unit that shows it whole by the same criteria, of the same division if there
-- is one. made_up: the asking unit is itself made up; to a real one nothing made up is ever shown as an example.
SELECT wanted.item, best.*
FROM unnest(CAST(:items AS text[])) AS wanted (item)
CROSS JOIN LATERAL (
    (
        SELECT u.unit, u.name_th, u.name_en, u.division, u.simulated OR i.simulated AS simulated,
               u.website_is_replica AS replica, i.proof_url, i.links->0->>'page' AS page, s.expected
        FROM views.scores AS s
        JOIN views.units AS u ON u.unit = s.unit
        JOIN views.items AS i ON i.unit = s.unit AND i.fiscal_year = s.fiscal_year AND i.item = wanted.item
        WHERE s.fiscal_year = :fiscal_year AND s.coarse AND s.rubric = :rubric AND s.unit <> :unit AND u.division = :division
          AND i.verdict = 'present' AND i.confirmed AND i.proof_url IS NOT NULL
          AND (:made_up OR NOT (u.simulated OR i.simulated OR u.website_is_replica))
        ORDER BY s.expected DESC, s.unit COLLATE "C" LIMIT 1
    )
    UNION ALL
    (
        SELECT u.unit, u.name_th, u.name_en, u.division, u.simulated OR i.simulated,
               u.website_is_replica, i.proof_url, i.links->0->>'page', s.expected
        FROM views.scores AS s
        JOIN views.units AS u ON u.unit = s.unit
        JOIN views.items AS i ON i.unit = s.unit AND i.fiscal_year = s.fiscal_year AND i.item = wanted.item
        WHERE s.fiscal_year = :fiscal_year AND s.coarse AND s.rubric = :rubric AND s.unit <> :unit
          AND i.verdict = 'present' AND i.confirmed AND i.proof_url IS NOT NULL
          AND (:made_up OR NOT (u.simulated OR i.simulated OR u.website_is_replica))
        ORDER BY s.expected DESC, s.unit COLLATE "C" LIMIT 1
    )
    LIMIT 1
) AS best
