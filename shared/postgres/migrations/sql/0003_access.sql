-- Accounts: who may log in, as what, and where. The log tells who was given what; only the secrets stand here alone.
CREATE TABLE accounts (
    account text PRIMARY KEY,
    password_hash text,
    role text NOT NULL,
    unit text,
    division integer,
    disabled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- API tokens: only a SHA-256 of each random secret.
CREATE TABLE api_tokens (
    token_id text PRIMARY KEY,
    secret_hash bytea NOT NULL,
    account text NOT NULL REFERENCES accounts,
    label text,
    scopes text[],
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
CREATE INDEX api_tokens_account ON api_tokens (account);

GRANT SELECT, INSERT, UPDATE ON accounts, api_tokens TO sucharit_app;
