-- Only where nothing was marked meanwhile: what was is made next time.
UPDATE views.snapshots_state SET state = CAST(:marks AS json)
WHERE unit = :unit AND fiscal_year = :fiscal_year AND state::text = :kept
