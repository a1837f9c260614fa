"""Numbers with their nouns."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: “1 change”, “1,204 changes”.

    Args:
        number: how many.
        one: the noun for a single one, with what else of the sentence bends with it (“heading is”).
        many: the same for more; left out: with an s.
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
