"""The other kinds of page that Learn has become entries: flat weeks, versions, days, complete lists."""

from __future__ import annotations

from collections.abc import Callable

from omfeed.model import Parsed, Window
from tests.collect.learn.kit import source, told
from tests.kit.learn import URL, Page


def test_in_development_has_categories_and_titles_and_no_dates(read: Callable[..., Parsed]) -> None:
    page = Page(title="In development for Microsoft Intune")
    page.section("App management").item("An app")
    page.section("Device configuration").item("A setting")
    page.section("Device configuration").item("Another setting")
    page.section("Device security")
    parsed = read(page.markdown(), source(f"{URL}in-development"))
    assert told(parsed) == [
        ("App management", "An app"),
        ("Device configuration", "A setting"),
        ("Device configuration", "Another setting"),
    ]
    assert {entry.published for entry in parsed.entries} == {""}
    assert parsed.window is Window.TRANSIENT


def test_flat_weeks_have_titles_one_below(read: Callable[..., Parsed]) -> None:
    page = Page(title="What's new in Windows 365 Enterprise")
    page.week("June 3, 2024").item("New size")
    page.week("June 3, 2024").item("New region")
    page.week("May 20, 2024").item("New image")
    parsed = read(page.markdown())
    assert told(parsed) == [
        ("Week of June 3, 2024", "New size"),
        ("Week of June 3, 2024", "New region"),
        ("Week of May 20, 2024", "New image"),
    ]
    assert parsed.entries[2].published == "2024-05-20"


def test_autopilot_has_titles_at_the_top_and_lines_with_dates(read: Callable[..., Parsed]) -> None:
    page = Page(title="Windows Autopilot: what's new")
    page.item("New deployment", "It deploys.\n\n### Steps\n\n1. Do.", notes="Date added: *May 6, 2024*")
    page.item("Old deployment", notes="Date added: *April 29, 2024*<br>\nDate updated: *May 1, 2024*")
    page.item("Older", notes="<!--9544276-->\nDate added: *March 28, 2023*\nDate updated: *April 17, 2023*")
    parsed = read(page.markdown())
    assert told(parsed) == [("New deployment",), ("Old deployment",), ("Older",)]
    new, old, older = parsed.entries
    assert (older.published, older.updated, older.text) == ("2023-03-28", "2023-04-17", "Words about it.")
    assert (new.published, new.updated) == ("2024-05-06", "")
    assert (old.published, old.updated) == ("2024-04-29", "2024-05-01")
    assert new.text == "It deploys.\nSteps\nDo."
    assert parsed.window is Window.ROLLING


def test_a_date_that_the_text_tells_of_is_no_date_of_publication(read: Callable[..., Parsed]) -> None:
    page = Page(title="Notes")
    page.item("Support ends on June 30, 2025", "Retirement date: June 30, 2025\n\nUpgrade.")
    page.item("Another", "Words.")
    assert [entry.published for entry in read(page.markdown()).entries] == ["", ""]


def test_a_title_that_ends_with_a_date_is_an_entry_and_no_period(read: Callable[..., Parsed]) -> None:
    page = Page(title="Windows Autopilot: what's new")
    page.item("Support ends June 30, 2025", "It does.\n\n### What to do\n\nUpgrade.", notes="Date added: *May 6, 2024*")
    page.item("Another", "Words.")
    parsed = read(page.markdown())
    assert told(parsed) == [("Support ends June 30, 2025",), ("Another",)]
    assert parsed.entries[0].published == "2024-05-06"
    assert parsed.entries[0].text == "It does.\nWhat to do\nUpgrade."


