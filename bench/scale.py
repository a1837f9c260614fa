"""Measures 1,000 feeds of 50 entries, first collected and then unchanged: ``make bench-scale``.

The vendors' server runs in a process of its own; omfeed runs in one of its own, as cron starts it. Printed are seconds
on the clock and CPU seconds of omfeed's process and its hands, for ``omfeed collect`` (a night without its digests),
and memory, looked at four times a second: the most that the process took, the most that a hand took, and the most that
all of them took together, what they share counted once. With ``--profile`` it also prints where the time goes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FEEDS: Final = 1000
ENTRIES: Final = 50
_MEASURED: Final = """
import resource, sys
from omfeed.cli import main
sys.argv = ["omfeed", *sys.argv[1:]]
try:
    main()
except SystemExit as ending:
    used = resource.getrusage(resource.RUSAGE_SELF)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    own, theirs = used.ru_utime + used.ru_stime, workers.ru_utime + workers.ru_stime
    print("MEASURED", ending.code, own, theirs, file=sys.stderr)
"""
_PROFILED: Final = """
import cProfile, pstats, sys
from omfeed.cli import main
sys.argv = ["omfeed", *sys.argv[1:]]
profile = cProfile.Profile()
try:
    profile.runcall(main)
except SystemExit:
    pass
stats = pstats.Stats(profile, stream=sys.stderr)
stats.sort_stats("tottime").print_stats(40)
stats.sort_stats("cumtime").print_stats(70)
"""
_SERVER: Final = """
import sys
from bench.scale import feed
from tests.kit.server import Reply, serve
with serve({}) as server:
    for number in range(int(sys.argv[1])):
        server.script(f"/f{number}", Reply(feed(number), media_type="application/rss+xml", etag=f'"{number}"'))
    print(server.port, flush=True)
    sys.stdin.read()
"""


_WHO: Final = (
    "Admins|Help desks|People with a work profile|Teams that own kiosks|Auditors|Device owners|Resellers".split("|")
)
_DO: Final = (
    "can now choose how long to postpone|see before it starts|no longer have to confirm|may export for the record|"
    "are asked to review|can filter by group|get a message about|find in a pane of its own|can restrict by country"
).split("|")
_WHAT: Final = (
    "the update of the client|a report of failed installs|the pairing of a headset|each change of a profile|"
    "the list of shared tablets|certificates of the tunnel|the sign-in with a passkey|a restart at night|"
    "the inventory of apps|policies for cameras|the wipe of a lost phone"
).split("|")
_WHEN: Final = (
    "while a device is charging|after the next check-in|without a call to support|on every model from this year|"
    "as soon as the roll-out reaches them|from the same menu as before|once a day"
).split("|")
_WHERE: Final = (
    "In schools|In the Benelux|On ships|For field work|In clinics|For kiosks in shops|At the front desk|In the lab|"
    "Where phones are shared|On the shop floor|For contractors|In vehicles|During an audit"
).split("|")


def _sentence(turn: int) -> str:
    """One of 63,063 sentences: the feeds say hardly one twice within many."""
    return f"{_WHERE[turn % 13]}, {_WHO[turn % 7].lower()} {_DO[turn % 9]} {_WHAT[turn % 11]} {_WHEN[turn // 9009]}."


def feed(number: int) -> bytes:
    """A feed of 50 items, each of some 700 characters."""
    items = "".join(
        f"<item><title>Release {number}.{n} of the client for phones</title>"
        f"<link>https://vendor.example/{number}/{n}</link><guid isPermaLink='false'>{number}-{n}</guid>"
        f"<pubDate>{1 + n % 28:02} Oct 2026 10:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;Version {number}.{n} brings setting {n} to iOS and Android devices.&lt;/p&gt;"
        + "".join(f"&lt;p&gt;{_sentence((number * 300 + n * 6 + turn) * 31 % 63063)}&lt;/p&gt;" for turn in range(6))
        + "</description></item>"
        for n in range(ENTRIES)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Vendor {number}</title>{items}</channel></rss>'
    ).encode()


@dataclass(slots=True)
class Memory:
    """The most memory that was seen in use, in MB; nothing where the system does not tell."""

    own: float = 0.0
    hand: float = 0.0
    together: float = 0.0

    def look(self, pid: int) -> None:
        """Look at a process and its children as they are now."""
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
            self.own = max(self.own, _megabytes(pid, "status", "VmHWM"))
            self.hand = max([self.hand, *(_megabytes(child, "status", "VmHWM") for child in children)])
            now = [_megabytes(one, "smaps_rollup", "Pss") for one in (pid, *children)]
            self.together = max(self.together, sum(now))
        except OSError:
            return  # one of them has just ended


def _megabytes(pid: int | str, file: str, name: str) -> float:
    for line in Path(f"/proc/{pid}/{file}").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _configure(folder: Path, port: int, feeds: int) -> None:
    blocks = "".join(
        f'[[sources]]\nid = "f{n}"\ntitle = "Vendor {n}"\nurl = "http://127.0.0.1:{port}/f{n}"\n'
        'collector = "feed"\nallow_private = true\n'
        for n in range(feeds)
    )
    (folder / "omfeed.toml").write_text(f"[catalogue]\nenabled = false\n{blocks}", encoding="utf-8")


def _night(folder: Path, day: int, program: str = _MEASURED) -> tuple[float, str, Memory]:
    begun = time.perf_counter()
    memory = Memory()
    with subprocess.Popen(
        [sys.executable, "-c", program, "-q", "collect", "--at", f"2026-11-{day:02}T03:00:00Z"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
    ) as process:
        while process.poll() is None:
            memory.look(process.pid)
            time.sleep(0.25)
        said = process.communicate()[1]
    if process.returncode:
        raise SystemExit(said)
    return time.perf_counter() - begun, said, memory


def _tell(name: str, seconds: float, said: str, memory: Memory) -> None:
    if "MEASURED" not in said:
        print(said)
        return
    code, own, theirs = said.partition("MEASURED")[2].split()[:3]
    print(
        f"{name:<20} {seconds:6.2f} s on the clock, {float(own):6.2f} s of CPU and {float(theirs):6.2f} s in hands, "
        f"peak {memory.own:4.0f} MB, the largest hand {memory.hand:3.0f} MB, together {memory.together:4.0f} MB, "
        f"exit {code}"
    )


def main() -> None:
    feeds = int(next((word for word in sys.argv[1:] if word.isdigit()), FEEDS))
    program = _PROFILED if "--profile" in sys.argv else _MEASURED
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = subprocess.Popen(
            [sys.executable, "-c", _SERVER, str(feeds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            _configure(folder, int(server.stdout.readline()), feeds)
            print(f"{feeds} feeds of {ENTRIES} entries")
            _tell("first collected", *_night(folder, 2, program))
            _tell("unchanged", *_night(folder, 3, program))
            _tell("unchanged once more", *_night(folder, 4))
        finally:
            server.communicate("")


if __name__ == "__main__":
    main()
