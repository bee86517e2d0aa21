-- The log. Words and guarantees: docs/decisions/0001-one-ordered-log.md.

CREATE TABLE public.events (
    position       bigint      PRIMARY KEY,
    stream         text        NOT NULL,
    version        integer     NOT NULL CHECK (version > 0),
    event_id       uuid        NOT NULL,
    type           text        NOT NULL,
    schema_version smallint    NOT NULL,
    data           jsonb       NOT NULL,
    meta           jsonb       NOT NULL,
    recorded_at    timestamptz NOT NULL,
    shard          smallint    NOT NULL,
    hash           bytea       NOT NULL,
    UNIQUE (stream, version)
);
CREATE INDEX events_by_shard ON public.events (shard, position);

-- What an idempotency key was used for: content is the digest that tells a repetition from another request.
CREATE TABLE public.idempotency_keys (
    key            text        PRIMARY KEY,
    content        bytea       NOT NULL,
    first_position bigint      NOT NULL,
    last_position  bigint      NOT NULL
);

-- Nobody changes what is recorded, not even the owner, unless the session says that it means to.
CREATE FUNCTION public.forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('sucharit.allow_change', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'the log is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public.forbid_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.events
    FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

-- What binds an event to its place: version, position and time, and the digest of its content (32 bytes).
CREATE FUNCTION public.chain_link(version bigint, "position" bigint, moment timestamptz, digest bytea) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT int8send(version) || int8send("position") || int8send((extract(epoch FROM moment) * 1000000)::bigint) || digest
$$;

-- hash(n) = sha256(hash(n - 1) || link(n)); ``before`` is the hash that the first link follows.
CREATE FUNCTION public.chain_step(state bytea, before bytea, link bytea) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN sha256(coalesce(state, before) || link);
END $$;
CREATE AGGREGATE public.chain (before bytea, link bytea) (SFUNC = public.chain_step, STYPE = bytea);

-- Appends to one stream. expected: its version now, NULL for any. documents: array of canonical events;
-- digests: 32 bytes each, in the same order. The lock makes the order of positions the order of commits.
-- Few statements on purpose: each costs the caller about 10 microseconds while every other writer waits.
CREATE FUNCTION public.append_events(
    to_stream text, to_shard smallint, expected integer, documents jsonb, digests bytea, key_used text, key_content bytea,
    OUT outcome text, OUT first_position bigint, OUT last_position bigint, OUT last_version integer,
    OUT moment timestamptz, OUT hashes bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    new_hash bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(6016003), pg_notify('events', '');
    IF key_used IS NOT NULL THEN
        SELECT CASE WHEN used.content = key_content THEN 'repeated' ELSE 'key_conflict' END,
               used.first_position, used.last_position
        INTO outcome, first_position, last_position FROM idempotency_keys AS used WHERE used.key = key_used;
        IF FOUND THEN RETURN; END IF;
    END IF;
    FOR place IN 1..jsonb_array_length(documents) LOOP
        INSERT INTO events
        SELECT coalesce(newest.position, 0) + 1, to_stream, coalesce(head.version, 0) + 1, new.event_id, new.type,
               new.schema_version, new.data, new.meta, now.moment, to_shard,
               sha256(coalesce(head.hash, '') || chain_link(coalesce(head.version, 0) + 1,
                   coalesce(newest.position, 0) + 1, now.moment, substr(digests, place * 32 - 31, 32)))
        FROM jsonb_to_record(documents -> (place - 1))
            AS new (event_id uuid, type text, schema_version smallint, data jsonb, meta jsonb)
        LEFT JOIN LATERAL (
            SELECT version, hash FROM events WHERE stream = to_stream ORDER BY version DESC LIMIT 1
        ) AS head ON true
        LEFT JOIN LATERAL (
            SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1
        ) AS newest ON true
        CROSS JOIN LATERAL (
            SELECT greatest(coalesce(append_events.moment, clock_timestamp()), newest.recorded_at) AS moment
        ) AS now
        WHERE expected IS NULL OR coalesce(head.version, 0) = expected + place - 1
        RETURNING position, version, recorded_at, hash INTO last_position, last_version, moment, new_hash;
        IF NOT FOUND THEN
            outcome := 'version_conflict';
            last_version := (SELECT coalesce(max(version), 0) FROM events WHERE stream = to_stream);
            RETURN;
        END IF;
        first_position := coalesce(first_position, last_position);
        hashes := coalesce(hashes, '') || new_hash;
    END LOOP;
    IF key_used IS NOT NULL THEN
        INSERT INTO idempotency_keys VALUES (key_used, key_content, first_position, last_position);
    END IF;
    outcome := 'appended';
END $$;

-- Several independent appends, one commit: each gets its own outcome, in the order asked for.
CREATE FUNCTION public.append_group(requests jsonb) RETURNS TABLE (
    outcome text, first_position bigint, last_position bigint, last_version integer, moment timestamptz, hashes bytea
) LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT done.*
    FROM ROWS FROM (jsonb_to_recordset(requests) AS (
        stream text, shard smallint, expected integer, documents jsonb, digests text, key text, content text
    )) WITH ORDINALITY AS request (stream, shard, expected, documents, digests, key, content, place)
    CROSS JOIN LATERAL append_events(
        stream, shard, expected, documents, decode(digests, 'hex'), key, decode(content, 'hex')
    ) AS done
    ORDER BY place
$$;

-- Appends events of many streams at once, whatever their versions. documents name their streams; shards: by stream.
CREATE FUNCTION public.append_batch(
    documents jsonb, digests bytea, shards jsonb, key_used text, key_content bytea,
    OUT outcome text, OUT first_position bigint, OUT last_position bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    newest bigint;
    moment timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(6016003), pg_notify('events', '');
    SELECT CASE WHEN used.content = key_content THEN 'repeated' ELSE 'key_conflict' END,
           used.first_position, used.last_position
    INTO outcome, first_position, last_position FROM idempotency_keys AS used WHERE used.key = key_used;
    IF FOUND THEN RETURN; END IF;
    SELECT position, recorded_at INTO newest, moment FROM events ORDER BY position DESC LIMIT 1;
    newest := coalesce(newest, 0);
    moment := greatest(moment, clock_timestamp());
    WITH incoming AS (
        SELECT * FROM ROWS FROM (jsonb_to_recordset(documents) AS (
            stream text, event_id uuid, type text, schema_version smallint, data jsonb, meta jsonb
        )) WITH ORDINALITY AS document (stream, event_id, type, schema_version, data, meta, place)
    ), heads AS (
        SELECT touched.stream, head.version, head.hash
        FROM (SELECT DISTINCT stream FROM incoming) AS touched
        LEFT JOIN LATERAL (
            SELECT version, hash FROM events WHERE events.stream = touched.stream ORDER BY version DESC LIMIT 1
        ) AS head ON true
    ), numbered AS (
        SELECT incoming.*, newest + place AS position, coalesce(heads.hash, '') AS before,
               coalesce(heads.version, 0) + row_number() OVER (PARTITION BY stream ORDER BY place) AS version
        FROM incoming JOIN heads USING (stream)
    )
    INSERT INTO events
    SELECT position, stream, version, event_id, type, schema_version, data, meta, moment, (shards ->> stream)::smallint,
           chain(before, chain_link(version, position, moment, substr(digests, (place * 32 - 31)::integer, 32)))
               OVER (PARTITION BY stream ORDER BY place)
    FROM numbered ORDER BY place;
    outcome := 'appended';
    first_position := newest + 1;
    last_position := newest + jsonb_array_length(documents);
    IF key_used IS NOT NULL THEN
        INSERT INTO idempotency_keys VALUES (key_used, key_content, first_position, last_position);
    END IF;
END $$;

-- The application adds through the functions and reads; nothing else.
REVOKE EXECUTE ON FUNCTION public.append_events, public.append_group, public.append_batch FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.append_events, public.append_group, public.append_batch TO sucharit_app;
GRANT SELECT ON public.events, public.idempotency_keys TO sucharit_app;
