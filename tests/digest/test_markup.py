"""Every page holds to the HTML standard, in every language: by the W3C's checker, and by a small one of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from omfeed.digest.speech import languages
from tests.kit.markup import faults
from tests.kit.pages import pages
from tests.kit.vnu import complaints


@pytest.mark.parametrize("language", languages())
def test_every_page_is_valid(language: str) -> None:
    wrong = {
        name: found
        for name, data in pages(language)
        if name.endswith(".html") and "mail" not in name and (found := faults(data.decode()))
    }
    assert wrong == {}


def test_the_nu_checker_has_nothing_to_say_of_any_page_of_the_demo_and_of_a_busy_night(every_page: Path) -> None:
    every = sorted(every_page.rglob("*.html"))
    assert len(every) > 100 * len(languages())
    assert complaints(every) == []


def test_the_nu_checker_finds_faults(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></div></p>", "utf-8")
    (tmp_path / "mail.html").write_text("<!doctype html><html lang=en><title>x</title><p align=left>x</p>", "utf-8")
    found = complaints(sorted(tmp_path.iterdir()))
    assert any("No “p” element in scope" in fault for fault in found)
    assert any("“align” attribute on the “p” element is obsolete" in fault for fault in found)


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>x", "no doctype"),
        ("<!doctype html><html><body>", "<html> without lang"),
        ("<!doctype html><div><p><div></div></p></div>", "<div> within <p>"),
        ("<!doctype html><b id=a></b><b id=a></b>", "id a twice"),
        ("<!doctype html><a href='#x'>y</a>", "nothing has the id x"),
        ("<!doctype html><h1>a</h1><h3>b</h3>", "<h3> after <h1>"),
        ("<!doctype html><ul><ul></ul></ul>", "<ul> straight within <ul>"),
        ("<!doctype html><div>", "<div> is not closed"),
    ],
)
def test_the_check_finds_faults(html: str, fault: str) -> None:
    assert any(fault in found for found in faults(html))
