"""The head of every digest: how well we see, in one line when all is well and loud when not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from omfeed.digest.health_contexts import HealthHead, HealthLine
from omfeed.digest.phrases import state_word
from omfeed.digest.reasons import health_reason
from omfeed.digest.speech import Speech
from omfeed.model import SourceHealth, SourceState

_ORDER = (SourceState.DRIFTED, SourceState.FAILING, SourceState.LATE)


def head(health: Sequence[SourceHealth], changes: int, stories: int, talk: Speech) -> HealthHead:
    """How well the sources were seen.

    Args:
        health: every source's state; those switched off are not counted.
        changes: how many changes the digest tells.
        stories: as how many items it tells them.
    """
    watched = [source for source in health if source.state is not SourceState.OFF]
    unread = [source for source in watched if source.state in {SourceState.FAILING, SourceState.DRIFTED}]
    ill = sorted(
        (source for source in watched if source.state in _ORDER),
        key=lambda source: (_ORDER.index(source.state), source.title, source.source_id),
    )
    moved = sorted(
        (source for source in watched if source.redirected_to), key=lambda source: (source.title, source.source_id)
    )
    whole = sorted(
        (source for source in watched if source.state is SourceState.WELL and source.reason),
        key=lambda source: (source.title, source.source_id),
    )
    read = len(watched) - len(unread)
    if unread:
        sources = talk.count(
            "{read} of {n} source read", "{read} of {n} sources read", len(watched), read=talk.number(read)
        )
    else:
        sources = talk.count("{n} source read", "{n} sources read", read)
    proof = talk.say("{sources}, {changes}", sources=sources, changes=talk.count("{n} change", "{n} changes", changes))
    if stories != changes:
        proof += talk.count(", told as {n} item", ", told as {n} items", stories)
    return HealthHead(
        well=not ill,
        proof=proof,
        troubles=tuple(_trouble(source, talk) for source in ill),
        moved=(*(_moved(source, talk) for source in moved), *(_whole(source, talk) for source in whole)),
    )


def _whole(source: SourceHealth, talk: Speech) -> HealthLine:
    return HealthLine(
        title=source.title,
        url=source.url,
        state="whole",
        state_word=talk.say("changed as a whole"),
        reason=health_reason(source.reason, source.source_id, talk),
        since="",
    )


def _trouble(source: SourceHealth, talk: Speech) -> HealthLine:
    return HealthLine(
        title=source.title,
        url=source.url,
        state=source.state.value,
        state_word=state_word(source.state, talk),
        reason=health_reason(source.reason, source.source_id, talk),
        since=_since(source, talk),
    )


def _since(source: SourceHealth, talk: Speech) -> str:
    parts = []
    if source.since is not None:
        parts.append(talk.say("since {day}", day=_day(source.since, talk)))
    if source.state in {SourceState.FAILING, SourceState.DRIFTED}:
        if source.last_success is not None:
            parts.append(talk.say("last read {day}", day=_day(source.last_success, talk)))
        else:
            parts.append(talk.say("never read yet"))
    elif source.last_change is not None:
        parts.append(talk.say("last change {day}", day=_day(source.last_change, talk)))
    return ", ".join(parts)


def _day(moment: datetime, talk: Speech) -> str:
    return talk.day(moment.date(), short=True)


def _moved(source: SourceHealth, talk: Speech) -> HealthLine:
    return HealthLine(
        title=source.title,
        url=source.redirected_to,
        state="moved",
        state_word=talk.say("moved for good"),
        reason=talk.say(
            "It answers from {url}. Check the new address and put it into your catalogue.", url=source.redirected_to
        ),
        since="",
    )
