"""Processes beside the night's own, which read and judge bodies of sources that were never read before.

The first reading of many sources is the one night that is work: every entry is new and must be judged. What a body
means is a pure question, so it may be asked elsewhere, and made ready for the tables there; everything is still
recorded by the night itself, in the same order and with the same result. A hand that dies, or a body that one cannot
read, costs nothing but time: the night then does it itself.

Hands are plain programs at the other end of two pipes. They share nothing, so there is nothing to clean up after one
that was killed, and they end by themselves when the night is no more.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, Final, Self

from omfeed.collect import registry
from omfeed.model import Source
from omfeed.net.request import Fetched, Fresh
from omfeed.store.opening import Opening, opening
from omfeed.understand import Judge, read

if TYPE_CHECKING:
    from omfeed.store.values import Standing

log = logging.getLogger(__name__)

FEWEST: Final = 40
"""So many sources must be read for the first time for hands to be worth their start."""
_MOST_HANDS: Final = 3
"""More than these the night, which records everything, cannot keep busy."""
_IN_HAND: Final = 3
"""Bodies that each hand has before it, so that it never waits for the next."""
_LARGEST: Final = 4 * 1024 * 1024
"""Larger bodies stay with the night, which keeps memory bounded."""
_WIDE: Final = 512 * 1024
"""Bytes that a pipe to a hand holds, where that can be chosen."""
_PATIENCE: Final = 5.0
"""Seconds that a hand has for ending when it is told to."""
_NEEDED: Final = ("omfeed.diff.baseline", "omfeed.assess.judge", "omfeed.diff.story")
"""What every first reading takes, whatever its collector; elsewhere it is loaded when it is first asked for."""
_PROGRAM: Final = "import sys; sys.path[:] = {path!r}; from omfeed.hands import serve; serve()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the first body of a source means."""

    opening: Opening
    """Its entries and what was concluded of them, ready to be recorded."""
    warnings: tuple[str, ...]
    """What was odd on it."""
    version: int
    """Of the collector that read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A body of a source of which nothing is known."""

    source: Source
    body: bytes
    charset: str
    at: datetime
    """The moment of reading, UTC; only its day counts."""


@dataclass(frozen=True, slots=True)
class _InHand:
    """A body in the hands of another process, and what will become of it."""

    task: Task
    meaning: Future[Meaning | None]


def processes(wanted: int = 0) -> int:
    """How many hands to use.

    Args:
        wanted: how many; 0: one for each core that this process may use, one core needing none.
    """
    if wanted:
        return wanted if wanted > 1 else 0
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return min(cores, _MOST_HANDS) if cores > 1 else 0


def is_new(source: Source, standing: Standing | None) -> bool:
    """Whether nothing is known of a source, and nothing of other sources or pages bears on what it says."""
    unread = standing is None or not standing.body_hash
    return unread and not (source.follow or source.more or source.family)


def _process() -> subprocess.Popen[bytes]:
    """A process that is ready to be a hand.

    Raises:
        OSError: none can be started.
    """
    # Our own interpreter and program, with the way by which this process found it.
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.format(path=sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


@dataclass(slots=True)
class Spares:
    """Processes that load what a hand needs while the night itself still loads; those not taken up are let go."""

    count: int = 0
    """How many there are to be; none where it is not certain that all will be wanted."""
    _left: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __enter__(self) -> Self:
        # Where none can be started now, one may be later; and if not, that is told then.
        with contextlib.suppress(OSError):
            while len(self._left) < self.count:
                self._left.append(_process())
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for process in self._left:
            if kind is not None:
                process.kill()
            _end(process)
            _pipe(process.stdout).close()

    def take(self) -> subprocess.Popen[bytes] | None:
        """One of them, for the taker to end, or none."""
        return self._left.pop(0) if self._left else None


class _Hand:
    """One process and the thread that takes its answers."""

    def __init__(self, judge: Judge, process: subprocess.Popen[bytes] | None = None) -> None:
        self._process = process or _process()
        _widen(_pipe(self._process.stdin))
        self._waiting: list[Future[Meaning | None]] = []
        self._guard = threading.Lock()
        self._dead = False
        self._reader = threading.Thread(target=self._listen, name="hand", daemon=True)
        self._reader.start()
        self._tell(judge)

    @property
    def busy(self) -> int:
        """How many bodies it has before it."""
        return len(self._waiting)

    def take(self, task: Task) -> Future[Meaning | None]:
        """Give it a body; the answer is none where it cannot tell."""
        coming: Future[Meaning | None] = Future()
        with self._guard:
            if self._dead:
                coming.set_result(None)
                return coming
            self._waiting.append(coming)
        self._tell(task)
        return coming

    def end(self, *, at_once: bool) -> None:
        """Let it go; one that does not is made to, as is any where it must be at once."""
        if at_once:
            self._process.kill()
        _end(self._process)
        self._reader.join()
        _pipe(self._process.stdout).close()

    def _tell(self, message: Judge | Task) -> None:
        # A hand that is gone is noticed by whoever listens to it.
        with contextlib.suppress(OSError, ValueError):
            pickle.dump(message, _pipe(self._process.stdin), protocol=pickle.HIGHEST_PROTOCOL)
            _pipe(self._process.stdin).flush()

    def _listen(self) -> None:
        try:
            while True:
                meaning: Meaning | None = _hear(_pipe(self._process.stdout))
                with self._guard:
                    coming = self._waiting.pop(0)
                coming.set_result(meaning)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError, IndexError):
            with self._guard:
                self._dead = True
                left, self._waiting = self._waiting, []
            if left:
                log.warning("a process that read sources died; what it had before it is read here")
            for coming in left:
                coming.set_result(None)


