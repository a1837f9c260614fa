"""The nouns of omfeed as frozen values and closed sets.

Every room speaks in these; this module imports nothing of ours and touches nothing. The words are those of the
architecture page (docs/architecture.md): source, entry, revision, change, assessment, fleet, digest.

Dates that a source claims are ISO 8601 strings at the precision the source gave (``2026-08-31`` or
``2026-08-31T14:00:00Z``): a date-only value stays date-only, and no time zone ever moves it by a day. Moments that
omfeed itself records are aware ``datetime`` values in UTC.
"""

from __future__ import annotations

from omfeed.model.assessments import (
    AT_MOST,
    BEHIND,
    Assessment,
    Due,
    Evidence,
    Filter,
    Fleet,
    FleetGroup,
    Rule,
    RuleAction,
)
from omfeed.model.changes import (
    Change,
    Delta,
    DeltaKind,
    Diff,
    Drift,
    Elsewhere,
    Item,
    Judged,
    Link,
    entry_of_story,
    own_story,
)
from omfeed.model.entries import FACTS, Entry, Known, Parsed, Source, SourceHealth
from omfeed.model.kinds import (
    PLATFORM_LABELS,
    Audience,
    ChangeKind,
    EntryState,
    Fact,
    Nature,
    Platform,
    Precision,
    Severity,
    SourceState,
    Window,
)
from omfeed.model.people import Cadence, Channel, Deed, DeedKind, DutyState, Owner, Subscription, TicketSystem

__all__ = [
    "AT_MOST",
    "BEHIND",
    "FACTS",
    "PLATFORM_LABELS",
    "Assessment",
    "Audience",
    "Cadence",
    "Change",
    "ChangeKind",
    "Channel",
    "Deed",
    "DeedKind",
    "Delta",
    "DeltaKind",
    "Diff",
    "Drift",
    "Due",
    "DutyState",
    "Elsewhere",
    "Entry",
    "EntryState",
    "Evidence",
    "Fact",
    "Filter",
    "Fleet",
    "FleetGroup",
    "Item",
    "Judged",
    "Known",
    "Link",
    "Nature",
    "Owner",
    "Parsed",
    "Platform",
    "Precision",
    "Rule",
    "RuleAction",
    "Severity",
    "Source",
    "SourceHealth",
    "SourceState",
    "Subscription",
    "TicketSystem",
    "Window",
    "entry_of_story",
    "own_story",
]
