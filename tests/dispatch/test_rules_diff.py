"""Other rules are tried on the stored past before anybody trusts them."""

from __future__ import annotations

import json

import pytest

from tests.dispatch.shell import Shell

RULE = '[[rule]]\nname = "macs"\naction = "{action}"\nwords = ["Recovery lock passwords"]\n{more}'
SINCE = ("--since", "2026-10-01")


def _diff(omfeed: Shell, old: str, new: str) -> list[dict[str, object]]:
    paths = []
    for name, text in (("old.toml", old), ("new.toml", new)):
        path = omfeed.post.folder / name
        path.write_text("[catalogue]\nenabled = false\n" + text, encoding="utf-8")
        paths.append(str(path))
    said = omfeed("rules", "diff", *paths, *SINCE, "--json")
    assert said.code == 0, said.err
    return [json.loads(line) for line in said.out.splitlines()]


@pytest.mark.parametrize(
    ("action", "more", "forth", "back"),
    [
        ("mute", "", "muted by “macs”", "no longer muted by “macs”"),
        ("raise", 'value = "critical"\n', "raised ", "lowered critical"),
        ("tag", 'value = "ours"\n', "tagged ours", "no longer tagged ours"),
        ("route", 'value = "stakeholder"\n', "routed to stakeholder", "no longer routed to stakeholder"),
    ],
)
def test_what_a_rule_would_do_is_told_and_so_is_what_its_end_would(
    omfeed: Shell, action: str, more: str, forth: str, back: str
) -> None:
    rule = RULE.format(action=action, more=more)
    for old, new, words in (("", rule, forth), (rule, "", back)):
        (one,) = _diff(omfeed, old, new)
        assert str(one["title"]).startswith("Recovery lock passwords")
        (differs,) = one["differs"]  # type: ignore[misc]  # a list, as JSON says
        assert differs.startswith(words)


def test_the_same_rules_differ_in_nothing_and_nothing_is_recorded(omfeed: Shell) -> None:
    rule = RULE.format(action="mute", more="")
    before = omfeed("changes", "--json").out
    assert _diff(omfeed, rule, rule) == []
    assert _diff(omfeed, "", rule)
    assert omfeed("changes", "--json").out == before
