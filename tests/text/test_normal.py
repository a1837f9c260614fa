"""Normal forms: equal for what nobody would act on, different for what somebody might."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omfeed.text.normal import glued, normal, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t wait: iOS/iPadOS 17.4+ only", ["dont", "wait", "ios", "ipados", "17.4+", "only"]),
        ("S/MIME, Win32 and KB5101650.", ["s", "mime", "win32", "and", "kb5101650"]),
        ("10–15% of devices, <17 or >= 13.0", ["10-15%", "of", "devices", "<17", "or", ">=13.0"]),
        ("03/10/2026 at 10:00", ["03/10/2026", "at", "10:00"]),
        ("関連 iOS 13以降", ["関", "連", "ios", "13", "以", "降"]),
        ("업데이트된 내용", ["업데이트된", "내용"]),
        ("Ⅳ ﬁle", ["iv", "file"]),
        ("C++ and C#", ["c++", "and", "c#"]),
        ("", []),
        ("Title <!---1683758--->", ["title"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Company Portal", "company  portal"),
        ("“smart” quotes’", '"smart" quotes\''),
        ("end-users, all", "end users all"),
        ("A sentence.", "A sentence"),
        (">10,000 devices", ">10000 devices"),
    ],
)
def test_equal_to_a_reader(left: str, right: str) -> None:
    assert normal(left) == normal(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("can", "can't"), ("17.4", "17.4+"), ("17", "<17"), ("1.10", "1.1"), ("10%", "10"), ("1/2/2026", "1/12/2026")],
)
def test_different_to_a_reader(left: str, right: str) -> None:
    assert normal(left) != normal(right)


@given(st.text(alphabet=[*"abZ190 .,:/-+%'#<>~=()[]!?\"_&\t\n"], max_size=16))
def test_a_text_in_ascii_has_the_words_that_it_has_beside_others(text: str) -> None:
    assert [*words(text), "é"] == words(f"{text} é")


def test_words_run_together_keep_numbers_apart() -> None:
    assert glued(["set", "up"]) == glued(["setup"])
    assert glued(["10", "11"]) != glued(["1011"])


@given(st.text(max_size=200))
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    once = normal(text)
    assert normal(once) == once


@given(st.text(st.sampled_from("ab1 29.,:/-+%<>=~'#()_ \n\x1c\"!AZ"), max_size=20))
def test_a_text_of_ascii_alone_has_the_words_it_has_beside_a_sign_that_is_none(text: str) -> None:
    assert words(text) == words(f"{text} \u00b6")
