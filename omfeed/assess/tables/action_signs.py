"""Whether someone must act: signs for (``yes``) and against (``no``). The sum of their weights decides."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign
from omfeed.assess.tables.action_calls import CALLS
from omfeed.assess.tables.action_stops import AGAINST, STOPS
from omfeed.assess.tables.action_turns import TURNS
from omfeed.assess.tables.action_warnings import WARNINGS

THRESHOLD: Final = 3.0
"""From this sum on, action is required."""

OFFER_THRESHOLD: Final = 4.0
"""The same for something new that no title or notices heading presents as a call to act."""

ACTION: Final[tuple[Sign, ...]] = (*CALLS, *TURNS, *WARNINGS, *STOPS, *AGAINST)

CONDITIONAL: Final = (
    r"^(?:\W*(?:note|important)\W+)?(?:"
    r"to (?:use|take advantage|enable|set up|configure|support|get started|deploy|complete|see|view|try|access)"
    r"|to (?:turn on|edit|create|manage|apply|add|start|benefit|take)"
    r"|if (?:an?|the|this|that|your) (?:\w+ ){1,4}(?:is|are|was|were|gets?) (?:deleted|removed|lost|revoked)"
    r"|if you(?:'d| would)? (?:want|like|choose|wish|plan|need)"
    r"|if you (?:set|select|choose)\b|in order to|before you (?:can|use|begin|start|configure)"
    r"|for (?:this|the) (?:feature|setting|preview|to work)|prerequisite|when you|when (?:creating|configuring"
    r"|using|adding)"
    r"|as (?:an|the) admin|using this)\b"
)
"""A demand in such a sentence is the price of something optional, not a call to act."""
