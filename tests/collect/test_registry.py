"""Collectors are found by name, imported on first use, and others may bring their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from types import SimpleNamespace

import pytest

from omfeed.collect import registry
from omfeed.errors import ConfigError


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    def forget() -> None:
        registry.load.cache_clear()
        registry._offered.cache_clear()

    forget()
    yield
    forget()


def offer(monkeypatch: pytest.MonkeyPatch, *pairs: tuple[str, str]) -> None:
    points = EntryPoints(EntryPoint(name, value, registry.GROUP) for name, value in pairs)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points.select(group=group))


@pytest.mark.parametrize("name", sorted(registry.COLLECTORS))
def test_every_name_of_the_table_is_a_collector(name: str) -> None:
    collector = registry.load(name)
    assert collector.VERSION >= 1
    assert callable(collector.parse)


def test_names_are_listed_in_order() -> None:
    assert list(registry.names()) == sorted(registry.names())
    assert "learn-html" in registry.names()


def test_an_unknown_name_is_a_configuration_error_with_the_nearest_names() -> None:
    with pytest.raises(ConfigError, match="learn-markdown"):
        registry.load("learn-markdwn")
    with pytest.raises(ConfigError, match="learn-html"):
        registry.check("learn_html")


def test_a_name_unlike_any_lists_them_all() -> None:
    with pytest.raises(ConfigError) as caught:
        registry.check("§")
    assert all(name in str(caught.value) for name in registry.names())


def test_a_package_can_bring_a_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, ("theirs", "omfeed.collect.learn_html"))
    registry.check("theirs")
    assert "theirs" in registry.names()
    assert registry.load("theirs").VERSION >= 1


def test_our_names_stay_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, ("learn-html", "json:loads"))
    assert registry.load("learn-html").parse.__module__ == "omfeed.collect.learn_html"


def test_a_name_offered_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, ("theirs", "json:loads"), ("theirs", "json:dumps"))
    with pytest.raises(ConfigError, match="more than once"):
        registry.load("theirs")


def test_a_broken_package_spoils_only_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, ("broken", "no.such.module"), ("shapeless", "json:loads"))
    assert registry.load("learn-html")
    with pytest.raises(ConfigError, match="cannot be imported"):
        registry.load("broken")
    with pytest.raises(ConfigError, match="no collector"):
        registry.load("shapeless")


def test_looking_a_name_up_imports_no_parser() -> None:
    script = (
        "import sys; from omfeed.collect import registry; registry.check('learn-html');"
        "print([m for m in sys.modules if m in ('bs4', 'lxml', 'feedparser', 'markdown_it', 'importlib.metadata')])"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_a_collector_may_be_any_object(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "theirs", SimpleNamespace(VERSION=2, parse=lambda *_: None), raising=False)
    offer(monkeypatch, ("object", "omfeed.collect.registry:theirs"))
    assert registry.load("object").VERSION == 2
