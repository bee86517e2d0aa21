ALTER TABLE views.items ADD COLUMN judged JSONB NOT NULL DEFAULT '[]', ADD COLUMN league_points NUMERIC;
ALTER TABLE views.audits ADD COLUMN server TEXT;

-- Turns at servers, shared by all crawlers. server: network address; free_at: nobody asks before; holder: who asks now,
-- until held_until at the latest, so that a crawler that died keeps nobody waiting for long. Old rows are deleted.
CREATE TABLE public.crawler_turns (
    server     text        PRIMARY KEY,
    free_at    timestamptz NOT NULL DEFAULT '-infinity',
    holder     uuid,
    held_until timestamptz,
    CHECK ((holder IS NULL) = (held_until IS NULL))
);
CREATE INDEX crawler_turns_by_age ON public.crawler_turns (free_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.crawler_turns TO sucharit_app;
