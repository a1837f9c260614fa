"""Says exactly what changed between what was known of a source and what it shows now, and nothing else. Pure."""
