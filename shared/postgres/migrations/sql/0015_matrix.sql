-- What nightly audits saw of each item, for the table of units and items (shared/views/tables.py says what they mean).
ALTER TABLE views.items ADD COLUMN league_verdict TEXT, ADD COLUMN league_met BOOLEAN;
