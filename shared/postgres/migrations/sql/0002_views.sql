-- The read models (shared/views/tables.py says what they mean; a test compares the two). A rebuild makes the tables of
-- one view anew from the same description.

CREATE SCHEMA views;
GRANT USAGE ON SCHEMA views TO sucharit_app;

CREATE TABLE views.units_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.units (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    name_th TEXT NOT NULL,
    name_en TEXT NOT NULL,
    agency_group TEXT NOT NULL,
    division SMALLINT,
    division_inferred BOOLEAN NOT NULL,
    province TEXT,
    office_district TEXT,
    website_url TEXT,
    website_is_replica BOOLEAN NOT NULL,
    years INTEGER[] NOT NULL,
    simulated BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit)
);

CREATE TABLE views.rounds_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.rounds (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    rubric TEXT NOT NULL,
    version INTEGER NOT NULL,
    certified_at TIMESTAMP WITH TIME ZONE,
    simulated BOOLEAN NOT NULL,
    document JSONB NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.scores_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.scores (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    rubric TEXT NOT NULL,
    scored_on DATE NOT NULL,
    low NUMERIC NOT NULL,
    expected NUMERIC NOT NULL,
    high NUMERIC NOT NULL,
    level TEXT,
    iit NUMERIC NOT NULL,
    eit NUMERIC NOT NULL,
    oit NUMERIC NOT NULL,
    has_data BOOLEAN NOT NULL,
    simulated BOOLEAN NOT NULL,
    body JSONB NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);
CREATE INDEX scores_by_year ON views.scores (fiscal_year, expected);

CREATE TABLE views.items_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.items (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    item TEXT NOT NULL,
    number SMALLINT NOT NULL,
    title JSONB NOT NULL,
    points NUMERIC NOT NULL,
    officers TEXT[] NOT NULL,
    supervisors TEXT[] NOT NULL,
    due DATE,
    status TEXT NOT NULL,
    verdict TEXT,
    confirmed BOOLEAN NOT NULL,
    confidence NUMERIC,
    basis TEXT NOT NULL,
    met BOOLEAN,
    points_expected NUMERIC NOT NULL,
    last_seen TIMESTAMP WITH TIME ZONE,
    note JSONB,
    evidence JSONB NOT NULL,
    links JSONB NOT NULL,
    elements JSONB NOT NULL,
    months TEXT[] NOT NULL,
    audit_id TEXT,
    returned_reason TEXT,
    appeal JSONB,
    proof_url TEXT,
    proof_sha256 TEXT,
    simulated BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year, item)
);
CREATE INDEX items_by_year ON views.items (fiscal_year, unit);

CREATE TABLE views.quotas_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.quotas (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    instrument TEXT NOT NULL,
    work_line TEXT NOT NULL,
    number SMALLINT NOT NULL,
    title JSONB NOT NULL,
    minimum INTEGER,
    target INTEGER,
    recorded INTEGER NOT NULL,
    reported INTEGER,
    reported_on DATE,
    closes DATE,
    group_officers TEXT[] NOT NULL,
    simulated BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year, instrument, work_line)
);

CREATE TABLE views.deadlines_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.deadlines (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    title JSONB NOT NULL,
    starts DATE,
    due DATE NOT NULL,
    done_on DATE,
    officers TEXT[] NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year, kind, ref)
);

CREATE TABLE views.history (
    position BIGSERIAL NOT NULL,
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    item TEXT,
    stream TEXT NOT NULL,
    type TEXT NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor TEXT NOT NULL,
    role TEXT,
    simulated BOOLEAN NOT NULL,
    sentence JSONB NOT NULL,
    count INTEGER NOT NULL,
    tally TEXT NOT NULL,
    PRIMARY KEY (position)
);
CREATE INDEX history_of_unit ON views.history (unit, fiscal_year, position);
CREATE UNIQUE INDEX history_tally ON views.history (unit, fiscal_year, tally) WHERE tally <> '';

CREATE TABLE views.audits_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.audits (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    audit_id TEXT NOT NULL,
    items TEXT[] NOT NULL,
    scheduled BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    outcome TEXT,
    requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    site TEXT,
    rubric TEXT,
    pages INTEGER,
    requests INTEGER,
    bytes BIGINT,
    problems INTEGER,
    report TEXT,
    verdicts JSONB NOT NULL,
    reason TEXT,
    replica BOOLEAN NOT NULL,
    simulated BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year, audit_id)
);
CREATE INDEX audits_unfinished ON views.audits (requested_at) WHERE status = 'requested';

CREATE TABLE views.projection_positions (
    projection TEXT NOT NULL,
    version INTEGER NOT NULL,
    shard SMALLINT NOT NULL,
    position BIGINT NOT NULL,
    stopped_at TIMESTAMP WITH TIME ZONE,
    stopped_position BIGINT,
    error TEXT,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (projection, version, shard)
);

CREATE TABLE views.scheduled_jobs (
    job TEXT NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    enqueued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (job, due_at)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA views TO sucharit_app;
