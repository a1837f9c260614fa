"""Builds the permanent page of one story: how it stands, its life, its dates and every change of it.

Nothing on it depends on the day on which it is built: a story that did not change gives the same bytes for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from omfeed.digest.body import cut, from_text
from omfeed.digest.cards import card, due_order
from omfeed.digest.contexts import PageLink
from omfeed.digest.phrases import delta_phrase, kind_word
from omfeed.digest.reasons import change_reason
from omfeed.digest.select import Told, is_told, lead_order, story_of
from omfeed.digest.site_contexts import LedgerRow, LifeStep, StoryContext, StoryEvent, StoryText
from omfeed.digest.speech import Speech, speech
from omfeed.digest.tongue import spoken
from omfeed.model import Change, ChangeKind, DeltaKind, Due, Fleet, Item, Nature

_GONE = frozenset({ChangeKind.WITHDRAWN, ChangeKind.AGED_OUT})
_MOVES = frozenset({DeltaKind.DUE_MOVED, DeltaKind.DELAYED})
_FIRST_WORDS = 60
_BARE = _GONE | {ChangeKind.MOVED}
_NEWS = frozenset({ChangeKind.BASELINE, ChangeKind.ADDED})


def build_story(
    items: Sequence[Item], fleet: Fleet, *, language: str = "en", home: str = "", nav: Sequence[PageLink] = ()
) -> StoryContext:
    """The page of a story.

    Args:
        items: every change of every entry of the story, silent ones too; at least one.
        fleet: what we manage.
        language: language of the frame.
        home: relative address of the archive page.
        nav: the main pages of the site.
    """
    talk = speech(language)
    ordered = sorted(items, key=lambda item: (item.at, item.id))
    now = current(ordered)
    told = Told(key=story_of(now[0]), items=speaking(now))
    shown = replace(
        card(told, fleet, None, talk, words=10**6), page="", lead=Markup(""), more=Markup(""), more_words=0, deltas=()
    )
    return StoryContext(
        language=language,
        subject=shown.title,
        home=home,
        nav=tuple(nav),
        card=shown,
        life=_life(ordered, talk),
        ledger=ledger(ordered, talk),
        slips=slips(moves(ordered), talk),
        texts=tuple(_text(item, talk) for item in now),
        events=tuple(_event(item, talk, said=_said(now)) for item in reversed(ordered)),
    )


def current(ordered: Sequence[Item]) -> list[Item]:
    """The latest state of each entry of a story, the one that speaks for it first; those present before those gone.

    Args:
        ordered: the changes of the story, oldest first.
    """
    latest: dict[object, Item] = {}
    for item in ordered:
        latest[item.entry_id or ("change", item.id)] = item
    return sorted(latest.values(), key=lambda item: (item.change.kind in _GONE, *lead_order(item)))


def speaking(now: Sequence[Item]) -> tuple[Item, ...]:
    """The states of a story that say what holds: one that left its page for another of its family says it there.

    Args:
        now: the latest state of each entry, see ``current``.
    """
    return tuple(item for item in now if not _handed_on(item, now))


def _handed_on(item: Item, now: Sequence[Item]) -> bool:
    """Whether an entry aged out of its page and another page of the family shows it."""
    family = item.source.family
    if item.change.kind is not ChangeKind.AGED_OUT or not family:
        return False
    return any(
        other.source.family == family and other.source.id != item.source.id and other.change.kind not in _GONE
        for other in now
    )


def moves(ordered: Sequence[Item]) -> int:
    """How often a date of the story moved."""
    return sum(delta.kind in _MOVES for item in ordered for delta in item.deltas)


def slips(moves: int, talk: Speech) -> str:
    """How often a date of the story moved, in words; empty when never."""
    return talk.count("a date moved once", "dates moved {n} times", moves) if moves else ""


def ledger(ordered: Sequence[Item], talk: Speech) -> tuple[LedgerRow, ...]:
    """Every value the dates of a story have had, with the night from which and until which each was stated."""
    rows: dict[tuple[int, str], LedgerRow] = {}
    order: dict[tuple[int, str], Due] = {}
    stated: dict[int, dict[str, Due]] = {}
    carried: dict[int, int] = {}
    for item in ordered:
        # What left a page still holds; who took it up says from then on what does.
        if item.change.kind is ChangeKind.AGED_OUT:
            continue
        night = talk.day(item.at.date())
        entry = item.entry_id or -item.id
        if entry not in carried:
            carried[entry] = _carried_from(item, ordered) or entry
        entry = carried.get(carried[entry], carried[entry])
        before = stated.get(entry, {})
        after = {} if item.change.kind is ChangeKind.WITHDRAWN else {due.date: due for due in item.assessment.due}
        for iso in before.keys() - after.keys():
            rows[entry, iso] = replace(rows[entry, iso], until=night)
        for iso, due in after.items():
            key = (entry, iso)
            if key not in rows or rows[key].until:
                rows[key] = LedgerRow(
                    text=talk.due(due), iso=iso, words=due.what, seen=night, until="", source=item.source.title
                )
                order[key] = due
        stated[entry] = after
    return tuple(rows[key] for key in sorted(rows, key=lambda key: (due_order(order[key]), key[0])))


def _carried_from(first: Item, ordered: Sequence[Item]) -> int:
    """The entry of another page that one carries on by its first change, moved here and perhaps edited; 0: none."""
    if first.change.known_id is not None or first.change.kind not in {ChangeKind.MOVED, ChangeKind.EDITED}:
        return 0
    family = first.source.family
    return next(
        (
            item.entry_id
            for item in reversed(ordered)
            if family and item.source.family == family and item.source.id != first.source.id and item.id < first.id
        ),
        0,
    )


def _life(ordered: Sequence[Item], talk: Speech) -> tuple[LifeStep, ...]:
    steps: dict[str, LifeStep] = {}
    for item in ordered:
        label = _stage(item, talk)
        if label and label not in steps:
            steps[label] = LifeStep(label=label, day=talk.day(item.at.date()), source=item.source.title)
    return tuple(steps.values())


def _stage(item: Item, talk: Speech) -> str:
    if item.change.kind is ChangeKind.WITHDRAWN:
        shipped = any(delta.kind is DeltaKind.SHIPPED for delta in item.deltas)
        return "" if shipped else talk.say("withdrawn")
    if item.change.kind is ChangeKind.AGED_OUT:
        return ""
    if item.source.stage == "development":
        return talk.say("in development")
    return {
        Nature.PREVIEW: talk.say("preview"),
        Nature.NEW: talk.say("available"),
        Nature.CHANGED: talk.say("changed behaviour"),
        Nature.RETIRING: talk.say("retiring"),
        Nature.ISSUE: talk.say("known issue"),
        Nature.FIXED: talk.say("fixed"),
        Nature.SECURITY: talk.say("security release"),
        Nature.RELEASE: talk.say("released"),
        Nature.APPS: talk.say("available"),
    }[item.assessment.nature]


def event_word(kind: ChangeKind, talk: Speech, *, material: bool) -> str:
    """What a change is, in words, silent ones too."""
    if kind is ChangeKind.EDITED and not material:
        return talk.say("Tidied, nothing of substance")
    return {
        ChangeKind.BASELINE: talk.say("New") if material else talk.say("There at the first reading"),
        ChangeKind.ADDED: kind_word("new", talk),
        ChangeKind.EDITED: kind_word("edited", talk),
        ChangeKind.WITHDRAWN: kind_word("withdrawn", talk),
        ChangeKind.RESTORED: kind_word("restored", talk),
        ChangeKind.MOVED: talk.say("Moved on its page"),
        ChangeKind.AGED_OUT: talk.say("Aged out of its page"),
    }[kind]


def _said(now: Sequence[Item]) -> frozenset[str]:
    """The texts that stand on the page already."""
    return frozenset(item.change.entry.text for item in now)


def _event(item: Item, talk: Speech, *, said: frozenset[str] = frozenset()) -> StoryEvent:
    change = item.change
    # Of an edit the whole is shown; of anything else the first words, since the whole stands above.
    words = 10**6 if change.kind in {ChangeKind.EDITED, ChangeKind.RESTORED} else _FIRST_WORDS
    shown = change.shown_html or from_text(change.shown_text)
    body = cut(shown, words=words, added=talk.say("[added]"), removed=talk.say("[removed]"))
    return StoryEvent(
        iso=item.at.date().isoformat(),
        day=talk.day(item.at.date()),
        kind_word=event_word(change.kind, talk, material=change.material),
        silent=not is_told(item),
        title=change.entry.title,
        language=spoken(change.entry),
        source=item.source.title,
        deltas=tuple(delta_phrase(delta, talk) for delta in item.deltas),
        body=Markup("") if change.kind in _BARE or _repeats(change, said) else body.lead,
        reason=change_reason(change.reason, talk),
    )


def _repeats(change: Change, said: frozenset[str]) -> bool:
    """Whether it showed no other words than those that stand there today."""
    return change.kind in _NEWS and change.entry.text in said


def _text(item: Item, talk: Speech) -> StoryText:
    entry = item.change.entry
    state = {
        ChangeKind.WITHDRAWN: talk.say("withdrawn"),
        ChangeKind.AGED_OUT: talk.say("aged out of its page"),
    }.get(item.change.kind, talk.say("at its source"))
    body = cut(entry.html or from_text(entry.text), words=10**6, added="", removed="")
    return StoryText(
        source=item.source.title,
        title=entry.title,
        url=entry.url or item.source.url,
        language=spoken(entry),
        state_word=state,
        body=body.lead,
    )
