WITH RECURSIVE streams AS (
    (SELECT stream FROM events ORDER BY stream LIMIT 1)
    UNION ALL
    SELECT (SELECT events.stream FROM events WHERE events.stream > streams.stream ORDER BY events.stream LIMIT 1)
    FROM streams WHERE streams.stream IS NOT NULL
)
SELECT head.stream, head.version, encode(head.hash, 'hex'), (SELECT max(position) FROM events)
FROM streams CROSS JOIN LATERAL (
    SELECT stream, version, hash FROM events WHERE events.stream = streams.stream ORDER BY version DESC LIMIT 1
) AS head
