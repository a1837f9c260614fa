"""The commands, thin: parse arguments, call a stage, print. A command's module is loaded when it is called."""

from __future__ import annotations

import gc
import logging
import os
import sys
from importlib import import_module
from typing import Final

import click

from omfeed import __version__
from omfeed.cli.context import Cli, complain, set_up_logging
from omfeed.errors import OmfeedError

_SECTIONS: Final = {
    "Begin": {
        "demo": "omfeed.cli.demo:demo",
        "init": "omfeed.cli.init:init",
        "check": "omfeed.cli.check:check",
    },
    "Every night": {
        "run": "omfeed.cli.nights:run",
        "collect": "omfeed.cli.nights:collect",
        "digest": "omfeed.cli.nights:digest",
        "deliver": "omfeed.cli.post:deliver",
        "schedule": "omfeed.cli.schedule:schedule",
    },
    "What changed": {
        "changes": "omfeed.cli.changes:changes",
        "show": "omfeed.cli.changes:show",
        "notice": "omfeed.cli.reading:notice",
        "report": "omfeed.cli.reading:report",
        "kb": "omfeed.cli.reading:kb",
        "guides": "omfeed.cli.reading:guides",
    },
    "Who looks after it": {
        "awareness": "omfeed.cli.duty:awareness",
        "ack": "omfeed.cli.duty:ack",
        "assign": "omfeed.cli.duty:assign",
        "status": "omfeed.cli.duty:status",
        "tick": "omfeed.cli.duty:tick",
        "correct": "omfeed.cli.correcting:correct",
    },
    "Who reads it": {
        "subscribe": "omfeed.cli.subscribing:subscribe",
        "unsubscribe": "omfeed.cli.subscribing:unsubscribe",
        "subscriptions": "omfeed.cli.post:subscriptions",
        "deliveries": "omfeed.cli.post:deliveries",
    },
    "What is watched, and for which devices": {
        "sources": "omfeed.cli.sources:sources",
        "fleet": "omfeed.cli.fleet:fleet",
        "rules": "omfeed.cli.rules:rules",
    },
    "Care": {
        "doctor": "omfeed.cli.doctor:doctor",
        "runs": "omfeed.cli.runs:runs",
        "db": "omfeed.cli.db:db",
        "record": "omfeed.cli.nights:record",
        "reparse": "omfeed.cli.reparse:reparse",
    },
    "For trials and other programs": {
        "replay": "omfeed.cli.contracts:replay",
        "assess": "omfeed.cli.contracts:assess",
    },
}
"""Where each command is, in the order and under the headings of the help."""

COMMANDS: Final = {name: place for section in _SECTIONS.values() for name, place in section.items()}


class _Commands(click.Group):
    """Finds a command's module by name, so that one command costs the imports of one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for; one that there is not is answered with the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=2, cutoff=0.6)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader that has seen enough, such as ``head``, ends it at once and in silence."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # What is still in the buffer has nowhere to go; flushing it at the end would complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(141)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, each section under its heading."""
        width = formatter.width - max(map(len, COMMANDS)) - 6
        for title, section in _SECTIONS.items():
            rows = []
            for name in section:
                command = self.get_command(ctx, name)
                assert command is not None  # noqa: S101  # the table names commands only
                rows.append((name.ljust(max(map(len, COMMANDS))), command.get_short_help_str(width)))
            with formatter.section(title):
                formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101  # the table above names commands only
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all well · 1 nothing could be done · 2 wrong usage or configuration · "
    "3 finished, some sources or deliveries failed · 4 another run is in progress.",
)
@click.option(
    "-c",
    "--config",
    "config_path",
    metavar="FILE",
    envvar="OMFEED_CONFIG",
    help="Your configuration (default: omfeed.toml here, if there is one).",
)
@click.option("-v", "--verbose", count=True, help="Say more on standard error; twice for everything.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    envvar="OMFEED_LOG_FORMAT",
    help="How the log is written; json is one object a line.",
)
@click.version_option(__version__, "-V", "--version", prog_name="omfeed")
@click.pass_context
def cli(context: click.Context, config_path: str | None, verbose: int, quiet: bool, log_format: str) -> None:
    """What changed for the devices you manage, whom it affects, and by when.

    omfeed watches the release notes of Microsoft Intune and of the operating systems it manages, says exactly what
    changed, judges it for your fleet, and writes digests for admins and for the helpdesk.

    \b
    Try it, no account and no internet needed:   omfeed demo
    Use it:                                      omfeed init   then   omfeed run
    Every night, from cron:                      omfeed -q run
    """
    set_up_logging(verbose, quiet, log_format)
    context.obj = Cli(config_path=config_path, quiet=quiet)


def main() -> None:
    """Run the command line; errors of ours become a sentence and an exit code."""
    # Start-up makes a hundred thousand objects that live to the end; looking through them for garbage again and again
    # is a tenth of a quiet night.
    gc.set_threshold(50_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Windows consoles and cron may not speak UTF-8; a dash must never end a night.
            stream.reconfigure(errors="replace")
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as ending:
        sys.exit(ending.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.stdout.flush()
        # Threads that still wait for a server hold up the interpreter's own end; all else has been put away by now.
        os._exit(130)
    except OmfeedError as error:
        complain(error.message, hint=error.hint)
        sys.exit(error.exit_code)
    except Exception:
        # Told by the log, which hides secrets; the interpreter's own words would not.
        logging.getLogger("omfeed").critical(
            "This is a fault of omfeed; please report it with these lines.", exc_info=True
        )
        sys.exit(1)
