"""Reads a device export into counts: the admin center's CSV as it comes, any CSV with a mapping, or a dump of Graph.

Only five things are ever looked at in a row (platform, OS version, ownership, enrolment, compliance), and each is
brought to a number or a word of a closed set before it is counted. Device names, serial numbers, users and addresses
are never held: no free text of an export can reach the result. Pure: bytes in, values out.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from omfeed.assess.tables import fleet_words
from omfeed.errors import ConfigError
from omfeed.model import Fleet, FleetGroup, Platform
from omfeed.text.counting import counted

MOST_BYTES: Final = 1_000_000_000
"""Bound on an unpacked export, in bytes; a million devices take about half of it."""

FIELDS: Final = ("platform", "version", "ownership", "enrolment", "compliance", "count")
"""Names that a column mapping may use."""

_VERSION: Final = re.compile(r"\d{1,5}(?:\.\d{1,6}){0,4}|\d\d[hH][12]")
_WORDY_VERSION: Final = re.compile(
    r"(?:[A-Za-z]+ ?[A-Za-z]* ?)?v?(\d{1,5}(?:\.\d{1,6}){0,4}|\d\d[hH][12])(?:[ (-].{0,20})?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an export held."""

    fleet: Fleet
    devices: int
    """Rows that were counted."""
    left_out: int
    """Rows of no platform that we know."""
    columns: Mapping[str, str]
    """Which heading was read for which field."""
    warnings: tuple[str, ...] = ()


def read_export(data: bytes, *, columns: Mapping[str, str] | None = None, name: str = "the export") -> Imported:
    """The fleet that an export describes.

    Args:
        data: the file: CSV in UTF-8, UTF-16 or Windows-1252, JSON, or a ZIP that holds one of them.
        columns: for a CSV with headings of its own: field (see ``FIELDS``) to heading.
        name: what to call the file in messages.

    Raises:
        ConfigError: it is none of these, or a column that is needed is missing.
    """
    if data[:4] == b"PK\x03\x04":
        data = _unpacked(data, name)
    text = _text(data)
    if text.lstrip()[:1] in {"{", "["}:
        return _counted(_graph_rows(text, name), {field: field for field in FIELDS[:-1]})
    return _from_csv(text, columns or {}, name)


def count_devices(devices: Iterable[Mapping[str, object]]) -> Imported:
    """The fleet that device objects of Graph describe; each is looked at once and forgotten.

    Args:
        devices: as ``managedDevices`` gives them, of whatever fields.
    """
    return _counted(_device_rows(devices), {field: field for field in FIELDS[:-1]}, name="Graph")


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


