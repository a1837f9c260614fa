"""Finds what an entry is about, and for whom digests should tell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from omfeed.assess.reading import Reading
from omfeed.assess.scoring import hits
from omfeed.assess.signs import board
from omfeed.assess.tables.topic_signs import TOPICS
from omfeed.model import Audience, Evidence, Nature, Severity

_BOARD: Final = board(TOPICS)
_WHERE_USERS_MEET: Final = frozenset({"enrolment", "company-portal", "updates", "sign-in"})


def topic_names() -> tuple[str, ...]:
    """Every topic there is, by name."""
    return tuple(sorted({sign.value for sign in TOPICS}))


def topics(reading: Reading) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The topics, in the order of the table."""
    found = hits(reading, _BOARD)
    return tuple(hit.sign.value for hit in found), tuple(
        Evidence(field="topics", value=hit.sign.value, rule=hit.sign.name, words=hit.words) for hit in found
    )


def audiences(
    nature: Nature, severity: Severity, *, user_visible: bool, of: Sequence[str]
) -> tuple[tuple[Audience, ...], tuple[Evidence, ...]]:
    """Who should hear of it: admins always; the helpdesk what users meet; stakeholders what ends or cannot wait."""
    reasons: list[tuple[Audience, str, str]] = [(Audience.ADMIN, "admin-always", "every entry")]
    if user_visible:
        reasons.append((Audience.HELPDESK, "users-notice", "user_visible"))
    elif nature in {Nature.ISSUE, Nature.FIXED}:
        reasons.append((Audience.HELPDESK, "users-struggle", nature.value))
    elif nature in {Nature.RETIRING, Nature.CHANGED} and _WHERE_USERS_MEET & set(of):
        reasons.append((Audience.HELPDESK, "where-users-meet", ", ".join(sorted(_WHERE_USERS_MEET & set(of)))))
    if nature is Nature.RETIRING or severity is Severity.CRITICAL:
        reasons.append(
            (Audience.STAKEHOLDER, "ends-or-critical", nature.value if nature is Nature.RETIRING else severity.value)
        )
    return tuple(who for who, _, _ in reasons), tuple(
        Evidence(field="audiences", value=who.value, rule=rule, words=words) for who, rule, words in reasons
    )
