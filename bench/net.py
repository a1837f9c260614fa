"""What a quiet night costs the client: 45 conditional requests to a server on loopback that has nothing new.

The server runs in a process of its own; what is printed is processor time of the client alone: interpreter and
imports, then the requests, over connections that are kept. Figures are medians of seven runs.

    python bench/net.py
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
from pathlib import Path

SOURCES = 45
RUNS = 7
HOME = Path(__file__).resolve().parents[1]

SERVER = """
import sys
from tests.kit.server import Reply, serve
with serve({{f"/{{n}}": Reply(b"x" * 50_000, etag=f'"{{n}}"') for n in range({sources})}}) as server:
    print(server.port, flush=True)
    sys.stdin.read()
"""


def client(port: int) -> None:
    """One quiet night; prints processor seconds as JSON."""

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime

    begun = spent()
    from omfeed.net.client import Client
    from omfeed.net.request import Request, Unchanged

    imported = spent()
    with Client(user_agent="omfeed/bench") as net:
        for number in range(SOURCES):
            url = f"http://127.0.0.1:{port}/{number}"
            assert isinstance(net.get(Request(url, etag=f'"{number}"', allow_private=True)), Unchanged)
    print(json.dumps({"interpreter": begun, "imports": imported - begun, "requests": spent() - imported}))


def main() -> None:
    """Run it and print the medians in milliseconds."""
    code = SERVER.format(sources=SOURCES)
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        night = [sys.executable, __file__, port]
        runs = [json.loads(subprocess.check_output(night, cwd=HOME, text=True)) for _ in range(RUNS)]
        server.kill()
    for name in runs[0]:
        print(f"{name:12} {statistics.median(run[name] for run in runs) * 1000:7.1f} ms")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        client(int(sys.argv[1]))
    else:
        main()
