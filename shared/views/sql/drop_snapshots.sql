DELETE FROM views.snapshots WHERE unit = :unit AND fiscal_year = :fiscal_year AND day >= :first AND day < :today
