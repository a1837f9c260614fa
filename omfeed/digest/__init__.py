"""Selects, builds and renders what an audience reads. Decisions are made here; templates only lay out."""
