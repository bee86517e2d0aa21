"""``sucharit nightly``: ask for an audit of every unit's website, as the schedule does at 00:30."""
