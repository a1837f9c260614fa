"""One headless browser for tests over pages; they skip, with the reason, where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

FLAGS = (
    "--no-sandbox --headless=new --disable-gpu --disable-background-networking --disable-component-update"
    " --disable-sync --no-first-run"
).split()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium of this machine, or a skip."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as tool:
        try:
            browser = tool.chromium.launch(executable_path=path, args=FLAGS)
        except Error as error:
            pytest.skip(f"Chromium does not start here: {error}")
        try:
            yield browser
        finally:
            browser.close()
