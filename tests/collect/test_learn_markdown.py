"""What only Markdown has: front matter, comments, includes, Learn's own markers, and the liberties of its writers."""

from __future__ import annotations

import pytest

from omfeed.collect.learn_markdown import parse
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source

URL = "https://learn.microsoft.com/en-us/intune/whats-new/"
SOURCE = Source(id="page", title="Page", url=URL, collector="learn-markdown")


def page(body: str) -> Parsed:
    return parse(body.encode(), SOURCE)


def entry(body: str, title: str = "Title") -> Entry:
    """The one entry of a page with that body under its title."""
    parsed = page(f"# Page\n\n## Week of May 6, 2024\n\n### Category\n\n#### {title}\n\n{body}\n")
    assert len(parsed.entries) == 1
    return parsed.entries[0]


# Front matter


def test_front_matter_is_no_text_and_gives_the_title_of_a_page_without_h1() -> None:
    parsed = page('---\ntitle: "What\'s new | Microsoft Learn"\nms.date: 05/07/2024\n---\n\n## May 6, 2024\n\nWords.\n')
    assert parsed.title == "What's new"
    assert parsed.entries[0].text == "Words."
    assert parsed.entries[0].published == "2024-05-06"


def test_the_date_of_the_file_is_no_entrys_date() -> None:
    parsed = page("---\nms.date: 05/07/2024\n---\n# In development\n\n## Apps\n\n### Title\n\nWords.\n")
    assert parsed.entries[0].published == ""


def test_front_matter_says_the_language() -> None:
    parsed = page("---\nms.contentlocale: ko-KR\n---\n# 제목\n\n## 2024년 5월 6일 주\n\n### 제목\n\n> [!NOTE]\n> 글\n")
    assert parsed.language == "ko-kr"
    assert parsed.entries[0].language == "ko"
    assert parsed.entries[0].text == "참고\n글"


def test_front_matter_that_never_ends_is_text() -> None:
    assert page("---\ntitle: x\n\n## May 6, 2024\n\nWords.\n").entries[0].text == "Words."


# Comments


def test_comments_of_a_heading_are_its_work_items_and_not_its_title() -> None:
    for comment in ("<!-- 25008744 -->", " <!--25008744, eeready-->", "<!-- 25008744 -->   ", " <!---25008744--->"):
        made = entry("Words.", f"Title{comment}")
        assert made.title == "Title"
        assert made.facts["work_items"] == ("25008744",)
        assert made.anchor == "title"


def test_several_work_items_and_one_behind_the_heading() -> None:
    assert entry("Words.", "Title<!-- 903672(archived), 1119689-2340517 -->").facts["work_items"] == (
        "903672",
        "1119689",
        "2340517",
    )
    assert entry("<!-- 25008744 -->\nWords.").facts["work_items"] == ("25008744",)
    assert "work_items" not in entry("Words.", "Title<!-- idready -->").facts


def test_commented_out_entries_do_not_exist() -> None:
    body = "Words.\n\n<!--\n\n#### Hidden\n\nNot yet.\n\n-->\n\nMore words."
    assert entry(body).text == "Words.\nMore words."


def test_a_comment_ends_at_its_first_end_whatever_opens_within() -> None:
    made = entry("<!-- Common categories:\n### App management\n\n<!-- ##### -->\n\nWords.")
    assert made.text == "Words."


def test_a_comment_in_code_is_code() -> None:
    made = entry("```xml\n<!-- kept -->\n#### Kept\n```")
    assert made.text == "<!-- kept --> #### Kept"


# Headings as people write them


@pytest.mark.parametrize(
    "heading",
    ["####Title", "####  Title  ", "#### Title ####", "#### Title \\n", '#### <a name="x"></a>Title', "#### **Title**"],
)
def test_headings_with_odd_spelling(heading: str) -> None:
    parsed = page(f"# Page\n\n## Week of May 6, 2024\n\n### Category\n\n{heading}\n\nWords.\n")
    assert [made.title for made in parsed.entries] == ["Title"]


def test_titles_are_plain_text() -> None:
    title = "Use `code`, **bold** & <b>tags</b>, 1 \\< 2 and \\*stars\\* [here](x.md)"
    assert entry("Words.", title).title == "Use code, bold & tags, 1 < 2 and *stars* here"


def test_hash_signs_that_head_nothing_are_text() -> None:
    assert entry("#1 of all\n\n#hashtag").text == "#1 of all\n#hashtag"


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("General Availability - It's here (preview)", "general-availability---its-here-preview"),
        ("Windows 10/11: what_is new?", "windows-1011-what_is-new"),
        ("새 설정, Überschrift", "새-설정-überschrift"),
        ("Two  spaces", "two--spaces"),
    ],
)
def test_anchors_follow_the_publishers_rule(title: str, anchor: str) -> None:
    made = entry("Words.", title)
    assert made.anchor == anchor
    assert made.url == f"{URL}#{anchor}"


# Learn's own markers

COLUMNS = """\
:::row:::
   :::column span="":::
      Left.

      More.
   :::column-end:::
   :::column:::
      Right.
   :::column-end:::
:::row-end:::"""
TABS = """\
# [Windows](#tab/win)

On Windows.

# [macOS](#tab/mac)

On macOS.

---"""


@pytest.mark.parametrize(
    "marker", ["> [!NOTE]\n> ", "> [!Note]\n> ", "> [!NOTE] ", "&gt; [!NOTE]\n&gt; ", "> [!note]\n>\n> "]
)
def test_alerts_have_their_word_over_them(marker: str) -> None:
    made = entry(f"{marker}Careful.\n\nWords.")
    assert made.text == "Note\nCareful.\nWords."
    assert made.html.startswith("<blockquote>")