def test_defender_versions_stand_below_the_title_with_deep_parts(read: Callable[..., Parsed]) -> None:
    text = "# What's new in Microsoft Defender for Endpoint on Mac\n\n**Known issues**\n\nSome.\n"
    for month, build in (("Apr-2024", "101.24032.0006"), ("Mar-2024", "101.24012.0010")):
        text += (
            f"\n### {month} (Build: {build}  | Release version: 20.{build})\n\n| Build: | **{build}** |\n|---|---|\n"
            "| Engine version: | **1.1** |\n\n##### What's new\n\n- Bug fixes\n\n    > [!NOTE]\n    > Deploy it.\n"
        )
    parsed = read(text + "\n<br/>\n</details>\n")
    assert [(entry.published, entry.key) for entry in parsed.entries] == [
        ("2024-04", "101.24032.0006"),
        ("2024-03", "101.24012.0010"),
    ]
    assert parsed.entries[0].text.endswith("What's new\nBug fixes\nNote\nDeploy it.")


def test_edge_versions_are_entries_with_their_lists_as_body(read: Callable[..., Parsed]) -> None:
    text = "# Release notes for Microsoft Edge Stable Channel\n\nIntro.\n"
    for number, date in (("130.0.2849.46", "October 17, 2024"), ("129.0.2792.52", "September 19, 2024")):
        text += (
            f"\n## Version {number}: {date}\n\nFixed various bugs.\n\n### Feature updates\n\n- **One.** Words.\n"
            "- **Two.** More.\n\n### Policy updates\n\n#### New policies\n\n- APolicy - A policy\n"
        )
    text += "\n## Version 129.0.2792.12: August 29, 2024\n\nFixed.\n\n## See also\n\n- [Home](/deployedge/home)\n"
    parsed = read(text)
    assert [entry.title for entry in parsed.entries] == [
        "Version 130.0.2849.46: October 17, 2024",
        "Version 129.0.2792.52: September 19, 2024",
        "Version 129.0.2792.12: August 29, 2024",
    ]
    first = parsed.entries[0]
    assert first.published == "2024-10-17"
    assert first.facts["version"] == first.key == "130.0.2849.46"
    assert first.text.split("\n")[:4] == ["Fixed various bugs.", "Feature updates", "One. Words.", "Two. More."]


def test_drafts_of_versions_are_versions_too(read: Callable[..., Parsed]) -> None:
    text = "# Release notes\n"
    for title in (
        "Version 118.0.xxxx.xx: October x, 2023",
        "Version: 117.0.2045.31, September 15",
        "Version 116.0.1938.76: September 7, 2023",
    ):
        text += f"\n## {title}\n\nFixed.\n\n### Feature updates\n\n- One.\n\n### Policy updates\n\n- Two.\n"
    draft, named, dated = read(text).entries
    assert (draft.published, draft.key) == ("", "")
    assert (named.published, named.key) == ("", "117.0.2045.31")
    assert (dated.published, dated.key) == ("2023-09-07", "116.0.1938.76")


def test_a_version_that_stands_twice_is_no_key(read: Callable[..., Parsed]) -> None:
    text = "# Notes\n\n## Version 1.2.3: May 6, 2024\n\nAndroid.\n\n## Version 1.2.3: May 7, 2024\n\niOS.\n"
    assert [entry.key for entry in read(text).entries] == ["", ""]


def test_versions_with_titles_of_their_own_are_containers(read: Callable[..., Parsed]) -> None:
    page = Page(title="Remote Help: what's new")
    page.section("Version 5.1.1.0: May 6, 2024").item("Chat is new")
    page.section("Version 5.1.1.0: May 6, 2024").item("Sound is better")
    page.section("Version 5.0.9.0: April 1, 2024").item("Starts faster")
    parsed = read(page.markdown())
    assert told(parsed)[2] == ("Version 5.0.9.0: April 1, 2024", "Starts faster")
    assert parsed.entries[2].published == "2024-04-01"


def test_months_with_only_a_list_are_entries(read: Callable[..., Parsed]) -> None:
    page = Page(title="What's new in Microsoft Defender for Endpoint")
    page.section("May 2024", "- **(GA)** One thing.\n- **(Preview)** Another.")
    page.section("April 2024", "- **(GA)** An old thing.")
    parsed = read(page.markdown())
    assert told(parsed) == [("May 2024",), ("April 2024",)]
    assert parsed.entries[0].published == "2024-05"
    assert parsed.entries[0].text == "(GA) One thing.\n(Preview) Another."


