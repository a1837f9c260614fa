"""Makes a mail of a letter: two forms of the same words, and headers that mail systems and people can rely on.

- ``Message-ID`` is made from the delivery's key, so that a repeated attempt is the same message (RFC 5322, 3.6.4).
- ``List-Id`` (RFC 2919) stays the same for ever, so that people can sort by it; ``List-Unsubscribe`` (RFC 2369) is a
  mail address, and with a web address also one click by POST (RFC 8058). A link followed by a scanner changes nothing.
- ``Auto-Submitted`` (RFC 3834) and Exchange's own header keep absence notes and ticket systems from answering.

Nothing here sends; see ``omfeed.deliver.relay`` and ``omfeed.deliver.graph_mail``.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

from omfeed.deliver.letters import Letter
from omfeed.errors import DeliveryError
from omfeed.text.visible import visible

HTML_BYTES: Final = 90_000
"""Beyond about 102 KB Gmail clips a mail; a longer page travels as an attachment, and the text is the body."""
_SUBJECT_LONGEST: Final = 180
_LINE_LONGEST: Final = 78
_ENCODED_LINE: Final = 76
"""Characters of a line that holds an encoded word, at most (RFC 2047, 2)."""
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


class _Policy(EmailPolicy):
    """Leaves addresses and ids in headers whole: the standard folding would encode a long one beyond recognition."""

    _WHOLE: Final = frozenset(
        {"list-unsubscribe", "list-archive", "list-id", "message-id", "in-reply-to", "references"}
    )

    def fold(self, name: str, value: str) -> str:
        """A header as it is sent."""
        if name.lower() == "subject":
            # The standard folding may leave the first line empty, and readers of subjects look at how they begin.
            return _folded(f"{name}: {value}") if str(value).isascii() else _encoded(name, str(value))
        if name.lower() not in self._WHOLE:
            return str(super().fold(name, value))
        return f"{name}: " + ",\r\n ".join(str(value).split(", ")) + "\r\n"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("ascii", "replace")


def _folded(line: str) -> str:
    """A header broken at spaces into lines of at most 78 characters, never behind the colon (RFC 5322, 2.2.3)."""
    name, _, first = line.partition(" ")
    lines = [name]
    for number, word in enumerate(first.split(" ")):
        if number and len(lines[-1]) + 1 + len(word) > _LINE_LONGEST:
            lines.append(f" {word}")
        else:
            lines[-1] += f" {word}"
    return "\r\n".join(lines) + "\r\n"


def _encoded(name: str, text: str) -> str:
    """A header in encoded words, its spaces within them (RFC 2047, 2 and 6.2).

    White space between two encoded words is none of the text, so that a fold at a space would lose it.
    """
    lines, room = [f"{name}: "], _ENCODED_LINE - len(f"{name}: ") - len("=?utf-8?B??=")
    chunk = b""
    for char in text:
        more = char.encode()
        if len(chunk) + len(more) > room // 4 * 3:
            lines[-1] += f"=?utf-8?B?{b64encode(chunk).decode()}?="
            lines.append(" ")
            room, chunk = _ENCODED_LINE - len(" =?utf-8?B??="), b""
        chunk += more
    lines[-1] += f"=?utf-8?B?{b64encode(chunk).decode()}?="
    return "\r\n".join(lines) + "\r\n"


_POLICY: Final = _Policy(linesep="\r\n", raise_on_defect=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """In whose name mail goes out."""

    address: str
    name: str = "omfeed"
    unsubscribe_mailto: str = ""
    """Mail address that takes people off a list; empty: ``address`` itself."""
    base_url: str = ""
    """Where the digests are served on the web, without a slash at its end, or empty."""
    unsubscribe_url: str = ""
    """Address that takes ``POST`` with ``List-Unsubscribe=One-Click``; ``{key}`` in it stands for the subscription.
    Empty: mail only."""

    @property
    def domain(self) -> str:
        """The part behind the @."""
        return self.address.rpartition("@")[2].lower()


def is_address(text: str) -> bool:
    """Whether a text is one plain mail address, without a name and without anything that could be a second header."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a delivery: the same for every attempt, and telling nothing of whom it is for."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def compose(
    letter: Letter, sender: Sender, recipient: str, *, key: str, at: datetime, unsubscribe_key: str = ""
) -> EmailMessage:
    """The mail that carries a letter to one recipient.

    Args:
        letter: the words.
        sender: in whose name.
        recipient: one plain mail address.
        key: the delivery's key.
        at: when it was planned, UTC; a repeated attempt keeps its date.
        unsubscribe_key: what names the subscription in the sender's unsubscribe address.

    Raises:
        DeliveryError: an address is none.
    """
    for address in (sender.address, recipient):
        if not is_address(address):
            raise DeliveryError(
                f"“{visible(address)[:80]}” is not a mail address.", hint="Write it as name@example.com."
            )
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(plain(sender.name) or "omfeed", addr_spec=sender.address)
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = plain(letter.subject)[:_SUBJECT_LONGEST] or "omfeed"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(key, sender.domain)
    if letter.follows:
        first = message_id(letter.follows, sender.domain)
        message["In-Reply-To"] = first
        message["References"] = first
    _list_headers(message, letter, sender, unsubscribe_key)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if letter.urgent:
        message["Importance"] = "high"
    _body(message, letter)
    message["Content-Language"] = letter.language
    if message.is_multipart():
        # Made of the key, not of chance: a repeated attempt is the same mail to the byte.
        message.set_boundary(f"=_omfeed_{hashlib.sha256(key.encode()).hexdigest()[:32]}")
    return message


def plain(text: str) -> str:
    """A text as it may stand in a header: on one line, without controls or characters that disguise."""
    return " ".join(visible(_CONTROLS.sub(" ", text)).split())


def _list_headers(message: EmailMessage, letter: Letter, sender: Sender, unsubscribe_key: str) -> None:
    if not letter.list_id:
        return
    name = plain(letter.list_name).replace('"', "'").replace("<", "(").replace(">", ")")
    ascii_name = f'"{name}" ' if name and name.isascii() else ""
    message["List-Id"] = f"{ascii_name}<{letter.list_id}.omfeed.{sender.domain}>"
    mailto = f"<mailto:{sender.unsubscribe_mailto or sender.address}?subject={quote(f'unsubscribe {letter.list_id}')}>"
    if sender.unsubscribe_url and unsubscribe_key:
        address = sender.unsubscribe_url.replace("{key}", quote(unsubscribe_key, safe=""))
        message["List-Unsubscribe"] = f"<{address}>, {mailto}"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    else:
        message["List-Unsubscribe"] = mailto
    if sender.base_url:
        message["List-Archive"] = f"<{sender.base_url}/index.html>"


def _body(message: EmailMessage, letter: Letter) -> None:
    text = _clean(letter.text).rstrip() + "\n"
    html = _clean(letter.html)
    if not html or len(html.encode()) <= HTML_BYTES:
        message.set_content(text, cte="quoted-printable")
        if html:
            message.add_alternative(html, subtype="html", cte="quoted-printable")
        return
    message.set_content(text, cte="quoted-printable")
    message.add_attachment(html.encode(), maintype="text", subtype="html", filename="digest.html")


def _clean(text: str) -> str:
    """Without what no mail may hold: NUL and unpaired surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
