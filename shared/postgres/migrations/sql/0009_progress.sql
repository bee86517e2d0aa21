-- Answers by day, line of work and occupation; contacts beside the quotas (shared/views/tables.py says what it means).

CREATE TABLE views.progress (
    unit TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    instrument TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    day DATE NOT NULL,
    recorded INTEGER NOT NULL,
    simulated BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, fiscal_year, instrument, kind, label, day)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON views.progress TO sucharit_app;

ALTER TABLE views.quotas ADD COLUMN contacts INTEGER;
ALTER TABLE views.quotas ADD COLUMN contacts_needed INTEGER;
