-- Two rows of each score and of each day of it (shared/views/tables.py says what the columns mean). Until the views are
-- built anew, those who read coarse figures find none.
ALTER TABLE views.scores
    DROP COLUMN body,
    ADD COLUMN coarse BOOLEAN NOT NULL DEFAULT false,
    DROP CONSTRAINT scores_pkey,
    ADD PRIMARY KEY (unit, fiscal_year, coarse);
DROP INDEX views.scores_by_year;
CREATE INDEX scores_by_year ON views.scores (fiscal_year, coarse, expected);

-- Rows of quotas are written only where they change, so no position is that of all of them.
ALTER TABLE views.quotas DROP COLUMN position;

ALTER TABLE views.snapshots
    ADD COLUMN coarse BOOLEAN NOT NULL DEFAULT false,
    DROP CONSTRAINT snapshots_pkey,
    ADD PRIMARY KEY (unit, fiscal_year, day, coarse);
