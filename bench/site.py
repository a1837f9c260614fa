"""Measures the static site: five thousand stories from nothing, the night after, and how fast its search answers.

Run: python -m bench.site [STORIES]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from pytest import skip

from omfeed.deliver.files import write_all
from omfeed.digest.site import site
from omfeed.model import ChangeKind, Delta, DeltaKind, Item, Platform, Severity
from tests.kit.browser import chromium
from tests.kit.items import FLEET, NIGHT, TODAY, by_story, entry, item, judged, source

WORDS = "devices policy update enrolment settings users profile admin company portal restart certificate".split()
SOURCES = [source(f"source-{number}") for number in range(40)]
PLATFORMS = list(Platform)[:4]
SEVERITIES = list(Severity)


def stories(count: int) -> list[Item]:
    """So many stories over three years; every third one was edited."""
    made = []
    for number in range(count):
        text = "\n".join(
            " ".join(WORDS[(number * 7 + line * 5 + word * 3) % len(WORDS)] for word in range(40)) + "."
            for line in range(4)
        )
        before = entry(f"Story {number} about {WORDS[number % len(WORDS)]}", text, url=f"https://example.org/{number}")
        assessment = judged(
            PLATFORMS[number % 4],
            severity=SEVERITIES[number % 4],
            due=[f"2027-{number % 12 + 1:02}-{number % 28 + 1:02}"] if number % 5 == 0 else [],
            act=number % 10 == 0,
            devices=number % 1000,
        )
        at = NIGHT - timedelta(days=number % 1095)
        of = SOURCES[number % 40]
        made.append(item(before, assessment, number=2 * number + 1, entry_id=number + 1, at=at, of=of))
        if number % 3 == 0:
            after = entry(before.title, text + "\nOne more sentence.", url=before.url)
            deltas = [Delta(kind=DeltaKind.PLATFORM_ADDED, subject="macos")]
            shown = ("<p><ins>One more sentence.</ins></p>", "{+One more sentence.+}")
            made.append(
                item(
                    after, assessment, number=2 * number + 2, entry_id=number + 1, kind=ChangeKind.EDITED,
                    before=before, at=at + timedelta(hours=1), of=of, deltas=deltas, shown=shown,
                )
            )  # fmt: skip
    return made


def build(folder: Path, items: list[Item], **more: object) -> tuple[int, int, float]:
    """Pages made, files written, seconds."""
    began = time.perf_counter()
    pages = 0

    def counted() -> Iterator[tuple[str, bytes]]:
        nonlocal pages
        for page in site(by_story(items), FLEET, TODAY, **more):  # type: ignore[arg-type]  # passed on as they are
            pages += 1
            yield page

    written = write_all(folder, counted())
    return pages, written, time.perf_counter() - began


def search(page: Path) -> dict[str, tuple[float, int]]:
    """For each thing typed into the search box: milliseconds until the answer stands there, and how many it names.

    From a file, in headless Chromium; the median of nine tries.
    """
    with chromium() as browser:
        shown = browser.new_page()
        shown.goto(page.as_uri())
        found = {}
        for words in ("", "story 4999", "certificate policy", "e", "nothing of the kind"):
            times = sorted(shown.evaluate(_TYPE, words) for _ in range(9))
            found[words] = times[4], shown.locator("#found li").count()
        return found


_TYPE = """words => {
  const box = document.getElementById("q"), began = performance.now();
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.getElementById("found").getBoundingClientRect();
  return performance.now() - began;
}"""


def main() -> int:
    """Prints the figures; 1 when the first build took a minute or longer, or the search a tenth of a second."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    items = stories(count)
    with tempfile.TemporaryDirectory() as folder:
        pages, written, seconds = build(Path(folder), items)
        print(f"{count} stories, {len(items)} changes: {pages} pages, {written} written, {seconds:.1f} s")
        again, rewritten, whole = build(Path(folder), items)
        print(f"the same again, whole: {again} pages, {rewritten} written, {whole:.1f} s")
        new = item(entry("One more story"), judged(Platform.IOS, devices=3), number=10**6)
        pages, rewritten, night = build(Path(folder), [*items, new], touched={f"entry-{new.entry_id}"})
        print(f"the next night, one new story: {pages} pages, {rewritten} written, {night:.1f} s")
        size = (Path(folder) / "search.html").stat().st_size
        print(f"search page: {size / 1e6:.2f} MB")
        slowest = 0.0
        try:
            for words, (taken, shown) in search(Path(folder) / "search.html").items():
                print(f"  “{words}”: {shown} shown after {taken:.1f} ms")
                slowest = max(slowest, taken)
        except skip.Exception as why:
            print(f"search not measured: {why}")
    return 0 if seconds < 60 and slowest < 100 else 1


if __name__ == "__main__":
    sys.exit(main())
