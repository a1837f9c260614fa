"""The documentation cannot rot: commands are as their help says, links lead somewhere, commands named in it exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from omfeed.cli import COMMANDS
from tests.kit import commands_page

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_the_page_of_commands_is_what_their_help_says() -> None:
    # In a process of its own: other tests run commands in this one, and click remembers widths.
    made = subprocess.run(
        [sys.executable, "-m", "tests.kit.commands_page", "--print"], cwd=ROOT, capture_output=True, check=True
    )
    assert commands_page.PAGE.read_text(encoding="utf-8") == made.stdout.decode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    named = re.findall(r"`omfeed (?:-\w+ )*([a-z]+)\b", page.read_text(encoding="utf-8"))
    assert set(named) - set(COMMANDS) == set()


def test_the_readme_leads_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in readme] == []
