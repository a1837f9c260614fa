"""Drives the worker, and keeps the receivers of mail and webhooks: what the driver of a year holds in its hands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.year.vendors import History
from tests.deliver.kit import Book
from tests.kit.server import Reply, Seen, Server

ROOT: Final = Path(__file__).resolve().parents[2]
ZONE: Final = "Europe/Berlin"
WEB: Final = ("hook", "tickets", "urgent")
"""Subscriptions that webhooks serve; each at a path of its name."""
_CONFIG: Final = """\
[catalogue]
enabled = false

[output]
time_zone = "{zone}"

[retention]
bodies_days = 45
fetches_days = 90
deliveries_days = 120

[watch]
metrics = "omfeed.prom"

[[platform]]
name = "ios"
devices = 1200
versions = {{ "17.7.2" = 300, "18.7.1" = 700 }}

[[platform]]
name = "windows"
devices = 5400

[[owner]]
name = "Ada"
mail = "ada@corp.example"
awareness = true

[mail]
sender = "omfeed@corp.example"
host = "127.0.0.1"
port = {port}
security = "none"
"""
_PEOPLE: Final = """
[[subscription]]
id = "admins"
channel = "mail"
to = "admins@corp.example"

[[subscription]]
id = "desk"
channel = "mail"
to = "desk@corp.example"
audience = "helpdesk"
at = "07:00"
time_zone = "Europe/Berlin"

[[subscription]]
id = "weekly"
channel = "mail"
to = "weekly@corp.example"
cadence = "weekly"
time_zone = "Europe/Berlin"

[[subscription]]
id = "monthly"
channel = "mail"
to = "monthly@corp.example"
audience = "stakeholder"
cadence = "monthly"

[[subscription]]
id = "hook"
channel = "webhook"
to_env = "SOAK_HOOK"
secret_env = "SOAK_KEY"
allow_private = true

[[subscription]]
id = "tickets"
channel = "ticket"
to_env = "SOAK_TICKETS"
allow_private = true

[[subscription]]
id = "urgent"
channel = "webhook"
to_env = "SOAK_URGENT"
cadence = "critical"
allow_private = true

[[subscription]]
id = "news"
channel = "feed"

[[subscription]]
id = "deadlines"
channel = "calendar"
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command went."""

    code: int
    said: str
    cpu: float
    """Seconds."""
    memory: int
    """Bytes that the process held afterwards; of one that ran the command alone, the most that it ever held."""
    objects: int = 0
    """Objects that lived in it afterwards: what a leak would add to, night after night."""


class Machine:
    """The folder that omfeed runs in, and its process."""

    def __init__(self, folder: Path, histories: Sequence[History], server: Server, book: Book) -> None:
        self.folder = folder
        self.config = folder / "omfeed.toml"
        self.config.write_text(
            _CONFIG.format(zone=ZONE, port=book.port) + _PEOPLE + "".join(_block(one, server) for one in histories),
            encoding="utf-8",
        )
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SOAK_KEY": "a key that nobody knows",
            **{f"SOAK_{name.upper()}": server.url(f"/{name}") for name in WEB},
        }
        self._worker = subprocess.Popen(
            [sys.executable, "-m", "bench.year.worker", str(self.config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self._environment,
        )

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.folder / "omfeed.db"

    def __call__(self, *words: str, fault: str = "") -> Answer:
        """Let the worker run a command."""
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        self._worker.stdin.write(json.dumps({"words": words, "fault": fault}) + "\n")
        self._worker.stdin.flush()
        line = self._worker.stdout.readline()
        if not line:
            raise SystemExit(f"the worker died (exit {self._worker.wait()}) of {' '.join(words)}")
        told: dict[str, Any] = json.loads(line)
        return Answer(told["code"], told["said"], told["cpu"], told["memory"], told["objects"])

    def alone(self, *words: str) -> Answer:
        """Run a command in a process of its own, as cron does."""
        started = [sys.executable, "-m", "bench.year.alone", "-c", str(self.config), *words]
        done = subprocess.run(started, capture_output=True, text=True, env=self._environment, timeout=600, check=False)
        said, _, figures = done.stderr.rstrip().rpartition("\n")
        try:
            told: dict[str, Any] = json.loads(figures)
        except ValueError:
            raise SystemExit(f"{' '.join(words)} died (exit {done.returncode}): {done.stderr}") from None
        return Answer(done.returncode, done.stdout + said, told["cpu"], told["most"])

    def killed(self, number: int, at: str) -> tuple[int, str]:
        """Run a night in a process of its own that dies at its nth point: the signal that ended it, and where."""
        words = [sys.executable, "-m", "bench.year.worker", str(self.config), "--die", str(number), at]
        done = subprocess.run(words, capture_output=True, text=True, env=self._environment, timeout=600, check=False)
        if done.returncode > 0:
            raise SystemExit(f"a night failed by itself: {done.stderr}")
        return -done.returncode, done.stdout

    def close(self) -> None:
        """End the worker."""
        self._worker.communicate("")


def _block(history: History, server: Server) -> str:
    lines = [
        "[[sources]]",
        f'id = "{history.id}"',
        f'title = "{history.id}"',
        f'url = "{server.url("/" + history.id)}"',
        f'collector = "{history.collector}"',
        "allow_private = true",
    ]
    if history.family:
        lines.append(f'family = "{history.family}"')
    if history.stage:
        lines.append(f'stage = "{history.stage}"')
    return "\n" + "\n".join(lines) + "\n"


class Receivers:
    """Takes what webhooks bring, and counts by key; mail is counted by the relay's book."""

    def __init__(self, server: Server, book: Book) -> None:
        self.book = book
        self.web: Counter[str] = Counter()
        self.down = False
        self._server = server
        server.answer(self._answer)

    def _answer(self, seen: Seen) -> Reply:
        if seen.method != "POST":
            return Reply(b"no such page", 404)
        if self.down:
            return Reply(b"later", 503)
        self.web[seen.headers["idempotency-key"]] += 1
        return Reply(b"OK")

    def mails(self) -> Counter[str]:
        """How often each mail came, by its Message-ID."""
        return Counter(str(one.message["Message-ID"]) for one in self.book.mails)

    def forget_requests(self) -> None:
        """Let the server forget what it was asked: a year of it fills the memory."""
        self._server.seen.clear()
