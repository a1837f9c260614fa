"""Which dates in prose are due dates: signs on the words around a date.

``before`` signs are tried on the words that lead to the date within its clause, ``after`` signs on those that follow.
``passing``: the date is no due date. ``effect``: something takes effect then, so that even a past date counts.
"""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_MONTHS: Final = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"

BEFORE: Final[tuple[Sign, ...]] = (
    Sign(
        name="told-earlier",
        value="passing",
        pattern=r"\b(?:shared|announced|posted|communicated|mentioned|published|notified|informed|blogged|described|reported|told you|stated|noted|documented|advised|reminded|message center|announcement)\b[^;:]{0,70}$|\bmc\d{5,7}\b[^;:,]{0,30}$",
        yes="in mc12345 we announced in ",
        no="we will announce it; in ",
    ),
    Sign(
        name="stamp",
        value="passing",
        pattern=r"^\W*(?:\[?\(?(?:last |originally )?(?:updated?|edited|revised|modified|published|posted|reviewed|date (?:added|updated)|release date|released|added|as of(?= \w+ \d+, \d+:))\W*(?:on |as of )?:? ?\W*)$",
        yes="updated ",
        no="it will be updated on ",
    ),
    Sign(
        name="earlier-plan",
        value="passing",
        pattern=r"\b(?:originally|initially|previously|formerly|was|were|had been|used to be) (?:\w+ ){0,4}?(?:planned|scheduled|set|expected|announced|targeted|slated|due|communicated|intended|to (?:be|begin|start|end|take|happen|roll))\b[^;.]{0,60}$|\b(?:instead of|rather than|delayed from|moved from|postponed from|pushed (?:back )?from|changed from|extended from|shifted from|changing from|\(was|\bwas|previously|formerly|originally|no longer|not)\s+(?:(?:from|in|on|by|for|planned|early|mid|late)[ -]?)*$",
        yes="originally planned for ",
        no="is planned for ",
    ),
    Sign(
        name="reported-plan",
        value="passing",
        pattern=r"\b(?:shared|announced|said|told|communicated|posted|mentioned)\b[^.]{0,140}\bwould\b[^.]{0,110}$",
        yes="we shared that we would remove the ability in ",
        no="we would like you to act by ",
    ),
    Sign(
        name="past-event",
        value="passing",
        pattern=r"\b(?:(?:was|were|been|first|initially|originally|already|recently|previously|that|which) (?:\w+ )?(?:released|introduced|added|launched|created|issued|published|made available|shipped|discovered|detected|rolled out)|(?:we|intune|microsoft|apple|google|samsung) (?:\w+ )?(?:released|introduced|added|launched|made|shipped|issued|discovered|published)|created|copyright|version|dated|(?:enrolled|installed|built|compiled|purchased|signed|issued) (?:on|after|before|in|since)|since|back|until now|ever)\b\s*(?:\w+ ){0,3}$",
        yes="it was introduced in ",
        no="it will be introduced in ",
    ),
    Sign(
        name="product-name",
        value="passing",
        pattern=r"\b(?:windows (?:10|11)?|office|exchange(?: server)?|sql server|server|sharepoint|visual studio|baselines? (?:for|version)|template (?:for|version)|version|ltsc|ltsb|edge|benchmark|build|sp\d)\W*(?:the |from |of |for )?$",
        yes="security baseline for ",
        no="support for windows ends ",
    ),
    Sign(
        name="for-example",
        value="passing",
        pattern=r"\b(?:for example|e\.g\.|such as|for instance|like)\b[^.;]{0,40}$",
        yes="for example, ",
        no="the example ends ",
    ),
    Sign(
        name="takes-effect",
        value="effect",
        pattern=r"\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|effective|as of|on or (?:after|around)|from|ends?|ended|ending|expire[sd]?|until|by|before|after|deadline|reach(?:es|ed)?|retire[sd]?|will|no later than|due|through|planned|expected|scheduled)\b[^;]{0,60}$",
        yes="starting ",
        no="see the list of ",
    ),
)

AFTER: Final[tuple[Sign, ...]] = (
    Sign(
        name="update-name",
        value="passing",
        pattern=r"^,?\s*(?:\(?\w+\)?,? )?(?:(?:windows )?(?:cumulative|security|quality|optional|preview|non-?security|feature|servicing|patch tuesday|monthly)(?: \w+){0,2} (?:update|release|patch|preview)|update\b(?! to (?:the )?(?:microsoft )?intune|,? we)(?= \(|[^.]{0,20}\b(?:of windows|version|for windows))|baseline|security (?:patch|baseline|update)|patch level|edition|version\b|lts\b)",
        yes=" security update for windows",
        no=" we will remove",
    ),
    Sign(
        name="stamp-colon",
        value="passing",
        pattern=r"^\s*(?:update)?\s*[:|]\s",
        yes=": we updated the timeline",
        no=", we update",
    ),
    Sign(
        name="told-then",
        value="passing",
        pattern=r"^,?\s*(?:we|microsoft|apple|google|intune) (?:\w+ )?(?:shared|announced|posted|communicated|introduced|published|released|informed|notified|added)\b",
        yes=", we announced the removal",
        no=", we will remove",
    ),
)
