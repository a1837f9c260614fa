"""No secret is said or kept by any command, well or failing, in any form of the log.

A canary stands in each place that holds a secret. Each command is called, most of them also so that they fail, and
everything they say, and every file they leave, is searched. The log's own hiding of secrets is switched off meanwhile:
it is a second net, and would hide what the first one lets through. It has tests of its own.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from omfeed import logbook
from omfeed.cli import COMMANDS, cli, main
from omfeed.cli import context as cli_context
from omfeed.logbook import HIDDEN, Secrets
from tests.deliver.kit import relay
from tests.kit.server import Reply, Server, serve
from tests.kit.tried import tried

CANARIES = {
    name: f"canary-{name.lower()}-9d2f"
    for name in ("HOOK", "KEY", "PASS", "BEAT", "GRAPH", "CERT", "PROXY", "TEAMS", "SLACK", "DESK", "TOKEN", "OTHERS")
}
DATABASE = "canary-database-9d2f"
WRITTEN = "canary-written-9d2f"

# Each command with the words it needs; those that name a change or an entry name the first.
CALLS: dict[str, list[str]] = {
    "ack": ["ack", "1", "--by", "Kim"],
    "assess": ["assess"],
    "assign": ["assign", "1", "Kim"],
    "awareness": ["awareness"],
    "changes": ["changes", "--json"],
    "check": ["check"],
    "collect": ["collect", "--at", "2026-11-06"],
    "correct": ["correct", "1"],
    "db backup": ["db", "backup", "copy.db"],
    "db check": ["db", "check"],
    "db export": ["db", "export", "all.jsonl"],
    "db import": ["db", "import", "all.jsonl"],
    "db prune": ["db", "prune"],
    "db restore": ["db", "restore", "copy.db"],
    "db vacuum": ["db", "vacuum"],
    "deliver": ["deliver", "--at", "2026-11-06"],
    "deliveries": ["deliveries", "--json"],
    "demo": ["demo", "--help"],
    "digest": ["digest", "--since", "2026-11-01"],
    "doctor": ["doctor", "--json"],
    "fleet impact": ["fleet", "impact"],
    "fleet import": ["fleet", "import", "nothing.csv"],
    "fleet show": ["fleet", "show"],
    "fleet sync": ["fleet", "sync"],
    "guides check": ["guides", "check"],
    "guides": ["guides"],
    "init": ["init"],
    "kb export": ["kb", "export"],
    "notice": ["notice", "1"],
    "record": ["record", "tape", "--only", "news"],
    "replay": ["replay", "tape", "--collector", "feed"],
    "reparse": ["reparse"],
    "report": ["report", "2026-11"],
    "rules diff": ["rules", "diff", "omfeed.toml"],
    "run": ["run", "--json", "--at", "2026-11-05"],
    "runs": ["runs"],
    "schedule install": ["schedule", "install", "--cron"],
    "schedule remove": ["schedule", "remove"],
    "schedule show": ["schedule", "show"],
    "show": ["show", "1"],
    "sources accept": ["sources", "accept", "news"],
    "sources add": ["sources", "add", "http://127.0.0.1:9/news"],
    "sources check": ["sources", "check"],
    "sources disable": ["sources", "disable", "nobody"],
    "sources enable": ["sources", "enable", "nobody"],
    "sources export": ["sources", "export"],
    "sources import": ["sources", "import", "nothing.opml"],
    "sources list": ["sources", "list", "--all"],
    "sources show": ["sources", "show", "news"],
    "sources test": ["sources", "test", "news"],
    "status": ["status", "1", "done"],
    "subscribe": ["subscribe", "team", "--to", "team@example.com"],
    "subscriptions list": ["subscriptions", "list"],
    "subscriptions preview": ["subscriptions", "preview", "ops"],
    "subscriptions test": ["subscriptions", "test", "ops"],
    "tick": ["tick", "1", "users-told"],
    "unsubscribe": ["unsubscribe", "team"],
}


def leaves(group: click.Group, above: str = "") -> Iterator[str]:
    """Every command by the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        words = f"{above} {name}".strip()
        if isinstance(command, click.Group) and not command.invoke_without_command:
            yield from leaves(command, words)
        else:
            yield words


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log without its second net."""

    class Nothing(Secrets):
        def add(self, values: object) -> None:
            """Note nothing."""

    monkeypatch.setattr(logbook, "SECRETS", Nothing())
    monkeypatch.setattr(cli_context, "SECRETS", Nothing())


def say(*words: str) -> str:
    """Call omfeed in this process; everything it says."""
    out, err = io.StringIO(), io.StringIO()
    before, level = logging.getLogger().handlers[:], logging.getLogger().level
    kept = sys.argv
    sys.argv = ["omfeed", *words]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.suppress(SystemExit):
            main()
    finally:
        sys.argv = kept
        logging.getLogger().handlers[:] = before
        logging.getLogger().setLevel(level)
    return out.getvalue() + err.getvalue()


def _settings(server: Server, port: int, more: str = "") -> str:
    return (
        "[catalogue]\nenabled = false\n[[sources]]\nid = 'news'\ntitle = 'News'\ncollector = 'feed'\n"
        f"url = '{server.url('/news')}'\nallow_private = true\n{more}"
        f"[mail]\nsender = 'o@example.com'\nhost = '127.0.0.1'\nport = {port}\nuser = 'o'\npassword_env = 'PASS'\n"
        "allow_private = true\n"
        "[graph]\ntenant = 't.example'\nclient_id = '11111111-2222-3333-4444-555555555555'\nsecret_env = 'GRAPH'\n"
        "[network]\nproxy = 'http://127.0.0.1:9'\nproxy_authorization_env = 'PROXY'\n"
        "[[subscription]]\nid = 'ops'\nchannel = 'webhook'\nto_env = 'HOOK'\nsecret_env = 'KEY'\nallow_private = true\n"
        "[[subscription]]\nid = 'teams'\nchannel = 'teams'\nto_env = 'TEAMS'\nallow_private = true\n"
        "[[subscription]]\nid = 'slack'\nchannel = 'slack'\nto_env = 'SLACK'\nallow_private = true\n"
        "[[subscription]]\nid = 'desk'\nchannel = 'ticket'\nsystem = 'github'\nto_env = 'DESK'\nsecret_env = 'TOKEN'\n"
        "allow_private = true\n"
        "[[subscription]]\nid = 'others'\nchannel = 'apprise'\nto_env = 'OTHERS'\nallow_private = true\n"
        "[[subscription]]\nid = 'post'\nchannel = 'mail'\nto = 'a@example.com'\n"
        "[watch]\nheartbeat_env = 'BEAT'\nheartbeat_private = true\nmetrics = 'omfeed.prom'\n"
    )


def _feed(*titles: str) -> bytes:
    items = "".join(f"<item><title>{one}</title><guid>{one}</guid></item>" for one in titles)
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


@pytest.fixture
def vendor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A vendor, whose webhooks answer, and an environment full of secrets."""
    monkeypatch.chdir(tmp_path)
    with serve({}) as server:
        server.script("/news", Reply(_feed("One")), Reply(_feed("Two", "One")))
        for name, canary in CANARIES.items():
            is_address = name in {"HOOK", "BEAT", "TEAMS", "SLACK", "DESK"}
            monkeypatch.setenv(name, server.url(f"/{canary}?sig={canary}") if is_address else canary)
        monkeypatch.setenv("OTHERS", f"json://o:{CANARIES['OTHERS']}@127.0.0.1:{server.port}/{CANARIES['OTHERS']}")
        yield server


