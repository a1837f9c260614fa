"""Pages of Intune become entries: weeks, categories, titles, notices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from omfeed.model import Parsed, Window
from tests.collect.learn.kit import told
from tests.kit.learn import URL, Page


def test_intune_whats_new_has_weeks_categories_and_titles(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    week = page.week("May 6, 2024", release="2405")
    week.category("Device configuration").item("A setting", "Words.", applies_to=("Windows", "macOS"))
    week.category("App management").item("An app")
    page.week("April 29, 2024").category("Device configuration").item("An older setting")
    parsed = read(page.markdown())
    assert told(parsed) == [
        ("Week of May 6, 2024 (Service release 2405)", "Device configuration", "A setting"),
        ("Week of May 6, 2024 (Service release 2405)", "App management", "An app"),
        ("Week of April 29, 2024", "Device configuration", "An older setting"),
    ]
    first = parsed.entries[0]
    assert first.text == "Words.\nApplies to:\nWindows\nmacOS"
    assert first.published == "2024-05-06"
    assert first.anchor == "a-setting"
    assert first.url == f"{URL}#a-setting"
    assert [entry.place for entry in parsed.entries] == [0, 1, 2]
    assert parsed.title == "What's new in Microsoft Intune"
    assert parsed.window is Window.ROLLING
    assert parsed.language == "en-us"


def test_a_week_without_categories_has_its_entries_directly(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    page.week("May 6").category("Device security").item("In a category")
    page.week("April 29").item("Without one")
    assert told(read(page.markdown())) == [
        ("Week of May 6, 2024", "Device security", "In a category"),
        ("Week of April 29, 2024", "Without one"),
    ]


def test_an_entry_at_a_categorys_level_is_an_entry_and_those_after_it_keep_their_category(
    read: Callable[..., Parsed],
) -> None:
    page = Page(item_level=4)
    for date in ("May 6", "April 29"):
        page.week(date).category("Device management").item(f"Managed {date}")
        page.week(date).category("App management").item(f"App {date}")
    text = page.markdown().decode()
    text = text.replace(
        "#### App May 6\n", "#### First app\n\nWords.\n\n### Stands too high\n\nIts own words.\n\n#### App May 6\n"
    )
    assert told(read(text))[:4] == [
        ("Week of May 6, 2024", "Device management", "Managed May 6"),
        ("Week of May 6, 2024", "App management", "First app"),
        ("Week of May 6, 2024", "Stands too high"),
        ("Week of May 6, 2024", "App management", "App May 6"),
    ]


def test_an_entry_that_stands_too_high_before_any_category_is_no_category(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    for date in ("May 6", "April 29", "April 22"):
        page.week(date).category("Device management").item(f"Managed {date}")
        page.week(date).category("Device security").item(f"Secured {date}")
    text = page.markdown().decode()
    text = text.replace("### Device management\n", "### Stands too high\n\nIts own words.\n", 1)
    assert told(read(text))[:3] == [
        ("Week of May 6, 2024", "Stands too high"),
        ("Week of May 6, 2024", "Managed May 6"),
        ("Week of May 6, 2024", "Device security", "Secured May 6"),
    ]


def test_a_category_at_its_entries_level_is_no_entry(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    for date in ("May 6", "April 29", "April 22"):
        page.week(date).category("Device management").item(f"Managed {date}")
        page.week(date).category("Device security").item(f"Secured {date}")
    text = page.markdown().decode()
    index = text.index("### Device security")
    text = f"{text[:index]}#{text[index:]}"
    assert told(read(text))[:2] == [
        ("Week of May 6, 2024", "Device management", "Managed May 6"),
        ("Week of May 6, 2024", "Device management", "Device security", "Secured May 6"),
    ]


def test_a_week_alone_is_read_as_it_is_among_others(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    for date in ("May 6", "April 29", "April 22"):
        for category in ("App management", "Device security"):
            page.week(date).category(category).item(f"{category} {date}")
        page.week(date).category("Only here " + date).item(f"Rare {date}")
    text = (
        page.markdown()
        .decode()
        .replace("### Only here May 6\n", "### Flat one\n\nWords.\n\n### Flat two\n\nWords.\n\n### Only here May 6\n")
    )
    among = [one for one in told(read(text)) if one[0] == "Week of May 6, 2024"]
    start, end = text.index("## Week of April 29"), text.index("## See also")
    assert told(read(text[:start] + text[end:])) == among
    assert ("Week of May 6, 2024", "Only here May 6", "Rare May 6") in among
    assert ("Week of May 6, 2024", "Flat one") in among


def test_an_edge_version_alone_is_one_entry(read: Callable[..., Parsed]) -> None:
    text = "# Notes\n\n## Version 118.0.2088.46: October 13, 2023\n\n### Announcement: icons\n\nNew.\n\n"
    text += "### Feature updates\n\n- One.\n\n### Policy updates\n\n#### New policies\n\n- Two.\n"
    assert told(read(text)) == [("Version 118.0.2088.46: October 13, 2023",)]


def test_empty_categories_are_no_entries(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    page.week("May 6").category("Device management").item("Managed")
    page.week("May 6").category("Device security")
    assert told(read(page.markdown())) == [("Week of May 6, 2024", "Device management", "Managed")]


def test_headings_within_an_entry_belong_to_its_body(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    week = page.week("May 6")
    week.category("Device management").item("Long", "Before.\n\n##### A part\n\nWithin.\n\n##### Another\n\nAfter.")
    week.category("Device management").item("Short", "Words.")
    parsed = read(page.markdown())
    assert [entry.title for entry in parsed.entries] == ["Long", "Short"]
    assert parsed.entries[0].text == "Before.\nA part\nWithin.\nAnother\nAfter."
    assert "<h5>A part</h5>" in parsed.entries[0].html


def test_notices_are_marked_and_keep_their_parts(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    page.week("May 6").category("Device management").item("Managed")
    text = (
        page.markdown()
        .decode()
        .replace(
            "## See also",
            "## Notices\n\n### Plan for change: one\n\nIt ends.\n\n#### How does this affect you?\n\nIt does.\n\n"
            "### Plan for change: two\n\nIt ends too.\n\n#### How does this affect you?\n\nLess.\n\n## See also",
        )
    )
    parsed = read(text)
    assert told(parsed)[1:] == [("Notices", "Plan for change: one"), ("Notices", "Plan for change: two")]
    assert [dict(entry.facts).get("notice", False) for entry in parsed.entries] == [False, True, True]
    assert parsed.entries[1].text == "It ends.\nHow does this affect you?\nIt does."
    assert parsed.entries[1].published == ""


def test_the_welcome_of_the_notices_is_no_notice_and_each_notice_keeps_all_its_parts(
    read: Callable[..., Parsed],
) -> None:
    text = "# Page\n\n## Week of May 6, 2024\n\n### Apps\n\n#### Words\n\nWords.\n\n## Notices\n\nThese help you.\n"
    for number in ("one", "two"):
        text += f"\n### Plan: {number}\n\nIt ends.\n\n#### How does this affect you?\n\nIt does.\n"
    text += "\n#### Additional information\n\n- [More](x.md)\n"
    parsed = read(text)
    assert told(parsed)[1:] == [("Notices", "Plan: one"), ("Notices", "Plan: two")]
    assert parsed.entries[2].text.endswith("Additional information\nMore")


def test_a_part_of_a_notice_that_stands_too_high_stays_with_its_notice(read: Callable[..., Parsed]) -> None:
    text = (
        "# Page\n\n## Week of May 6, 2024\n\n### Words\n\nWords.\n\n## Notices\n\n### Plan: one\n\nIt ends.\n\n"
        "#### What do I need to do?\n\nAct.\n\n### Plan: two\n\nIt ends too.\n\n### What do I need to do?\n\n"
        "Wait.\n\n### Plan: three\n\nIt starts.\n"
    )
    parsed = read(text)
    assert [entry.title for entry in parsed.entries[1:]] == ["Plan: one", "Plan: two", "Plan: three"]
    assert parsed.entries[2].text == "It ends too.\nWhat do I need to do?\nWait."


def test_a_part_whose_notice_is_gone_is_not_lost(read: Callable[..., Parsed]) -> None:
    text = (
        "# Page\n\n## Week of May 6, 2024\n\n### Words\n\nWords.\n\n## Notices\n\n#### What do I need to do?\n\n"
        "Nothing.\n\n### Plan: two\n\nIt ends too.\n\n#### What do I need to do?\n\nWait.\n"
    )
    assert told(read(text))[1:] == [("Notices", "What do I need to do?"), ("Notices", "Plan: two")]


def test_titles_that_repeat_get_numbered_anchors(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    for date in ("May 6", "April 29", "April 22"):
        page.week(date).category("App management").item("Newly available protected apps for Intune")
    anchors = [entry.anchor for entry in read(page.markdown()).entries]
    base = "newly-available-protected-apps-for-intune"
    assert anchors == [base, f"{base}-1", f"{base}-2"]


def test_an_intro_of_a_category_is_not_lost(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    for date in ("May 6", "April 29"):
        page.week(date).category("Device security").item(f"Secured {date}")
        page.week(date).category("Device management").item(f"Managed {date}")
    page.week("April 22").category("Device security", "All of this needs version 9.").item("Secured")
    assert told(read(page.markdown()))[-2:] == [
        ("Week of April 22, 2024", "Device security"),
        ("Week of April 22, 2024", "Device security", "Secured"),
    ]


@pytest.mark.parametrize("furniture", ["See also", "Next steps", "Related content", "Feedback"])
def test_the_pages_furniture_is_no_news(read: Callable[..., Parsed], furniture: str) -> None:
    page = Page(item_level=4, see_also=furniture)
    page.week("May 6").category("Device management").item("Managed")
    assert [entry.title for entry in read(page.markdown()).entries] == ["Managed"]


def test_a_pointer_to_the_archive_is_no_news(read: Callable[..., Parsed]) -> None:
    page = Page(item_level=4)
    page.week("May 6").category("Device management").item("Managed")
    page.section("What's new archive", "For previous months, see the [archive](whats-new-archive.md).")
    assert [entry.title for entry in read(page.markdown()).entries] == ["Managed"]
