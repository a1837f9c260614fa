"""A device export becomes counts, and nothing of a person survives."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.assess.fleet_import import read_export
from omfeed.errors import ConfigError
from omfeed.model import Platform

ENGLISH = [
    "Device ID",
    "Device name",
    "Enrollment date",
    "Last check-in",
    "Azure AD Device ID",
    "OS version",
    "Azure AD registered",
    "Serial number",
    "Ownership",
    "Compliance",
    "OS",
    "EnrollmentType",
    "Primary user UPN",
    "Primary user email address",
    "Primary user display name",
    "Phone number",
]
CANARY = "CANARY"


def row(
    number: int, system: str, version: str, owner: str = "Corporate", state: str = "Compliant", way: str = ""
) -> list[str]:
    """A row of the export, personal in every column that may be."""
    return [
        f"{CANARY}-id-{number}",
        f'{CANARY}-name-{number}, the "old" one',
        "2026-01-02 10:00:00",
        "2026-07-01 08:00:00",
        f"{CANARY}-entra-{number}",
        version,
        "Yes",
        f"{CANARY}-serial-{number}",
        owner,
        state,
        system,
        way,
        f"{CANARY}{number}@corp.example",
        f"{CANARY}{number}@mail.example",
        f"{CANARY} Person {number}",
        f"+49 {CANARY} {number}",
    ]


def export(rows: Sequence[Sequence[str]], headings: Sequence[str] = ENGLISH, delimiter: str = ",") -> bytes:
    """The CSV as the admin center writes it: a byte-order mark, quotes where needed."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows(rows)
    return ("\ufeff" + text.getvalue()).encode()


ROWS = [
    row(1, "Windows", "10.0.22631.4602"),
    row(2, "Windows", "10.0.22631.4602"),
    row(3, "iOS", "18.2", "Personal", "Not Compliant"),
    row(4, "iPadOS", "17.7.2", way="AppleBulkWithUser"),
    row(5, "Android (fully managed)", "14"),
    row(6, "Android (personally-owned work profile)", "13.0", "Personal"),
    row(7, "macOS", "15.2 (24C101)"),
    row(8, "Linux (ubuntu)", "22.04.4 LTS"),
    row(9, "Toaster", "1.0"),
]


def test_the_export_of_the_admin_center_is_read_as_it_comes() -> None:
    imported = read_export(export(ROWS))
    assert imported.devices == 8
    assert imported.left_out == 1
    groups = {
        (one.platform.value, one.version, one.enrolment, one.ownership): one.count for one in imported.fleet.groups
    }
    assert groups == {
        ("windows", "10.0.22631.4602", "", "company"): 2,
        ("ios", "18.2", "byod", "personal"): 1,
        ("ios", "17.7.2", "ade", "company"): 1,
        ("android", "14", "cobo", "company"): 1,
        ("android", "13.0", "byod", "personal"): 1,
        ("macos", "15.2", "", "company"): 1,
        ("linux", "22.04.4", "", "company"): 1,
    }
    assert imported.fleet.groups[0].compliance == "compliant"
    assert imported.columns["version"] == "OS version"
    assert imported.warnings == ("1 device of a platform unknown to omfeed was left out.",)


def test_no_name_serial_user_or_address_survives() -> None:
    assert CANARY not in repr(read_export(export(ROWS)))
    devices = [
        {
            "deviceName": CANARY,
            "serialNumber": CANARY,
            "userPrincipalName": CANARY,
            "operatingSystem": "iOS",
            "osVersion": CANARY,
        }
    ]
    assert CANARY not in repr(read_export(json.dumps({"value": devices}).encode()))


