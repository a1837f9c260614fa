"""Judges entries for our fleet: platforms, versions, nature, dates, severity, each with its evidence. Pure."""
