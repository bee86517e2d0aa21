-- Signed checkpoints of the log. Text as it was signed: taken_at in ISO 8601, root, key and signature in hex.
CREATE TABLE public.checkpoints (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    position   bigint NOT NULL,
    taken_at   text   NOT NULL,
    streams    bigint NOT NULL,
    root       text   NOT NULL,
    public_key text   NOT NULL,
    signature  text   NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON public.checkpoints
    FOR EACH ROW EXECUTE FUNCTION public.forbid_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

-- Keys of persons, whose data the log holds encrypted. wrapped: the key under the instance's master key; NULL once
-- destroyed, which makes everything under it unreadable for ever. stream: where the person's data stand.
CREATE TABLE public.person_keys (
    person    text        PRIMARY KEY,
    stream    text        NOT NULL,
    wrapped   bytea,
    made_at   timestamptz NOT NULL DEFAULT now(),
    erased_at timestamptz,
    CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL))
);
-- A key that was destroyed never comes back, and no key is put in the place of another.
CREATE FUNCTION public.only_destroy_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.wrapped IS NOT NULL OR OLD.wrapped IS NULL THEN
        RAISE EXCEPTION 'a key of a person can only be destroyed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_destroy BEFORE UPDATE ON public.person_keys
    FOR EACH ROW EXECUTE FUNCTION public.only_destroy_key();

GRANT SELECT, INSERT ON public.checkpoints, public.person_keys TO sucharit_app;
GRANT UPDATE (wrapped, erased_at) ON public.person_keys TO sucharit_app;
