"""Many runs started at once: ``python -m tests.kit.rush CONFIG COUNT WORD …`` runs a command in so many processes.

All are loaded before the first begins. Prints a line for each as it ends: its number and its exit code.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys

from omfeed.cli import cli, main


def run(words: list[str]) -> int:
    """Run a command as the command line does, and give its exit code."""
    sys.argv = ["omfeed", *words]
    try:
        main()
    except SystemExit as ending:
        return int(ending.code or 0)
    return 0


def rush(config: str, count: int, words: list[str]) -> None:
    """Start them, and tell how each ends."""
    # Commands are loaded when they are called; whoever waits for a file to be read is not at once.
    with contextlib.redirect_stdout(io.StringIO()):
        cli.main(["run", "--help"], standalone_mode=False)
    import filelock  # noqa: F401  # likewise

    import omfeed.night
    import omfeed.store  # noqa: F401  # likewise

    sys.stdout.flush()
    gate, opener = os.pipe()
    children = {}
    for number in range(count):
        child = os.fork()
        if not child:
            os.close(opener)
            os.read(gate, 1)
            os._exit(run(["-c", config, *words]))
        children[child] = number
    os.close(gate)
    # The gate opens for all when its other end is closed.
    os.close(opener)
    for _ in range(count):
        child, status = os.wait()
        sys.stdout.write(f"{children[child]} {os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    rush(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
