"""Collectors: each module reads one format with one pure ``parse``; ``registry`` finds them by name."""
