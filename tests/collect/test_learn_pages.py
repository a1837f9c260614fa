"""Release-notes pages of every kind that Learn has become entries; each kind is read as HTML and as Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from omfeed.collect import learn_html, learn_markdown
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source, Window
from tests.kit.learn import URL, Page
from tests.kit.learnify import learnify

Reader = Callable[[str], Parsed]


def source(url: str = URL, **more: object) -> Source:
    return Source(id="page", title="Page", url=url, collector="learn-html", **more)  # type: ignore[arg-type] # tests name fields


@pytest.fixture(params=["markdown", "html", "html of 2020"])
def read(request: pytest.FixtureRequest) -> Callable[..., Parsed]:
    """Reads Markdown as it is, or published as either form of HTML."""

    def reader(markdown: str | bytes, where: Source | None = None) -> Parsed:
        where = where or source()
        text = markdown if isinstance(markdown, bytes) else markdown.encode()
        if request.param == "markdown":
            return learn_markdown.parse(text, where, charset="utf-8")
        return learn_html.parse(learnify(text, locale=where.locale, modern=request.param == "html"), where)

    return reader


def told(parsed: Parsed) -> list[tuple[str, ...]]:
    """Each entry as its section and title."""
    return [(*entry.section, entry.title) for entry in parsed.entries]


# Weeks, categories, titles: Intune


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


# Other kinds of page


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


# Localised pages


@pytest.mark.parametrize(
    ("locale", "title", "week", "iso", "furniture"),
    [
        (
            "de-de",
            "Neuigkeiten in Microsoft Intune",
            "Woche vom 15. Juni 2020 (Servicerelease 2006)",
            "2020-06-15",
            "Siehe auch",
        ),
        (
            "ja-jp",
            "Microsoft Intune の新機能",
            "2020年6月15日の週 (サービス リリース 2006)",
            "2020-06-15",
            "次のステップ",
        ),
        (
            "ko-kr",
            "Microsoft Intune의 새로운 기능",
            "2020년 6월 15일이 포함된 주(2006 서비스 릴리스)",
            "2020-06-15",
            "다음 단계",
        ),
        ("fr-fr", "Nouveautés de Microsoft Intune", "Semaine du 1er juin 2020", "2020-06-01", "Étapes suivantes"),
        ("es-es", "Novedades de Microsoft Intune", "Semana del 15 de junio de 2020", "2020-06-15", "Vea también"),
        ("zh-cn", "Microsoft Intune 中的新增功能", "2020 年 6 月 15 日当周", "2020-06-15", "后续步骤"),
        ("pt-br", "Novidades do Microsoft Intune", "Semana de 15 de junho de 2020", "2020-06-15", "Próximas etapas"),
    ],
)
def test_localised_pages(
    read: Callable[..., Parsed], locale: str, title: str, week: str, iso: str, furniture: str
) -> None:
    page = Page(title=title, item_level=4, locale=locale, see_also=furniture)
    page.section(week).category("설정 Einstellungen").item("Überschrift 標題 제목", "Text.")
    where = source(f"https://learn.microsoft.com/{locale}/intune/whats-new/", locale=locale)
    parsed = read(page.markdown(), where)
    assert told(parsed) == [(week, "설정 Einstellungen", "Überschrift 標題 제목")]
    assert parsed.entries[0].published == iso
    assert parsed.entries[0].language == locale.split("-")[0]
    assert parsed.entries[0].anchor == "überschrift-標題-제목"
    assert parsed.window is Window.ROLLING


def test_localised_headings_keep_english_anchors_and_mean_what_those_mean(read: Callable[..., Parsed]) -> None:
    text = (
        '# <a name="whats-new"></a>Mikä on uutta\n\n'
        '## <a name="week-of-march-9-2020"></a>9.3.2020\n\n### <a name="apps"></a>Sovellukset\n\n'
        '#### <a name="an-app---5410945---"></a>Sovellus<!-- 5410945 -->\n\nSanoja.\n\n'
        '## <a name="notices"></a>Ilmoitukset\n\n### <a name="plan"></a>Suunnitelma\n\nSanoja.\n\n'
        '## <a name="see-also"></a>Katso myös\n\n- [X](x.md)\n'
    )
    parsed = read(text, source("https://learn.microsoft.com/fi-fi/intune/whats-new/", locale="fi-fi"))
    assert told(parsed) == [("9.3.2020", "Sovellukset", "Sovellus"), ("Ilmoitukset", "Suunnitelma")]
    app, plan = parsed.entries
    assert (app.anchor, app.published) == ("an-app---5410945---", "2020-03-09")
    assert plan.facts["notice"] is True


def test_localised_date_lines_and_alerts(read: Callable[..., Parsed]) -> None:
    page = Page(title="Windows Autopilot: Neuigkeiten", locale="de-de", see_also="Nächste Schritte")
    page.item("Neues", "> [!NOTE]\n> Achtung hier.", notes="Hinzugefügtes Datum: *6. Mai 2024*")
    page.item("Altes", "Text.", notes="Datum hinzugefügt: *29. April 2024*")
    new, old = read(page.markdown(), source(locale="de-de")).entries
    assert (new.published, old.published) == ("2024-05-06", "2024-04-29")
    assert new.text == "Hinweis\nAchtung hier."


# Bodies that are no such page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Just words, no headings.", "0 headings"),
        ("# A title\n\nAnd words.", "titled “A title”"),
        ("# What's new\n\n## Week of May 6, 2024\n\n### Apps\n", "no text"),
        ("# 404 - Page not found\n\n## Try this\n\nWords.", "404"),
        ("# What's new\n\n## See also\n\n- [x](x.md)\n\n## Feedback\n\nSay.", "no text"),
    ],
)
def test_a_body_without_entries_is_an_error_in_words(read: Callable[..., Parsed], text: str, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        read(text)
    assert str(caught.value).startswith("Expected")
