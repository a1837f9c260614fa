"""Names of HTML elements that stand within a line of text and may stay in what is stored."""

from __future__ import annotations

from typing import Final

INLINE: Final = frozenset("a strong em b i code kbd samp var sub sup ins del s u q cite abbr mark small br".split())
