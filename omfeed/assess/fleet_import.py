"""Reads a device export into counts: the admin center's CSV as it comes, any CSV with a mapping, or a dump of Graph.

Only five things are ever looked at in a row (platform, OS version, ownership, enrolment, compliance), and each is
brought to a number or a word of a closed set before it is counted. Device names, serial numbers, users and addresses
are never held: no free text of an export can reach the result. An export that counts no device is refused, so that
nothing never takes the place of something. Pure: bytes in, values out.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from omfeed.assess import fleet_csv, fleet_graph, fleet_text, fleet_values
from omfeed.assess.fleet_values import FIELDS, Row
from omfeed.errors import ConfigError
from omfeed.model import Fleet, FleetGroup, Platform
from omfeed.text.counting import counted

MOST_BYTES: Final = 1_000_000_000
"""Bound on an unpacked export, in bytes; a million devices take about half of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an export held."""

    fleet: Fleet
    devices: int
    """Devices that were counted."""
    left_out: int
    """Rows, or devices where an export counts them, of no platform that we know."""
    columns: Mapping[str, str]
    """Which heading was read for which field."""
    warnings: tuple[str, ...] = ()


def read_export(data: bytes, *, columns: Mapping[str, str] | None = None, name: str = "the export") -> Imported:
    """The fleet that an export describes.

    Args:
        data: the file: CSV in UTF-8, UTF-16 or a code page of Windows (Western Europe, Japan, Korea, China, Taiwan),
            JSON, or a ZIP that holds one of them.
        columns: for a CSV with headings of its own: field (see ``FIELDS``) to heading.
        name: what to call the file in messages.

    Raises:
        ConfigError: it is none of these, a column that is needed is missing, or no device in it can be counted.
    """
    if data[:4] == b"PK\x03\x04":
        data = _unpacked(data, name)
    mapping = columns or {}
    text = fleet_text.decoded(data, lambda start: fleet_csv.known(start, mapping))
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}:
        made = _counted(fleet_graph.rows(text, name), {field: field for field in FIELDS[:-1]}, name=name)
        _needed(made, name, "operatingSystem", hint=_DUMP_AGAIN)
        if fleet_graph.unfinished(text):
            more = f"The last page of {name} names a further one (@odata.nextLink): devices are missing in it."
            made = replace(made, warnings=(more, *made.warnings))
        return made
    table = fleet_csv.table(text, mapping, name)
    made = _counted(table.rows, table.columns, name=name)
    _needed(made, name, table.columns["platform"], hint=_EXPORT_AGAIN)
    return replace(made, warnings=(*table.remarks, *made.warnings))


_EXPORT_AGAIN: Final = (
    "Export All devices again with the column OS, or name the right column: --column platform=HEADING. "
    "What was counted before stays."
)
_DUMP_AGAIN: Final = (
    "Dump deviceManagement/managedDevices with operatingSystem among its fields. What was counted before stays."
)


def _needed(made: Imported, name: str, column: str, *, hint: str) -> None:
    """That something was counted.

    Raises:
        ConfigError: nothing was.
    """
    if made.devices:
        return
    if not made.left_out:
        raise ConfigError(f"{name} holds no device.", hint=hint)
    rows = counted(made.left_out, "row")
    raise ConfigError(f"None of the {rows} of {name} names a platform that omfeed knows under “{column}”.", hint=hint)


def count_devices(devices: Iterable[Mapping[str, object]]) -> Imported:
    """The fleet that device objects of Graph describe; each is looked at once and forgotten.

    Args:
        devices: as ``managedDevices`` gives them, of whatever fields.
    """
    return _counted(fleet_graph.of_devices(devices), {field: field for field in FIELDS[:-1]}, name="Graph")


def from_overview(overview: Mapping[str, object]) -> Imported:
    """The fleet that ``managedDeviceOverview`` of Graph describes: numbers by operating system, no versions."""
    summary = overview.get("deviceOperatingSystemSummary")
    counts = summary if isinstance(summary, Mapping) else {}
    rows = [
        (name.removesuffix("Count"), "", "", "", "", str(count))
        for name, count in counts.items()
        if name in _OVERVIEW and isinstance(count, int) and count > 0
    ]
    return _counted(rows, {"platform": "deviceOperatingSystemSummary"}, name="The overview")


_OVERVIEW: Final = frozenset(
    {"androidCount", "iosCount", "macOSCount", "windowsCount", "linuxCount", "chromeOSCount", "unknownCount"}
)
"""Counts of operating systems; the others of that object divide Android once more."""


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inner = [one for one in archive.infolist() if one.filename.lower().endswith((".csv", ".json"))]
            if not inner:
                raise ConfigError(
                    f"{name} is a ZIP without a CSV or JSON file.", hint="Export the devices again as CSV."
                )
            biggest = max(inner, key=lambda one: one.file_size)
            with archive.open(biggest) as stream:
                unpacked = stream.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise ConfigError(
            f"{name} is a ZIP that cannot be read: {error}.", hint="Unpack it yourself and import the CSV."
        ) from error
    if len(unpacked) > MOST_BYTES:
        raise ConfigError(f"{name} unpacks to more than {MOST_BYTES // 1_000_000} MB.", hint="Split the export.")
    return unpacked


# ---------------------------------------------------------------------------------------------------------------------
# Counting


def _counted(rows: Iterable[Row], columns: Mapping[str, str], *, name: str = "The export") -> Imported:
    raw: Counter[tuple[str, str, str, str, str]] = Counter()
    for platform, version, ownership, enrolment, compliance, count in rows:
        raw[(platform, version, ownership, enrolment, compliance)] += fleet_values.number(count) if count else 1
    groups: Counter[FleetGroup] = Counter()
    left_out = 0
    for (platform, version, ownership, enrolment, compliance), devices in raw.items():
        of = fleet_values.platform(platform)
        if of is None:
            left_out += devices
            continue
        owner = fleet_values.ownership(ownership)
        group = FleetGroup(
            platform=of,
            version=fleet_values.version(version),
            enrolment=fleet_values.enrolment(enrolment, platform_text=platform, owner=owner, of=of),
            ownership=owner,
            compliance=fleet_values.compliance(compliance),
        )
        groups[group] += devices
    order = list(Platform)
    fleet = Fleet(
        groups=tuple(
            FleetGroup(
                platform=one.platform,
                version=one.version,
                count=count,
                enrolment=one.enrolment,
                ownership=one.ownership,
                compliance=one.compliance,
            )
            for one, count in sorted(
                groups.items(),
                key=lambda pair: (
                    order.index(pair[0].platform),
                    -pair[1],
                    pair[0].version,
                    pair[0].enrolment,
                    pair[0].ownership,
                    pair[0].compliance,
                ),
            )
        )
    )
    return Imported(
        fleet=fleet,
        devices=sum(groups.values()),
        left_out=left_out,
        columns=dict(columns),
        warnings=_warnings(fleet, left_out, columns, name),
    )


def _warnings(fleet: Fleet, left_out: int, columns: Mapping[str, str], name: str) -> tuple[str, ...]:
    """What of an export cannot be used, in sentences."""
    devices = sum(group.count or 0 for group in fleet.groups)
    warnings = []
    if left_out > devices > 0:
        warnings.append(
            f"Most of {name} cannot be used: only {devices:,} of {devices + left_out:,} rows name a platform that "
            f"omfeed knows. Look at its column “{columns.get('platform', '')}”."
        )
    elif left_out:
        warnings.append(
            counted(
                left_out,
                "device of a platform unknown to omfeed was left out.",
                "devices of platforms unknown to omfeed were left out.",
            )
        )
    if "version" not in columns:
        warnings.append(f"{name} tells no OS versions; devices cannot be matched to version ranges.")
    elif devices and not any(group.version for group in fleet.groups):
        warnings.append(
            f"No OS version was understood under “{columns['version']}”; devices cannot be matched to version ranges."
        )
    return tuple(warnings)
