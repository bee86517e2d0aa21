-- Appending for many at once, with less to do for each: one loop over all events, which remembers where the log ends and
-- so need not look that up again; one object an event, so that nothing is taken apart twice.

DROP FUNCTION public.append_group;
DROP FUNCTION public.append_events;

-- Appends what several clients ask for, in one transaction: of each request all events or none, and one row that tells
-- what became of it. asked: an array with one object an event, those of a request side by side, its first marked starts,
-- its last ends. expected: the stream's version now, none for any. digest, content: hexadecimal.
-- The lock makes the order of positions the order of commits.
CREATE FUNCTION public.append_group(asked jsonb) RETURNS TABLE (
    outcome text, first_position bigint, last_position bigint, last_version integer, moment timestamptz, hashes bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    one record;
    newest bigint;
    newest_at timestamptz;
    clock timestamptz;
    head bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(6016003), pg_notify('events', '');
    SELECT last.position, last.recorded_at INTO newest, newest_at FROM events AS last ORDER BY last.position DESC LIMIT 1;
    newest := coalesce(newest, 0);
    clock := clock_timestamp();
    FOR one IN
        SELECT * FROM ROWS FROM (jsonb_to_recordset(asked) AS (
            starts boolean, ends boolean, stream text, shard smallint, expected integer, key text, content text,
            event_id uuid, type text, schema_version smallint, data jsonb, meta jsonb, digest text
        )) WITH ORDINALITY ORDER BY ordinality
    LOOP
        IF one.starts THEN
            outcome := NULL;
            IF one.key IS NOT NULL THEN
                SELECT CASE WHEN used.content = decode(one.content, 'hex') THEN 'repeated' ELSE 'key_conflict' END,
                       used.first_position, used.last_position
                INTO outcome, first_position, last_position FROM idempotency_keys AS used WHERE used.key = one.key;
            END IF;
            IF outcome IS NULL THEN
                SELECT last.version, last.hash INTO last_version, head
                FROM events AS last WHERE last.stream = one.stream ORDER BY last.version DESC LIMIT 1;
                last_version := coalesce(last_version, 0);
                outcome := CASE WHEN last_version <> one.expected THEN 'version_conflict' ELSE 'appended' END;
                moment := time_to_record(one.stream, clock, newest_at);
                first_position := newest + 1;
                hashes := '';
            END IF;
        END IF;
        IF outcome = 'appended' THEN
            newest := newest + 1;
            last_version := last_version + 1;
            head := sha256(coalesce(head, '') || chain_link(last_version, newest, moment, decode(one.digest, 'hex')));
            hashes := hashes || head;
            INSERT INTO events VALUES (
                newest, one.stream, last_version, one.event_id, one.type, one.schema_version, one.data, one.meta, moment,
                one.shard, head
            );
        END IF;
        IF one.ends THEN
            IF outcome = 'appended' THEN
                last_position := newest;
                IF one.key IS NOT NULL THEN
                    INSERT INTO idempotency_keys
                    VALUES (one.key, decode(one.content, 'hex'), first_position, last_position);
                END IF;
            END IF;
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION public.append_group FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.append_group TO sucharit_app;
