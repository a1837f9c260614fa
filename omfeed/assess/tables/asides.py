"""Passing words: where a platform is named but not concerned. From the cue to the end of its clause nothing counts.

Values: ``comparison``, ``exclusion``, ``tool``, and ``denial`` for what is denied of a platform: in a title that may be
the matter itself (“Wipe isn't available for iOS devices”). With ``-after``, a sign follows the names it speaks of: then
these are blanked with it, and the clause goes on; with ``-names``, only the names that follow it are.
"""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign
from omfeed.assess.tables.asides_abroad import ABROAD
from omfeed.assess.tables.asides_named import NAMED

_CLAUSES: Final[tuple[Sign, ...]] = (
    Sign(
        name="like-elsewhere",
        value="comparison",
        patterns=(
            (
                r"\b(?:just |exactly |much )?(?:like|as) it (?:is|does) (?=[^,;.]{0,40}\b(?:windows|mac|ios|ipad"
                r"|android|linux)|the )"
            ),
            (
                r"\b(?:just |exactly |much )?(?:like|as) they are (?=[^,;.]{0,40}\b(?:windows|mac|ios|ipad"
                r"|android|linux)|the )"
            ),
            (
                r"\b(?:just |exactly |much )?(?:like|as) you (?:can|could|do) (?=[^,;.]{0,40}\b(?:windows|mac|ios"
                r"|ipad|android|linux)|the )"
            ),
            (
                r"\b(?:just |exactly |much )?(?:like|as) we did (?=[^,;.]{0,40}\b(?:windows|mac|ios|ipad|android"
                r"|linux)|the )"
            ),
            (
                r"\b(?:just |exactly |much )?(?:like|as) on (?=[^,;.]{0,40}\b(?:windows|mac|ios|ipad|android"
                r"|linux)|the )"
            ),
            (
                r"\b(?:just |exactly |much )?(?:like|as) for (?=[^,;.]{0,40}\b(?:windows|mac|ios|ipad|android"
                r"|linux)|the )"
            ),
            (
                r"\b(?:just |exactly |much )?(?:like|as) with (?=[^,;.]{0,40}\b(?:windows|mac|ios|ipad|android"
                r"|linux)|the )"
            ),
        ),
        yes="just as on windows devices",
        no="as the admin of windows devices",
    ),
    Sign(
        name="similar-to",
        value="comparison",
        patterns=(
            r"\b(?:is |are |works? )?(?:similar(?:ly)? to|comparable (?:to|with)|in line with)\b",
            r"\b(?:is |are |works? )?(?:aligns?(?: more closely)? with|aligning (?:it )?with)\b",
            r"\b(?:is |are |works? )?(?:consistent with|parity with|equivalent (?:to|of))\b",
            r"\b(?:is |are |works? )?(?:matche?s? (?:the|that)|mirrors?|modell?ed (?:on|after))\b",
            r"\b(?:is |are |works? )?(?:unlike|compared (?:to|with)|in contrast (?:to|with))\b",
            r"\b(?:is |are |works? )?rather than\b",
        ),
        yes="this is similar to windows autopilot",
        no="similar settings on windows",
    ),
    Sign(
        name="same-as-before",
        value="comparison",
        patterns=(
            r"\b(?:the )?same (?:\w+ ){0,4}(?:that|which|already)\b",
            r"\b(?:the )?same (?:(?!on |for |in |under )\w+ ){0,4}as\b",
            r"\bthat you could previously\b",
        ),
        yes="the same signals that you use for windows",
        no="the same day on android",
    ),
    Sign(
        name="already-elsewhere",
        value="comparison",
        patterns=(
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?available\b(?: only)?(?: in public preview)? (?:on|for|in|with"
                r"|to)\b"
            ),
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?supported\b(?: only)?(?: in public preview)? (?:on|for|in|with"
                r"|to)\b"
            ),
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?added\b(?: only)?(?: in public preview)? (?:on|for|in|with|to)\b"
            ),
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?possible\b(?: only)?(?: in public preview)? (?:on|for|in|with|to)\b"
            ),
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?exists?\b(?: only)?(?: in public preview)? (?:on|for|in|with|to)\b"
            ),
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?released\b(?: only)?(?: in public preview)? (?:on|for|in|with|to)\b"
            ),
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?offered\b(?: only)?(?: in public preview)? (?:on|for|in|with|to)\b"
            ),
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?introduced\b(?: only)?(?: in public preview)? (?:on|for|in|with"
                r"|to)\b"
            ),
            (
                r"\b(?:already|previously|currently|originally|recently"
                r"|first)\s(?:only )?(?:been )?existed\b(?: only)?(?: in public preview)? (?:on|for|in|with|to)\b"
            ),
            r"\bpreviously (?:on|for)\b",
            r"\brecently added\b",
            r"\b(?:being|was|were|been) (?:previously )?limited to\b",
        ),
        yes="already available for windows",
        no="is available for windows",
    ),
    Sign(
        name="not-there",
        value="denial",
        patterns=(
            (
                r"\bdo(?:es)? ?n[o']t (?:currently |yet )?(?:apply|affect|impact|extend|include|work"
                r"|support)(?: to| on| for| with)?\b"
            ),
            (
                r"\bdoesn't (?:currently |yet )?(?:apply|affect|impact|extend|include|work|support)(?: to| on"
                r"| for| with)?\b"
            ),
            (
                r"\bdon't (?:currently |yet )?(?:apply|affect|impact|extend|include|work|support)(?: to| on| for"
                r"| with)?\b"
            ),
            (
                r"\bdoes not (?:currently |yet )?(?:apply|affect|impact|extend|include|work|support)(?: to| on"
                r"| for| with)?\b"
            ),
            (
                r"\bdo not (?:currently |yet )?(?:apply|affect|impact|extend|include|work|support)(?: to| on| for"
                r"| with)?\b"
            ),
            r"\b(?:is|are) ?n[o']t (?:yet |currently )?available(?: on| for| in| with| to)?\b",
            r"\b(?:is|are) ?n[o']t (?:yet |currently )?supported(?: on| for| in| with| to)?\b",
            r"\b(?:is|are) ?n[o']t (?:yet |currently )?applicable(?: on| for| in| with| to)?\b",
            r"\b(?:is|are) ?n[o']t (?:yet |currently )?affected(?: on| for| in| with| to)?\b",
            r"\b(?:is|are) ?n[o']t (?:yet |currently )?impacted(?: on| for| in| with| to)?\b",
            r"\b(?:is|are) ?n[o']t (?:yet |currently )?included(?: on| for| in| with| to)?\b",
            r"\b(?:is|are) ?n[o']t (?:yet |currently )?possible(?: on| for| in| with| to)?\b",
            r"\b(?:is|are) ?n[o']t (?:yet |currently )?compatible(?: on| for| in| with| to)?\b",
            r"\b(?:isn't|aren't|is not|are not|not) (?:yet |currently )?available ?(?:on|for|in|with|to)\b",
            r"\b(?:isn't|aren't|is not|are not|not) (?:yet |currently )?supported ?(?:on|for|in|with|to)\b",
            r"\b(?:isn't|aren't|is not|are not|not) (?:yet |currently )?applicable ?(?:on|for|in|with|to)\b",
            r"\b(?:isn't|aren't|is not|are not|not) (?:yet |currently )?affected ?(?:on|for|in|with|to)\b",
            r"\b(?:isn't|aren't|is not|are not|not) (?:yet |currently )?impacted ?(?:on|for|in|with|to)\b",
            r"\b(?:isn't|aren't|is not|are not|not) (?:yet |currently )?included ?(?:on|for|in|with|to)\b",
            r"\b(?:isn't|aren't|is not|are not|not) (?:yet |currently )?possible ?(?:on|for|in|with|to)\b",
        ),
        yes="doesn't apply to windows 10 mobile",
        no="no longer supported on windows 8.1",
    ),
    Sign(
        name="except",
        value="exclusion",
        patterns=(r"\b(?:except(?:ing)?(?: for| on)?|excluding|exception of|other than|instead of)\b",),
        yes="all platforms except windows",
        no="an exceptional windows",
    ),
    Sign(
        name="from-a-machine",
        value="tool",
        patterns=(
            (
                r"\b(?:from|on|using|by|with) (?:a|an|another|any|your|the admin's) (?:separate |supported "
                r"|local |test )?(?:windows|mac(?:os)?|linux)(?: \d+)? pc\b"
            ),
            (
                r"\b(?:from|on|using|by|with) (?:a|an|another|any|your|the admin's) (?:separate |supported "
                r"|local |test )?(?:windows|mac(?:os)?|linux)(?: \d+)? computer\b"
            ),
            (
                r"\b(?:from|on|using|by|with) (?:a|an|another|any|your|the admin's) (?:separate |supported "
                r"|local |test )?(?:windows|mac(?:os)?|linux)(?: \d+)? machine\b"
            ),
            (
                r"\b(?:from|on|using|by|with) (?:a|an|another|any|your|the admin's) (?:separate |supported "
                r"|local |test )?(?:windows|mac(?:os)?|linux)(?: \d+)? server\b"
            ),
            (
                r"\b(?:from|on|using|by|with) (?:a|an|another|any|your|the admin's) (?:separate |supported "
                r"|local |test )?(?:windows|mac(?:os)?|linux)(?: \d+)? workstation\b"
            ),
            (
                r"\b(?:from|on|using|by|with) (?:a|an|another|any|your|the admin's) (?:separate |supported "
                r"|local |test )?(?:windows|mac(?:os)?|linux)(?: \d+)? host\b"
            ),
            (
                r"\b(?:from|on|using|by|with) (?:a|an|another|any|your|the admin's) (?:separate |supported "
                r"|local |test )?(?:windows|mac(?:os)?|linux)(?: \d+)? vm\b"
            ),
            r"\b(?:on|from|using|needs?|requires?) a (?:separate |second |supported )?mac (?=with |that runs"
            r"|running |to |and )",
        ),
        yes="run the tool on a windows computer",
        no="on windows devices",
    ),
    Sign(
        name="similar-changes",
        value="comparison",
        patterns=(
            r"\b(?:is|are|looks?|works?) (?:just |much )?like (?:the (?:one|same)|that|those)\b",
            r"\bsimilar (?:changes?|updates?|support|functionality|settings?) (?:is|are|will|already|can|exists?)\b",
        ),
        yes="similar changes are coming to windows",
        no="similar settings on windows",
    ),
    Sign(
        name="stays-as-it-is",
        value="denial",
        patterns=(
            (
                r"^[^,;.:]{2,60}\b(?:will )?(?:remains?|stays?) (?:in|on|as|where|the same|unchanged|available|possible"
                r"|unaffected|supported)\b"
            ),
            r"(?:^|[,;] (?:and |but |while )?)[^,;.:]{2,60}\b(?:is|are) (?:unchanged|unaffected|untouched)\b",
        ),
        yes="management of windows pcs will remain in the old console",
        no="windows remains secure",
    ),
)

ASIDES: Final = (*_CLAUSES, *NAMED, *ABROAD)
