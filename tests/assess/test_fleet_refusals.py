"""An export that tells nothing is refused in words that quote nobody; what is odd about one is said."""

from __future__ import annotations

import json

import pytest

from omfeed.assess.fleet_import import count_devices, read_export
from omfeed.errors import ConfigError

PERSON = "ERIKA-PC1,erika.mustermann@corp.example,Windows,10.0.26100.1"


def refused(data: bytes | str, **columns: str) -> str:
    """The words in which an export is refused."""
    with pytest.raises(ConfigError) as caught:
        read_export(data.encode() if isinstance(data, str) else data, columns=columns, name="devices.csv")
    assert caught.value.exit_code == 2
    assert caught.value.hint
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("Device name,OS,OS version\n", "devices.csv holds no device."),
        ("Device name,OS,OS version\nx,Toaster,1\ny,,2\n", "None of the 2 rows of devices.csv names a platform"),
        ('{"error":{"code":"Forbidden","message":"erika.mustermann may not"}}', "Graph says no (Forbidden)"),
        ('{"error":{"message":"erika.mustermann may not"}}', "Graph says no (an error)"),
        ('{"value":[]}', "holds no device"),
        ('{"value":[{"deviceName":"ERIKA-PC1"}]}', "None of the 1 row of devices.csv names a platform"),
        ('{"responses":[{"id":"1","status":403,"body":{"error":{"code":"Denied"}}}]}', "Graph says no (Denied)"),
        ('{"responses":[{"id":"1","status":429,"body":""}]}', "Graph says no (status 429)"),
        ("{}", "names a platform"),
        ("\n\n,,\n", "is empty"),
    ],
)
def test_an_export_that_counts_nothing_is_refused(data: str, words: str) -> None:
    said = refused(data)
    assert words in said
    assert "ERIKA" not in said and "erika" not in said


def test_what_was_counted_before_is_said_to_stay() -> None:
    assert "What was counted before stays." in refused("OS\n")


@pytest.mark.parametrize("columns", [{}, {"platform": "Erzeugnis"}, {"version": "Release"}])
def test_a_file_without_headings_quotes_no_person(columns: dict[str, str]) -> None:
    said = refused(f"{PERSON}\n{PERSON}\n", **columns)
    assert "ERIKA" not in said and "erika" not in said and "corp.example" not in said
    assert "does not look like headings" in said or "has no column “" in said


def test_a_cell_that_reads_like_a_heading_makes_no_headings_of_a_row() -> None:
    said = refused("ERIKA-PC1,iOS,18.2,DE\nERIKA-PC2,iOS,18.2,SE\nERIKA-PC3,iOS,18.2,DE\n")
    assert "does not look like headings" in said
    assert read_export(b"All devices\n\nOS,Count\niOS,5\n").devices == 5
    assert read_export(b"All devices\nOS\niOS\n").devices == 1


def test_of_headings_in_part_known_only_those_are_named() -> None:
    said = refused("Erika Mustermann,OS version,Ownership\nx,1,2\n")
    assert "“OS version” (version), “Ownership” (ownership)" in said
    assert "Erika" not in said


def test_a_batch_is_read_where_all_of_it_was_answered() -> None:
    device = {"operatingSystem": "iOS", "osVersion": "26.1"}
    batch = {"responses": [{"id": str(one), "status": 200, "body": {"value": [device]}} for one in range(2)]}
    assert read_export(json.dumps(batch).encode()).devices == 2


def test_a_dump_that_stops_at_its_first_page_is_told() -> None:
    page = {"value": [{"operatingSystem": "iOS", "osVersion": "26.1"}]}
    first = page | {"@odata.nextLink": "https://graph.example/2"}
    assert "names a further one" in read_export(json.dumps(first).encode()).warnings[0]
    assert read_export((json.dumps(first) + json.dumps(page)).encode()).warnings == ()


def test_devices_of_a_dump_without_a_system_are_counted_as_left_out() -> None:
    devices = [{"operatingSystem": "iOS", "osVersion": "26.1"}, {"deviceName": "ERIKA-PC1"}]
    imported = read_export(json.dumps({"value": devices}).encode())
    assert (imported.devices, imported.left_out) == (1, 1)
    assert count_devices(devices).left_out == 1


def test_a_file_most_of_whose_rows_cannot_be_used_says_so_plainly() -> None:
    rows = "".join("Tin opener,1\n" for _ in range(157)) + "iOS,26.1\n" * 3
    (said,) = read_export(f"OS,OS version\n{rows}".encode(), name="devices.csv").warnings
    assert said.startswith("Most of devices.csv cannot be used: only 3 of 160 rows name a platform")
    assert "“OS”" in said and "Tin opener" not in said


def test_versions_of_which_none_is_understood_are_told() -> None:
    (said,) = read_export(b"OS,OS version\niOS,the newest\n").warnings
    assert said.startswith("No OS version was understood under “OS version”")


# Headings that stand twice


def test_of_two_columns_of_one_heading_the_one_that_holds_platforms_is_read() -> None:
    data = "Device name,OS,OS version,OS\na,64-bit,26.1,iOS\nb,64-bit,26.1,iOS\n"
    imported = read_export(data.encode(), name="devices.csv")
    assert imported.devices == 2
    assert imported.warnings == (
        "“OS” stands twice in devices.csv (columns 2, 4); only column 4 holds a platform, so that one was read.",
    )


def test_two_columns_that_say_the_same_are_read_and_told() -> None:
    imported = read_export(b"OS,OS version,OS\niOS,26.1,iOS\n", name="devices.csv")
    assert imported.devices == 1
    assert imported.warnings[0].endswith("with the same values; the first was read.")


def test_two_columns_that_contradict_each_other_are_refused() -> None:
    said = refused("OS,OS version,OS\niOS,26.1,macOS\n")
    assert "“OS” stands twice in devices.csv (columns 1, 3), with different values" in said
    assert "Rename or delete" in said
    assert "“System” stands twice" in refused("System,System\niOS,macOS\n", platform="System")


def test_a_likelier_heading_gives_way_to_one_that_holds_platforms() -> None:
    imported = read_export(b"OS,Platform\nx64,iOS\n")
    assert imported.columns["platform"] == "Platform"
    assert imported.warnings[0] == "“OS” holds no platform; “Platform” was read in its place."
    assert read_export(b"Platform,OS\nAndroid,iOS\n").columns["platform"] == "OS"


# Counts


@pytest.mark.parametrize(
    ("cell", "devices"), [("1 200", 1200), ("1,200", 1200), ("1.200", 1200), ("1200.0", 1200), ("1,200.00", 1200)]
)
def test_a_count_is_read_as_spreadsheets_write_it(cell: str, devices: int) -> None:
    assert read_export(f'OS,Count\niOS,"{cell}"\n'.encode()).devices == devices


def test_a_count_below_nought_counts_nobody() -> None:
    assert "holds no device" in refused("OS,Count\niOS,-5\n")


def test_a_column_of_names_is_no_column_of_counts() -> None:
    assert read_export(b"Devices,OS\nERIKA-PC17,Windows\nERIKA-PC18,Windows\n").devices == 2
