"""Hands finished digests over: files that appear whole or not at all, and every other channel."""
