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


def _said(omfeed: Shell, old: str, new: str) -> tuple[str, str]:
    for name, text in (("old.toml", old), ("new.toml", new)):
        (omfeed.post.folder / name).write_text("[catalogue]\nenabled = false\n" + text, encoding="utf-8")
    said = omfeed("rules", "diff", *(str(omfeed.post.folder / name) for name in ("old.toml", "new.toml")), *SINCE)
    assert said.code == 0, said.err
    return said.out, said.err


def test_each_change_is_told_with_the_rule_and_the_words_by_which_it_fits(omfeed: Shell) -> None:
    rule = RULE.format(action="mute", more="")
    out, err = _said(omfeed, "", rule)
    assert "    by your rule “macs” (mute): words “Recovery lock passwords”\n" in out
    assert "would be judged differently" in err
    assert "fits none" not in err
    assert "    no longer by your rule “macs” (mute): words “Recovery lock passwords”\n" in _said(omfeed, rule, "")[0]


def test_a_new_rule_that_fits_nothing_is_told(omfeed: Shell) -> None:
    dead = '[[rule]]\nname = "dead"\naction = "mute"\nwords = ["Recovery lock pass"]\n'
    out, err = _said(omfeed, "", dead)
    assert not out
    assert "“dead” fits none of them." in err
    assert "fits none" not in _said(omfeed, dead, dead)[1]
    assert "fits none" not in _said(omfeed, "", dead.replace("pass", "pass*"))[1]


def test_other_weights_or_another_fleet_are_told_not_to_be_compared(omfeed: Shell) -> None:
    assert "both were judged by those of" in _said(omfeed, "", "[severity]\ncritical = 12\n")[1]
    assert "both were judged by those of" in _said(omfeed, "", '[[platform]]\nname = "macos"\ndevices = 3\n')[1]
    assert "both were judged by those of" not in _said(omfeed, "", "")[1]
