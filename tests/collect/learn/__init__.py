"""Pages of Learn."""
