"""A command in a process of its own, as cron starts it: the most memory that it held, and the CPU it took.

``python -m bench.year.alone -c CONFIG run …`` is ``python -m omfeed -c CONFIG run …``. It says what that says and ends
as that ends; the last line on standard error is one JSON object more, ``{"most": bytes, "cpu": seconds}``. Nothing else
is loaded in it, so that its memory is omfeed's.
"""

from __future__ import annotations

import resource
import runpy
import sys
import time
from pathlib import Path


def most() -> int:
    """The most bytes of memory that this process ever held."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        held = next(line for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    # What the system counts by process begins with what the parent held when it started this one; this does not.
    return int(held.split()[1]) * 1024


if __name__ == "__main__":
    try:
        sys.argv[0] = "omfeed"
        runpy.run_module("omfeed", run_name="__main__")
    finally:
        sys.stderr.write(f'\n{{"most": {most()}, "cpu": {time.process_time()}}}\n')
