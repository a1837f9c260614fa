"""``omfeed init``: a configuration to start from."""

from __future__ import annotations

from pathlib import Path

import click

from omfeed.cli.context import Cli, pass_cli
from omfeed.errors import ConfigError


@click.command(
    short_help="Write a commented omfeed.toml to begin with.",
    epilog="Next: open omfeed.toml, put in what you manage, then run `omfeed run`.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there already.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default="omfeed.toml")
@pass_cli
def init(cli: Cli, force: bool, file: Path) -> None:
    """Write a commented configuration to FILE (default omfeed.toml): what you manage, and where digests go."""
    from omfeed.config import init_text

    try:
        with file.open("w" if force else "x", encoding="utf-8", newline="\n") as out:
            out.write(init_text())
    except FileExistsError as error:
        raise ConfigError(f"{file} is there already.", hint="Edit it, or start anew with --force.") from error
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be written ({error.strerror}).", hint="Choose a folder that you may write to."
        ) from error
    cli.say(f"Wrote {file}. Put in what you manage, then run `omfeed run`.")
