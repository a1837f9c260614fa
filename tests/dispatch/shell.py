"""The commands, called in a folder with three nights behind it."""

from __future__ import annotations

from dataclasses import dataclass

from click.testing import CliRunner

from omfeed.cli import cli
from omfeed.errors import OmfeedError
from tests.dispatch.kit import Post


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


class Shell:
    """The commands, in a folder with three nights behind it."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.file = post.folder / "omfeed.toml"
        self.write("")

    def write(self, text: str) -> None:
        """Write omfeed.toml."""
        self.file.write_text("[catalogue]\nenabled = false\n" + text, encoding="utf-8")

    def __call__(self, *words: str, env: dict[str, str] | None = None) -> Said:
        """Run one; an error of ours is told as the command line does."""
        result = CliRunner().invoke(cli, ["-c", str(self.file), *words], env=env)
        if isinstance(result.exception, OmfeedError):
            return Said(result.exception.exit_code, result.stdout, str(result.exception))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    def change(self, title: str) -> int:
        """The number of the first change whose title begins so."""
        with self.post.store() as store:
            return next(item.id for item in store.items() if item.change.entry.title.startswith(title))
