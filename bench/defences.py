"""Takes each defence away in turn and sees whether a test turns red: a defence no test misses is not there.

Each row of ``DEFENCES`` replaces a piece of the source with one that lets go, in a copy of the tree, and runs the tests
that should notice. Prints one line a row, and exits with 1 when any defence was not missed.

    python bench/defences.py [word]        # only the rows that hold this word
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
NET = "tests/net"
SSRF, FAULTS, TLS, GET = (f"tests/net/test_{name}.py" for name in ("ssrf", "faults", "tls", "get"))
TEXT = "tests/text/test_markup.py"


@dataclass(frozen=True)
class Defence:
    """One defence: where it stands, and what the code is without it."""

    name: str
    file: str
    old: str
    new: str
    tests: str = NET


ADDRESS, GUARD, DIAL, CLIENT = "net/address.py", "net/guard.py", "net/dial.py", "net/client.py"
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
    Defence("permission and kept connections", CLIENT, "here.port, allowed)", "here.port, True)", SSRF),
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
    Defence("length of markup", MARKUP, "if len(html) > _LONGEST or (", "if (", TEXT),
    Defence("invisible characters", MARKUP, 'return _INVISIBLE.sub("", ', "return (", TEXT),
    Defence("lone surrogates", MARKUP, 'html = _SURROGATE.sub("\\ufffd", html)', "pass", TEXT),
]


def missed(defence: Defence) -> bool:
    """Whether a test turns red without it."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in ("omfeed", "tests", "pyproject.toml"):
            source = HOME / name
            if source.is_dir():
                shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, tree / name)
        path = tree / "omfeed" / defence.file
        text = path.read_text(encoding="utf-8")
        if defence.old not in text:
            raise SystemExit(f"“{defence.name}”: the code it stands in has changed; update bench/defences.py")
        path.write_text(text.replace(defence.old, defence.new), encoding="utf-8")
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
            defence.tests,
        ]
        try:
            done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=120, check=False)
        except subprocess.TimeoutExpired:
            return True  # a test that hangs for want of a defence misses it, too
        return done.returncode == 1


def main() -> int:
    """Try every defence; 1 when one was not missed."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    chosen = [defence for defence in DEFENCES if word in defence.name]
    unmissed = []
    for defence in chosen:
        seen = missed(defence)
        print(f"{'missed ' if seen else 'UNSEEN '} {defence.name}", flush=True)
        if not seen:
            unmissed.append(defence)
    print(f"{len(chosen) - len(unmissed)} of {len(chosen)} defences were missed when they were gone.")
    return 1 if unmissed else 0


if __name__ == "__main__":
    sys.exit(main())
