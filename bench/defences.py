"""Takes each defence away in turn and sees whether a test turns red: a defence no test misses is not there.

Each row of ``DEFENCES`` replaces a piece of the source with one that lets go, in a copy of the tree, and runs the tests
that should notice. Prints one line a row, and exits with 1 when any defence was not missed.

    python -m bench.defences [word] [--at-once N]

First all those tests are run once with every defence in place: what is red anyhow would prove nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOME = Path(__file__).resolve().parents[1]
NET = "tests/net"
SSRF, FAULTS, TLS, GET = (f"tests/net/test_{name}.py" for name in ("ssrf", "faults", "tls", "get"))
TEXT = "tests/text/test_markup.py"
COSTLY = "tests/collect/test_costly_bodies.py"
PATTERN = "tests/text/test_patterns.py"
FOLLOWED = "tests/trust/test_following.py tests/night/test_following.py"
GRAPH = "tests/net/graph/test_reading.py"
DIGEST = " ".join(f"tests/{name}.py" for name in "digest/test_render digest/test_exports trust/test_everywhere".split())
OTHERS, TALK, LENT = "tests/deliver/test_others.py", "tests/deliver/test_talk.py", "net/lent.py"
RIGHTS, DOCTOR = "tests/store/test_rights.py", "tests/cli/test_doctor.py tests/cli/test_doctor_hosts.py"
SECRETS, TERMINAL = "tests/cli/test_secrets.py", "tests/cli/test_terminal.py"


@dataclass(frozen=True)
class Defence:
    """One defence: where it stands, and what the code is without it."""

    name: str
    file: str
    old: str
    new: str
    tests: str = NET


ADDRESS, GUARD, DIAL, CLIENT = "net/address.py", "net/guard.py", "net/dial.py", "net/client.py"
FOLLOWING, RENDER, CONTEXT, PATTERNS = "following.py", "digest/render.py", "cli/context.py", "text/patterns.py"
EXCHANGE, UNPACK, SMTP, LOCAL, MARKUP = (
    "net/exchange.py",
    "net/unpack.py",
    "net/smtp.py",
    "net/local.py",
    "text/markup.py",
)

DEFENCES = [
    Defence(
        "control characters in an address", ADDRESS, 'if _CONTROL.search(url) or "\\\\" in url:', 'if "\\\\" in url:'
    ),
    Defence(
        "back-slashes in an address", ADDRESS, '_CONTROL.search(url) or "\\\\" in url:', "_CONTROL.search(url):", SSRF
    ),
    Defence("user names in an address", ADDRESS, 'if "@" in parts.netloc:', "if False:", SSRF),
    Defence("schemes", ADDRESS, "if scheme not in PORTS:", "if not scheme:", SSRF),
    Defence("length of an address", ADDRESS, "if len(url) > LONGEST:", "if False:", SSRF),
    Defence("zone ids", ADDRESS, "if six.scope_id:", "if False:", SSRF),
    Defence("odd IP spellings", ADDRESS, "if _NUMBER.fullmatch(labels[-1]):", "if False:", SSRF),
    Defence(
        "IP in other scripts", ADDRESS, "if not host.isascii():\n            raise", "if False:\n            raise"
    ),
    Defence("host names", ADDRESS, "not all(_LABEL.fullmatch(label) for label in labels)", "False", SSRF),
    Defence("ambiguous names", ADDRESS, "if _DEVIATION.search(host):", "if False:", SSRF),
    Defence("port zero", ADDRESS, "if port == 0 or ", "if ", SSRF),
    Defence("query values in messages", ADDRESS, 'text = re.sub(r"[?#].*$", "?…", text)', "pass", SSRF),
    Defence("the guard itself", GUARD, 'if name != "public" and not', 'if name == "never" and not', SSRF),
    Defence("every address of a name", GUARD, "for text in found:", "for text in found[:1]:", SSRF),
    Defence("private only by permission", GUARD, "allow_private and name in PRIVATE", "name in PRIVATE", SSRF),
    Defence("permission for private only", GUARD, "allow_private and name in PRIVATE", "allow_private", SSRF),
    Defence("ISATAP", GUARD, "if (number >> 32) & 0xFCFFFFFF == 0x00005EFE:", "if False:", SSRF),
    Defence("unopened IPv6", GUARD, "if not _UNICAST[0] <= number <= _UNICAST[1]:", "if False:", SSRF),
    *(
        Defence(f"range {text}", GUARD, f'    ("{text}", ', f'    ("192.0.2.255/32" or "{text}", ', SSRF)
        for text in (
            "168.63.129.16/32 0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 "
            "172.16.0.0/12 192.0.0.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 "
            "198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 fd00:ec2::254/128 fd20:ce::254/128 "
            "2001:db8::/32 2001::/23 2002::/16 3fff::/20 2620:4f:8000::/48"
        ).split()
    ),
    Defence(
        "the judged address is dialled",
        DIAL,
        "self._connect(ip, address.port",
        "self._connect(address.host, address.port",
    ),
    Defence(
        "the deadline of a connection",
        DIAL,
        "if left <= 0:\n            raise self._too_slow()",
        "left = max(left, 0.001)",
        FAULTS,
    ),
    Defence("the clock on each piece", EXCHANGE, "wire.check()", "pass", FAULTS),
    Defence("certificates", "net/trust.py", "ssl.create_default_context()", "ssl._create_unverified_context()"),
    Defence("names in certificates", DIAL, "server_hostname=host", "server_hostname='elsewhere.example'"),
    Defence("bytes on the wire", EXCHANGE, "if wire.received > self._last:", "if False:", FAULTS),
    Defence("announced length", EXCHANGE, "if _claimed(found) > limits.wire_bytes:", "if False:", FAULTS),
    Defence("unpacked bytes", EXCHANGE, "if len(body) > limits.body_bytes:", "if False:", FAULTS),
    Defence(
        "bytes of headers", EXCHANGE, "max_incomplete_event_size=MOST_HEADER_BYTES", "max_incomplete_event_size=10**9"
    ),
    Defence("interim answers", EXCHANGE, "range(MOST_INTERIM + 1)", "range(10**9)", FAULTS),
    Defence("two places", EXCHANGE, "found.get(name, value) != value", "False", FAULTS),
    Defence("packed twice", UNPACK, 'case ["gzip" | "x-gzip"]:', 'case ["gzip" | "x-gzip", *_]:', FAULTS),
    Defence("broken packing", UNPACK, "if self._inflater is not None or", "if False and", FAULTS),
    Defence("unread answers on kept connections", EXCHANGE, " or state.trailing_data[0]:", ":", GET),
    Defence("redirects to http", CLIENT, 'if here.scheme == "https" and there.scheme == "http":', "if False:"),
    Defence("circles", CLIENT, "if there.url in {request.url, here.url, *trip.hops}:", "if False:"),
    Defence("number of redirects", CLIENT, "if len(trip.hops) >= trip.limits.redirects:", "if False:"),
    Defence("ports of redirects", CLIENT, "if there.port < 1024 and there.port not in {80, 443}:", "if False:"),
    Defence("redirected posts", CLIENT, 'if request.method not in {"GET", "HEAD"} and (', "if False and ("),
    Defence("permission stays at home", CLIENT, "request.allow_private and trip.at_home", "request.allow_private"),
    Defence("permission and kept connections", CLIENT, "here.port, allowed or metadata)", "here.port, True)", SSRF),
    Defence("permission for a metadata service", CLIENT, "request.allow_metadata and trip.at_home", "True"),
    Defence("headers stay at home", CLIENT, "if not request.pinned_host or trip.at_home:", "if True:", SSRF),
    Defence("headers of the connection", CLIENT, "if name.lower() in _OURS:", "if False:"),
    Defence("304 to no question", CLIENT, "if not (request.etag or request.last_modified):", "if False:"),
    Defence("odd validators", CLIENT, "return value if _VALIDATOR.fullmatch(value) else", "return value if value else"),
    Defence("requests at once", CLIENT, "BoundedSemaphore(self._limits.per_host)", "BoundedSemaphore(99)"),
    Defence("sending once", CLIENT, "return self._run(request, NEVER)", "return self._run(request, self._retries)"),
    Defence("secret addresses", CLIENT, "addresses.host_only(self.here.url) if self.request.secret_url else", ""),
    Defence("patience with a server", "net/retry.py", "asked if asked <= retries.patience else None", "asked"),
    Defence("pauses within the budget", "net/retry.py", "wait is not None and wait < left", "wait is not None"),
    Defence("what may pass", "net/retry.py", "if not error.transient or", "if"),
    Defence("files by permission", LOCAL, "if not request.allow_file or", "if"),
    Defence("files of other machines", LOCAL, 'if parts.netloc.lower() not in {"", "localhost"}:', "if False:"),
    Defence("plain files", LOCAL, "if not stat.S_ISREG(os.fstat(handle).st_mode):", "if False:"),
    Defence("size of files", LOCAL, "if len(body) > most:", "if False:"),
    Defence(
        "names of the inside and a proxy", "net/proxy.py", "labels[-1] in _INSIDE", "False", "tests/net/test_proxy.py"
    ),
    Defence("addresses and a proxy", "net/proxy.py", "if address.literal:", "if False:", "tests/net/test_proxy.py"),
    Defence("a part for the whole", CLIENT, " or answer.status == 206:", ":", FAULTS),
    Defence(
        "countless attributes",
        "collect/bounds.py",
        "if _MANY.search(markup):",
        "if False:",
        "tests/collect/test_bounds.py",
    ),
    Defence("STARTTLS verifies", SMTP, "context or self._context or trusted()", "None"),
    Defence("a relay's patience", SMTP, "self._watch.start()", "pass"),
    Defence("schemes of links", MARKUP, "if parts.scheme.lower() not in SCHEMES or", "if", TEXT),
    Defence("user names in links", MARKUP, 'if "@" in parts.netloc or', "if", TEXT),
    Defence("unsafe characters in links", MARKUP, "_UNSAFE.sub(lambda unsafe: quote(unsafe[0]), full)", "full", TEXT),
    Defence(
        "alternative text",
        MARKUP,
        "alt = entities.escape(entities.unescape(picture[1] or",
        "alt = (lambda text, quote: text)(entities.unescape(picture[1] or",
        TEXT,
    ),
    Defence("attributes on anything", MARKUP, '"*": set(),', "", TEXT),
    Defence("a fixed point", MARKUP, "_STEADY.clean(_tidied(clean))", "clean", TEXT),
    Defence("depth of markup", MARKUP, "if depth > _DEEPEST:", "if False:", TEXT),
    Defence("number of tags", MARKUP, "if tags > _MOST_TAGS:", "if False:", TEXT),
    Defence("length of markup", MARKUP, "return len(html) > _LONGEST or (", "return (", TEXT),
    Defence("invisible characters", "text/visible.py", 'return _INVISIBLE.sub("", ', "return (", TEXT),
    Defence(
        "lone surrogates",
        "text/visible.py",
        'return text if text.isascii() else _SURROGATE.sub("\\ufffd", text)',
        "return text",
        TEXT,
    ),
    Defence("line breaks in addresses", MARKUP, '_BREAKS.sub("", visible(url))', "visible(url)", TEXT),
    Defence("markup that grew", MARKUP, "if _too_much(clean) else clean", "if False else clean", TEXT),
    Defence("comments without end", "collect/bounds.py", "> MOST_OPEN_COMMENTS:", "> 10**9:", COSTLY),
    Defence("length of names", "collect/writing.py", "title=short(line(title))", "title=line(title)", COSTLY),
    Defence("length of keys", "collect/writing.py", "key=short_key(line(key))", "key=line(key)", COSTLY),
    Defence("languages", "collect/writing.py", 'found if _LANGUAGE.fullmatch(found) else ""', "found", COSTLY),
    Defence("books that span", "collect/pages.py", "cell if len(cell.html) <= _LABELS else Cell()", "cell", COSTLY),
    Defence("labels side by side", "collect/pages.py", "return few and words", "return words", COSTLY),
    Defence(
        "where a document type may stand",
        "collect/feeds.py",
        "_HEAD: Final = 16 * 1024",
        "_HEAD: Final = 10**9",
        COSTLY,
    ),
    Defence("endless sentences", "assess/reading.py", "while len(sentence) > _LONGEST:", "while False:", COSTLY),
    Defence("depth of pages", "collect/outline.py", "if depth > DEEPEST:", "if False:", COSTLY),
    Defence("depth of feeds", "collect/feeds.py", "> _DEEPEST and _depth(text) > _DEEPEST:", "> 10**9:", COSTLY),
    Defence(
        "entities of XML",
        "collect/msrc_xml.py",
        "resolve_entities=False",
        "resolve_entities=True",
        "tests/collect/test_microsoft_data.py",
    ),
    Defence(
        "entities of subscriptions lists",
        "deliver/opml.py",
        "if dtd is not None and any(",
        "if False and any(",
        "tests/deliver/test_out.py",
    ),
    Defence("hosts a source may lead to", FOLLOWING, "there.netloc == here.netloc or", "True or", FOLLOWED),
    Defence(
        "schemes a source may lead to", FOLLOWING, 'if there.scheme not in {"https", here.scheme} or', "if", FOLLOWED
    ),
    Defence(
        "permission of what is followed",
        FOLLOWING,
        "source.allow_private and (here.scheme, here.netloc) == (there.scheme, there.netloc)",
        "source.allow_private",
        FOLLOWED,
    ),
    Defence(
        "next pages of Graph",
        "net/graph/reader.py",
        "(there.scheme, there.netloc) != (here.scheme, here.netloc) or not of.page",
        "False",
        GRAPH,
    ),
    Defence(
        "the sandbox of templates",
        RENDER,
        "environment = SandboxedEnvironment(",
        "from jinja2 import Environment\n    environment = Environment(",
        DIGEST,
    ),
    Defence("escaping in templates", RENDER, 'name is None or not name.endswith((".txt", ".json"))', "False", DIGEST),
    Defence("undefined names in templates", RENDER, "undefined=StrictUndefined,", "", DIGEST),
    Defence(
        "formulas in tables",
        "digest/table.py",
        "if cell.lstrip(",
        "if False and cell.lstrip(",
        "tests/digest/test_report.py",
    ),
    Defence(
        "formulas after a space",
        "digest/table.py",
        'cell.lstrip(" \\u00a0").startswith(_FORMULA) or ',
        "",
        "tests/digest/test_report.py",
    ),
    Defence(
        "escapes to the terminal",
        CONTEXT,
        '"\\n".join(visible(line) for line in text.split("\\n"))',
        "text",
        TERMINAL,
    ),
    Defence(
        "lines of the log",
        CONTEXT,
        'visible(record.message.replace("\\r", " ").replace("\\n", " "))',
        "record.message",
        TERMINAL,
    ),
    Defence(
        "secrets in the log",
        "logbook.py",
        "return self._pattern.sub(HIDDEN, text) if self._pattern else text",
        "return text",
        SECRETS,
    ),
    Defence("the heartbeat's address", "watch.py", "secret_url=True", "secret_url=False", SECRETS),
    Defence("addresses in faults", "config/faults.py", "value = shown(value)", "pass", SECRETS),
    Defence("values of variables in faults", "config/faults.py", 'found = "the value"', "pass", SECRETS),
    Defence(
        "headers of mail", "deliver/mail.py", 'visible(_CONTROLS.sub(" ", text))', "text", "tests/deliver/test_mail.py"
    ),
    Defence(
        "plain mail addresses",
        "deliver/mail.py",
        "_ADDRESS.fullmatch(text) is not None and",
        "",
        "tests/deliver/test_mail.py",
    ),
    Defence("escapes in printed JSON", CONTEXT, "if visible(text) != text:", "if False:", TERMINAL),
    Defence("repeats of repeats", PATTERNS, "for _ in _endless(body) if not _is_parted(body)", "for _ in ()", PATTERN),
    Defence("choices that begin alike", PATTERNS, "if any(_alike(choice)", "if any(False and _alike(choice)", PATTERN),
    Defence("repeats beside each other", PATTERNS, "> _MOST_WIDE:", "> 999:", PATTERN),
    Defence("length of what an expression meets", PATTERNS, "text[:LONGEST]", "text", PATTERN),
    Defence("bombs in a history", "replay.py", "if len(body) > _LARGEST:", "if False:", "tests/night/test_replay.py"),
    Defence("ways past a client that is lent", LENT, "or lending.ours or event not in _WAYS:", "or True:", OTHERS),
    Defence("a lent client's way out", LENT, "setattr(Session, _DOOR, lambda *_, **__: adapter)", "pass", OTHERS),
    Defence(
        "a lent client's private host", LENT, '(urlsplit(url).hostname or "") == self._private_host', "True", OTHERS
    ),
    Defence("addresses of other services", LENT, "secret_url=True", "secret_url=False", OTHERS),
    Defence("addresses of ticket systems", "deliver/tickets/talk.py", "secret_url=True", "secret_url=False", TALK),
    Defence("answers without end", "deliver/tickets/talk.py", "(ValueError, RecursionError)", "ValueError", TALK),
    Defence("addresses in recordings", "net/tape.py", '"url": addresses.shown(request.url)', '"url": request.url'),
    Defence("number of tags in a body", "collect/bounds.py", 'if markup.count("<") > MOST_TAGS:', "if False:", COSTLY),
    Defence("marks of Markdown", "collect/learn_markdown.py", "len(_MARK.findall(text)) > _MOST_MARKS or", "", COSTLY),
    Defence(
        "paragraphs of Markdown",
        "collect/learn_markdown.py",
        '> _MOST_MARKS or text.count("\\n\\n") > _MOST_BLOCKS',
        "> _MOST_MARKS",
        COSTLY,
    ),
    Defence("entries of a night", "understand.py", "if len(parsed.entries) > MOST_ENTRIES:", "if False:", COSTLY),
    Defence("rights of the database", "store/rights.py", "MOST: Final = 0o640", "MOST: Final = 0o666", RIGHTS),
    Defence("rights of copies", "store/rights.py", "mode &= S_IMODE(one.stat().st_mode)", "pass", RIGHTS),
    Defence("rights of what is put back", "store/upkeep.py", "rights.take_over(half, target)", "pass", RIGHTS),
    Defence(
        "rights of letters", "dispatch/desk.py", "private=True", "private=False", "tests/dispatch/test_dispatch.py"
    ),
    Defence("one answer of a host to doctor", "cli/doctor.py", "redirects=0", "redirects=5", DOCTOR),
    Defence(
        "root's powers in a service", "cli/runas.py", "if owner != 0 and owner", "if owner", "tests/cli/test_runas.py"
    ),
    Defence("names in a recording", "net/tape.py", 'Path(str(answer["body"])).name', 'str(answer["body"])'),
]


_PARTS: Final = ("omfeed", "tests", "bench", "templates", "migrations", "docs")
_FILES: Final = ("pyproject.toml", "sources.toml", "README.md", "CHANGELOG.md", "constraints.txt", "Makefile")
_SECONDS: Final = 900.0


def astray(defences: Sequence[Defence]) -> list[str]:
    """The names of those that do not stand where they are said to, or whose tests are not there."""
    return [
        one.name
        for one in defences
        if one.old not in (HOME / "omfeed" / one.file).read_text(encoding="utf-8")
        or not all((HOME / test).exists() for test in one.tests.split())
    ]


def missed(defence: Defence) -> bool:
    """Whether a test turns red without it."""
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder))
        path = tree / "omfeed" / defence.file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(defence.old, defence.new), encoding="utf-8")
        # A test that hangs for want of a defence misses it, too.
        return tested(tree, defence.tests) != 0


def copied(folder: Path) -> Path:
    """The tree, in a folder of its own."""
    for name in _PARTS:
        shutil.copytree(HOME / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(HOME / name, folder / name)
    return folder


def tested(tree: Path, tests: str) -> int | None:
    """The exit code of these tests in a tree; none when they did not come to an end.

    Raises:
        SystemExit: they could not even be collected, which says nothing of a defence.
    """
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        *tests.split(),
    ]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode > 1:
        raise SystemExit(f"{tests} could not be run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.returncode


def main() -> int:
    """Try every defence; 1 when one was not missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("word", nargs="?", default="", help="only the rows that hold this word")
    parser.add_argument("--at-once", type=int, default=2, help="so many at the same time")
    options = parser.parse_args()
    chosen = [defence for defence in DEFENCES if options.word in defence.name]
    if lost := astray(chosen):
        raise SystemExit(f"The code in which these stand has changed; update bench/defences.py: {', '.join(lost)}")
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder))
        for tests in sorted({defence.tests for defence in chosen}):
            if tested(tree, tests) != 0:
                raise SystemExit(f"{tests} are red with every defence in place: mend that first.")
    unmissed = 0
    with ThreadPoolExecutor(max_workers=options.at_once) as pool:
        for defence, seen in zip(chosen, pool.map(missed, chosen), strict=True):
            print(f"{'missed ' if seen else 'UNSEEN '} {defence.name}", flush=True)
            unmissed += not seen
    print(f"{len(chosen) - unmissed} of {len(chosen)} defences were missed when they were gone.")
    return 1 if unmissed else 0


if __name__ == "__main__":
    sys.exit(main())
