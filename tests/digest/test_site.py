"""The static site: a permanent page a story, lists, dates, and a search page that needs no server."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from omfeed.deliver.files import place
from omfeed.digest.index import Night
from omfeed.digest.site import site
from omfeed.digest.site_contexts import StoryContext
from omfeed.digest.story import build_story
from omfeed.model import ChangeKind, Delta, DeltaKind, Item, Nature, Platform, own_story
from tests.kit.items import FLEET, NIGHT, TODAY, by_story, entry, item, judged, source
from tests.kit.scenes import busy_night

IOS, WINDOWS = Platform.IOS, Platform.WINDOWS
DEV = source("dev", stage="development")


def pages(*items: Item, **more: object) -> dict[str, str]:
    return {name: data.decode() for name, data in site(by_story(items), FLEET, TODAY, **more)}  # type: ignore[arg-type]


def slipping() -> list[Item]:
    """One entry whose date moved twice."""
    dates = ["2026-10-01", "2026-12-01", "2027-Q1"]
    made: list[Item] = []
    for number, iso in enumerate(dates):
        after = entry("It ends", f"It ends on {iso}.")
        made.append(
            item(
                after,
                judged(IOS, due=[iso], what=f"It ends on {iso}.", devices=3, act=True, nature=Nature.RETIRING),
                kind=ChangeKind.EDITED if number else ChangeKind.ADDED,
                before=made[-1].change.after if made else None,
                entry_id=77,
                at=NIGHT + timedelta(days=number),
                deltas=[Delta(kind=DeltaKind.DELAYED, before=dates[number - 1], after=iso)] if number else [],
                shown=(f"<p>It ends on <ins>{iso}</ins>.</p>", f"{{+{iso}+}}"),
            )
        )
    return made


def story(*items: Item) -> StoryContext:
    return build_story(items, FLEET)


class TestStory:
    def test_its_ledger_remembers_every_date_it_had(self) -> None:
        page = story(*slipping())
        assert [(line.text, line.seen, line.until) for line in page.ledger] == [
            ("1 October 2026", "24 November 2026", "25 November 2026"),
            ("1 December 2026", "25 November 2026", "26 November 2026"),
            ("Q1 2027", "26 November 2026", ""),
        ]
        assert page.slips == "dates moved 2 times"

    def test_its_history_is_whole_and_newest_first(self) -> None:
        first = item(entry("A"), kind=ChangeKind.BASELINE, material=False, entry_id=5)
        tidied = item(
            entry("A"),
            kind=ChangeKind.EDITED,
            before=entry("A"),
            material=False,
            entry_id=5,
            at=NIGHT + timedelta(days=1),
        )
        gone = item(entry("A"), kind=ChangeKind.WITHDRAWN, entry_id=5, at=NIGHT + timedelta(days=2))
        page = story(gone, first, tidied)
        assert [(event.kind_word, event.silent) for event in page.events] == [
            ("Withdrawn", False),
            ("Tidied, nothing of substance", True),
            ("There at the first reading", True),
        ]
        assert [text.state_word for text in page.texts] == ["withdrawn"]

    def test_the_text_that_still_stands_is_not_said_again_in_its_history(self) -> None:
        before, after = entry("A setting", "It is off."), entry("A setting", "It is on.")
        first = item(before, judged(WINDOWS), number=1, entry_id=5)
        edit = item(
            after,
            judged(WINDOWS),
            number=2,
            entry_id=5,
            kind=ChangeKind.EDITED,
            before=before,
            shown=("<p>It is <del>off</del> <ins>on</ins>.</p>", "It is [-off-] {+on+}."),
        )
        assert [bool(event.body) for event in build_story([first], FLEET).events] == [False]
        assert [bool(event.body) for event in build_story([first, edit], FLEET).events] == [True, True]

    def test_its_life_from_development_to_retirement(self) -> None:
        coming = item(entry("F"), judged(IOS), of=DEV, story="f", entry_id=1)
        preview = item(
            entry("F"), judged(IOS, nature=Nature.PREVIEW), story="f", entry_id=2, at=NIGHT + timedelta(days=30)
        )
        shipped = item(
            entry("F"), judged(IOS), kind=ChangeKind.WITHDRAWN, of=DEV, story="f", entry_id=1,
            at=NIGHT + timedelta(days=30), deltas=[Delta(kind=DeltaKind.SHIPPED)],
        )  # fmt: skip
        here = item(
            entry("F"), judged(IOS), kind=ChangeKind.EDITED, before=entry("F"), story="f", entry_id=2,
            at=NIGHT + timedelta(days=60),
        )  # fmt: skip
        assert [(step.label, step.day) for step in story(coming, preview, shipped, here).life] == [
            ("in development", "24 November 2026"),
            ("preview", "24 December 2026"),
            ("available", "23 January 2027"),
        ]

    def test_what_stands_speaks_before_what_is_gone(self) -> None:
        gone = item(entry("Old"), judged(IOS), kind=ChangeKind.WITHDRAWN, of=DEV, story="f", entry_id=1)
        here = item(entry("New"), judged(IOS), story="f", entry_id=2)
        assert story(gone, here).card.title == "New"


class TestSite:
    def test_every_told_story_has_its_page_and_silent_ones_have_none(self) -> None:
        silent = item(entry("silent"), kind=ChangeKind.BASELINE, material=False)
        made = pages(*busy_night(), silent)
        stories = [text for name, text in made.items() if name.startswith("stories/") and "refresh" not in text]
        assert len(stories) == len({i.story or i.id for i in busy_night()})
        assert not any(">silent<" in text for text in made.values())

    def test_every_link_within_the_site_leads_somewhere(self) -> None:
        made = pages(*busy_night(), nights=[Night(day=TODAY, changes=1, act=0)])
        for name, text in made.items():
            folder = name.rpartition("/")[0]
            for href in re.findall(r'href="([^"#]+)"', text):
                if "://" in href:
                    continue
                parts = [*folder.split("/")] if folder else []
                for part in href.split("/"):
                    parts = parts[:-1] if part == ".." else [*parts, part]
                assert "/".join(parts) in made, (name, href)

    def test_the_same_changes_in_any_order_give_the_same_bytes(self) -> None:
        assert pages(*busy_night()) == pages(*reversed(busy_night()))

    def test_a_day_later_only_the_dates_read_differently(self) -> None:
        today = dict(site(by_story(busy_night()), FLEET, TODAY))
        tomorrow = dict(site(by_story(busy_night()), FLEET, TODAY + timedelta(days=1)))
        assert {name for name in today if today[name] != tomorrow[name]} == {"due.html"}

    def test_only_touched_stories_are_made_anew(self) -> None:
        items = [item(entry("a"), entry_id=1), item(entry("b"), entry_id=2)]
        made = pages(*items, touched={"entry-2"})
        assert [name for name in made if name.startswith("stories/")] == ["stories/entry-2.html"]
        assert ">a</a>" in made["platforms/windows.html"]

    @pytest.mark.parametrize("touched", [None, {"entry-7"}])
    def test_one_story_after_the_other_is_in_memory_and_none_stays(self, touched: set[str] | None) -> None:
        def living() -> int:
            gc.collect()
            return sum(type(one) is Item for one in gc.get_objects())

        before = living()
        most = 0

        def stories() -> Iterator[list[Item]]:
            nonlocal most
            for number in range(1, 21):
                yield [item(entry(f"Story {number}"), entry_id=number)]
                most = max(most, living() - before)

        made = [name for name, _ in site(stories(), FLEET, TODAY, touched=touched)]
        assert len([name for name in made if name.startswith("stories/")]) == (20 if touched is None else 1)
        assert most <= 2

    def test_a_source_may_have_the_name_of_a_device_of_windows(self) -> None:
        made = pages(item(entry("a"), of=source("con")))
        (name,) = [name for name in made if name.startswith("sources/")]
        assert place(Path("site"), name)
        assert f'href="{name}"' in made["sources.html"]

    def test_a_list_is_split_by_year(self) -> None:
        made = pages(item(entry("now")), item(entry("then"), at=NIGHT - timedelta(days=400)))
        assert ">then</a>" in made["platforms/windows-2025.html"]
        assert ">then</a>" not in made["platforms/windows.html"]
        assert 'href="windows-2025.html"' in made["platforms/windows.html"]

    def test_dates_ahead_and_passed_without_those_withdrawn(self) -> None:
        gone = item(entry("gone"), judged(IOS, due=["2026-12-24"]), kind=ChangeKind.WITHDRAWN)
        past = item(entry("past"), judged(IOS, due=["2026-11-01"]))
        text = pages(*slipping(), gone, past)["due.html"]
        assert "1 date ahead, as of 24 November 2026" in text
        assert text.index("Q1 2027") < text.index("Passed") < text.index("1 November 2026")
        assert "dates moved 2 times" in text
        assert ">gone</a>" not in text

    def test_foreign_text_cannot_leave_the_search_page_s_data(self) -> None:
        nasty = "</script><script>alert(1)</script>\u2028<!--"
        text = pages(item(entry(nasty, nasty, html="<p>x</p>")))["search.html"]
        data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
        assert data is not None
        assert json.loads(data[1])[0][0] == nasty
        assert text.count("<script") == 4

    def test_no_page_but_the_search_page_has_a_script(self) -> None:
        for name, text in pages(*busy_night()).items():
            assert ("<script" in text) is (name == "search.html")
            assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text


class TestAPermanentAddress:
    def test_leads_to_the_story_that_an_entry_joined(self) -> None:
        alone = item(entry("iOS 27"), judged(IOS), number=1, entry_id=7, story=own_story(7))
        before = pages(alone)
        assert "stories/s-7.html" in before
        joined = [replace(alone, story="release:ios:27"), item(entry("iOS 27.0"), judged(IOS), number=2, entry_id=8)]
        joined[1] = replace(joined[1], story="release:ios:27")
        after = pages(*joined)
        (page,) = [name for name in after if name.startswith("stories/release-ios-27")]
        former = after["stories/s-7.html"]
        assert f'<meta http-equiv="refresh" content="0; url={Path(page).name}">' in former
        assert f'<link rel="canonical" href="{Path(page).name}">' in former
        assert f'<a href="{Path(page).name}">iOS 27</a>' in former
        assert pages(*reversed(joined)) == after

    def test_is_kept_by_a_night_that_touches_the_story_only(self) -> None:
        told = item(entry("iOS 27"), judged(IOS), entry_id=7, story="kb:5")
        assert "stories/s-7.html" in pages(told, touched={"kb:5"})
        assert "stories/s-7.html" not in pages(told, touched=set())

    def test_is_not_made_up_for_an_entry_that_was_never_told_or_stands_alone(self) -> None:
        silent = item(entry("Old"), judged(IOS), entry_id=9, kind=ChangeKind.MOVED, story="kb:5")
        shared = item(entry("iOS 27"), judged(IOS), entry_id=7, story="kb:5")
        alone = item(entry("Other"), judged(IOS), entry_id=3, story=own_story(3))
        made = pages(silent, shared, alone)
        assert {name for name in made if name.startswith("stories/s-")} == {"stories/s-3.html", "stories/s-7.html"}
        assert "refresh" not in made["stories/s-3.html"]
