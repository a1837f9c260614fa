"""Tells Windows 10 and Windows 11 apart where no version is named: whose devices count, though no range is written.

“Applies to: Windows 11” gives a reader no range of versions, but no device with Windows 10 is concerned. Without a
version, “Windows 10” is that product alone; with “and later” it is a range like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_NAMED: Final = re.compile(
    r"\bwindows(?:\s?(?P<first>1[01]|8(?:\.1)?|7)(?![\w.]*\.\d{4})(?![\dA-Za-z])"
    r"(?P<second>(?:\s?/\s?|,\s?(?:and |or )?|\s(?:and|or|&|und|oder)\s)(?:windows\s)?1[01]\b)?)?"
    r"(?P<rest>\s+(?:holographic|phone|mobile|rt|server|team|iot)\b)?",
    re.IGNORECASE,
)
_APART: Final = re.compile(
    r"\s?(?:autopilot|autopatch|365|hello|defender|update|updates|information|insider|subsystem|backup|store|admin"
    r"|app\b"
    r"|laps|enterprise|pro|education|spotlight|firewall|cloud|health|device|release|subscription|sandbox|recovery)",
    re.IGNORECASE,
)
"""What makes “Windows” part of a product's name, or leaves open which it is."""
_OTHER_SYSTEMS: Final = re.compile(r"\b(?:hololens|surface hub|windows holographic)\b", re.IGNORECASE)


def product_named(texts: Iterable[str], *, everywhere: bool = False) -> str:
    """The one product of Windows that texts name, ``10`` or ``11``; empty where they name several, or Windows at large.

    Args:
        texts: statements, each as it stands.
        everywhere: whether Windows at large may be named too, as in running text, which goes on without the number.
    """
    found: set[str] = set()
    for text in texts:
        if _OTHER_SYSTEMS.search(text):
            return ""
        for match in _NAMED.finditer(text):
            if match["rest"]:
                return ""
            if match["first"]:
                found.add(match["first"])
                found |= {match["second"][-2:]} if match["second"] else set()
            elif not everywhere and not _APART.match(text, match.end()):
                return ""
    return next(iter(found)) if len(found) == 1 and found <= {"10", "11"} else ""


def leads_to(lower: str) -> bool:
    """Whether a sentence in lower case speaks of the way to a product (“Upgrade to Windows 11”): others take it."""
    return _WAY.search(lower) is not None


_WAY: Final = re.compile(
    r"\b(?:upgrad|mov|migrat|transition|switch|updat|ready|readiness|prepar|compatib|eligib|adopt"
    r"|path)\w*\b[^.;]{0,60}\bwindows 1[01]\b"
    r"|\bwindows 1[01]\b[^.;]{0,20}\b(?:upgrade|migration|readiness|compatibility|eligib\w+|adoption|rollout)\b"
    r"|\b(?:earlier|older|lower|prior|before|below)\b[^.;]{0,20}\bwindows 1[01]\b|windows 1[01] ?(?:로|へ|への)"
    r"|\b(?:auf|zu) windows 1[01]\b"
)
