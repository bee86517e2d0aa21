-- Appending, in fewer steps than at first: every step makes all other writers wait.

-- Appends one event to one stream, under no key; all NULL if the stream is not at the version expected (append_events
-- then tells the version). The commonest append, and the shortest: two statements, because each costs about as much as
-- the insertion itself; parameters instead of a document, because taking that apart costs as much again.
-- at: time to record instead of the clock's.
CREATE FUNCTION public.append_event(
    to_stream text, to_shard smallint, expected integer, event_id uuid, event_type text, schema_version smallint,
    data jsonb, meta jsonb, digest bytea, at timestamptz DEFAULT NULL,
    OUT outcome text, OUT first_position bigint, OUT last_position bigint, OUT last_version integer,
    OUT moment timestamptz, OUT hashes bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    PERFORM pg_advisory_xact_lock(6016003), pg_notify('events', '');
    INSERT INTO events AS recorded
    SELECT coalesce(newest.position, 0) + 1, to_stream, coalesce(head.version, 0) + 1, event_id, event_type,
           schema_version, data, meta, clock.now, to_shard,
           sha256(coalesce(head.hash, '') || chain_link(coalesce(head.version, 0) + 1, coalesce(newest.position, 0) + 1,
                                                        clock.now, digest))
    FROM (SELECT) AS always
    LEFT JOIN LATERAL (
        SELECT last.version, last.hash FROM events AS last WHERE last.stream = to_stream ORDER BY last.version DESC LIMIT 1
    ) AS head ON true
    LEFT JOIN LATERAL (
        SELECT last.position, last.recorded_at FROM events AS last ORDER BY last.position DESC LIMIT 1
    ) AS newest ON true
    CROSS JOIN LATERAL (SELECT greatest(coalesce(at, clock_timestamp()), newest.recorded_at) AS now) AS clock
    WHERE expected IS NULL OR coalesce(head.version, 0) = expected
    RETURNING 'appended', recorded.position, recorded.position, recorded.version, recorded.recorded_at, recorded.hash
    INTO outcome, first_position, last_position, last_version, moment, hashes;
END $$;

-- Appends to one stream, all events or none. expected: its version now, NULL for any. documents: array of canonical
-- events; digests: 32 bytes each, in the same order. The lock makes the order of positions the order of commits.
CREATE OR REPLACE FUNCTION public.append_events(
    to_stream text, to_shard smallint, expected integer, documents jsonb, digests bytea, key_used text, key_content bytea,
    OUT outcome text, OUT first_position bigint, OUT last_position bigint, OUT last_version integer,
    OUT moment timestamptz, OUT hashes bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    done record;
BEGIN
    PERFORM pg_advisory_xact_lock(6016003);
    IF key_used IS NOT NULL THEN
        SELECT CASE WHEN used.content = key_content THEN 'repeated' ELSE 'key_conflict' END,
               used.first_position, used.last_position
        INTO outcome, first_position, last_position FROM idempotency_keys AS used WHERE used.key = key_used;
        IF FOUND THEN RETURN; END IF;
    END IF;
    FOR place IN 1..jsonb_array_length(documents) LOOP
        SELECT one.* INTO done
        FROM jsonb_to_record(documents -> (place - 1))
            AS new (event_id uuid, type text, schema_version smallint, data jsonb, meta jsonb),
        append_event(to_stream, to_shard, expected + place - 1, new.event_id, new.type, new.schema_version, new.data,
                     new.meta, substr(digests, place * 32 - 31, 32), append_events.moment) AS one;
        IF done.outcome IS NULL THEN
            outcome := 'version_conflict';
            last_version := (SELECT coalesce(max(version), 0) FROM events WHERE stream = to_stream);
            RETURN;
        END IF;
        first_position := coalesce(first_position, done.first_position);
        last_version := done.last_version;
        last_position := done.last_position;
        moment := done.moment;
        hashes := coalesce(hashes, '') || done.hashes;
    END LOOP;
    IF key_used IS NOT NULL THEN
        INSERT INTO idempotency_keys VALUES (key_used, key_content, first_position, last_position);
    END IF;
    outcome := 'appended';
END $$;

REVOKE EXECUTE ON FUNCTION public.append_event FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.append_event TO sucharit_app;
