"""Bytes become text: byte-order mark, transport, the document's own declaration, a guess; and never an exception."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.collect.charset import declaration, decode

KOREAN = "한국어 페이지 — 새로운 기능"
GERMAN = "Änderungen für Geräte"
JAPANESE = "新機能のお知らせ"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_outranks_every_claim(codec: str) -> None:
    assert decode(KOREAN.encode(codec), "iso-8859-1") == KOREAN


def test_big_endian_marks_are_known_too() -> None:
    assert decode(codecs.BOM_UTF16_BE + KOREAN.encode("utf-16-be")) == KOREAN


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (KOREAN.replace("—", "-"), "cp949", "EUC-KR"),
        (KOREAN.replace("—", "-"), "cp949", "ks_c_5601-1987"),
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (GERMAN, "cp1252", "ISO-8859-1"),
        (GERMAN, "cp1252", ' "windows-1252" '),
        (KOREAN, "utf-8", "UTF-8"),
        (KOREAN, "utf-16-le", "utf-16"),
    ],
)
def test_the_transport_says_the_set(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), label) == text


def test_the_transport_outranks_the_declaration() -> None:
    body = f'<meta charset="utf-8">{JAPANESE}'.encode("cp932")
    assert JAPANESE in decode(body, "shift_jis")


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="shift_jis">',
        "<META CharSet=Shift_JIS>",
        '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">',
        '<?xml version="1.0" encoding="Shift_JIS"?>',
        "\n<?xml version='1.0' encoding='shift-jis'?>",
    ],
)
def test_a_document_declares_itself(head: str) -> None:
    assert decode((head + JAPANESE).encode("cp932")).endswith(JAPANESE)


def test_a_declaration_in_a_comment_declares_nothing() -> None:
    assert declaration(b'<!-- <meta charset="shift_jis"> --><p>') == ""


def test_a_declaration_of_two_byte_units_that_is_readable_means_utf8() -> None:
    assert decode(f'<meta charset="utf-16">{KOREAN}'.encode()).endswith(KOREAN)


def test_utf8_behind_a_western_label_is_utf8() -> None:
    assert decode(KOREAN.encode(), "iso-8859-1") == KOREAN


def test_without_a_claim_utf8_is_tried_before_western() -> None:
    assert decode(GERMAN.encode()) == GERMAN
    assert decode(GERMAN.encode("cp1252")) == GERMAN


def test_one_broken_byte_does_not_turn_a_page_into_mojibake() -> None:
    body = KOREAN.encode() + b"\xff" + GERMAN.encode()
    for claim in ("", "utf-8", "iso-8859-1"):
        assert decode(body, claim) == f"{KOREAN}\ufffd{GERMAN}"


def test_a_body_cut_within_a_character_stays_utf8() -> None:
    assert decode((KOREAN * 3).encode()[:-1]).startswith(KOREAN)


def test_utf16_without_a_mark_is_guessed() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        assert decode("<p>What's new</p>".encode(codec)) == "<p>What's new</p>"


@pytest.mark.parametrize("label", ["hex", "zip", "rot13", "utf-7", "idna", "unicode_escape", "no-such", "\x00", "é"])
def test_codecs_that_are_no_character_sets_are_not_used(label: str) -> None:
    assert decode(b"<p>+AGE-</p>", label) == "<p>+AGE-</p>"


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_no_bytes_and_no_label_raise(body: bytes, label: str) -> None:
    assert isinstance(decode(body, label), str)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=100).filter(lambda text: "\0" not in text))
def test_declared_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "utf-8") == text.removeprefix("\ufeff")
