"""Sends a letter as JSON to any address, signed, so that the receiver knows that it is ours and not a replay.

The signature is HMAC-SHA256 over ``timestamp + "." + body`` in hex, with the timestamp (seconds) in a header beside it;
``verify`` is the check a receiver makes. ``Idempotency-Key`` is the same at every attempt.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict
from datetime import datetime
from typing import Final

from omfeed.deliver.letters import Letter, Line
from omfeed.net.request import Request

SIGNATURE: Final = "X-Omfeed-Signature"
TIMESTAMP: Final = "X-Omfeed-Timestamp"
SCHEMA: Final = 1
"""Counts up when the meaning of a field changes; new fields do not count."""


def request(
    letter: Letter, url: str, *, key: str, secret: str, now: datetime, allow_private: bool = False, ticket: bool = False
) -> Request:
    """The request that carries a letter.

    Args:
        letter: the words and lines.
        url: the receiver; it is a secret itself and shown by its host only.
        key: the delivery's key.
        secret: shared with the receiver; empty: not signed.
        now: the moment of this attempt, UTC.
        allow_private: whether the receiver may stand inside the house.
        ticket: whether the letter is one matter that a ticket system keeps one ticket for.
    """
    body = json.dumps(payload(letter, key=key, ticket=ticket), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": digest(key)}
    if secret:
        stamp = str(int(now.timestamp()))
        headers[TIMESTAMP] = stamp
        headers[SIGNATURE] = f"sha256={sign(body, stamp, secret)}"
    return Request(url, method="POST", body=body, headers=headers, allow_private=allow_private, secret_url=True)


def payload(letter: Letter, *, key: str, ticket: bool = False) -> dict[str, object]:
    """The body as a receiver sees it; the fields are documented in docs/delivery.md."""
    made: dict[str, object] = {
        "schema": SCHEMA,
        "id": digest(key),
        "subject": letter.subject,
        "language": letter.language,
        "summary": letter.summary,
        "trouble": letter.trouble,
        "standing": letter.standing,
        "text": letter.text,
        "url": letter.more_url,
        "items": [{**asdict(line), "external_id": external_id(line)} for line in letter.lines],
    }
    if ticket and letter.lines:
        line = letter.lines[0]
        made["external_id"] = external_id(line)
        made["action"] = letter.action
        made["is_updated"] = line.is_updated or bool(letter.follows)
    return made


def external_id(line: Line) -> str:
    """The id of a matter for other systems: the same for all its changes."""
    return f"omfeed-{line.story}"


def sign(body: bytes, timestamp: str, secret: str) -> str:
    """The signature of a body sent at a moment, in hex."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def verify(body: bytes, timestamp: str, signature: str, secret: str, now: datetime, *, window: float = 300.0) -> bool:
    """Whether a received body is ours: signed with the secret, and sent within ``window`` seconds of now."""
    if not timestamp.isdecimal() or abs(now.timestamp() - int(timestamp)) > window:
        return False
    return hmac.compare_digest(f"sha256={sign(body, timestamp, secret)}", signature)


def digest(key: str) -> str:
    """A delivery's key as it is told to others: the same for every attempt, and telling nothing else."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]
