"""Compares operating system versions the way the vendors count them, and tests them against ranges such as ``>=13``.

Windows has three ways to say the same thing: a product (Windows 11), a feature version (1803, 22H2) and a build (26100,
10.0.26100.4061). All are brought to the build here. Everything else is compared number by number; a shorter version
stands for all that begin with it, so that ``<=14`` takes in 14.8. Nothing here raises on foreign text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from omfeed.model import Platform

Key = tuple[int, ...]

WINDOWS_FEATURES: Final[Mapping[str, int]] = {
    "1507": 10240,
    "1511": 10586,
    "1607": 14393,
    "1703": 15063,
    "1709": 16299,
    "1803": 17134,
    "1809": 17763,
    "1903": 18362,
    "1909": 18363,
    "2004": 19041,
    "20H2": 19042,
    "21H1": 19043,
    "21H2": 19044,
    "22H2": 19045,
    "23H2": 22631,
    "24H2": 26100,
    "25H2": 26200,
    "26H1": 28000,
}
"""Feature version to build, after Microsoft's release information pages; where Windows 10 and 11 share a name (21H2,
22H2), the build of Windows 10."""

WINDOWS_11_FEATURES: Final[Mapping[str, int]] = {"21H2": 22000, "22H2": 22621}
"""Builds of the feature versions whose names Windows 10 has too."""

_WINDOWS_PRODUCTS: Final[Mapping[str, Key]] = {
    "7": (6, 1),
    "8": (6, 2),
    "8.1": (6, 3),
    "10": (10, 0),
    "11": (10, 0, 22000),
    "12": (10, 0, 30000),
}

_FEATURE: Final = re.compile(
    r"(?:(10|11)[ ,]+)?(?:version )?([12]\d(?:0[3479]|11)|2\dH[12]|1507|1511|1607|2004)", re.IGNORECASE
)
_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)*")


def version_key(version: str, platform: Platform | None = None) -> Key | None:
    """A version as numbers that compare rightly, or none where the text holds no version.

    Args:
        version: such as ``17.6.1``, ``10.0.22631.3155``, ``22H2``, ``11 22H2`` or ``Windows 11``.
        platform: whose version it is; Windows feature versions and builds are told only with it.
    """
    text = version.strip()
    if platform is Platform.WINDOWS:
        return _windows_key(text)
    match = _NUMBERS.search(text)
    if match is None:
        return None
    return trimmed(tuple(int(part) for part in match[0].split(".")[:6]))


def trimmed(key: Key) -> Key:
    """The key without zeros at its end: 13.0 is 13."""
    end = len(key)
    while end > 1 and key[end - 1] == 0:
        end -= 1
    return key[:end]


def _windows_key(text: str) -> Key | None:
    bare = re.sub(r"(?i)^(?:microsoft )?windows\s+", "", text).strip()
    feature = _FEATURE.fullmatch(bare)
    if feature:
        name = feature[2].upper()
        table = {**WINDOWS_FEATURES, **WINDOWS_11_FEATURES} if feature[1] == "11" else WINDOWS_FEATURES
        build = table.get(name)
        return (10, 0, build) if build else None
    match = _NUMBERS.search(bare)
    if match is None:
        return None
    if match[0] in _WINDOWS_PRODUCTS:
        return _WINDOWS_PRODUCTS[match[0]]
    parts = tuple(int(part) for part in match[0].split(".")[:4])
    if parts[0] >= 10_000:  # a bare build, with or without its revision
        return (10, 0, *parts[:2])
    return trimmed(parts) if parts[0] < 10 else (*parts, 0)[: max(2, len(parts))]


@dataclass(frozen=True, slots=True)
class Bound:
    """One side of a range: ``>=``, ``>``, ``<``, ``<=`` or ``=`` and a version; or a choice of several ranges."""

    sign: str
    key: Key
    choice: tuple[tuple[Bound, ...], ...] = ()
    """With the sign ``|``: ranges of which a version keeps within any."""

    def holds(self, key: Key) -> bool:
        """Whether a version keeps within the bound; a short bound stands for all versions that begin with it."""
        short = key[: len(self.key)]
        match self.sign:
            case "|":
                return any(all(bound.holds(key) for bound in bounds) for bounds in self.choice)
            case ">=":
                return _padded(key, len(self.key)) >= self.key
            case ">":
                return short > self.key
            case "<":
                return _padded(key, len(self.key)) < self.key
            case "<=":
                return short <= self.key
            case _:
                return _padded(short, len(self.key)) == self.key


def _padded(key: Key, length: int) -> Key:
    return key + (0,) * (length - len(key))


_RANGE: Final = re.compile(r"(>=|<=|>|<|=)?\s*([^<>=,]+)")


def parse_range(text: str, platform: Platform | None = None) -> tuple[Bound, ...]:
    """A range such as ``>=13``, ``<12``, ``>=13,<15`` or ``1607``; parts that say no version are left out.

    A zero that ends a version counts as written where it tells devices apart: ``<=26.0`` leaves 26.1 out, ``<=26``
    takes it in. ``11`` and ``<=10`` of Windows are products, which end where the next one begins.

    Args:
        text: bounds joined by commas; a bare version means exactly it and what begins with it. Several ranges joined by
            ``|`` are a choice: ``10|>=23H2``.
        platform: whose versions they are, see ``version_key``.
    """
    if "|" in text:
        return (Bound("|", (), tuple(parse_range(part, platform) for part in text.split("|"))),)
    found: list[Bound] = []
    for match in _RANGE.finditer(text):
        sign, version = match[1] or "=", match[2].strip()
        if platform is Platform.WINDOWS and version in _WINDOWS_NEXT:
            found += _of_product(sign, version)
            continue
        key = version_key(version, platform)
        if key is not None:
            zeros = version.endswith(".0") and platform is not Platform.WINDOWS and sign not in {">=", "<"}
            found.append(Bound(sign, _as_written(version) if zeros else key))
    return tuple(found)


_WINDOWS_NEXT: Final[Mapping[str, Key]] = {"10": (10, 0, 22000), "11": (10, 0, 30000)}
"""Where the builds of the product after one begin."""


def _of_product(sign: str, product: str) -> tuple[Bound, ...]:
    least, following = Bound(">=", _WINDOWS_PRODUCTS[product]), Bound("<", _WINDOWS_NEXT[product])
    match sign:
        case "<=":
            return (following,)
        case ">":
            return (Bound(">=", following.key),)
        case "=":
            return (least, following)
        case _:
            return (Bound(sign, least.key),)


def _as_written(version: str) -> Key:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:6])


def within(version: str, range_text: str, platform: Platform | None = None) -> bool | None:
    """Whether a version falls in a range; none where the version cannot be told."""
    key = version_key(version, platform)
    if key is None:
        return None
    return all(bound.holds(key) for bound in parse_range(range_text, platform))


def canonical(version: str, *, zeros: bool = False) -> str:
    """A version as ranges write it: no zeros at its end, feature versions in capitals.

    Args:
        version: as it stands in a text, also with an ``x`` for any number: ``13.x``.
        zeros: whether zeros at the end are kept, for ranges whose end they tell.
    """
    text = version.strip().rstrip(".")
    while text.endswith((".x", ".X") if zeros else (".0", ".x", ".X")):
        text = text[:-2]
    return text.upper() if re.fullmatch(r"\d\dh[12]", text, re.IGNORECASE) else text
