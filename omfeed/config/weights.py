"""``[severity]`` of omfeed.toml: the points by which severity is summed up, each at its default unless it is named."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from omfeed.config.keys import choice, key, mapping, number, text
from omfeed.model import Nature
from omfeed.weights import DEFAULT, SeverityTable

POINTS: Final = number("points, above -100 and at most 100", above=-100, most=100)
_FROM: Final = number("points, above 0", above=0, most=1000)
_DAYS: Final = text("whole days", pattern=r"^[1-9][0-9]{0,3}$")
_SHARE: Final = text("share such as 0.5", pattern=r"^(0?\.[0-9]{1,4}|1|1\.0)$")
_WORD: Final = text("word in lower case", pattern=r"^[^A-Z]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityBlock:
    """``[severity]``: how much what weighs, and from how many points on an entry is critical, high or medium."""

    critical: float = key(_FROM, DEFAULT.critical, "Critical from so many points on.")
    high: float = key(_FROM, DEFAULT.high, "High from so many points on.")
    medium: float = key(_FROM, DEFAULT.medium, "Medium from so many points on; below it: low.")
    action_required: float = key(POINTS, DEFAULT.action_required, "Someone must act.")
    user_visible: float = key(POINTS, DEFAULT.user_visible, "Users will notice.")
    exploited: float = key(POINTS, DEFAULT.exploited, "A vulnerability is exploited in the wild.")
    major: float = key(POINTS, DEFAULT.major, "The source calls it major.")
    untouched: float = key(POINTS, DEFAULT.untouched, "It concerns none of our devices.")
    nature: Mapping[str, float] = key(
        mapping(choice(*Nature), POINTS, "table of nature = points"), {}, "By nature, such as `retiring = 2.5`."
    )
    due_within: Mapping[str, float] = key(
        mapping(_DAYS, POINTS, "table of days = points"),
        {},
        "By days to the next date, such as `14 = 3`; stands in place of all defaults.",
    )
    source_words: Mapping[str, float] = key(
        mapping(_WORD, POINTS, "table of word = points"), {}, "By the source's own severity, such as `important = 1.5`."
    )
    fleet_share: Mapping[str, float] = key(
        mapping(_SHARE, POINTS, "table of share = points"),
        {},
        'By the share of our devices touched, such as `"0.5" = 1`; stands in place of all defaults.',
    )


def severity_fault(block: SeverityBlock) -> str:
    """What is wrong with a table whose keys are right one by one, or nothing."""
    if not block.critical > block.high > block.medium:
        return (
            f"critical ({block.critical:g}) must be above high ({block.high:g}), and high above medium"
            f" ({block.medium:g})."
        )
    return ""


def severity(block: SeverityBlock) -> SeverityTable:
    """The points as the judge weighs by them.

    Natures and words that the block names change theirs alone; steps of days and shares belong together, so that a
    table of them stands in place of the default one.
    """
    plain = {
        field.name: getattr(block, field.name)
        for field in dataclasses.fields(block)
        if isinstance(getattr(block, field.name), float)
    }
    return SeverityTable(
        **plain,
        nature={**DEFAULT.nature, **block.nature},
        source_words={**DEFAULT.source_words, **block.source_words},
        due_within={int(days): points for days, points in block.due_within.items()} or DEFAULT.due_within,
        fleet_share={float(share): points for share, points in block.fleet_share.items()} or DEFAULT.fleet_share,
    )
