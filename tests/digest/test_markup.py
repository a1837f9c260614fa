"""Every page holds to the HTML standard, in every language."""

from __future__ import annotations

import pytest

from omfeed.digest.speech import languages
from tests.kit.markup import faults
from tests.kit.pages import pages


@pytest.mark.parametrize("language", languages())
def test_every_page_is_valid(language: str) -> None:
    wrong = {
        name: found
        for name, data in pages(language)
        if name.endswith(".html") and "mail" not in name and (found := faults(data.decode()))
    }
    assert wrong == {}


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
