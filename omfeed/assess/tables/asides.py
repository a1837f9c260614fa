"""Passing words: where a platform is named but not concerned. From the cue to the end of its clause nothing counts."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

ASIDES: Final[tuple[Sign, ...]] = (
    Sign(
        name="like-elsewhere",
        value="comparison",
        pattern=r"\b(?:just |exactly |much )?(?:like|as) (?:it (?:is|does)|they are|you (?:can|could|do)|we did|on|for|with) (?=[^,;.]{0,40}\b(?:windows|mac|ios|ipad|android|linux)|the )",
        yes="just as on windows devices",
        no="as the admin of windows devices",
    ),
    Sign(
        name="similar-to",
        value="comparison",
        pattern=r"\b(?:is |are |works? )?(?:similar(?:ly)? to|comparable (?:to|with)|in line with|aligns?(?: more closely)? with|aligning (?:it )?with|consistent with|parity with|equivalent (?:to|of)|matche?s? (?:the|that)|mirrors?|modell?ed (?:on|after)|unlike|compared (?:to|with)|in contrast (?:to|with)|rather than)\b",
        yes="this is similar to windows autopilot",
        no="similar settings on windows",
    ),
    Sign(
        name="same-as-before",
        value="comparison",
        pattern=r"\b(?:the )?same (?:\w+ ){0,4}(?:that|as|which|already)\b|\bthat you could previously\b",
        yes="the same signals that you use for windows",
        no="the same day on android",
    ),
    Sign(
        name="already-elsewhere",
        value="comparison",
        pattern=r"\b(?:already|previously|currently|originally|recently|first)\s(?:only )?(?:been )?(?:available|supported|added|possible|exists?|released|offered|introduced|existed)\b(?: only)?(?: in public preview)? (?:on|for|in|with|to)\b|\bpreviously (?:on|for)\b|\brecently added\b",
        yes="already available for windows",
        no="is available for windows",
    ),
    Sign(
        name="not-there",
        value="negation",
        pattern=r"\b(?:do(?:es)? ?n[o']t|doesn't|don't|does not|do not) (?:currently |yet )?(?:apply|affect|impact|extend|include|work|support)(?: to| on| for| with)?\b|\b(?:is|are) ?n[o']t (?:yet |currently )?(?:available|supported|applicable|affected|impacted|included|possible|compatible)(?: on| for| in| with| to)?\b|\b(?:isn't|aren't|is not|are not|not) (?:yet |currently )?(?:available|supported|applicable|affected|impacted|included|possible) ?(?:on|for|in|with|to)\b",
        yes="doesn't apply to windows 10 mobile",
        no="no longer supported on windows 8.1",
    ),
    Sign(
        name="except",
        value="negation",
        pattern=r"\b(?:except(?:ing)?(?: for| on)?|excluding|exception of|other than|instead of|with no (?:impact|effect|changes?) (?:to|on|for)|(?:has|have) no (?:impact|effect) on|no changes? (?:to|for|on))\b",
        yes="all platforms except windows",
        no="an exceptional windows",
    ),
    Sign(
        name="from-a-machine",
        value="tool",
        pattern=r"\b(?:from|on|using|by|with) (?:a|an|another|any|your|the admin's) (?:separate |supported |local |test )?(?:windows|mac(?:os)?|linux)(?: \d+)? (?:pc|computer|machine|server|workstation|host|vm)\b",
        yes="run the tool on a windows computer",
        no="on windows devices",
    ),
)
