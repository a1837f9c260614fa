"""Reads Intune's overview of endpoint protection: how many devices are in which trouble, told by size, not by count.

``deviceManagement`` with ``deviceProtectionOverview`` and ``windowsMalwareOverview``. Counts differ every night, so an
entry says the order of magnitude ("10 to 99 devices"): what has grown or shrunk tenfold is news, the rest is not.
"""

from __future__ import annotations

from typing import Final

from omfeed.collect import graph, options
from omfeed.collect.shapes import Record, document
from omfeed.collect.writing import entry, listing
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the name of the figure"

_TROUBLES: Final = (
    ("deviceProtectionOverview", "criticalFailuresDeviceCount", "Devices with a critical failure of protection"),
    ("deviceProtectionOverview", "inactiveThreatAgentDeviceCount", "Devices whose threat agent is inactive"),
    ("deviceProtectionOverview", "unknownStateThreatAgentDeviceCount", "Devices whose threat agent says nothing"),
    ("deviceProtectionOverview", "pendingSignatureUpdateDeviceCount", "Devices with old malware signatures"),
    ("deviceProtectionOverview", "pendingFullScanDeviceCount", "Devices that need a full scan"),
    ("deviceProtectionOverview", "pendingOfflineScanDeviceCount", "Devices that need an offline scan"),
    ("deviceProtectionOverview", "pendingRestartDeviceCount", "Devices that need a restart against malware"),
    ("deviceProtectionOverview", "pendingManualStepsDeviceCount", "Devices that need steps by hand against malware"),
    ("windowsMalwareOverview", "malwareDetectedDeviceCount", "Devices with malware found on them"),
)
"""Object, field and title of each trouble, as the Graph reference names them."""


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The troubles as entries, always in the same order.

    Raises:
        ParseError: the body is not JSON, an error of Graph, or holds neither overview.
    """
    value = document(body, charset)
    held, warnings = (
        ((Record(value),), ())
        if isinstance(value, dict) and "value" not in value and "error" not in value
        else graph.objects(value, "overviews of endpoint protection", source)
    )
    entries = [
        _entry(whole, field, title, count)
        for whole, field, title in _TROUBLES
        if (count := next((n for one in held if (n := one.record(whole).number(field)) is not None), None)) is not None
    ]
    if not entries:
        raise ParseError("The answer holds no overview of endpoint protection.", hint=f"Look at {source.url}.")
    return Parsed(
        entries=graph.placed(entries),
        window=options.window(source, Window.COMPLETE),
        title=source.title,
        warnings=warnings,
    )


def _entry(whole: str, field: str, title: str, count: int) -> Entry:
    return entry(
        title=title,
        html=listing([("How many", size(count))]),
        key=f"{whole}/{field}",
        url="https://intune.microsoft.com/#view/Microsoft_Intune_Workflows/SecurityManagementMenu/~/antivirus",
        facts={"platforms": ("Windows",), "status": "trouble" if count > 0 else "none"},
    )


def size(count: int) -> str:
    """A count by its order of magnitude, in words."""
    if count <= 0:
        return "no devices"
    low = 10 ** (len(str(count)) - 1)
    return f"{low:,} to {low * 10 - 1:,} devices"
