-- Rounds with a day before today whose snapshot is still to be made, those that wait longest first.
SELECT unit, fiscal_year, state::text AS state
FROM views.snapshots_state
WHERE (state->>'since')::timestamptz < :midnight OR (state->>'again')::date < :today
ORDER BY least((state->>'since')::timestamptz, (state->>'again')::date::timestamptz), unit, fiscal_year
LIMIT :limit
