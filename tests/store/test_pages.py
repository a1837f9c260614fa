"""The pages of entries: what is kept of each, and for how long."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from omfeed.store import Store
from omfeed.store.retention import Retention
from omfeed.store.values import HeldPage, PageNews, PageState
from tests.store.kit import NIGHT, Page, entry, night

URL = "https://news.example/a"
BODY = b"<html>A page.</html>"


def page(url: str = URL, **more: object) -> HeldPage:
    """A page that was read."""
    keys = {
        "url": url,
        "published": "2026-11-01",
        "since": NIGHT,
        "listed": NIGHT,
        "state": PageState.READ,
        "asked": NIGHT,
        "sha256": hashlib.sha256(BODY).hexdigest(),
        "etag": '"1"',
        "collector": "page",
        "collector_version": 3,
        **more,
    }
    return HeldPage(**keys)  # type: ignore[arg-type]  # keys of HeldPage


def test_what_is_kept_comes_back_as_it_was(store: Store) -> None:
    Page.of(store)
    kept = page()
    readings = (entry("One", "Words.", facts={"cves": ("CVE-1",), "exploited": True}), entry("Two"))
    store.pages.write("whats-new", [PageNews(page=kept, body=BODY, reading=readings)])
    assert store.pages.of(["whats-new", "other"]) == {"whats-new": (kept,)}
    assert store.pages.readings("whats-new") == {URL: readings}
    assert store.body(kept.sha256) == BODY
    assert store.check() == ()


def test_news_without_a_reading_leave_the_reading(store: Store) -> None:
    Page.of(store)
    store.pages.write("whats-new", [PageNews(page=page(), body=BODY, reading=(entry("One"),))])
    failing = replace(page(), state=PageState.FAILING, failures=2, error="It answered 500.")
    store.pages.write("whats-new", [PageNews(page=failing)])
    assert store.pages.of(["whats-new"])["whats-new"] == (failing,)
    assert store.pages.readings("whats-new") == {URL: (entry("One"),)}


def test_pages_that_had_not_changed_are_noted_in_one_go(store: Store) -> None:
    Page.of(store)
    pages = [page(f"{URL}/{number}") for number in range(3)]
    store.pages.write("whats-new", [PageNews(page=one, body=BODY, reading=()) for one in pages])
    store.pages.asked([("whats-new", f"{URL}/{number}") for number in (0, 2)], night(4))
    assert [one.asked for one in store.pages.of(["whats-new"])["whats-new"]] == [night(4), NIGHT, night(4)]
    assert store.pages.readings("whats-new") == {}


def test_the_body_of_a_page_stays_as_long_as_its_page(store: Store) -> None:
    Page.of(store)
    gone, stays = page(), page(f"{URL}/stays", listed=night(200), sha256=hashlib.sha256(b"B").hexdigest())
    store.pages.write("whats-new", [PageNews(page=gone, body=BODY), PageNews(page=stays, body=b"B")])
    nothing = Retention(bodies_days=0, monthly_days=0)
    store.prune(nothing, now=night(201))
    # A list that names a page no more is long past it; one that rests keeps all of its pages.
    assert store.pages.of(["whats-new"])["whats-new"] == (stays,)
    assert store.body(gone.sha256) is None
    assert store.body(stays.sha256) == b"B"
    store.prune(nothing, now=night(201) + timedelta(days=900))
    assert store.body(stays.sha256) == b"B"
    assert store.check() == ()


def test_pages_go_along_in_an_export(store: Store, tmp_path: Path) -> None:
    Page.of(store)
    store.pages.write("whats-new", [PageNews(page=page(), body=BODY, reading=(entry("One"),))])
    store.export(tmp_path / "all.jsonl.gz")
    with Store.open(tmp_path / "other.db", now=NIGHT) as other:
        other.import_(tmp_path / "all.jsonl.gz")
        assert other.pages.of(["whats-new"]) == store.pages.of(["whats-new"])
        assert other.pages.readings("whats-new") == store.pages.readings("whats-new")
