"""There is one way to the network, and nothing that is fetched chooses another: read from the source code itself.

Most breaches of programs like this one were a second path that skipped the guard. So which modules may even import what
can open a connection is a table, and each exception in it says why.
"""

from __future__ import annotations

import ast
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
MODULES = sorted((HOME / "omfeed").rglob("*.py"))

DOORS = {
    *(
        "socket",
        "ssl",
        "socketserver",
        "select",
        "selectors",
        "asyncio",
        "http.client",
        "http.server",
        "urllib.request",
    ),
    *("smtplib", "imaplib", "poplib", "ftplib", "telnetlib", "nntplib", "xmlrpc", "wsgiref", "webbrowser"),
    *(
        "h11",
        "httpx",
        "httpx2",
        "httpcore",
        "httpcore2",
        "requests",
        "urllib3",
        "aiohttp",
        "msal",
        "apprise",
        "paramiko",
    ),
}
"""Modules that can open a connection, or lead to one that can."""

EXCEPTIONS = {
    ("deliver/others.py", "apprise"): "it is called only while net.lent takes over all that it sends",
    ("deliver/relay.py", "smtplib"): "its errors; the connection itself is net.smtp's",
    ("deliver/relay.py", "ssl"): "the type of a context that it hands on",
    ("demo/server.py", "http.server"): "listens on loopback; never connects",
}
HARMLESS = {
    "smtplib": {name for name in dir(smtplib) if name.startswith("SMTP") and name[4:5].isupper()} - {"SMTP_SSL"},
    "ssl": {"SSLContext"},
}
"""What of these modules may be used outside the network room: errors and types."""


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _name(node.func) in {"import_module", "__import__"} and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def doors(tree: ast.Module) -> set[str]:
    return {door for name in imported(tree) for door in DOORS if name == door or name.startswith(f"{door}.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_only_the_network_room_can_open_a_connection(path: Path) -> None:
    place = path.relative_to(HOME / "omfeed").as_posix()
    if not place.startswith("net/"):
        assert {door for door in doors(parsed(path)) if (place, door) not in EXCEPTIONS} == set()


@pytest.mark.parametrize(("place", "door"), EXCEPTIONS)
def test_each_exception_is_still_needed_and_stays_what_it_says(place: str, door: str) -> None:
    tree = parsed(HOME / "omfeed" / place)
    assert door in doors(tree)
    if door in HARMLESS:
        used = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == door
        }
        assert used <= HARMLESS[door]


def test_within_the_network_room_connections_are_made_in_one_place() -> None:
    makers = {"create_connection", "connect", "connect_ex", "socket", "SMTP", "SMTP_SSL", "LMTP", "urlopen"}
    found = set()
    for path in (HOME / "omfeed" / "net").glob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in makers:
                found.add((path.name, ast.unparse(node.func)))
    assert found == {("dial.py", "socket.socket"), ("dial.py", "sock.connect")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_parsers_are_given_bytes_never_an_address(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        called = ast.unparse(node.func)
        if called == "feedparser.parse":
            assert ast.unparse(node.args[0]).startswith("io.BytesIO("), "feedparser fetches what is a string"
        if called.endswith(("etree.parse", "html.parse", "html.open_in_browser", "html.submit_form")):
            raise AssertionError(f"{called} can fetch")
        if called.endswith("XMLParser"):
            given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
            assert given.get("resolve_entities") == "False"
            assert given.get("no_network") == "True"
            assert given.get("load_dtd", "False") == "False"
            assert given.get("huge_tree", "False") == "False"
        if called.endswith("HTMLParser"):
            given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
            assert given.get("no_network", "True") == "True"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_certificates_are_verified_everywhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("CERT_NONE", "_create_unverified_context", "check_hostname = False", "verify=False"):
        assert word not in text


def test_the_client_starts_lean() -> None:
    """A quiet night pays for what it imports: TLS only for https, dates of mail only for a Retry-After."""
    code = (
        "import sys; import omfeed.net.client; "
        "heavy = {'ssl', 'email', 'http.client', 'smtplib', 'hashlib', 'asyncio', 'lxml', 'nh3'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
