"""The fleet on the command line: what is refused, what is said, and who is judged for."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Shell

GOOD = "Device name,OS,OS version\n" + "".join(f"ERIKA-PC{n},iOS,18.2\n" for n in range(10))
ENTRY = {"title": "Intune ends support for iOS 17", "markdown": "Update to iOS 18 and later."}


def imported(omfeed: Shell, text: str) -> tuple[int, str]:
    """Exit code and what was said of an import."""
    (omfeed.folder / "devices.csv").write_text(text, encoding="utf-8")
    said = omfeed("fleet", "import", "devices.csv")
    assert "ERIKA" not in said.out + said.err and "erika" not in said.out + said.err
    return said.code, said.err


@pytest.mark.parametrize(
    "text",
    [
        "Device name,OS,OS version\n",
        '{"error": {"code": "Forbidden", "message": "erika is not allowed"}}',
        '{"value": [{"deviceName": "ERIKA-PC1"}]}',
        "OS,OS,OS version\nERIKA,iOS,1\nmacOS,Windows,2\n",
        "ERIKA-PC1,erika@corp.example,iOS,18.2\n",
        "",
    ],
)
def test_an_import_of_nothing_keeps_what_was_counted_before(omfeed: Shell, text: str) -> None:
    assert imported(omfeed, GOOD)[0] == 0
    kept = (omfeed.folder / "fleet.json").read_bytes()
    code, said = imported(omfeed, text)
    assert code == 2
    assert "devices.csv" in said
    assert (omfeed.folder / "fleet.json").read_bytes() == kept


def test_a_fleet_that_shrinks_to_less_than_half_is_asked_about(omfeed: Shell) -> None:
    imported(omfeed, GOOD)
    code, said = imported(omfeed, "OS\niOS\n")
    assert code == 0
    assert "Before, fleet.json counted 10 devices. Is this export whole?" in said
    assert "Is this export whole?" not in imported(omfeed, "OS\niOS\n")[1]


def test_an_imported_fleet_judges_where_no_configuration_is(omfeed: Shell) -> None:
    given = json.dumps(ENTRY) + "\n"
    (omfeed.folder / "omfeed.toml").unlink(missing_ok=True)
    assert json.loads(omfeed("assess", "--json", "-", given=given).out)["devices"] is None
    imported(omfeed, GOOD.replace("18.2", "17.1"))
    said = omfeed("assess", "--json", "-", given=given)
    assert json.loads(said.out)["devices"] == 10
    assert "Judged for the fleet of fleet.json; there is no omfeed.toml." in said.err


FLEET = (
    "OS,OS version,Count\niOS,26.1,60\niOS,18.7.1,40\nAndroid (fully managed),16,100\nAndroid (dedicated),16,50\n"
    "Android,16,7\n"
)


def judged(omfeed: Shell, **entry: str) -> dict[str, object]:
    """What is concluded of an entry."""
    found: dict[str, object] = json.loads(omfeed("assess", "--json", "-", given=json.dumps(entry) + "\n").out)
    return found


def test_json_says_how_devices_were_counted(omfeed: Shell) -> None:
    imported(omfeed, FLEET)
    release = judged(omfeed, source="apple-developer-releases", title="iOS 18.7.2 (22H124)", published="2025-11-05")
    assert (release["devices"], release["devices_behind"], release["devices_at_most"]) == (40, True, False)
    fully = judged(omfeed, title="Fully managed Android devices get a setting", text="It is new.")
    assert (fully["devices"], fully["devices_behind"], fully["devices_at_most"]) == (107, False, True)


def test_what_was_left_out_is_told_only_where_something_was(omfeed: Shell) -> None:
    file = omfeed.folder / "devices.csv"
    file.write_text("OS,OS version\niOS,27.1\nWindows,10.0.26100.1\n", encoding="utf-8")
    assert "left out" not in omfeed("fleet", "import", str(file)).err
    file.write_text("OS,OS version\niOS,27.1\nWindows,10.0.26100.1\nToaster,1\n", encoding="utf-8")
    assert "; 1 row of no known platform left out." in omfeed("fleet", "import", str(file)).err
