"""Whole worlds of pages, made once for all tests that look at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from omfeed.deliver.files import write_all
from omfeed.digest.speech import languages
from tests.kit import worlds
from tests.kit.pages import pages


@pytest.fixture(scope="session")
def every_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of a busy night and of the demo: a folder a world, and in it one a language."""
    top = tmp_path_factory.mktemp("pages")
    for language in languages():
        write_all(top / "busy" / language, pages(language))
        worlds.demo(top / "demo" / language, language)
    return top
