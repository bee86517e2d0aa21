-- Answers keep no time (docs/decisions/0032-answers-keep-no-time.md).

-- When an event is recorded. at: instead of the clock's time; newest: of the log's last event, before which none is
-- recorded. An answer has the start of its day in Bangkok: no time of day, and nothing of its neighbours' times.
-- A single expression without settings, so that PostgreSQL puts it into the statements that use it.
CREATE FUNCTION public.time_to_record(stream text, at timestamptz, newest timestamptz) RETURNS timestamptz
    LANGUAGE sql VOLATILE AS $$
    SELECT CASE WHEN stream LIKE 'responses/%'
                THEN pg_catalog.date_trunc('day', coalesce(at, pg_catalog.clock_timestamp()), 'Asia/Bangkok')
                ELSE greatest(coalesce(at, pg_catalog.clock_timestamp()), newest) END
$$;

-- Appends one event to one stream, under no key; all NULL if the stream is not at the version expected (append_events
-- then tells the version). The commonest append, and the shortest: two statements, because each costs about as much as
-- the insertion itself; parameters instead of a document, because taking that apart costs as much again.
-- at: time to record instead of the clock's.
CREATE OR REPLACE FUNCTION public.append_event(
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
    CROSS JOIN LATERAL (SELECT time_to_record(to_stream, at, newest.recorded_at) AS now) AS clock
    WHERE expected IS NULL OR coalesce(head.version, 0) = expected
    RETURNING 'appended', recorded.position, recorded.position, recorded.version, recorded.recorded_at, recorded.hash
    INTO outcome, first_position, last_position, last_version, moment, hashes;
END $$;

-- Appends events of many streams at once, whatever their versions. documents name their streams; shards: by stream.
CREATE OR REPLACE FUNCTION public.append_batch(
    documents jsonb, digests bytea, shards jsonb, key_used text, key_content bytea,
    OUT outcome text, OUT first_position bigint, OUT last_position bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    newest bigint;
    newest_at timestamptz;
    clock timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(6016003), pg_notify('events', '');
    SELECT CASE WHEN used.content = key_content THEN 'repeated' ELSE 'key_conflict' END,
           used.first_position, used.last_position
    INTO outcome, first_position, last_position FROM idempotency_keys AS used WHERE used.key = key_used;
    IF FOUND THEN RETURN; END IF;
    SELECT position, recorded_at INTO newest, newest_at FROM events ORDER BY position DESC LIMIT 1;
    newest := coalesce(newest, 0);
    clock := clock_timestamp();
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
               coalesce(heads.version, 0) + row_number() OVER (PARTITION BY stream ORDER BY place) AS version,
               time_to_record(stream, clock, newest_at) AS moment
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

-- What an answer's idempotency key was used for is needed for a repetition soon after, not for ever.
CREATE FUNCTION public.forget_answer_keys(before timestamptz) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH forgotten AS (
        DELETE FROM idempotency_keys AS used USING events
        WHERE used.key LIKE 'answer/%' AND events.position = used.first_position AND events.recorded_at < before
        RETURNING 1
    )
    SELECT count(*) FROM forgotten
$$;
REVOKE EXECUTE ON FUNCTION public.forget_answer_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.forget_answer_keys TO sucharit_app;

-- Single-use tokens of staff (docs/decisions/0032-answers-keep-no-time.md). A list is one row, so that no row, no
-- system column and no order tells one token from another. unspent: keyed hashes, sorted; a spent one is gone.
CREATE TABLE public.answer_tokens (
    unit        text    NOT NULL,
    fiscal_year integer NOT NULL,
    instrument  text    NOT NULL,
    unspent     bytea[] NOT NULL,
    PRIMARY KEY (unit, fiscal_year, instrument)
);
GRANT SELECT, INSERT, UPDATE ON public.answer_tokens TO sucharit_app;

-- How often a network sent answers lately (docs/decisions/0035-against-stuffing.md). Unlogged: neither the archive nor a
-- backup ever holds it. bucket: hash of network and window under the day's secret; emptied when the day is over.
CREATE UNLOGGED TABLE public.network_secrets (
    day    date  PRIMARY KEY,
    secret bytea NOT NULL
);
CREATE UNLOGGED TABLE public.network_counts (
    bucket bytea   PRIMARY KEY,
    hits   integer NOT NULL
);
GRANT SELECT, INSERT, UPDATE, TRUNCATE ON public.network_secrets, public.network_counts TO sucharit_app;

-- Throws away what was counted on days before, and the secrets. Emptied, not deleted: a deleted row stands in the file
-- until somebody clears up.
CREATE FUNCTION public.forget_networks(today date) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(6016008);
    IF EXISTS (SELECT FROM network_secrets WHERE day < today) THEN
        TRUNCATE network_secrets, network_counts;
    END IF;
END $$;

-- View of flags over answers (shared/views/tables.py says what the columns mean).
CREATE TABLE views.flags_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.flags (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    flag TEXT NOT NULL,
    number INTEGER NOT NULL,
    instrument TEXT NOT NULL,
    reason TEXT NOT NULL,
    day DATE,
    work_line TEXT,
    sheets INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    expected TEXT NOT NULL,
    excluded INTEGER NOT NULL,
    flagged_at TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE,
    decided_by TEXT,
    decision_reason TEXT,
    simulated BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year, flag)
);
CREATE INDEX flags_by_year ON views.flags (fiscal_year, unit);

GRANT SELECT, INSERT, UPDATE, DELETE ON views.flags, views.flags_state TO sucharit_app;
