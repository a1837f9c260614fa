"""Builds a short notice for users: the source's own plain sentences in an editable frame, at most 120 words.

A notice is a draft for a person; nothing here or elsewhere sends one to users.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from omfeed.digest.cards import deadlines, judged_of
from omfeed.digest.report_contexts import NoticeContext
from omfeed.digest.select import Told, story_of
from omfeed.digest.sentences import affected, noticed, opening, to_tell, to_try
from omfeed.digest.speech import Speech, speech
from omfeed.digest.story import current
from omfeed.digest.tongue import spoken
from omfeed.model import ChangeKind, DeltaKind, Due, Item

MOST_WORDS = 120
"""How many words a notice has at most."""
_FRAME = 32
"""Words kept for the frame: the title's, the date's, the platforms' and where to find help."""

# Words that only people who administer devices know; a sentence with one of them is not for users.
_ADMIN = re.compile(
    r"\b(?:admin\w*|tenants?|polic(?:y|ies)|profiles?|configur\w*|console|Intune|Entra|Azure|MDM|MAM|CSPs?|Graph|API"
    r"|PowerShell|OEMConfig|connectors?|deploy\w*|scop(?:e|ing)|role-based|RBAC|assignment\w*|baselines?|licen[cs]\w*"
    r"|organi[sz]ations?|IT pros?|telemetry|payloads?|enrollment restrictions?|conditional access)\b"
    r"|관리자|정책|테넌트|管理者",
    re.IGNORECASE,
)


def build_notice(
    items: Sequence[Item],
    today: date,
    *,
    language: str = "en",
    help_url: str = "",
    contact: str = "",
) -> NoticeContext:
    """The notice for one story.

    Args:
        items: the latest change of each of its entries; at least one.
        today: the day it is written.
        language: language of the frame; the source's sentences stay as they are.
        help_url: where users find help; empty: the source's page.
        contact: whom to ask.
    """
    talk = speech(language)
    ordered = current(sorted(items, key=lambda item: (item.at, item.id)))
    told = Told(key=story_of(ordered[0]), items=tuple(ordered))
    judged = judged_of(told)
    entry = told.lead.change.entry
    words = [found.words for found in judged.evidence if found.field == "user_visible"]
    seen = noticed(entry.text, words)
    wanted = dict.fromkeys((*seen, *affected(entry.text), *to_tell(entry.text), *to_try(entry.html, entry.text)))
    plain = [sentence for sentence in wanted if not _ADMIN.search(sentence)]
    if not plain:
        plain = [sentence for sentence in opening(entry.text, most=MOST_WORDS) if not _ADMIN.search(sentence)][:2]
    warning = _warning(told.lead, talk)
    frame = _FRAME + len(entry.title.split()) + len(contact.split()) + len(warning.split())
    return NoticeContext(
        language=language,
        subject=talk.say("Notice: {title}", title=entry.title),
        title=entry.title,
        source_language=spoken(entry),
        warning=warning,
        when=_when(judged.due, today, talk),
        sentences=_within(plain, MOST_WORDS - frame),
        platforms=talk.join([platform.label for platform in judged.platforms]),
        help_url=help_url or entry.url or told.lead.source.url,
        contact=contact,
    )


def _warning(lead: Item, talk: Speech) -> str:
    """What whoever sends the notice must know first."""
    if lead.change.kind is not ChangeKind.WITHDRAWN:
        return ""
    if any(delta.kind is DeltaKind.SHIPPED for delta in lead.deltas):
        return talk.say("Do not send this as it is: it has left “In development”, and its wording may be out of date.")
    return talk.say("Do not send this as it is: its source has withdrawn it. This is what it said last.")


def _when(dues: Sequence[Due], today: date, talk: Speech) -> str:
    """From when it holds: the next date, else since when."""
    days = deadlines(dues, today, talk)
    ahead = [day for day in days if not day.past]
    if ahead:
        return talk.say("from {day}", day=ahead[0].text)
    return talk.say("since {day}", day=days[-1].text) if days else ""


def _within(plain: Sequence[str], most: int) -> tuple[str, ...]:
    """The sentences that fit, the first ones first; a sentence is never cut, and one too long gives way to the next."""
    taken: list[str] = []
    for sentence in plain:
        if sum(len(one.split()) for one in (*taken, sentence)) <= most:
            taken.append(sentence)
    return tuple(taken)
