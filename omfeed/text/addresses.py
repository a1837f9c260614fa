"""Addresses that name their month: a bulletin that appears at a new address each month is one source. Pure.

``{year}``, ``{month}`` (1 to 12), ``{month:02}`` (01 to 12), ``{month_name}`` (September) and ``{month_short}`` (Sep)
in an address are filled on the night it is fetched. Names of months are English, as vendors write them in addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_NAMES: Final = "January February March April May June July August September October November December".split()

_FILLS: Final[Mapping[str, Callable[[date], str]]] = {
    "year": lambda day: str(day.year),
    "month": lambda day: str(day.month),
    "month:02": lambda day: f"{day.month:02}",
    "month_name": lambda day: _NAMES[day.month - 1],
    "month_short": lambda day: _NAMES[day.month - 1][:3],
}
"""What may stand in braces."""


def is_dated(url: str) -> bool:
    """Whether an address names its month."""
    return "{" in url


def filled(url: str, day: date) -> str:
    """The address as it is on a day; one that names no month stays as it is.

    Raises:
        KeyError: it names something else in braces; ``fault`` tells that beforehand.
    """
    return _HOLE.sub(lambda hole: _FILLS[hole[1]](day), url) if is_dated(url) else url


def issues(url: str, day: date) -> tuple[str, ...]:
    """The addresses to try on a day: this month's, then that of the month before, which stands until a new one appears.

    An address that names no month has one.
    """
    if not is_dated(url):
        return (url,)
    return filled(url, day), filled(url, day.replace(day=1) - timedelta(days=1))


def fault(url: str) -> str:
    """What is wrong with the braces of an address, or nothing."""
    rest = _HOLE.sub("", url)
    if "{" in rest or "}" in rest:
        return f'"{url}" has a brace without its partner.'
    for name in _HOLE.findall(url):
        if name not in _FILLS:
            allowed = ", ".join(f"{{{one}}}" for one in _FILLS)
            return f'"{{{name}}}" is nothing that omfeed can fill in. Allowed: {allowed}.'
    return ""