def _text(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


# ---------------------------------------------------------------------------------------------------------------------
# CSV


def _from_csv(text: str, columns: Mapping[str, str], name: str) -> Imported:
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise ConfigError(
            f"The column mapping names {', '.join(unknown)}, which is no field.",
            hint=f"Fields are: {', '.join(FIELDS)}.",
        )
    lines = io.StringIO(text, newline="")
    first = lines.readline()
    if first.lower().startswith("sep="):  # spreadsheets write it to tell the delimiter
        delimiter = first[4:5] or ","
        header = lines.readline()
    else:
        header = first
        delimiter = max(",;\t", key=header.count)
    headings = [one.strip().strip("\ufeff") for one in next(csv.reader([header], delimiter=delimiter), [])]
    places = _places(headings, columns, name)
    rows = _csv_rows(csv.reader(lines, delimiter=delimiter), places)
    read = {field: headings[place] for field, place in places.items() if field in FIELDS}
    return _counted(rows, read, name=name)


def _places(headings: Sequence[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    lower = [one.casefold() for one in headings]
    places: dict[str, int] = {}
    for field, heading in columns.items():
        if heading.casefold() not in lower:
            raise ConfigError(
                f"{name} has no column “{heading}” for {field}.", hint=f"Its columns are: {', '.join(headings)[:300]}."
            )
        places[field] = lower.index(heading.casefold())
    for field, known in fleet_words.HEADINGS.items():
        if field not in places:
            found = next((lower.index(one) for one in known if one in lower), None)
            if found is not None:
                places[field] = found
    if not any(headings):
        raise ConfigError(f"{name} is empty.", hint="Export the devices again.")
    if "platform" not in places:
        raise ConfigError(
            f"{name} has no column for the platform.",
            hint=f"Map it: --column platform=HEADING. Its columns are: {', '.join(headings)[:300]}.",
        )
    return places


def _csv_rows(rows: Iterable[list[str]], places: Mapping[str, int]) -> Iterator[tuple[str, str, str, str, str, str]]:
    most = max(places.values())
    at = [places.get(field, -1) for field in ("platform", "version", "ownership", "enrolment", "compliance", "count")]
    platform, version, ownership, enrolment, compliance, count = at
    supervised = places.get("supervised", -1)
    try:
        for row in rows:
            if len(row) <= platform:
                continue
            if len(row) <= most:
                row = row + [""] * (most + 1 - len(row))
            way = row[enrolment] if enrolment >= 0 else ""
            if not way and supervised >= 0 and row[supervised].casefold() in {"true", "yes", "ja", "예", "はい"}:
                way = "supervised"
            yield (
                row[platform],
                row[version] if version >= 0 else "",
                row[ownership] if ownership >= 0 else "",
                way,
                row[compliance] if compliance >= 0 else "",
                row[count] if count >= 0 else "",
            )
    except csv.Error as error:
        raise ConfigError(f"The export is broken in its rows: {error}.", hint="Export the devices again.") from error


# ---------------------------------------------------------------------------------------------------------------------
# Graph


def _graph_rows(text: str, name: str) -> Iterator[tuple[str, str, str, str, str, str]]:
    yield from _device_rows(_objects(text, name))


def _device_rows(devices: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, str, str, str, str, str]]:
    for one in devices:
        names = {key.casefold(): value for key, value in one.items()}

        def said(key: str, names: Mapping[str, object] = names) -> str:
            value = names.get(key)
            return value if isinstance(value, str) else ""

        if "operatingsystem" not in names:
            continue
        way = said("deviceenrollmenttype")
        if names.get("issupervised") is True and fleet_words.ENROLMENT.get(_squeezed(way)) is None:
            way = "supervised"
        yield (
            said("operatingsystem"),
            said("osversion"),
            said("manageddeviceownertype") or said("ownertype"),
            way,
            said("compliancestate"),
            "",
        )


def _objects(text: str, name: str) -> Iterator[Mapping[str, object]]:
    """The device objects of one answer, of several concatenated or listed pages, or of one JSON object a line."""
    decoder = json.JSONDecoder()
    at = 0
    met = False
    while at < len(text):
        match = _BLANK.match(text, at)
        at = match.end() if match else at
        if at >= len(text):
            break
        try:
            value, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ConfigError(f"{name} is not whole JSON: {error}.", hint="Dump the devices again.") from error
        met = True
        yield from _devices(value)
    if not met:
        raise ConfigError(f"{name} is empty.", hint="Dump the devices again.")


_BLANK: Final = re.compile(r"[\s,\ufeff]*")


def _devices(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for one in value:
            yield from _devices(one, depth + 1) if depth < 4 else ()
    elif isinstance(value, dict):
        inner = value.get("value", value.get("Value"))
        if isinstance(inner, list | dict) and depth < 4:
            yield from _devices(inner, depth + 1)
        else:
            yield value


# ---------------------------------------------------------------------------------------------------------------------
# Counting


def _counted(
    rows: Iterable[tuple[str, str, str, str, str, str]], columns: Mapping[str, str], *, name: str = "The export"
) -> Imported:
    raw: Counter[tuple[str, str, str, str, str]] = Counter()
    for platform, version, ownership, enrolment, compliance, count in rows:
        raw[(platform, version, ownership, enrolment, compliance)] += _number(count) if count else 1
    groups: Counter[FleetGroup] = Counter()
    left_out = 0
    for (platform, version, ownership, enrolment, compliance), devices in raw.items():
        of = _platform(platform)
        if of is None:
            left_out += devices
            continue
        group = FleetGroup(
            platform=of,
            version=_version(version),
            enrolment=_enrolment(enrolment, platform, ownership, of),
            ownership=fleet_words.OWNERSHIP.get(ownership.strip().casefold(), ""),
            compliance=fleet_words.COMPLIANCE.get(compliance.strip().casefold(), ""),
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
    warnings = []
    if "version" not in columns:
        warnings.append(f"{name} tells no OS versions; devices cannot be matched to version ranges.")
    if left_out:
        warnings.append(
            counted(
                left_out,
                "device of a platform unknown to omfeed was left out.",
                "devices of platforms unknown to omfeed were left out.",
            )
        )
    return Imported(
        fleet=fleet, devices=sum(groups.values()), left_out=left_out, columns=dict(columns), warnings=tuple(warnings)
    )


def _number(text: str) -> int:
    digits = re.sub(r"[^\d]", "", text)[:9]
    return int(digits) if digits else 0


@lru_cache(maxsize=1024)
def _platform(text: str) -> Platform | None:
    lower = text.strip().casefold()
    return next((one for start, one in fleet_words.PLATFORM_STARTS if lower.startswith(start)), None)


@lru_cache(maxsize=8192)
def _version(text: str) -> str:
    bare = text.strip()
    match = _VERSION.fullmatch(bare) or _WORDY_VERSION.fullmatch(bare)
    if match is None:
        return ""
    return (match[1] if match.re is _WORDY_VERSION else match[0]).upper()


def _enrolment(text: str, platform_text: str, ownership: str, platform: Platform) -> str:
    known = fleet_words.ENROLMENT.get(_squeezed(text))
    if known:
        return known
    lower = platform_text.casefold()
    if platform is Platform.ANDROID:
        told = next((way for words, way in fleet_words.PLATFORM_ENROLMENT if words in lower), "")
        if told:
            return told
    if fleet_words.OWNERSHIP.get(ownership.strip().casefold()) == "personal":
        return "byod"
    return ""


def _squeezed(text: str) -> str:
    return re.sub(r"[\s_]+", "", text).casefold()
