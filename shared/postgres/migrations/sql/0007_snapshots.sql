-- Snapshots of scores by day (shared/views/tables.py says what the columns mean).

CREATE TABLE views.snapshots_state (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (unit, fiscal_year)
);

CREATE TABLE views.snapshots (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    day DATE NOT NULL,
    low NUMERIC NOT NULL,
    expected NUMERIC NOT NULL,
    high NUMERIC NOT NULL,
    level TEXT,
    iit NUMERIC NOT NULL,
    eit NUMERIC NOT NULL,
    oit NUMERIC NOT NULL,
    has_data BOOLEAN NOT NULL,
    simulated BOOLEAN NOT NULL,
    replica BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year, day)
);
CREATE INDEX snapshots_by_day ON views.snapshots (fiscal_year, day);

GRANT SELECT, INSERT, UPDATE, DELETE ON views.snapshots, views.snapshots_state TO sucharit_app;

ALTER TABLE views.scores ADD COLUMN indicators JSONB NOT NULL DEFAULT '{}';