def searched(folder: Path, said: str) -> None:
    """No canary in what was said, nor in any file."""
    kept = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    for canary in (*CANARIES.values(), DATABASE, WRITTEN):
        where = said.find(canary)
        assert where < 0, said[max(0, where - 300) : where + 100]
        assert canary.encode() not in kept.replace(b"to = '", b"")


def test_every_command_is_tried() -> None:
    assert isinstance(cli, click.Group)
    there = set(leaves(cli))
    assert there - set(CALLS) == set()
    assert {name.split()[0] for name in CALLS} == set(COMMANDS)


@pytest.mark.usefixtures("bare")
def test_no_command_says_or_keeps_a_secret_when_all_goes_well(tmp_path: Path, vendor: Server) -> None:
    with relay() as post:
        (tmp_path / "omfeed.toml").write_text(_settings(vendor, post.port), encoding="utf-8")
        said = say("-vv", "run", "--at", "2026-11-03") + say("-vv", "--log-format", "json", "run", "--at", "2026-11-04")
        assert "Two" in say("changes")
        for number, words in enumerate(CALLS.values()):
            said += say("-vv", "--log-format", ("json", "text")[number % 2], *words)
    assert any(CANARIES["HOOK"] in seen.path for seen in vendor.seen)
    searched(tmp_path, said)
    tried("commands held to telling no secret", len(CALLS))


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("status", [404, 500])
def test_no_command_says_or_keeps_a_secret_when_others_fail(tmp_path: Path, vendor: Server, status: int) -> None:
    for name in ("HOOK", "BEAT", "TEAMS", "SLACK"):
        path = os.environ[name].removeprefix(vendor.url(""))
        echo = f"no such hook: {path}".encode()
        for each in (path, path.partition("?")[0]):
            vendor.script(each, *(Reply(echo, status=status) for _ in range(9)))
    (tmp_path / "omfeed.toml").write_text(_settings(vendor, 9), encoding="utf-8")
    said = say("-vv", "run", "--at", "2026-11-03") + say("-vv", "--log-format", "json", "run", "--at", "2026-11-04")
    for name in ("deliver", "deliveries", "fleet sync", "runs", "doctor", "subscriptions list", "check"):
        said += say("-vv", *CALLS[name])
    searched(tmp_path, said)