@dataclass(slots=True)
class Hands:
    """The hands of a night; started with the first body they are given, and let go at its end."""

    judge: Judge
    count: int = 0
    """How many there are; none: everything is left to the night."""
    spares: Spares = field(default_factory=Spares)
    """Processes that were started for them beforehand."""
    _hands: list[_Hand] = field(default_factory=list)
    _taken: dict[str, _InHand] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for hand in self._hands:
            hand.end(at_once=kind is not None)

    def begun(
        self, answers: Iterable[tuple[Source, Fetched]], new: frozenset[str], now: datetime
    ) -> Iterator[tuple[Source, Fetched]]:
        """The answers in their order, each body of a new source already in hand when its turn comes.

        Args:
            answers: what sources answered.
            new: ids of the sources of which nothing is known, and nothing of others bears on what they say.
            now: the moment of reading.
        """
        ahead: list[tuple[Source, Fetched]] = []
        for source, fetched in answers:
            if source.id in new and isinstance(fetched, Fresh) and len(fetched.body) <= _LARGEST:
                self._take(Task(source=source, body=fetched.body, charset=fetched.charset, at=now))
            ahead.append((source, fetched))
            if len(ahead) > self.count * _IN_HAND:
                yield ahead.pop(0)
        yield from ahead

    def meaning(self, source: Source, body: bytes, at: datetime) -> Meaning | None:
        """What a body means, if it was in hand and could be read there.

        Args:
            source: whose it is; as it was when the body was taken.
            body: the body.
            at: the moment for which that is asked, UTC.
        """
        taken = self._taken.pop(source.id, None)
        if taken is None:
            return None
        meaning = taken.meaning.result()
        same = taken.task.source == source and taken.task.body is body and taken.task.at.date() == at.date()
        if meaning is None or not same:
            return None
        for warning in meaning.warnings:
            log.warning("%s: %s", source.id, warning, extra={"source": source.id})
        return meaning

    def _take(self, task: Task) -> None:
        if len(self._hands) < self.count:
            try:
                # People's corrections are of entries that are known.
                self._hands.append(_Hand(replace(self.judge, corrections={}), self.spares.take()))
            except OSError as error:
                log.warning("no process could be started to read sources in (%s); they are read here", error)
                self.count = len(self._hands)
        if self._hands:
            idlest = min(self._hands, key=lambda hand: hand.busy)
            self._taken[task.source.id] = _InHand(task, idlest.take(task))


def serve() -> None:
    """Be a hand: read bodies from standard input, write what they mean to standard output, until there are no more."""
    # Ctrl-C goes to every process of a terminal; the night alone decides, and ends its hands by closing their pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Nothing that prints may get between the answers.
    os.dup2(2, 1)
    for name in _NEEDED:
        import_module(name)
    # Entries are made by the thousand and die young; what is here from the start need not be looked through again.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    with contextlib.suppress(EOFError, OSError):
        judge: Judge = _hear(tasks)
        while True:
            task: Task = _hear(tasks)
            pickle.dump(_meaning(judge, task), answers, protocol=pickle.HIGHEST_PROTOCOL)
            answers.flush()
    # Whoever waits for its end need not wait until all that it made is taken apart.
    sys.stderr.flush()
    os._exit(0)


def _meaning(judge: Judge, task: Task) -> Meaning | None:
    try:
        parsed = read(task.source, task.body, task.charset)
        understood = judge.understand(parsed, task.source, (), task.at)
        ready = opening(understood.diff, understood.judged, task.at.date())
        version = registry.load(task.source.collector).VERSION
        return None if ready is None else Meaning(opening=ready, warnings=parsed.warnings, version=version)
    except Exception:  # noqa: BLE001  # the night does it over and says what is wrong, in its own log
        return None


# Any: what stands at the other end of a pipe is known to whoever asks.
def _hear(pipe: IO[bytes]) -> Any:
    """The next value on a pipe between a night and its hand: what one of the two wrote there."""
    return pickle.load(pipe)  # noqa: S301  # nothing comes this way but what omfeed pickled itself


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe take the bodies that a hand has before it, so that the night does not wait until they are read."""
    # Linux alone can; and there a user's pipes may have taken all that they may.
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDE)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a hand go; one that does not is made to."""
    with contextlib.suppress(OSError):
        _pipe(process.stdin).close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("a hand has both its pipes")
    return pipe
