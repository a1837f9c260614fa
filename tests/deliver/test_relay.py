"""A relay takes mails one by one; what it refuses for one harms no other, and people are told why in words."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
import trustme

from omfeed.deliver.mail import Sender, compose
from omfeed.deliver.outcome import Delivered, Later, Never
from omfeed.deliver.relay import Post, Relay, explain
from tests.deliver.kit import letter, relay

AT = datetime(2026, 11, 3, 4, 0, tzinfo=UTC)
SENDER = Sender(address="omfeed@example.com")


def mail(recipient: str, key: str = "k1") -> EmailMessage:
    """A mail to somebody."""
    return compose(letter(), SENDER, recipient, key=key, at=AT)


def send(post: Post, recipient: str, key: str = "k1") -> object:
    """Hand it over."""
    return post.send(mail(recipient, key), SENDER.address, recipient)


def plain(port: int) -> Relay:
    """A relay inside the house."""
    return Relay(host="127.0.0.1", port=port, security="none")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Who vouches for the relay."""
    return trustme.CA()


def server_side(authority: trustme.CA) -> ssl.SSLContext:
    """The relay's certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def client_side(authority: trustme.CA) -> ssl.SSLContext:
    """What we trust."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_several_mails_go_over_one_line_as_they_were_made() -> None:
    with relay() as book, Post(plain(book.port)) as post:
        outcomes = [send(post, f"{name}@example.com", name) for name in ("ada", "bob")]
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    assert isinstance(outcomes[0], Delivered) and "Queued as 4711" in outcomes[0].receipt
    assert [handed.recipient for handed in book.mails] == ["ada@example.com", "bob@example.com"]
    assert book.mails[0].message["Message-ID"] == mail("ada@example.com", "ada")["Message-ID"]
    assert book.mails[0].sender == "omfeed@example.com"


def test_a_refused_recipient_harms_no_other() -> None:
    with relay() as book, Post(plain(book.port)) as post:
        book.refuse["gone@example.com"] = "550 5.1.1 <gone@example.com>: user unknown"
        refused = send(post, "gone@example.com")
        taken = send(post, "ada@example.com")
    assert isinstance(refused, Never)
    assert refused.error.startswith("There is no such mailbox. (It said: 550 5.1.1")
    assert isinstance(taken, Delivered)
    assert len(book.mails) == 1


def test_a_refused_mail_harms_no_other() -> None:
    with relay() as book, Post(plain(book.port)) as post:
        book.refuse_data = "552 5.3.4 Message size exceeds fixed limit"
        refused = send(post, "ada@example.com")
        book.refuse_data = ""
        taken = send(post, "ada@example.com")
    assert isinstance(refused, Never) and "larger than" in refused.error
    assert isinstance(taken, Delivered)


def test_what_passes_is_tried_again() -> None:
    with relay() as book, Post(plain(book.port)) as post:
        book.refuse["ada@example.com"] = "450 4.2.0 Greylisted, come back in 300 seconds"
        outcome = send(post, "ada@example.com")
    assert isinstance(outcome, Later) and "Greylisted" in outcome.error


def test_a_user_signs_in_over_a_private_line(authority: trustme.CA) -> None:
    with relay(passwords={"omfeed": "s3cret"}, tls=server_side(authority)) as book:
        known = Relay(host="127.0.0.1", port=book.port, user="omfeed", password="s3cret")
        with Post(known, context=client_side(authority)) as post:
            assert isinstance(send(post, "ada@example.com"), Delivered)
    assert len(book.mails) == 1


def test_a_relay_that_speaks_tls_from_the_first_byte(authority: trustme.CA) -> None:
    with relay(tls=server_side(authority), first_byte_tls=True) as book:
        known = Relay(host="127.0.0.1", port=book.port, security="tls")
        with Post(known, context=client_side(authority)) as post:
            assert isinstance(send(post, "ada@example.com"), Delivered)


