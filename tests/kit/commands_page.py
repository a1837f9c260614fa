"""Makes docs/commands.md from the help of the commands themselves: ``python -m tests.kit.commands_page``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from omfeed.cli import cli

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
_HEAD = """# Commands

What `omfeed --help` and the help of every command say; made from them by `python -m tests.kit.commands_page`, and held
equal to them by a test.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for name, context in _commands(cli, "omfeed", None):
        text = context.get_help().replace("\b", "").rstrip()
        lines = "\n".join(line.rstrip() for line in text.splitlines())
        parts.append(f"## `{name}`\n\n```text\n{lines}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, click.Context]]:
    # A fixed width, so that the page is the same wherever it is made.
    context = click.Context(
        command, info_name=name.split()[-1], parent=parent, terminal_width=100,
        help_option_names=command.context_settings.get("help_option_names"),
    )  # fmt: skip
    yield name, context
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            inner = command.get_command(context, sub)
            assert inner is not None
            yield from _commands(inner, f"{name} {sub}", context)


if __name__ == "__main__":
    if sys.argv[1:] == ["--print"]:
        sys.stdout.buffer.write(page().encode())
    else:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
