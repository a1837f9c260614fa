"""``omfeed demo``: the real pipeline over a bundled sample of several nights, on loopback."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omfeed.cli.context import Cli, echo, pass_cli
from omfeed.cli.printing import counted
from omfeed.errors import OmfeedError

if TYPE_CHECKING:
    from omfeed.demo.sample import Night
    from omfeed.night import Report

_MARK = ".omfeed-demo"
"""A file that says a folder is the demo's own and may be emptied."""


@click.command(
    short_help="Run omfeed over a bundled sample of several nights.",
    epilog="Then open demo/digests/index.html in a browser.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="demo",
    show_default=True,
    help="Where the demo's database and digests go.",
)
@click.option("--lang", "language", default="en", show_default=True, metavar="LANG", help="Language of the digests.")
@pass_cli
def demo(cli: Cli, folder: Path, language: str) -> None:
    """Run omfeed over a bundled sample of several nights, with no account and no internet.

    The sample's pages and feeds are served on this machine and read night by night by the same code that reads the
    real ones; the digests of each night are written to FOLDER.
    """
    from omfeed.demo.play import play
    from omfeed.digest.speech import speech

    speech(language)  # a language that there is not is told before anything is emptied
    _make_ready(folder)
    with play(folder, language=language) as sample:
        cli.say(f"{counted(sample.count, 'source')}, served night by night at {sample.address}\n")
        for night, report in sample.nights:
            _tell(cli, night, report)
        edition = sample.edition
    last = max(edition.folder.glob("*/admin.html"))
    cli.say("Look at:")
    for path in (edition.folder / "index.html", last, last.with_name("helpdesk.html")):
        echo(str(path))
    cli.say(f"\nTry on it, too: omfeed -c {folder / 'omfeed.toml'} awareness (or changes, show 42, fleet impact …)")


def _tell(cli: Cli, night: Night, report: Report) -> None:
    failed = [outcome.source.title for outcome in report.gathered.failed]
    drifted = [o.source.title for o in report.gathered.outcomes if o.health.state.value == "drifted"]
    trouble = "".join(f", {name} failed" for name in failed) + "".join(f", {name} drifted" for name in drifted)
    cli.say(f"{night.date}  {night.title}\n            {night.tells}")
    cli.say(f"            {counted(report.announced, 'change')} told{trouble}\n")


def _make_ready(folder: Path) -> None:
    """Empty the demo's own folder of the last time, and no other."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise OmfeedError(
                f"The folder {folder} is there already and was not made by the demo.",
                hint="Name another with --folder.",
            )
        shutil.rmtree(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARK).write_text("Made by `omfeed demo`; each demo empties this folder.\n", encoding="utf-8")
    except OSError as error:
        raise OmfeedError(
            f"The folder {folder} cannot be written ({error.strerror}).",
            hint="Name another with --folder, such as --folder /tmp/omfeed-demo.",
        ) from error
