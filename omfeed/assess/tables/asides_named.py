"""Passing words that stand beside the name of a platform: denials, exclusions and comparisons in English."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign
from omfeed.assess.tables.platform_names import DEVICES, NAME

_ON: Final = r"(?:on |for |with |in |to |by |under )?(?:the |any |your |other )?"

NAMED: Final[tuple[Sign, ...]] = (
    Sign(
        name="not-on",
        value="denial",
        patterns=(
            (
                rf"(?:^|[,;(] |\(|: |- |\b(?:but|and|though|yet) )not (?:yet |currently |available "
                rf"|supported ){{0,2}}{_ON}"
                rf"{NAME}"
            ),
            rf"(?<!whether or )\bnot (?:yet )?(?:on|for|under) (?:the )?{NAME}",
            rf"\bneither {_ON}{NAME}",
            rf"\bnor {_ON}{NAME}",
            rf"\b(?:no|without) support (?:for|on) {NAME}|\bno {NAME} (?:support|version|client|counterpart)\b",
            rf"\b(?:do not|don't|does not|doesn't|not) run(?:ning)? {NAME}(?! ?\d|[^,;.]{{0,20}} (?:or"
            rf"|and) (?:later|newer))",
            rf"\b(?:isn't|aren't|is not|are not) (?:for|on) {NAME}|\bunavailable (?:on|for|in) {NAME}",
            (
                r"\b(?:isn't|aren't|is not|are not|wasn't|doesn't|don't|does not|do not) (?:an? |the )?(?:issue"
                r"|case|problem"
                r"|needed|required|necessary|seen|observed|occur|happen) (?:on|for|with|in)\b"
            ),
            (
                rf"\b(?:but|though|although|while|whereas) {_ON}{NAME}{DEVICES} (?:isn't|aren't|is not"
                rf"|are not) (?:yet )?"
                r"(?:supported|available|included)\b"
            ),
        ),
        yes="it works on a mac, not on windows",
        no="whether or not windows hello is set up",
    ),
    Sign(
        name="not-relevant",
        value="denial",
        patterns=(
            r"\b(?:doesn't|don't|does not|do not) (?:concern|pertain to|involve)\b",
            r"\b(?:not|isn't|aren't) (?:relevant|meant|intended) (?:for|to|on)\b|\birrelevant (?:for|to|on)\b",
        ),
        yes="this is not relevant for windows devices",
        no="this is relevant for windows devices",
    ),
    Sign(
        name="will-not-apply",
        value="denial",
        patterns=(
            (
                r"\b(?:won't|will not|didn't|did not|shouldn't|should not|can't|cannot) (?:be (?:affected|impacted"
                r"|extended"
                r"|included|applied) ?(?:on|for|in|to|by)?|apply to|affect|impact|include|extend to|change (?:for|on)"
                r"|reach|touch)\b"
            ),
            r"\bnot (?:applying|affecting|impacting|extending) (?:to )?(?=\w)",
        ),
        yes="this won't affect windows devices",
        no="it won't be supported on windows 8.1",
    ),
    Sign(
        name="no-change",
        value="denial",
        patterns=(
            r"\bwith(?:out| no) (?:any )?(?:impact|effect|changes?) (?:to|on|for)\b",
            r"\b(?:(?:has|have|had) no (?:impact|effect) on|no (?:changes?|impact|effect) (?:to|for|on))\b",
            r"\bnothing changes (?:for|on|with|about)\b",
            rf"\bno action is (?:needed|required) (?:for|on|from) (?:the |your )?{NAME}",
            r"(?:^|[.;] )(?:for|on|with) [^,;.:]{2,50}, (?:nothing|there(?:'s| is| are| will be) no (?:changes?"
            r"|impact))\b",
            (
                rf"\b(?:for|on|with) {NAME}{DEVICES},? (?:nothing|there(?:'s| is| are| will be) no (?:changes?"
                rf"|impact))\b"
            ),
            (
                rf"\b(?:for|on) {NAME}{DEVICES},? (?:\w+ ){{1,4}}(?:stays?|remains?)(?=[.;,]|$| (?:as|the same"
                rf"|unchanged"
                r"|in place|where)\b)"
            ),
            rf"\bif you (?:only|just|exclusively|don't|do not) (?:manage|use|have|support) (?:any )?{NAME}",
            rf"\bif you (?:manage|use|have|support) only {NAME}",
            rf"^for {NAME}[^,;.:]{{0,30}}, (?:see|refer to|read)\b",
        ),
        yes="there's no change for windows devices",
        no="changes for windows devices",
    ),
    Sign(
        name="isn't-affected",
        value="denial-after",
        patterns=(
            (
                r"\b(?:is|are|was|were|will be|won't be|will not be|isn't|aren't|wasn't|weren't)(?: not)? ?"
                r"(?<=n't |not )(?:currently |otherwise )?(?:affected|impacted|included|in scope|eligible|concerned"
                r"|touched"
                r"|part of)\b"
            ),
            r"\b(?:are|is|will be|remain|remains|stay|stays) (?:unaffected|unchanged|out of scope|excluded|exempt)\b",
            (
                r"\b(?:won't|will not|don't|do not) (?:see|notice) (?:this|the|any|a) (?:changes?|difference"
                r"|effect)\b"
            ),
            r"\bexcluded\b(?= from)",
            r"\b(?:can|may) (?:safely )?(?:ignore|skip|disregard)\b",
            r"\bcontinues? to (?:use the old|work as (?:before|today|it does)|behave as (?:before|today|it does))\b",
            (
                r"\bwill be (?:supported|added|included) (?:at a later|later|soon|in (?:a |the )?(?:future|later"
                r"|coming))\b"
            ),
            r"\balready (?:has|have|had|supports?|supported|offers?) (?:it|this|that|these)\b|\balready (?:do|does)\b",
            r"\b(?:don't|doesn't|do not|does not)(?=[.;,)]|$)",
            r"\b(?:isn't|aren't|is not|are not) (?:yet |currently )(?:supported|available)\b",
            r"\b(?:isn't|aren't|is not|are not) (?:supported|available) (?:yet|at this time|for now|today|currently)\b",
            (
                r"(?: support)? (?:will follow|is planned for (?:a )?later|will be added (?:later|in a (?:later"
                r"|future))"
                r"|comes later|will come later|is coming later|at a later (?:date|time|stage)|to follow(?=[.;,)]|$))\b"
            ),
        ),
        yes="windows devices aren't affected",
        no="windows devices are affected",
    ),
    Sign(
        name="like-named",
        value="comparison",
        patterns=(
            rf"^(?:much |just )?like {_ON}{NAME}",
            rf"\b(?:just|much|exactly|works?|working|behaves?|looks?|functions?) like {_ON}{NAME}",
            (
                rf"\b(?:just|exactly|similarly|the way) (?:as )?(?:(?:it|they|you|we|is|are|can|could|do|does|did"
                rf"|works?|the case|possible|available|already|today|use|have) ){{1,5}}(?:on|for|with|in|to) {NAME}"
            ),
            (
                rf"(?:^|, )as (?:is |was |it is |they are )?(?:already |also )?(?:the case |possible |available )?"
                rf"(?:on|with|in|for) {NAME}{DEVICES}(?=,|$)"
            ),
            r"\b(?:(?:on|at) (?:a )?par(?:ity)? with|catch(?:es|ing)? up with|(?:known|familiar) from)\b",
            rf"\b(?:to|now) match(?:es)? {_ON}{NAME}|\b(?:different(?:ly)?|otherwise) (?:than|from) {_ON}{NAME}",
            rf"\bthat {NAME}{DEVICES} (?:knows?|already (?:has|have|use|uses|offers?))\b",
            rf"\bin addition to {_ON}{NAME}|\balready (?:there|offered|known|in use|generally available) (?:on|for"
            rf"|in|to) {NAME}",
            rf"\b(?:so far|until now|to date)\b(?=[^,;.]{{0,60}}{NAME})",
            rf"\b(?:available|supported|possible) (?:on|for|in) {NAME}[^,;.]{{0,30}} since (?:\d{{4}}|\w+ \d{{4}}"
            rf"|version)\b",
            (
                rf"(?:^|, )as [^,;.]{{2,40}} (?:(?:do|does|did|can) (?:on|for|with|in) {NAME}|(?:on"
                rf"|for) {NAME}{DEVICES}"
                r" (?:do|does|did|can|has|have)\b)"
            ),
            rf"\bcoming from {NAME}|\bas opposed to {_ON}{NAME}|\bno longer limited to {NAME}",
            (
                rf"^(?:following|after) (?:its|the|our) (?:\w+ )?(?:release|launch|preview|debut|availability|rollout"
                rf"|introduction) (?:on|for|in) {NAME}"
            ),
        ),
        yes="like windows, macos now asks",
        no="platforms like windows and macos",
    ),
    Sign(
        name="in-addition-to",
        value="comparison",
        patterns=(
            rf"^(?:in addition to|besides|apart from|beyond|along with) {_ON}{NAME}{DEVICES}(?=[,;])",
            (
                rf"\b(?:was|were|has been|have been|is|are|had been)? ?(?:previously|until now|so far|formerly"
                rf"|before now"
                rf"|earlier)[^,;.]{{0,30}}(?:only |limited |exclusive ){{1,2}}[^,;.]{{0,20}}\b(?:on|for|in|to) {NAME}"
            ),
            (
                r"\b(?:was|were|had been) (?:(?:only|so far) (?:available|supported|possible)|(?:available|supported"
                rf"|possible) only) (?:on|for|in) {NAME}"
            ),
            (
                r"^(?:previously|before (?:this|the) (?:update|release|change)|until now|so far|in the past),?"
                rf" [^.;]{{0,80}}\bonly (?:\w+ ){{0,3}}{NAME}"
            ),
        ),
        yes="in addition to windows, you can use it on macs",
        no="in addition to scripts for windows",
    ),
    Sign(
        name="from-one-to-another",
        value="comparison-names",
        patterns=(
            (
                rf"\b(?:bring(?:s|ing)?|extend(?:s|ed|ing)?|expand(?:s|ed|ing)?|port(?:s|ed|ing)?)\b[^,;.]{{0,60}} from"
                rf" (?={NAME}{DEVICES} to {NAME})"
            ),
        ),
        yes="we bring the report from windows to macos",
        no="we bring the report to macos",
    ),
    Sign(
        name="former-name",
        value="comparison-names",
        patterns=(rf"\b(?:formerly|previously) (?:known as|called|named) (?={NAME})|\bnon-(?={NAME})",),
        yes="formerly known as windows defender atp",
        no="formerly on windows",
    ),
    Sign(
        name="helper-on",
        value="tool-names",
        patterns=(rf"\bhelpers? (?:on|using|with|who use) (?:an? )?(?={NAME})",),
        yes="helpers on windows can connect",
        no="helpers of windows users",
    ),
    Sign(
        name="label-of-exclusions",
        value="exclusion-names",
        patterns=(
            (
                r"\b(?:unaffected|unsupported|excluded|excludes|not (?:affected|impacted|supported|available))"
                r"(?: (?:platforms?|systems?|devices?|versions?|on|for)){0,2}: ?"
            ),
        ),
        yes="unaffected platforms: linux",
        no="affected platforms: linux",
    ),
    Sign(
        name="all-but",
        value="exclusion",
        patterns=(
            rf"\b(?:all|every|any)(?: \w+){{0,3}} (?:but|save|bar) {_ON}{NAME}",
            rf"\b(?:apart|aside) from {NAME}|\bexclu(?:des|ding|sive of) {_ON}{NAME}",
            rf"\bminus {NAME}",
            rf"\b(?:platforms?|systems?|devices|anything) (?:besides|beyond|outside(?: of)?) {NAME}",
        ),
        yes="all platforms but windows",
        no="all platforms and windows",
    ),
)
