"""Everything that reads the user's files; for the shells alone."""