def test_security_notes_by_day_are_entries(read: Callable[..., Parsed]) -> None:
    page = Page(title="Release notes for Microsoft Edge Security Updates")
    page.section("March 13 - 2023", "It is fixed.")
    page.section("March 2, 2023", "This is fixed.")
    assert [entry.published for entry in read(page.markdown()).entries] == ["2023-03-13", "2023-03-02"]


def test_entra_states_type_and_service_under_each_title(read: Callable[..., Parsed]) -> None:
    page = Page(title="Microsoft Entra releases and announcements")
    lines = "**Type:** Plan for change  \n**Service category:** MFA  \n**Product capability:** Identity Protection"
    page.section("May 2024").item("Plan for change - Keys are asked for", f"{lines}\n\nThey are.")
    page.section("April 2024").item("General Availability - Passkeys", f"{lines}\n\nThere.")
    entry = read(page.markdown()).entries[0]
    assert entry.published == "2024-05"
    assert entry.facts["category"] == "Plan for change"
    assert entry.facts["services"] == ("MFA",)
    assert entry.facts["tags"] == ("Identity Protection",)


def test_configuration_manager_has_areas_some_of_which_are_entries(read: Callable[..., Parsed]) -> None:
    page = Page(title="What's new in version 2403 of Configuration Manager")
    page.section("Site infrastructure").item("New driver")
    page.section("Site infrastructure").item("New role")
    page.section("Software updates", "Now with a switch.").item("The switch")
    page.section("Client management").item("New client")
    page.section("Deprecated features", "Learn about support changes before they are implemented in the list.")
    assert told(read(page.markdown())) == [
        ("Site infrastructure", "New driver"),
        ("Site infrastructure", "New role"),
        ("Software updates",),
        ("Software updates", "The switch"),
        ("Client management", "New client"),
        ("Deprecated features",),
    ]


def test_known_issues_are_complete_lists(read: Callable[..., Parsed]) -> None:
    page = Page(title="Windows Autopilot device preparation known issues")
    page.item("It hangs", "Restart it.\n\n### Workaround\n\nDo not start it.", notes="Date added: *May 6, 2024*")
    page.item("It is slow", "Wait.", notes="Date added: *April 6, 2024*")
    parsed = read(page.markdown(), source("https://learn.microsoft.com/en-us/autopilot/known-issues"))
    assert told(parsed) == [("It hangs",), ("It is slow",)]
    assert parsed.window is Window.COMPLETE


def test_issues_with_dates_of_their_own_are_entries_at_any_level(read: Callable[..., Parsed]) -> None:
    text = (
        "# Known issues\n\nIntro.\n\n## Known issues\n\n## It hangs\n\nDate added: *September 27, 2024*\n\nWait.\n\n"
        "## It fails\n\nDate added: *June 18, 2024* <br>\nDate updated: *July 23, 2024*\n\nRetry.\n\n"
        "### How to retry\n\nAgain.\n\n### It is stuck\n\nDate added: *June 3, 2024*\n\nRestart it.\n"
    )
    parsed = read(text)
    assert told(parsed) == [("It hangs",), ("It fails",), ("It is stuck",)]
    assert parsed.entries[1].text == "Retry.\nHow to retry\nAgain."
    assert parsed.entries[2].published == "2024-06-03"


def test_the_sources_own_window_goes_first(read: Callable[..., Parsed]) -> None:
    page = Page()
    page.week("May 6").item("One")
    assert read(page.markdown(), source(options={"window": "complete"})).window is Window.COMPLETE
    odd = read(page.markdown(), source(options={"window": "ajar"}))
    assert odd.window is Window.ROLLING
    assert any("ajar" in warning for warning in odd.warnings)


def test_a_page_without_dates_or_a_name_is_a_complete_list(read: Callable[..., Parsed]) -> None:
    page = Page(title="Supported things")
    page.item("One")
    page.item("Two")
    assert read(page.markdown(), source("https://learn.microsoft.com/en-us/x")).window is Window.COMPLETE
