SELECT before + 1, position - 1
FROM (SELECT position, lag(position, 1, 0::bigint) OVER (ORDER BY position) AS before FROM events) AS neighbours
WHERE position <> before + 1
