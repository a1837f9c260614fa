"""A page redesigned with its categories in small print above headlines: the same entries, in the same categories."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from omfeed.collect.learn_html import parse
from omfeed.model import Known, Parsed, Source
from omfeed.understand import Judge

SOURCE = Source(id="page", title="Page", url="https://example.org/news", collector="learn-html", stage="released")
NOW = datetime(2026, 9, 30, tzinfo=UTC)
WEEKS = {
    "Week of September 21, 2026": [
        ("Apps", "Private tracks are shown", "Tracks of apps can be assigned to groups of testers.", "Android"),
        ("Apps", "Larger packages", "The bound for packages was raised to thirty gigabytes.", "Windows 11"),
        ("Devices", "Lock desktops from afar", "A desktop can be locked from the console.", "Linux"),
    ],
    "Week of September 7, 2026": [
        ("Devices", "Wipe leaves plans", "A wipe can leave the plan of an eSIM in place.", "iOS"),
        ("Security", "Rules can name packages", "Rules may name a packaged app by its family.", "Windows 11"),
    ],
}


def _page(article: str) -> Parsed:
    return parse(f'<html lang="en"><body><main><h1>What is new</h1>{article}</main></body></html>'.encode(), SOURCE)


def _before() -> Parsed:
    parts: list[str] = []
    for week, entries in WEEKS.items():
        parts.append(f"<h2>{week}</h2>")
        last = ""
        for category, title, text, platform in entries:
            parts += [f"<h3>{category}</h3>"] if category != last else []
            parts.append(f"<h4>{title}</h4><p>{text}</p><p>Applies to:</p><p>{platform}</p>")
            last = category
    return _page("".join(parts))


def _after(frame: str, label: str) -> Parsed:
    parts: list[str] = []
    for week, entries in WEEKS.items():
        parts.append(f"<h2>{week}</h2>")
        for category, title, text, platform in entries:
            words = f"<p>{text}</p><p>Applies to:</p><p>{platform}</p>"
            parts.append(frame.format(f"{label.format(category)}<h3>{title}</h3>{words}"))
    return _page("".join(parts))


def _told(parsed: Parsed) -> list[tuple[tuple[str, ...], str, str]]:
    return [(one.section, one.title, one.text) for one in parsed.entries]


@pytest.mark.parametrize("frame", ["{}", "<article>{}</article>", '<section class="card"><div>{}</div></section>'])
@pytest.mark.parametrize(
    "label", ["<p>{}</p>", '<p class="tag"><strong>{}</strong></p>', '<div class="tag">{}</div>', "<span>{}</span>"]
)
def test_labels_above_headlines_are_their_categories(frame: str, label: str) -> None:
    assert _told(_after(frame, label)) == _told(_before())


def test_the_redesign_tells_nothing() -> None:
    known = [
        Known(id=number, entry=one, first_seen=NOW, last_seen=NOW)
        for number, one in enumerate(_before().entries, start=1)
    ]
    night = Judge().understand(_after("<article>{}</article>", "<p>{}</p>"), SOURCE, known, NOW)
    assert [judged.change for judged in night.judged if judged.announced] == []
    assert night.diff.drift is None


def test_last_lines_of_entries_stay_where_no_line_stands_above_the_first() -> None:
    page = _before()
    assert [one.text.splitlines()[-1] for one in page.entries] == [
        "Android",
        "Windows 11",
        "Linux",
        "iOS",
        "Windows 11",
    ]


def test_sentences_under_a_week_stay_news_of_that_week() -> None:
    weeks = "".join(
        f"<h2>Week of September {day}, 2026</h2><p>Mostly mended faults.</p>"
        f"<h3>One of {day}</h3><p>Text of it.</p><p>Mostly mended faults.</p><h3>Two of {day}</h3><p>More text.</p>"
        for day in (7, 14, 21)
    )
    titles = [one.title for one in _page(weeks).entries]
    assert "Week of September 7, 2026" in titles
    assert len(titles) == 9
