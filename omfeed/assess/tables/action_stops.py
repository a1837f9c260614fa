"""Signs that something stops, is withdrawn or enforced, and signs that nobody need do anything."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

STOPS: Final[tuple[Sign, ...]] = (
    Sign(
        name="stops-working",
        value="yes",
        weight=4.5,
        patterns=(
            (
                r"\b(?:will|would|to) (?:also )?(?:stop|cease|fail)(?: to)? (?:work|function|receiv|sync|enroll"
                r"|be|launch|connect|authenticat)"
            ),
            r"\bstop(?:s|ped)? (?:working|functioning|connecting)\b|\b(?:will|would) no longer (?:work|function)\b",
            (
                r"\bwill (?:reject|refuse|deny|fail(?! over)|break)\b|\bbreak(?:s|ing)? (?:change|existing)\b"
                r"|\bwon't (?:work|function)\b"
            ),
            r"\bwill (?:likely|probably|also) (?:fail|stop|break)\b(?! over)",
        ),
        yes="older connectors will stop working",
        no="stop the service",
    ),
    Sign(
        name="no-longer-possible",
        value="yes",
        weight=3.5,
        patterns=(
            (
                r"\b(?:will|would) no longer (?:be able|be supported|be available|receive|connect|enroll|sync"
                r"|apply|support|allow)"
            ),
            r"\bno longer be able\b|\bwon't (?:be able|receive|be supported|get|launch|be available|be issued)\b",
            (
                r"\bwill be unable to (?:access|enroll|sign|use|connect)\b|\bunable to enroll\b|\blose (?:access"
                r"|support|management)\b"
            ),
            (
                r"\b(?:end|device|your)(?: \w+)?[ -]?users? will (?:receive|be (?:asked|prompted|required|forced"
                r"|blocked)|have to|need to)\b.{0,60}\b(?:updat|upgrad|passw|chang|re-?enroll|request|install"
                r"|sign)"
            ),
        ),
        yes="devices will no longer be able to enroll",
        no="devices enroll",
    ),
    Sign(
        name="from-now-on",
        value="yes",
        weight=1.5,
        patterns=(
            (
                r"\b(?:starting|beginning|from)\b.{0,60}\b(?:you|admins?|users?|customers?) (?:must|need to"
                r"|have to|will have to|will need)\b"
            ),
        ),
        yes="starting with this release, you must manage them there",
        no="starting today you can",
    ),
    Sign(
        name="old-versions",
        value="yes",
        weight=3,
        patterns=(
            (
                r"\b(?:older|earlier|previous|old|outdated) versions?\b.{0,80}\b(?:asked|prompted|required|must"
                r"|blocked|can't|cannot|won't|fail)\b"
            ),
            (
                r"\bversions? (?:below|before|older than|earlier than) .{0,90}\b(?:asked|prompts?|prompted"
                r"|required|must|blocked|can't|cannot|won't|fail)\b"
            ),
            (
                r"\bversion\b.{0,60}\b(?:below|before|older than|earlier than)\b.{0,90}\b(?:asked|prompts?"
                r"|prompted|required|must|blocked|can't|cannot|won't|fail)\b"
            ),
        ),
        yes="users with older versions are asked to update",
        no="older versions exist",
    ),
    Sign(
        name="after-that",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"\b(?:after that|from then on|after this date|at that point)\b.{0,60}\b(?:can't|cannot|won't"
                r"|will not|no longer|stop)\b"
            ),
        ),
        yes="after that devices can't sync",
        no="after that it works",
    ),
    Sign(
        name="access-denied",
        value="yes",
        weight=2,
        patterns=(
            r"\bwill be (?:blocked|prevented|unenrolled|locked out|rejected|wiped|disabled|denied|redirected)\b",
            r"\b(?:may|might) (?:stop|cease|fail)(?: to)? (?:work|function|sync|enroll|launch|connect)",
        ),
        yes="older devices will be blocked",
        no="will be shown",
    ),
    Sign(
        name="we-remove",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*remov(?:e|ing)\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*disabl(?:e|ing)\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*retir(?:e|ing)\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*deprecat(?:e|ing)\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*end(?:ing)?\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*discontinu(?:e|ing)\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*block(?:ing)?\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*turn(?:ing)? off\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*enforc(?:e|ing)\b"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also"
                r"|completely|planning to|going to) )*requir(?:e|ing)\b"
            ),
        ),
        yes="we'll remove all existing connectors",
        no="you can remove a connector",
    ),
    Sign(
        name="by-a-date",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\b(?:before|by|prior to|no later than|until) (?:the end of |end of )?(?:jan|feb|mar|apr|may|jun"
                r"|jul|aug|sep|oct|nov|dec)\w* ?\d{0,2}\b.{0,40}(?:to (?:avoid|ensure|continue|prevent)|,? or\b"
                r"|otherwise|if you)"
            ),
            r"\bwill (?:only )?(?:support|require) .{0,60}\b(?:later|newer|higher|above)\b",
            r"\bwill be (?:mandatory|enforced)\b",
            r"\bis now mandatory\b",
            r"\bopt[- ]out\b.{0,40}\b(?:before|until|by (?:the|\w+ \d|end))\b",
        ),
        yes="by march 31 to avoid interruption",
        no="by march we expect more",
    ),
    Sign(
        name="only-place",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:will|can) (?:be able to |only be able to )?only (?:be )?\w+",
            (
                r"\b(?:will|can) (?:be able to |only be able to )?\w+ .{0,60}\bonly (?:in|on|from|through|with"
                r"|via)\b"
            ),
        ),
        yes="you will be able to create requests only in azure",
        no="only one is shown",
    ),
)

AGAINST: Final[tuple[Sign, ...]] = (
    Sign(
        name="no-action",
        value="no",
        weight=6,
        patterns=(
            (
                r"\bno (?:further |additional |admin(?:istrator)? |user |immediate |customer "
                r"|specific )?action(?: (?:is|are|will be|on your part is|from you is|by you is))? (?:is "
                r"|are )?(?:required|needed|necessary|expected)"
            ),
            (
                r"\bno (?:further |additional |admin(?:istrator)? |user |immediate |customer "
                r"|specific )?changes?(?: (?:is|are|will be|on your part is|from you is|by you is))? (?:is "
                r"|are )?(?:required|needed|necessary|expected)"
            ),
            (
                r"\bno (?:further |additional |admin(?:istrator)? |user |immediate |customer "
                r"|specific )?steps?(?: (?:is|are|will be|on your part is|from you is|by you is))? (?:is "
                r"|are )?(?:required|needed|necessary|expected)"
            ),
            (
                r"\bno (?:further |additional |admin(?:istrator)? |user |immediate |customer "
                r"|specific )?intervention(?: (?:is|are|will be|on your part is|from you is|by you is))? (?:is "
                r"|are )?(?:required|needed|necessary|expected)"
            ),
            (
                r"\bno (?:further |additional |admin(?:istrator)? |user |immediate |customer "
                r"|specific )?configuration(?: (?:is|are|will be|on your part is|from you is|by you is))? (?:is "
                r"|are )?(?:required|needed|necessary|expected)"
            ),
            r"\b(?:you )?(?:don't|do not|won't|will not) need to (?:take (?:any )?action|do anything|make any)",
            r"\b(?:don't|do not|won't|will not|needn't|need not)(?: need to| have to)? take (?:any |further "
            r"|additional )?actions?\b",
            r"\bno need to (?:take|do)",
            r"\bnothing (?:you need )?to do\b",
            r"\b(?:doesn't|does not|isn't|not) requir(?:e|ing) (?:any )?(?:action|changes)",
            r"\bno action(?: items?)?\b",
            r"\brequires no action\b",
            r"조치(?:가|는)? 필요(?:하지 않|없)",
            r"영향을 (?:주|미치)지 않",
            r"必要な操作はありません",
            r"対応は不要",
            r"keine (?:aktion|maßnahme)",
            r"\bno (?:additional |further )?(?:tasks|actions)\b",
            r"\b(?:needs?|requires?) no (?:preparation|action|changes?|configuration)\b",
        ),
        yes="no action is required",
        no="action is required",
    ),
    Sign(
        name="no-impact",
        value="no",
        weight=5,
        patterns=(
            (
                r"\b(?:won't|will not|doesn't|does not|shouldn't|no) (?:be )?(?:impact(?:ed)?|affect(?:ed)?"
                r"|change) (?:to |on )?any"
            ),
            (
                r"\b(?:won't|will not|doesn't|does not|shouldn't|no) (?:be )?(?:impact(?:ed)?|affect(?:ed)?"
                r"|change) (?:to |on )?your"
            ),
            (
                r"\b(?:won't|will not|doesn't|does not|shouldn't|no) (?:be )?(?:impact(?:ed)?|affect(?:ed)?"
                r"|change) (?:to |on )?existing"
            ),
            (
                r"\b(?:won't|will not|doesn't|does not|shouldn't|no) (?:be )?(?:impact(?:ed)?|affect(?:ed)?"
                r"|change) (?:to |on )?current"
            ),
            (
                r"\b(?:won't|will not|doesn't|does not|shouldn't|no) (?:be )?(?:impact(?:ed)?|affect(?:ed)?"
                r"|change) (?:to |on )?the (?:way|functionality)"
            ),
            (
                r"\b(?:won't|will not|doesn't|does not|shouldn't|no) (?:be )?(?:impact(?:ed)?|affect(?:ed)?"
                r"|change) (?:to |on )?devices?"
            ),
            (
                r"\b(?:won't|will not|doesn't|does not|shouldn't|no) (?:be )?(?:impact(?:ed)?|affect(?:ed)?"
                r"|change) (?:to |on )?users?"
            ),
            r"\bno (?:user|end-user|service)? ?(?:impact|disruption)|\bno (?:user|end-user) effects?\b",
            r"\b(?:for (?:your )?awareness|informational) only\b",
            r"\bonly awareness\b",
            r"\bfor your information\b",
            r"\b(?:has|have|had) no (?:effect|impact) (?:on|to)\b",
        ),
        yes="it won't impact any devices",
        no="it will impact all devices",
    ),
    Sign(
        name="optional",
        value="no",
        weight=1.5,
        patterns=(
            r"\b(?:optional(?:ly)?|if you (?:choose|want|wish|would like|prefer))\b",
            r"\b(?:you can (?:choose|opt)|opt[- ]in)\b",
            r"\bwhen(?:ever)? it suits you\b|\bkeeps? working\b(?! (?:until|only))",
        ),
        yes="this is optional",
        no="adoption",
    ),
)
