-- Appending, in fewer steps than at first: every step makes all other writers wait.

-- Appends one event to one stream; see append_events. The commonest append, with its own parameters, because taking
-- them out of a document costs as much as inserting them.
-- The lock is taken by an assignment, which PostgreSQL evaluates without starting its executor.
-- at: time to record instead of the clock's.
CREATE FUNCTION public.append_event(
    to_stream text, to_shard smallint, expected integer, event_id uuid, event_type text, schema_version smallint,
    data jsonb, meta jsonb, digest bytea, key_used text, key_content bytea, at timestamptz DEFAULT NULL,
    OUT outcome text, OUT first_position bigint, OUT last_position bigint, OUT last_version integer,
    OUT moment timestamptz, OUT hashes bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    outcome := pg_advisory_xact_lock(6016003);
    outcome := pg_notify('events', '');
    IF key_used IS NOT NULL THEN
        SELECT known.* INTO outcome, first_position, last_position FROM known_key(key_used, key_content) AS known;
        IF outcome IS NOT NULL THEN RETURN; END IF;
    END IF;
    SELECT head.version, head.hash INTO last_version, hashes
    FROM events AS head WHERE head.stream = to_stream ORDER BY head.version DESC LIMIT 1;
    IF expected <> coalesce(last_version, 0) THEN
        outcome := 'version_conflict';
        last_version := coalesce(last_version, 0);
        RETURN;
    END IF;
    SELECT newest.position, newest.recorded_at INTO last_position, moment
    FROM events AS newest ORDER BY newest.position DESC LIMIT 1;
    last_version := coalesce(last_version, 0) + 1;
    last_position := coalesce(last_position, 0) + 1;
    moment := greatest(moment, coalesce(at, clock_timestamp()));
    hashes := sha256(coalesce(hashes, '') || chain_link(last_version, last_position, moment, digest));
    INSERT INTO events VALUES (last_position, to_stream, last_version, event_id, event_type, schema_version, data, meta,
                               moment, to_shard, hashes);
    first_position := last_position;
    IF key_used IS NOT NULL THEN
        INSERT INTO idempotency_keys VALUES (key_used, key_content, first_position, last_position);
    END IF;
    outcome := 'appended';
END $$;

-- What a key was used for: 'repeated' or 'key_conflict' and the positions; all NULL if it is new.
CREATE FUNCTION public.known_key(
    key_used text, key_content bytea, OUT outcome text, OUT first_position bigint, OUT last_position bigint
) LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN used.content = key_content THEN 'repeated' ELSE 'key_conflict' END,
           used.first_position, used.last_position
    FROM public.idempotency_keys AS used WHERE used.key = key_used
$$;

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
    outcome := pg_advisory_xact_lock(6016003);
    IF key_used IS NOT NULL THEN
        SELECT known.* INTO outcome, first_position, last_position FROM known_key(key_used, key_content) AS known;
        IF outcome IS NOT NULL THEN RETURN; END IF;
    END IF;
    FOR place IN 1..jsonb_array_length(documents) LOOP
        SELECT one.* INTO done
        FROM jsonb_to_record(documents -> (place - 1))
            AS new (event_id uuid, type text, schema_version smallint, data jsonb, meta jsonb),
        append_event(to_stream, to_shard, expected + place - 1, new.event_id, new.type, new.schema_version, new.data,
                     new.meta, substr(digests, place * 32 - 31, 32), NULL, NULL, append_events.moment) AS one;
        outcome := done.outcome;
        last_version := done.last_version;
        IF outcome = 'version_conflict' THEN RETURN; END IF;
        first_position := coalesce(first_position, done.first_position);
        last_position := done.last_position;
        moment := done.moment;
        hashes := coalesce(hashes, '') || done.hashes;
    END LOOP;
    IF key_used IS NOT NULL THEN
        INSERT INTO idempotency_keys VALUES (key_used, key_content, first_position, last_position);
    END IF;
END $$;

REVOKE EXECUTE ON FUNCTION public.append_event, public.known_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.append_event TO sucharit_app;