def test_a_wrong_password_is_told_and_the_mail_is_kept(authority: trustme.CA) -> None:
    with relay(passwords={"omfeed": "s3cret"}, tls=server_side(authority)) as book:
        known = Relay(host="127.0.0.1", port=book.port, user="omfeed", password="wrong")
        with Post(known, context=client_side(authority)) as post:
            outcome = send(post, "ada@example.com")
    assert isinstance(outcome, Later)
    assert outcome.error.startswith("The relay does not accept our user and password.")
    assert "wrong" not in repr(known)
    assert book.mails == []


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(authority: trustme.CA) -> None:
    with relay(passwords={"omfeed": "s3cret"}, tls=server_side(authority)) as book:
        known = Relay(host="127.0.0.1", port=book.port, user="omfeed", password="s3cret")
        with Post(known) as post:
            outcome = send(post, "ada@example.com")
    assert isinstance(outcome, Later)
    assert book.logins == []


def test_a_token_signs_in_where_passwords_are_gone(authority: trustme.CA) -> None:
    with relay(tokens={"omfeed@example.com": "tok-1"}, tls=server_side(authority)) as book:
        known = Relay(host="127.0.0.1", port=book.port, user="omfeed@example.com", token=lambda: "tok-1")
        with Post(known, context=client_side(authority)) as post:
            outcome = send(post, "ada@example.com")
    assert isinstance(outcome, Delivered), outcome
    assert book.logins == ["XOAUTH2 omfeed@example.com"]


def test_a_relay_that_is_not_there_is_told_and_the_mail_is_kept() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Post(plain(port)) as post:
        outcome = send(post, "ada@example.com")
    assert isinstance(outcome, Later) and str(port) in outcome.error


def test_a_relay_that_hangs_up_in_the_middle_is_called_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as rude:
        port = rude.getsockname()[1]

        def answer() -> None:
            line, _ = rude.accept()
            line.sendall(b"220 hello\r\n")
            line.recv(100)
            line.close()

        thread = threading.Thread(target=answer)
        thread.start()
        with Post(plain(port)) as post:
            outcome = send(post, "ada@example.com")
        thread.join()
    assert isinstance(outcome, Later) and "broke" in outcome.error


def test_a_private_relay_can_be_forbidden() -> None:
    with relay() as book:
        known = Relay(host="127.0.0.1", port=book.port, security="none", allow_private=False)
        with Post(known) as post:
            assert isinstance(send(post, "ada@example.com"), Later)
    assert book.mails == []


@pytest.mark.parametrize(
    ("code", "said", "words", "kind"),
    [
        (535, "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant",
         "Exchange Online has SMTP sign-in by password switched off", Later),
        (550, "5.7.30 Basic authentication is not supported for Client Submission",
         "Exchange Online takes no passwords", Later),
        (535, "5.7.8 Error: authentication failed", "does not accept our user and password", Later),
        (530, "5.7.0 Must issue a STARTTLS command first", "private line", Later),
        (530, "5.7.57 Client not authenticated to send mail", "wants us to sign in", Later),
        (550, "5.7.60 SMTP; Client does not have permissions to send as this sender", "in this sender's name", Later),
        (550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain", "does not take mail for", Never),
        (554, "5.7.1 <x>: Relay access denied", "does not take mail for", Never),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound", "no such mailbox", Never),
        (552, "5.2.2 mailbox full", "mailbox is full", Later),
        (552, "5.3.4 Message size exceeds fixed maximum", "larger than", Never),
        (550, "5.7.1 message content rejected", "by its rules", Never),
        (421, "4.7.0 Try again later", "did not take the mail now", Later),
        (451, "4.3.0 local error", "did not take the mail now", Later),
        (599, "no", "The mail was refused", Never),
    ],
)  # fmt: skip
def test_what_a_relay_says_is_told_in_words(code: int, said: str, words: str, kind: type) -> None:
    outcome = explain(code, said)
    assert type(outcome) is kind
    assert isinstance(outcome, Later | Never)
    assert words in outcome.error
    assert said[:20] in outcome.error
