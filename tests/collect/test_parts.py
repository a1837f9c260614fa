"""Lists in parts, and entries with their pages: the pure side of following."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omfeed.collect.joining import joined, page_url
from omfeed.collect.parts import next_part, rows_of, whole
from omfeed.collect.writing import entry
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Window
from omfeed.text.blocks import plain
from omfeed.text.markup import sanitise
from tests.collect.bodies import source

ROWS = st.lists(st.fixed_dictionaries({"id": st.integers(0, 99)}), min_size=1, max_size=5)


def body(value: object) -> bytes:
    return json.dumps(value).encode()


@given(parts=st.lists(ROWS, min_size=1, max_size=4), wrapped=st.booleans())
def test_the_whole_has_the_rows_of_all_parts_in_order(parts: list[list[object]], wrapped: bool) -> None:
    bodies = [body({"total": 3, "items": rows, "tags": ["x"]} if wrapped else rows) for rows in parts]
    assert rows_of(json.loads(whole(bodies))) == [row for rows in parts for row in rows]


def test_the_next_part_is_named_by_number_by_rows_or_by_the_list_itself() -> None:
    parts = [body({"rows": [{"a": 1}, {"a": 2}]}), body({"rows": [{"a": 3}]})]
    by_page = source("json-rows", more="https://news.example/list?page={page}")
    by_rows = source("json-rows", more="https://news.example/list?skip={seen}")
    assert next_part(by_page, parts) == "https://news.example/list?page=3"
    assert next_part(by_rows, parts) == "https://news.example/list?skip=3"
    assert next_part(by_rows, [body({"rows": []})]) == ""
    linked = source("json-rows", more="@odata.nextLink")
    assert (
        next_part(linked, [body({"value": [], "@odata.nextLink": "?skip=2"})])
        == "https://news.example/list/page?skip=2"
    )
    assert next_part(linked, [body({"value": []})]) == ""
    nested = source("json-rows", more="links.next")
    assert next_part(nested, [body({"links": {"next": "https://news.example/2"}})]) == "https://news.example/2"


@pytest.mark.parametrize("part", [b"", b"<html></html>", b"3", b'"words"', b"[1"])
def test_what_is_no_part_is_refused(part: bytes) -> None:
    with pytest.raises(ParseError):
        next_part(source("json-rows", more="https://news.example/?page={page}"), [part])


def listed(**more: str) -> Entry:
    return entry(title="One", html="<p>Listed.</p>", key="K1", url="https://news.example/one#top", **more)  # type: ignore[arg-type]  # texts by name


def parsed(*entries: Entry) -> Parsed:
    return Parsed(entries=entries, window=Window.ROLLING)


class TestAnEntryWithItsPage:
    def test_takes_text_and_facts_and_keeps_what_it_is(self) -> None:
        page = (
            entry(title="Other", key="K9", html="<p>Aside.</p>", section=("Page",)),
            entry(title="The page", key="k1", html="<p>More.</p>", facts={"cves": ("CVE-2026-1",), "version": "9"}),
            entry(title="Issue", html="<p>It is known.</p>", section=("Page", "Known issues")),
        )
        bare = replace(listed(), facts={"version": "1"})
        (one,) = joined(parsed(bare), source("json-rows"), {"https://news.example/one": page}).entries
        assert (one.title, one.key, one.url, one.place) == (bare.title, bare.key, bare.url, bare.place)
        assert one.facts == {"version": "1", "cves": ("CVE-2026-1",)}
        assert one.text.splitlines() == [
            "Listed.", "More.", "Page", "Other: Aside.", "Known issues", "Issue: It is known.",
        ]  # fmt: skip
        assert one.html == sanitise(one.html) and one.text == plain(one.html)

    def test_says_nothing_twice(self) -> None:
        line = "<ul><li><strong>Levels:</strong> 2026-11-01</li></ul>"
        bare = entry(title="One", html=line, key="K1", url="https://news.example/one")
        page = (entry(title="P", html=f"<p>More.</p>{line}", key="K1"),)
        (one,) = joined(parsed(bare), source("json-rows"), {"https://news.example/one": page}).entries
        assert one.text.splitlines() == ["Levels: 2026-11-01", "More."]

    def test_without_its_page_is_as_the_list_has_it(self) -> None:
        assert joined(parsed(listed()), source("json-rows"), {}).entries == (listed(),)

    def test_has_its_page_at_its_own_address_or_at_one_made_of_its_key(self) -> None:
        assert page_url(listed(), source("json-rows")) == "https://news.example/one"
        keyed = source("json-rows", follow_url="https://news.example/p/{key}")
        assert page_url(listed(), keyed) == "https://news.example/p/K1"
        assert page_url(replace(listed(), key=""), keyed) == ""

    def test_has_none_where_it_only_points_to_its_list(self) -> None:
        here = source("json-rows", page="https://news.example/people")
        assert page_url(replace(listed(), url=f"{here.url}#a"), here) == ""
        assert page_url(replace(listed(), url="https://news.example/people"), here) == ""