_SOURCE = "[[sources]]\nid = 'a'\ntitle = 'a'\ncollector = 'feed'\n"
BROKEN = {
    "a password in the file": "[mail]\nsender = 'o@example.com'\nhost = 'mail.example'\npassword = '{}'\n",
    "a password as the name of a variable": "[mail]\nsender = 'o@a.example'\nhost = 'h'\npassword_env = '{}!'\n",
    "a webhook in the file": "[[subscription]]\nid = 'x'\nchannel = 'webhook'\nto = 'https://hook.example/{}'\n",
    "a webhook as the name of a variable": "[[subscription]]\nid = 'x'\nchannel = 'teams'\nto_env = 'https://h/{}'\n",
    "a secret of Graph": "[graph]\ntenant = 't.example'\nclient_id = 'x'\nsecret = '{}'\n",
    "a heartbeat": "[watch]\nheartbeat = 'https://beat.example/{}'\n",
    "a password in an address": _SOURCE + "url = 'https://u:{}@a.example/'\n",
    "a token in an address": _SOURCE + "url = 'ftp://a.example/?token={}'\n",
    "a proxy's password": "[network]\nproxy = 'http://u:{}@proxy.example:3128'\n",
}  # fmt: skip


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("name", BROKEN)
def test_a_secret_in_the_wrong_place_is_not_repeated(tmp_path: Path, name: str, vendor: Server) -> None:
    (tmp_path / "omfeed.toml").write_text(BROKEN[name].format(WRITTEN), encoding="utf-8")
    for words in (["check"], ["doctor", "--json", "--offline"], ["sources", "list"]):
        for form in ("text", "json"):
            said = say("-vv", "--log-format", form, *words)
            assert WRITTEN not in said, said


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:{}@127.0.0.1:9/omfeed", "postgresql://u:{}@/omfeed?host=/nowhere", "mysql://u:{}@h/d",
        "postgresql://u:{}@127.0.0.1:nine/omfeed", "x://u:{}@h/d",
    ],
)  # fmt: skip
def test_the_password_of_a_database_is_not_repeated(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch, vendor: Server
) -> None:
    monkeypatch.setenv("DATABASE", url.format(DATABASE))
    (tmp_path / "omfeed.toml").write_text("[output]\ndatabase_env = 'DATABASE'\n", encoding="utf-8")
    for words in (["runs"], ["db", "check"], ["doctor", "--offline"], ["changes"], ["db", "backup", "x.db"]):
        said = say("-vv", *words) + say("--log-format", "json", *words)
        assert DATABASE not in said, said
        assert "omfeed" in said or "database" in said


def test_the_log_hides_what_got_into_it_nevertheless() -> None:
    secrets = Secrets(["s3cret/of+ours", "", "abc"])
    assert secrets.hidden("tell s3cret/of+ours") == f"tell {HIDDEN}"
    assert secrets.hidden("?key=s3cret%2Fof%2Bours&x") == f"?key={HIDDEN}&x"
    assert secrets.hidden("abc") == "abc"
    secrets.add(['quo"ted\nlines'])
    assert HIDDEN in secrets.hidden('{"words": "quo\\"ted\\nlines"}')
    assert Secrets().hidden("as it is") == "as it is"


def test_a_fault_of_ours_is_told_by_the_log_without_secrets(
    tmp_path: Path, vendor: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(f"of a library: {CANARIES['PASS']}")

    monkeypatch.setattr("omfeed.store.Store.look", breaks)
    (tmp_path / "omfeed.toml").write_text(_settings(vendor, 9), encoding="utf-8")
    (tmp_path / "omfeed.db").touch()
    said = say("runs")
    assert "report" in said
    assert "RuntimeError" in said
    assert HIDDEN in said
    assert CANARIES["PASS"] not in said
