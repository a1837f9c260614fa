"""The documentation cannot rot: commands are as their help says, links lead somewhere, commands named in it exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from omfeed.cli import COMMANDS, cli
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


@pytest.mark.parametrize("page", [*PAGES, ROOT / ".ci" / "run"], ids=lambda page: page.name)
def test_every_make_target_that_is_named_does_something(page: Path) -> None:
    named = set(re.findall(r"(?:`|^ *)make ([a-z][a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    made = re.findall(r"^([a-z-]+):.*\n\t", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named - {*made, "check"}) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    named = re.findall(r"`omfeed (?:-\w+ )*([a-z]+)\b", page.read_text(encoding="utf-8"))
    assert set(named) - set(COMMANDS) == set()


def test_the_readme_leads_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in readme] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_heading_leads_to_one(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for file, heading in re.findall(r"\]\(([^)#\s:]*)#([^)]+)\)", text):
        assert heading in _headings(page.parent / file if file else page), f"{file}#{heading}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_in_a_page_can_be_typed_as_it_stands(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, flags=re.DOTALL) if page != commands_page.PAGE else []
    spans = re.findall(r"`(omfeed [^`…]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    for line in (*spans, *(line for block in blocks for line in block.splitlines())):
        # In lists of commands, prose stands behind two spaces or more.
        if match := re.search(r"(?:^|\$ |&& |  )omfeed +(.+?)(?: {2,}| [|#]|$)", line):
            _type(match[1])


def test_no_list_of_commands_is_cut_short_in_a_terminal_of_80_columns() -> None:
    for command in _every(cli):
        if isinstance(command, click.Group):
            lines = click.Context(command, terminal_width=80).get_help().splitlines()
            assert [line for line in lines if line.endswith("...") and line.startswith("  ")] == []


def test_every_example_in_help_can_be_typed_as_it_stands() -> None:
    for command in _every(cli):
        for match in re.finditer(
            r"(?:Example: |Then: |: +(?:\S+ ){5} *cd \S+ && )omfeed (.+?)(?:\. |  | [|>]|$)", command.epilog or ""
        ):
            _type(match[1])


def _type(words: str) -> None:
    """Take a command's words apart as the shell and omfeed would; options and arguments must be its own."""
    command: click.Command = cli
    plain = re.sub(r"\$\([^)]*\)", "date", words)
    args = shlex.split(plain.rstrip('"') if plain.count('"') % 2 else plain)
    context = click.Context(cli)
    while isinstance(command, click.Group):
        _, left, _ = command.make_parser(context).parse_args(args)
        found = command.get_command(context, left[0]) if left else None
        if found is None:
            assert not left, f"omfeed {words}: there is no {left[0]}"
            return
        args = args[args.index(left[0]) + 1 :]
        context, command = click.Context(found, parent=context), found
    if args and args[-1].startswith("--") and any(args[-1] in one.opts for one in command.params):
        return  # an option that is only named
    _, beyond, _ = command.make_parser(context).parse_args(args)
    assert beyond == [], f"omfeed {words}: too many words"


def _every(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _every(found)


def _headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    lines = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()
    titles = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
