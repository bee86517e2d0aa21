SELECT position, stream, version, (extract(epoch FROM recorded_at) * 1000000)::bigint, event_id::text, type,
       schema_version, data, meta, encode(hash, 'hex')
FROM events
WHERE %(unit)s::text IS NULL OR split_part(stream, '/', 2) = %(unit)s
ORDER BY position
