"""The head of every digest: how well we see, in one line when all is well and loud when that ends.

What is not well is told in full once to every reader, with what to do; then in a line, for as long as it lasts; and its
end once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from omfeed.digest.health_contexts import HealthHead, HealthLine
from omfeed.digest.phrases import state_word
from omfeed.digest.reasons import health_reason
from omfeed.digest.speech import Speech
from omfeed.model import SourceHealth, SourceState

_ORDER = (SourceState.DRIFTED, SourceState.FAILING, SourceState.LATE)
_ALWAYS = datetime.min.replace(tzinfo=UTC)
_NAMED = 6
"""So many sources are named in a sentence; of more it says how many."""


def head(
    health: Sequence[SourceHealth],
    changes: int,
    stories: int,
    talk: Speech,
    *,
    told: datetime | None = None,
    advise: bool = True,
) -> HealthHead:
    """How well the sources were seen: in full what is news to the reader, in a line what was told before.

    Args:
        health: every source's state; those switched off are not counted.
        changes: how many changes the digest tells.
        stories: as how many items it tells them.
        talk: the reader's language.
        told: when the reader was last told how sources stand; none: never.
        advise: whether the reader is one who can look after sources.
    """
    watched = [source for source in health if source.state is not SourceState.OFF]
    unread = [source for source in watched if source.state in {SourceState.FAILING, SourceState.DRIFTED}]
    ill = sorted(
        (source for source in watched if source.is_ill),
        key=lambda source: (_ORDER.index(source.state), *_named(source)),
    )
    moved = sorted((source for source in watched if source.redirected_to), key=_named)
    whole = sorted((source for source in watched if source.state is SourceState.WELL and source.reason), key=_named)
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
    lasting = [source for source in ill if not source.is_news(told)]
    settled = [source for source in moved if not source.is_news(told)]
    return HealthHead(
        well=not ill,
        proof=proof,
        troubles=tuple(_trouble(source, talk) for source in ill if source.is_news(told)),
        lasting=_lasting(lasting, settled, talk, advise=advise),
        over=_over(sorted((source for source in watched if source.is_over(told)), key=_named), talk),
        moved=(
            *(_moved(source, talk) for source in moved if source.is_news(told)),
            *(_whole(source, talk) for source in whole),
        ),
    )


def _named(source: SourceHealth) -> tuple[str, str]:
    return source.title, source.source_id


def _lasting(ill: Sequence[SourceHealth], moved: Sequence[SourceHealth], talk: Speech, *, advise: bool) -> str:
    """What was told before and still is so, the oldest first."""
    said = []
    if ill:
        oldest = sorted(ill, key=lambda source: (_began(source) is None, _began(source) or _ALWAYS, *_named(source)))
        said.append(
            talk.count(
                "{n} source still not seen well: {names}.",
                "{n} sources still not seen well: {names}.",
                len(ill),
                names=_list(oldest, talk),
            )
        )
    if moved:
        said.append(
            talk.count(
                "{n} source still answers from a new address: {names}.",
                "{n} sources still answer from a new address: {names}.",
                len(moved),
                names=_list([replace(source, ill_since=None, since=None) for source in moved], talk),
            )
        )
    if said and advise:
        said.append(talk.say("“omfeed sources check” says why."))
    return " ".join(said)


def _over(well: Sequence[SourceHealth], talk: Speech) -> str:
    """What was told to be in trouble and is no longer."""
    if not well:
        return ""
    return talk.count(
        "{n} source is seen well again: {names}.",
        "{n} sources are seen well again: {names}.",
        len(well),
        names=_list(well, talk, over=True),
    )


def _list(sources: Sequence[SourceHealth], talk: Speech, *, over: bool = False) -> str:
    """The sources by name, each with the day since when it is not well, or was not."""
    names = []
    for source in sources[:_NAMED]:
        began = _began(source)
        day = _day(began, talk) if began else ""
        if not day:
            names.append(source.title)
        elif over:
            names.append(talk.say("{source} (after trouble since {day})", source=source.title, day=day))
        else:
            names.append(talk.say("{source} (since {day})", source=source.title, day=day))
    if len(sources) > _NAMED:
        names.append(talk.count("{n} more", "{n} more", len(sources) - _NAMED))
    return ", ".join(names)


def _began(source: SourceHealth) -> datetime | None:
    return source.ill_since or (source.since if source.is_ill else None)


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