def test_free_text_in_a_column_that_is_read_does_not_survive_either() -> None:
    rows = [row(1, f"Windows {CANARY}", f"{CANARY} 10", CANARY, CANARY, CANARY)]
    mapped = {"version": "Device name", "ownership": "Primary user UPN", "enrolment": "Serial number"}
    for columns in ({}, mapped):
        assert CANARY not in repr(read_export(export(rows), columns=columns).fleet)


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["장치 이름", "OS", "OS 버전", "소유권", "준수"], ["x", "iOS", "18.2", "회사", "준수"]),
        (["デバイス名", "OS", "OS バージョン", "所有権", "対応"], ["x", "iOS", "18.2", "企業", "準拠"]),
        (
            ["Gerätename", "Betriebssystem", "Betriebssystemversion", "Besitz", "Konformität"],
            ["x", "iOS", "18.2", "Unternehmen", "Konform"],
        ),
    ],
)
def test_localised_headings_and_values_are_understood(headings: list[str], cells: list[str]) -> None:
    (only,) = read_export(export([cells], headings)).fleet.groups
    assert (only.platform, only.version, only.ownership, only.compliance) == (
        Platform.IOS,
        "18.2",
        "company",
        "compliant",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_other_delimiters_are_noticed(delimiter: str) -> None:
    assert read_export(export(ROWS, delimiter=delimiter)).devices == 8


def test_the_line_that_spreadsheets_write_first_is_no_heading() -> None:
    data = b"sep=;\r\n" + export(ROWS, delimiter=";").decode("utf-8-sig").encode()
    assert read_export(data).devices == 8


def test_a_zipped_export_and_one_in_utf_16_are_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "nothing")
        archive.writestr("DevicesWithInventory.csv", export(ROWS))
    assert read_export(packed.getvalue()).devices == 8
    assert read_export(export(ROWS).decode("utf-8-sig").encode("utf-16")).devices == 8


def test_any_csv_is_read_with_a_mapping_of_its_columns() -> None:
    data = b"System,Release,Units\nmacOS,15.2,40\nWindows,11,1 200\n"
    imported = read_export(data, columns={"platform": "System", "version": "Release", "count": "Units"})
    assert [(one.platform.value, one.version, one.count) for one in imported.fleet.groups] == [
        ("windows", "11", 1200),
        ("macos", "15.2", 40),
    ]


def test_a_dump_of_graph_is_read_page_by_page() -> None:
    def device(number: int, system: str, version: str, **more: object) -> dict[str, object]:
        return {"id": f"{CANARY}{number}", "operatingSystem": system, "osVersion": version, **more}

    one = {"@odata.nextLink": "https://graph.example/next", "value": [device(1, "Windows", "10.0.26100.1")]}
    two = {
        "value": [
            device(
                2, "iOS", "18.2", managedDeviceOwnerType="company", isSupervised=True, complianceState="inGracePeriod"
            )
        ]
    }
    for text in (
        json.dumps([one, two]),
        json.dumps(one) + "\n" + json.dumps(two),
        json.dumps([*one["value"], *two["value"]]),
    ):  # type: ignore[misc]  # lists by construction
        imported = read_export(text.encode())
        assert imported.devices == 2
        assert (imported.fleet.groups[1].enrolment, imported.fleet.groups[1].compliance) == ("supervised", "grace")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"A,B\n1,2\n", "no column for the platform"),
        (b"", "is empty"),
        (b'{"value": [', "not whole JSON"),
        (b"PK\x03\x04 broken", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        read_export(data)


def test_a_mapping_to_what_is_not_there_is_refused() -> None:
    with pytest.raises(ConfigError, match="no column “Nope”"):
        read_export(export(ROWS), columns={"version": "Nope"})
    with pytest.raises(ConfigError, match="is no field"):
        read_export(export(ROWS), columns={"serial": "Serial number"})


def test_an_archive_without_an_export_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(ConfigError, match="without a CSV"):
        read_export(packed.getvalue())


def test_an_export_without_versions_says_what_that_means() -> None:
    imported = read_export(b"OS\nWindows\nWindows\n")
    assert imported.fleet.groups[0].count == 2
    assert "no OS versions" in imported.warnings[0]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise_anything_else(data: bytes) -> None:
    try:
        read_export(data)
    except ConfigError as error:
        assert str(error)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Windows", "iOS", "macOS"]), st.from_regex(r"[0-9]{1,2}\.[0-9]", fullmatch=True)),
        min_size=1,
        max_size=30,
    )
)
def test_every_device_of_a_known_platform_is_counted_once(devices: list[tuple[str, str]]) -> None:
    rows = [row(number, system, version) for number, (system, version) in enumerate(devices)]
    imported = read_export(export(rows))
    assert imported.devices == len(devices) == sum(one.count or 0 for one in imported.fleet.groups)
