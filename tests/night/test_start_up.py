"""A quiet night loads no parser, no judge and no migration tool: start-up is most of what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.kit import lists
from tests.kit.learn import Page
from tests.kit.server import Reply, serve

HEAVY = (
    "alembic",
    "bs4",
    "feedparser",
    "httpx2",
    "markdown_it",
    "omfeed.assess.judge",
    "omfeed.collect.learn_html",
    "omfeed.diff.compare",
    "pydantic",
    "rapidfuzz",
    "sqlalchemy.orm",
)

NIGHT = """
import sys
from omfeed.cli import cli
try:
    cli.main(["run"], standalone_mode=False)
except SystemExit as ending:
    assert ending.code == 0, ending.code
print(*[name for name in sys.argv[1:] if name in sys.modules])
"""


def _run(folder: Path, *names: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", NIGHT, *names], cwd=folder, capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout.strip()


def test_a_quiet_night_loads_nothing_heavy(tmp_path: Path) -> None:
    page = Page()
    page.week("October 5, 2026").category("Apps").item("A setting", applies_to="Windows")
    with serve({}) as server:
        server.script("/news", Reply(page.html(), etag='"1"'))
        (tmp_path / "omfeed.toml").write_text(
            "[catalogue]\nenabled = false\n[[sources]]\nid = 'news'\ntitle = 'News'\ncollector = 'learn-html'\n"
            f"url = '{server.url('/news')}'\nallow_private = true\n",
            encoding="utf-8",
        )
        assert "omfeed.collect.learn_html" in _run(tmp_path, *HEAVY)
        assert _run(tmp_path, "lxml", *HEAVY) == ""


def test_nor_does_one_that_asks_the_pages_of_a_list_in_vain(tmp_path: Path) -> None:
    heavy = ("omfeed.collect.android_bulletin", "omfeed.collect.joining", *HEAVY)
    with serve({}) as server:
        server.script("/asb", Reply(lists.bulletins("2026-10", "2026-09"), etag='"1"'))
        for month in ("2026-10", "2026-09"):
            body = lists.bulletin(month, "CVE-2026-1001")
            server.script(f"/docs/security/bulletin/2026/{month}-01", Reply(body, etag=f'"{month}"'))
        (tmp_path / "omfeed.toml").write_text(
            "[catalogue]\nenabled = false\n[[sources]]\nid = 'asb'\ntitle = 'Bulletins'\nfollow_days = 3000\n"
            "collector = 'android-bulletin'\nfollow = 'android-bulletin'\n"
            f"url = '{server.url('/asb')}'\nallow_private = true\n",
            encoding="utf-8",
        )
        assert "omfeed.collect.joining" in _run(tmp_path, *heavy)
        before = len(server.seen)
        assert _run(tmp_path, *heavy) == ""
        assert len(server.seen) - before == 3
