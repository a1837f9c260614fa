"""A mail says the same in two forms, and its headers are ones that people and mail systems can rely on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.deliver.letters import Letter
from omfeed.deliver.mail import HTML_BYTES, Sender, compose, is_address, message_id
from omfeed.errors import DeliveryError
from tests.deliver.kit import letter, line

AT = datetime(2026, 11, 3, 4, 0, tzinfo=UTC)
SENDER = Sender(address="omfeed@example.com", name="omfeed")


def sent(one: Letter, *, sender: Sender = SENDER, key: str = "k1", unsubscribe_key: str = "") -> EmailMessage:
    """The mail as a receiver reads it."""
    raw = compose(one, sender, "ada@example.com", key=key, at=AT, unsubscribe_key=unsubscribe_key).as_bytes()
    read = message_from_bytes(raw, policy=default)
    assert isinstance(read, EmailMessage)
    return read


def test_a_mail_has_the_text_first_and_the_same_as_html() -> None:
    mail = sent(letter())
    assert mail.get_content_type() == "multipart/alternative"
    first, second = mail.iter_parts()
    assert first.get_content_type() == "text/plain"
    assert first.get_content().replace("\r\n", "\n") == "Act now\n\n* Setting 1\n"
    assert second.get_content_type() == "text/html"
    assert "<h1>Act now</h1>" in second.get_content()


def test_a_letter_without_html_is_plain_text() -> None:
    mail = sent(letter(html=""))
    assert mail.get_content_type() == "text/plain"


def test_a_page_that_gmail_would_clip_travels_as_an_attachment() -> None:
    mail = sent(letter(html="<p>" + "x" * HTML_BYTES + "</p>"))
    body, attached = mail.iter_parts()
    assert body.get_content_type() == "text/plain"
    assert attached.get_filename() == "digest.html"


def test_every_attempt_has_the_same_message_id_and_date() -> None:
    assert sent(letter())["Message-ID"] == sent(letter(subject="another"))["Message-ID"]
    assert sent(letter())["Message-ID"] != sent(letter(), key="k2")["Message-ID"]
    assert sent(letter())["Date"].datetime == AT
    assert "k1" not in sent(letter())["Message-ID"]


def test_a_list_can_be_sorted_by_and_left() -> None:
    mail = sent(letter())
    assert mail["List-Id"] == '"Admin digest" <admins.omfeed.example.com>'
    assert mail["List-Unsubscribe"] == "<mailto:omfeed@example.com?subject=unsubscribe%20admins>"
    assert mail["List-Unsubscribe-Post"] is None


def test_with_a_web_address_one_click_leaves_a_list() -> None:
    sender = Sender(
        address="omfeed@example.com",
        base_url="https://news.example.com",
        unsubscribe_url="https://news.example.com/off?s={key}",
    )
    mail = sent(letter(), sender=sender, unsubscribe_key="a/b")
    assert mail["List-Unsubscribe"].startswith("<https://news.example.com/off?s=a%2Fb>, <mailto:")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Archive"] == "<https://news.example.com/index.html>"


def test_nobody_answers_it_by_machine() -> None:
    mail = sent(letter())
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_an_update_of_one_matter_follows_its_first_mail() -> None:
    mail = sent(letter(follows="first"), key="second")
    assert mail["In-Reply-To"] == message_id("first", "example.com")
    assert mail["References"] == message_id("first", "example.com")
    assert sent(letter())["In-Reply-To"] is None


def test_an_urgent_mail_says_so() -> None:
    assert sent(letter(urgent=True))["Importance"] == "high"
    assert sent(letter())["Importance"] is None


def test_korean_words_survive() -> None:
    mail = sent(
        letter(subject="관리자 요약: 2건 조치 필요", text="지금 조치\n", language="ko", list_name="관리자 요약")
    )
    assert mail["Subject"] == "관리자 요약: 2건 조치 필요"
    assert next(mail.iter_parts()).get_content().strip() == "지금 조치"
    assert mail["Content-Language"] == "ko"
    assert mail["List-Id"] == "<admins.omfeed.example.com>"


@pytest.mark.parametrize(
    "title", ["a\r\nBcc: eve@example.com", "a\nX: y", "a\u2028b", "a\0b", "a\u202eb", "\ud800", "x" * 5000]
)
def test_no_title_makes_a_header_of_its_own(title: str) -> None:
    mail = sent(letter(subject=title, list_name=title))
    assert mail["Bcc"] is None
    assert mail["X"] is None
    assert len(mail["Subject"]) <= 180
    assert not set("\r\n\0\u2028\u202e") & set(str(mail["Subject"]))


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_a_source_writes_becomes_a_mail_with_the_same_headers(subject: str, text: str) -> None:
    mail = sent(letter(subject=subject, text=text, list_name=subject))
    assert set(mail.keys()) == set(sent(letter()).keys())


@pytest.mark.parametrize(
    "address",
    ["", "ada", "ada@", "@example.com", "a b@example.com", "ada@example.com\r\nBcc: eve@example.com", "a,b@example.com",
     "Ada <ada@example.com>", "ada@example..com", "ada@-example.com", "ädа@example.com", "a" * 65 + "@example.com"],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    assert not is_address(address)
    with pytest.raises(DeliveryError, match="is not a mail address"):
        compose(letter(), SENDER, address, key="k", at=AT)


def test_a_letter_survives_its_way_through_the_database() -> None:
    one = letter(lines=3, follows="x", urgent=True)
    assert Letter.from_json(one.to_json()) == one
    with_meaning = replace(one, lines=(line(1, meaning=("a → b", "now also macOS")),))
    assert Letter.from_json(with_meaning.to_json()) == with_meaning


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"lines": 3}', '{"lines": [], "colour": 1}'])
def test_what_is_no_letter_is_told(text: str) -> None:
    with pytest.raises(DeliveryError, match="cannot be read"):
        Letter.from_json(text)


def test_a_long_address_to_leave_a_list_stays_whole() -> None:
    sender = Sender(address="omfeed@example.com", unsubscribe_url="https://news.example.com/" + "a" * 120 + "?s={key}")
    raw = compose(letter(), sender, "ada@example.com", key="k", at=AT, unsubscribe_key="b" * 60).as_bytes()
    unfolded = raw.replace(b"\r\n ", b" ")
    assert b"<https://news.example.com/" + b"a" * 120 + b"?s=" + b"b" * 60 + b">" in unfolded


def test_a_repeated_attempt_is_the_same_mail_to_the_byte() -> None:
    first, again = (compose(letter(), SENDER, "ada@example.com", key="k", at=AT).as_bytes() for _ in range(2))
    assert first == again


@pytest.mark.parametrize("length", [1, 60, 70, 78, 90, 170])
def test_a_subject_begins_where_its_header_does(length: int) -> None:
    subject = ("[omfeed:s-1] " + "renew the certificate " * 9)[:length].strip()
    raw = compose(letter(subject=subject), SENDER, "ada@example.com", key="k", at=AT).as_bytes()
    header = raw.split(b"Subject: ", 1)[1]
    assert header.startswith(subject[:12].encode())
    lines = raw.split(b"Date:")[0].split(b"Subject:")[1].split(b"\r\n")
    assert all(len(line) <= 78 for line in lines)
    assert message_from_bytes(raw, policy=default)["Subject"] == subject


@pytest.mark.parametrize("length", [*range(1, 60, 7), 90, 170])
def test_a_subject_in_any_script_keeps_its_spaces_wherever_it_is_folded(length: int) -> None:
    subject = ("omfeed 17일: 사용자가 알게 될 일 12건, 인증서를 갱신해야 합니다 " * 9)[:length].strip()
    raw = compose(letter(subject=subject, language="ko"), SENDER, "ada@example.com", key="k", at=AT).as_bytes()
    assert message_from_bytes(raw, policy=default)["Subject"] == subject
    lines = raw.split(b"\r\nDate:")[0].split(b"Subject:")[1].split(b"\r\n")
    assert all(len(line) <= 76 for line in lines)
    assert all(line.isascii() for line in lines)
    assert str(make_header(decode_header("".join(line.decode() for line in lines).strip()))) == subject
