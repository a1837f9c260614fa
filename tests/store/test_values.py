"""How values lie in columns: every road there and back gives an equal value."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.errors import StoreError
from omfeed.model import (
    Assessment,
    Audience,
    Due,
    Entry,
    Evidence,
    Nature,
    Platform,
    Precision,
    Severity,
    Source,
)
from omfeed.store import Store, codec
from omfeed.store.spelling import spelt, storable
from tests.store.kit import NIGHT, Page, entry

WORDS = st.text(max_size=12)
FACTS = st.dictionaries(WORDS, st.one_of(WORDS, st.integers(), st.booleans(), st.lists(WORDS).map(tuple)), max_size=3)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
ENTRIES = st.builds(
    Entry,
    title=WORDS,
    section=LISTS,
    html=WORDS,
    text=WORDS,
    key=WORDS,
    anchor=WORDS,
    url=WORDS,
    published=WORDS,
    updated=WORDS,
    place=st.integers(0, 10**6),
    language=WORDS,
    facts=FACTS,
)
ASSESSMENTS = st.builds(
    Assessment,
    platforms=st.lists(st.sampled_from(Platform), unique=True).map(tuple),
    versions=st.dictionaries(st.sampled_from(Platform), WORDS),
    enrolment=LISTS,
    nature=st.sampled_from(Nature),
    action_required=st.booleans(),
    due=st.lists(st.builds(Due, date=WORDS, precision=st.sampled_from(Precision), what=WORDS), max_size=2).map(tuple),
    user_visible=st.booleans(),
    severity=st.sampled_from(Severity),
    audiences=st.lists(st.sampled_from(Audience)).map(tuple),
    topics=LISTS,
    devices=st.none() | st.integers(0, 10**6),
    evidence=st.lists(st.builds(Evidence, field=WORDS, value=WORDS, rule=WORDS, words=WORDS), max_size=2).map(tuple),
    tags=LISTS,
    muted_by=WORDS,
)
SOURCES = st.builds(
    Source,
    id=WORDS,
    title=WORDS,
    url=WORDS,
    collector=WORDS,
    platforms=st.lists(st.sampled_from(Platform)).map(tuple),
    cadence_days=st.floats(0.1, 400, allow_nan=False),
    nature=st.none() | st.sampled_from(Nature),
    enabled=st.booleans(),
    options=st.dictionaries(WORDS, WORDS, max_size=2),
)


@settings(max_examples=50, deadline=None)
@given(value=ENTRIES)
def test_an_entry_comes_back_from_its_columns(value: Entry) -> None:
    back = codec.entry_from(codec.entry_columns(value).values())
    assert back == value
    assert dict(back.facts) == dict(value.facts)


@settings(max_examples=50, deadline=None)
@given(value=ASSESSMENTS)
def test_an_assessment_comes_back_from_its_columns(value: Assessment) -> None:
    back = codec.assessment_from(codec.assessment_columns(value).values())
    assert back == value
    assert dict(back.versions) == dict(value.versions)


@settings(max_examples=50, deadline=None)
@given(value=SOURCES)
def test_a_source_comes_back_from_its_json(value: Source) -> None:
    back = codec.source_from(codec.source_config(value))
    assert back == value
    assert dict(back.options) == dict(value.options)


def test_what_a_newer_omfeed_says_of_a_source_is_passed_over() -> None:
    config = {**codec.source_config(Source(id="a", title="A", url="u", collector="c")), "colour": "red"}  # type: ignore[dict-item]  # JSON of a source is an object
    assert codec.source_from(config) == Source(id="a", title="A", url="u", collector="c")


def test_equal_values_are_equal_bytes() -> None:
    assert spelt({"b": [1, "ü"], "a": None}) == spelt({"a": None, "b": [1, "ü"]}) == '{"a":null,"b":[1,"ü"]}'


@pytest.mark.parametrize(
    ("text", "stored"),
    [("plain", "plain"), ("a\0b", "ab"), ("\ud800x", "�x"), ("ok 😀", "ok 😀"), ("x\udcff", "x�")],
)
def test_what_no_database_takes_is_taken_out(text: str, stored: str) -> None:
    assert storable(text) == stored
    assert spelt([text]).encode()


def test_hostile_characters_do_not_stop_a_night(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("\ud800 lone\0", "x\udfff", key="k\0", facts={"tags": ("\ud800",), "build": "1\0"}))
    (known,) = store.known("whats-new")
    assert (known.entry.title, known.entry.text, known.entry.key) == ("� lone", "x�", "k")


def test_a_moment_is_kept_in_utc_whatever_its_zone(store: Store) -> None:
    berlin = timezone(timedelta(hours=2))
    store.begin_run(datetime(2026, 7, 1, 1, 30, tzinfo=berlin), "1.0")
    (run,) = store.runs()
    assert run.started == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert run.started.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="without a time zone"):
        store.begin_run(NIGHT.replace(tzinfo=None), "1.0")
    assert store.runs() == ()


@settings(max_examples=15, deadline=None)
@given(value=ENTRIES)
def test_whatever_an_entry_holds_it_comes_back_from_the_database(value: Entry, empty_database: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "omfeed.db"
        shutil.copy(empty_database, path)
        with Store.open(path, now=NIGHT) as store:
            Page.of(store).baseline(value)
            stored = store.known("whats-new")[0].entry
    plain = {name: storable(getattr(value, name)) for name in Entry.__slots__ if isinstance(getattr(value, name), str)}
    assert stored == replace(value, **plain)
