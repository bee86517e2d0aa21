"""Units: the assessed bodies and their websites."""
