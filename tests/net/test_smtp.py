"""The way to a mail relay passes the same guard, and no relay can hold a delivery up."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from omfeed.errors import Refused, Unreachable
from omfeed.net.dial import Dialler
from omfeed.net.smtp import GuardedSMTP, GuardedSMTPS, own_name
from tests.net.conftest import client_context, server_context

HOSTILE = ["169.254.169.254", "10.0.0.1", "127.1", "0x7f000001", "::1", "::ffff:127.0.0.1", "user@relay", "a\\b", "a/b"]


class Mailbox:
    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: object, envelope: object) -> str:  # noqa: N802  # its interface
        self.letters.append(envelope.content)  # type: ignore[attr-defined]  # aiosmtpd's Envelope
        return "250 kept"


class AnyPort(Controller):
    """A relay on whatever port is free."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]  # asyncio's Server
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd is untyped here


@contextmanager
def relay(mailbox: Mailbox, **options: object) -> Iterator[int]:
    controller = AnyPort(mailbox, hostname="127.0.0.1", port=0, **options)  # type: ignore[arg-type]
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.mark.parametrize("host", HOSTILE)
@pytest.mark.parametrize("kind", [GuardedSMTP, GuardedSMTPS])
def test_a_relay_at_a_hostile_address_is_not_dialled(host: str, kind: type[GuardedSMTP]) -> None:
    def connect(*_: object) -> socket.socket:
        raise AssertionError("dialled")

    with pytest.raises(Refused):
        kind(host, 25, allow_private=False, dialler=Dialler(resolver=lambda *_: ["10.0.0.1"], connect=connect))


def test_a_relay_that_the_user_names_may_be_private(authority: trustme.CA) -> None:
    mailbox = Mailbox()
    tls = server_context(authority, "127.0.0.1")
    with relay(mailbox, tls_context=tls, require_starttls=True) as port:
        client = GuardedSMTP("127.0.0.1", port, allow_private=True, context=client_context(authority))
        with client:
            client.starttls()
            client.sendmail("a@example.com", ["b@example.com"], b"Subject: x\r\n\r\nhello\r\n")
    assert mailbox.letters
    assert b"hello" in mailbox.letters[0]


def test_starttls_does_not_trust_an_unknown_certificate(authority: trustme.CA) -> None:
    with relay(Mailbox(), tls_context=server_context(authority, "127.0.0.1")) as port:
        client = GuardedSMTP("127.0.0.1", port, allow_private=True)
        with pytest.raises(ssl.SSLCertVerificationError):
            client.starttls()
        client.close()


def test_tls_from_the_first_byte(authority: trustme.CA) -> None:
    mailbox = Mailbox()
    with relay(mailbox, ssl_context=server_context(authority, "127.0.0.1")) as port:
        client = GuardedSMTPS("127.0.0.1", port, allow_private=True, context=client_context(authority))
        with client:
            client.sendmail("a@example.com", ["b@example.com"], b"Subject: x\r\n\r\nhello\r\n")
    assert len(mailbox.letters) == 1
    with (
        relay(mailbox, ssl_context=server_context(authority, "elsewhere.example")) as port,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        GuardedSMTPS("127.0.0.1", port, allow_private=True, context=client_context(authority))


def test_a_relay_that_drips_is_cut_off() -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                # Whoever waits for the end of it, byte by byte, is let in after a while.
                for letter in b"220-" + 200 * b"x" + b"\r\n220 ready\r\n":
                    if stop.wait(0.01):
                        return
                    try:
                        connection.sendall(bytes((letter,)))
                    except OSError:
                        return

        dripping = threading.Thread(target=drip)
        dripping.start()
        with pytest.raises(smtplib.SMTPException):
            GuardedSMTP("127.0.0.1", listener.getsockname()[1], allow_private=True, patience=0.15)
        stop.set()
        dripping.join()


def test_a_relay_that_is_down_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable, match=f"127.0.0.1 port {port}"):
        GuardedSMTP("127.0.0.1", port, allow_private=True)


def test_our_name_is_given_without_asking_a_resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "box")
    assert own_name() == "[127.0.0.1]"
    monkeypatch.setattr(socket, "gethostname", lambda: "box.example.com")
    assert own_name() == "box.example.com"
