"""Single edits between two texts, and which of them nobody would act on."""

from __future__ import annotations

import pytest

from omfeed.text.edits import doubled, edits, harmless, unstamped, untitled_stamp

PAGE = {"devices", "managed", "certificate", "existing", "accept", "expect", "configuration", "adapt", "adopt", "your"}


def known_word(word: str) -> bool:
    return word in PAGE


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a x c", [(("b",), ("x",))]),
        ("a b c", "a c", [(("b",), ())]),
        ("a c", "a b c", [((), ("b",))]),
        ("a b c d e", "a x c y e", [(("b",), ("x",)), (("d",), ("y",))]),
        ("a b", "a b", []),
    ],
)
def test_edits(before: str, after: str, expected: object) -> None:
    assert edits(before.split(), after.split()) == expected


def test_near_edits_can_be_taken_as_one() -> None:
    assert edits("a b c d e".split(), "a x c y e".split(), gap=1) == [(("b", "c", "d"), ("x", "c", "y"))]


def test_an_insertion_can_be_known_by_the_word_before_it() -> None:
    assert edits("on ios now".split(), "on ios ipados now".split(), anchored=True) == [(("ios",), ("ios", "ipados"))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cerificate", "certificate"),
        ("exisiting", "existing"),
        ("devcies", "devices"),
        ("confguration", "configuration"),
        ("set up", "setup"),
        ("youre", "your"),
        ("a", "an"),
    ],
)
def test_slips(before: str, after: str) -> None:
    assert harmless((tuple(before.split()), tuple(after.split())), known_word)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("adapt", "adopt"),
        ("accept", "expect"),
        ("managed", "unmanaged"),
        ("device", "devices"),
        ("enable", "enabled"),
        ("can", "cant"),
        ("17.4", "17.5"),
        ("2025", "2026"),
        ("may", "must"),
        ("ios", "macos"),
        ("x", ""),
        ("", "not"),
        ("10 11", "1011"),
    ],
)
def test_no_slips(before: str, after: str) -> None:
    assert not harmless((tuple(before.split()), tuple(after.split())), known_word)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Updated May 3, 2026: we moved the date.", "we moved the date"),
        ("Last updated on 2026-05-03\nText", "text"),
        ("Date added: March 2026", ""),
        ("Zuletzt aktualisiert am 3. Mai 2026", ""),
        ("Mis à jour le 3 mai 2026", ""),
        ("업데이트 2026년 5월 3일", ""),
        ("Updated settings for 2 platforms", "updated settings for 2 platforms"),
        ("Due date: May 3, 2026", "due date may 3 2026"),
        ("Updated 3 profiles", "updated 3 profiles"),
        ("Released May 3, 2026", "released may 3 2026"),
    ],
)
def test_stamps(text: str, left: str) -> None:
    assert " ".join(unstamped(text)) == left


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("(Updated) New portal", "new portal"),
        ("[Updated] New portal", "new portal"),
        ("New portal (updated May 2026)", "new portal"),
        ("New portal (preview)", "new portal preview"),
        ("(Preview) New portal", "preview new portal"),
        ("Updated portal", "updated portal"),
    ],
)
def test_stamps_on_titles(title: str, left: str) -> None:
    assert " ".join(untitled_stamp(title)) == left


def test_a_word_doubled_by_mistake() -> None:
    assert doubled("for devices that that used it".split(), "for devices that used it".split())
    assert not doubled("build 10 10".split(), "build 10".split())
