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

-- hash(n) = sha256(hash(n - 1) || link(n)), the first one without a predecessor.
CREATE FUNCTION public.chain_step(state bytea, before bytea, link bytea) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN sha256(coalesce(state, before) || link);
END $$;
CREATE AGGREGATE public.chain (before bytea, link bytea) (SFUNC = public.chain_step, STYPE = bytea);

-- Takes the next positions and records; the caller holds the lock. digests: 32 bytes an event, in the same order.
CREATE FUNCTION public.record_events(documents jsonb, digests bytea, shards jsonb)
    RETURNS TABLE (recorded_position bigint, recorded_version integer, recorded_time timestamptz, recorded_hash bytea)
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    head bigint;
    moment timestamptz;
BEGIN
    SELECT position, recorded_at INTO head, moment FROM events ORDER BY position DESC LIMIT 1;
    head := coalesce(head, 0);
    moment := greatest(moment, clock_timestamp());
    RETURN QUERY
    WITH incoming AS (
        SELECT * FROM ROWS FROM (jsonb_to_recordset(documents) AS (
            stream text, event_id uuid, type text, schema_version smallint, data jsonb, meta jsonb
        )) WITH ORDINALITY AS document (stream, event_id, type, schema_version, data, meta, place)
    ), heads AS (
        SELECT incoming_stream.stream, last.version, last.hash
        FROM (SELECT DISTINCT stream FROM incoming) AS incoming_stream
        LEFT JOIN LATERAL (
            SELECT version, hash FROM events
            WHERE events.stream = incoming_stream.stream ORDER BY version DESC LIMIT 1
        ) AS last ON true
    ), numbered AS (
        SELECT incoming.*, heads.hash AS before,
               coalesce(heads.version, 0) + row_number() OVER (PARTITION BY stream ORDER BY place) AS version
        FROM incoming JOIN heads USING (stream)
    )
    INSERT INTO events
    SELECT head + place, stream, version, event_id, type, schema_version, data, meta, moment,
           (shards ->> stream)::smallint,
           chain(coalesce(before, ''), int8send(version) || int8send(head + place)
               || int8send((extract(epoch FROM moment) * 1000000)::bigint)
               || substr(digests, (place * 32 - 31)::integer, 32)) OVER (PARTITION BY stream ORDER BY place)
    FROM numbered ORDER BY place
    RETURNING position, version, recorded_at, hash;
END $$;

GRANT SELECT ON public.events, public.idempotency_keys TO sucharit_app;
REVOKE EXECUTE ON FUNCTION public.record_events FROM PUBLIC;
