"""Words that a person gave are found in a text: whole in Latin letters, anywhere in scripts without spaces."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omfeed.text.phrases import fault, find

# One alphabet a script: letters only, so that what may stand beside a word can be told by looking at it.
RUN_ON = (
    "인증서를교체합니다",
    "証明書を更新する",
    "カメラーデバイス",
    "证书将过期",
    "ใบรับรองใหม่",
    "ໃບຢັ້ງຢືນ",
    "វិញ្ញាបនបត្រ",
    "လက်မှတ်",
)
PARTED = ("certificate", "zertifikäß", "сертификат", "πιστοποιητικό", "0123456789")
run_on_words = (
    st.sampled_from(RUN_ON).flatmap(lambda letters: st.text(letters, min_size=1, max_size=6)).filter(str.isalpha)
)
parted_words = st.sampled_from(PARTED).flatmap(lambda letters: st.text(letters, min_size=1, max_size=6))
pieces = st.sampled_from((*RUN_ON, *PARTED)).flatmap(lambda letters: st.text(f"{letters} .,-", max_size=12))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("certificate", "Renew the Certificate.", "Certificate"),
        ("certificate", "Renew your certificates", None),
        ("certificate*", "Renew your Certificates.", "Certificates"),
        ("certificate*", "A certificate", "certificate"),
        ("*zertifikat*", "Das Gerätezertifikat läuft ab", "Gerätezertifikat"),
        ("*zertifikat*", "Alle Gerätezertifikate", "Gerätezertifikate"),
        ("*zertifikat", "Alle Gerätezertifikate", None),
        ("*a", "banana", "banana"),
        ("enrol* device*", "for Enrolled \n devices", "Enrolled \n devices"),
        ("certificate connector", "the certificate\u00a0connector", "certificate\u00a0connector"),
        ("certificate connector", "the certificateconnector", None),
        ("인증서", "인증서를 교체하세요", "인증서"),
        ("인증서", "루트인증서", "인증서"),
        ("인증서*", "인증서를 교체하세요", "인증서"),
        ("証明書", "証明書を更新する", "証明書"),
        ("証明書", "新しい証明書 が必要です", "証明書"),
        ("証明書", "証明", None),
        ("证书", "续订证书。", "证书"),
        ("ใบรับรอง", "ต่ออายุใบรับรองใหม่", "ใบรับรอง"),
        ("SCEP", "SCEP를 쓰는 기기", "SCEP"),
        ("SCEP", "新しいSCEPを使う", "SCEP"),
        ("SCEP", "NDES-SCEPx를", None),
        ("Windows 11", "Windows 11에서는", "Windows 11"),
        ("Windows 11", "Windows 110에서는", None),
        ("관리 센터", "관리센터에서", "관리센터"),
        ("SCEP 인증서", "SCEP인증서가", "SCEP인증서"),
        ("won't", "it won’t start", "won’t"),
        ("day-zero", "day\u2011zero support", "day\u2011zero"),
        ("C#", "written in C#.", "C#"),
        (".NET", "on .NET 8", ".NET"),
        ("a.b", "axb", None),
        ("  ", "anything", None),
        ("*", "anything", None),
    ],
)
def test_a_word_is_found_as_its_script_writes_words(phrase: str, text: str, found: str | None) -> None:
    assert find((phrase,), text) == found


def test_hangul_that_was_taken_apart_is_found() -> None:
    apart = unicodedata.normalize("NFD", "인증서를 교체하세요")
    assert find(("인증서",), apart) == "인증서"
    assert find((unicodedata.normalize("NFD", "인증서"),), "인증서를") == "인증서"


@given(before=pieces, word=run_on_words, after=pieces)
def test_a_word_of_a_script_without_spaces_is_found_wherever_it_stands(before: str, word: str, after: str) -> None:
    found = find((word,), f"{before}{word}{after}")
    assert found is not None
    assert found.casefold() == unicodedata.normalize("NFC", word).casefold()


@given(before=pieces, word=parted_words, after=pieces)
def test_a_word_of_letters_with_spaces_is_found_exactly_where_it_is_whole(before: str, word: str, after: str) -> None:
    text = f"{before}{word}{after}"
    letters = "".join(PARTED)
    tokens = re.findall(f"[{letters}]+", text, re.IGNORECASE)
    assert (find((word,), text) is not None) == any(re.fullmatch(word, one, re.IGNORECASE) for one in tokens)


@given(before=pieces, word=parted_words, after=pieces)
def test_an_asterisk_lets_a_word_go_on(before: str, word: str, after: str) -> None:
    text = f"{before}{word}{after}"
    assert find((f"*{word}*",), text) is not None
    begins = any(re.match(word, one, re.IGNORECASE) for one in re.findall(f"[{''.join(PARTED)}]+", text, re.IGNORECASE))
    assert (find((f"{word}*",), text) is not None) == begins


@given(phrase=st.text(max_size=12), text=st.text(max_size=40))
def test_no_text_is_refused(phrase: str, text: str) -> None:
    found = find((phrase,), text)
    assert found is None or found in unicodedata.normalize("NFC", text)
    assert isinstance(fault(phrase), str)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("certificate*", ""),
        ("*zertifikat* läuft", ""),
        ("인증서", ""),
        ("*", '"*" alone fits everything; write * at the end of a word, such as "certificate*".'),
        ("new ** policy", '"**" alone fits everything; write * at the end of a word, such as "certificate*".'),
        ("S*MIME", '* may only stand at the end or the beginning of a word, such as "certificate*".'),
        (" \t", "white space alone is no word."),
    ],
)
def test_a_phrase_that_cannot_be_meant_is_told(phrase: str, said: str) -> None:
    assert fault(phrase) == said
