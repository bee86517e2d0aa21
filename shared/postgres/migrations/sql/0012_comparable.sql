-- What a score lacks (shared/views/tables.py says what the columns mean), and its body kept as it was written.

ALTER TABLE views.scores
    DROP COLUMN has_data,
    ALTER COLUMN body TYPE JSON USING body::json,
    ADD COLUMN lacking TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN short TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN without_evidence SMALLINT NOT NULL DEFAULT 0;

ALTER TABLE views.snapshots
    DROP COLUMN has_data,
    ADD COLUMN lacking TEXT[] NOT NULL DEFAULT '{}';