def test_an_alert_that_lost_its_marker_reads_the_same() -> None:
    assert entry("Note\n\nCareful.\n\nWords.").text == entry("> [!NOTE]\n> Careful.\n\nWords.").text


def test_an_alert_in_a_list() -> None:
    assert entry("- One\n\n  > [!IMPORTANT]\n  > Careful.\n- Two").text == "One\nImportant\nCareful.\nTwo"


def test_includes_are_left_out_and_counted() -> None:
    parsed = page(
        "# Page\n\n[!INCLUDE [intro](../includes/a.md)]\n\n## May 6, 2024\n\nWords [!INCLUDE[x](y.md)] here.\n\n"
        "`[!INCLUDE [z](z.md)]`\n"
    )
    assert parsed.entries[0].text == "Words here.\n[!INCLUDE [z](z.md)]"
    assert parsed.warnings == ("2 included passages are not on the page.",)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (':::image type="content" source="a.png" alt-text="A screen.":::', "A screen."),
        (':::image type="content" source="a.png"\nalt-text="A screen."\nlightbox="b.png":::', "A screen."),
        (':::image type="icon" source="a.png" border="false":::', ""),
        ("![A screen.](a.png)", "A screen."),
        ('> [!div class="mx-imgBorder"]\n> ![A screen.](a.png)', "A screen."),
        (':::zone pivot="a"\n\nA.\n\n:::zone-end\n\n:::zone pivot="b"\n\nB.\n\n:::zone-end', "A.\nB."),
        (COLUMNS, "Left.\nMore.\nRight."),
        (TABS, "Windows\nOn Windows.\nmacOS\nOn macOS."),
        ("> [!VIDEO https://example.com/v]\n\nWords.", "Words."),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "A | B\n1 | 2"),
        ("~~Old~~ new", "Old new"),
        ("Line  \nbreak", "Line break"),
        ("- a\n   - b\n       - c\n- d", "a\nb\nc\nd"),
        ("```powershell\n# not a heading\nGet-It\n```", "# not a heading Get-It"),
    ],
)  # fmt: skip
def test_what_readers_see_of_learns_markers(body: str, text: str) -> None:
    made = entry(f"{body}\n\nEnd.")
    assert made.text == f"{text}\nEnd.".lstrip("\n")


def test_markers_in_a_fence_are_code() -> None:
    assert entry(":::row:::\n\n~~~\n:::row:::\n&gt; x\n####T\n~~~\n\n:::row-end:::").text == ":::row::: &gt; x ####T"


# Links


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../protect/x.md", "https://learn.microsoft.com/en-us/intune/protect/x"),
        ("../protect/x.md#part", "https://learn.microsoft.com/en-us/intune/protect/x#part"),
        ("../protect/x.md?tabs=a#b", "https://learn.microsoft.com/en-us/intune/protect/x?tabs=a#b"),
        ("..\\protect\\x.md", "https://learn.microsoft.com/en-us/intune/protect/x"),
        ("../protect/index.md", "https://learn.microsoft.com/en-us/intune/protect/"),
        ("index.md", "https://learn.microsoft.com/en-us/intune/whats-new/"),
        ("/windows/x", "https://learn.microsoft.com/en-us/windows/x"),
        ("/de-de/windows/x", "https://learn.microsoft.com/de-de/windows/x"),
        ("https://example.com/readme.md", "https://example.com/readme.md"),
        ("#notices", "https://learn.microsoft.com/en-us/intune/whats-new/#notices"),
    ],
)
def test_links_lead_to_the_published_page(link: str, address: str) -> None:
    assert f'href="{address}"' in entry(f"See [this]({link}).").html


def test_scripts_never_come_through() -> None:
    made = entry(
        "<script>alert(1)</script><img src=x onerror=alert(1)> <a href=javascript:alert(1)>x</a> <b onclick=x>Words</b>"
    )
    assert "script" not in made.html
    assert "onclick" not in made.html
    assert made.text == "x Words"


# Bodies


def test_line_ends_and_byte_order_marks_do_not_matter() -> None:
    text = "---\ntitle: x\n---\n# Page\n\n## Week of May 6, 2024\n\n### Title\n\n> [!NOTE]\n> Words.\n"
    plain = parse(text.encode(), SOURCE)
    assert parse(text.replace("\n", "\r\n").encode(), SOURCE) == plain
    assert parse(text.replace("\n", "\r").encode(), SOURCE) == plain
    assert parse(text.encode("utf-8-sig"), SOURCE) == plain
    assert parse(text.encode("utf-16"), SOURCE) == plain


def test_a_page_that_came_as_html_is_read_as_html() -> None:
    body = (
        b"<!DOCTYPE html><html><body><main><h1>Page</h1><h2 id='w'>Week of May 6, 2024</h2><p>Words.</p></main></body>"
    )
    assert parse(body, SOURCE).entries[0].anchor == "w"


def test_a_truncated_page_keeps_its_whole_entries() -> None:
    text = "# Page\n\n## Week of May 6, 2024\n\n### One\n\nWords.\n\n### Two\n\nMore words that are cut"
    assert [made.title for made in parse(text.encode()[:-12], SOURCE).entries] == ["One", "Two"]


@pytest.mark.parametrize("body", [b"\0", b"\0" * 1000, b"\xff\xfe\xfd", b"# x", b"a" * 5_000_000], ids=str)
def test_no_page_at_all(body: bytes) -> None:
    with pytest.raises(ParseError):
        parse(body, SOURCE)
