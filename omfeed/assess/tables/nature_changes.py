"""Signs of change: what existed before and is now called, placed, required or done otherwise."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

CHANGES: Final[tuple[Sign, ...]] = (
    Sign(
        name="changed-elsewhere",
        value="changed",
        weight=1.8,
        patterns=(
            r"新しくなり|刷新|リニューアル|überarbeitet|neu gestaltet|새로워",
            r"변경(?:됨|되었|됩니다| 예정)?",
            r"이름이 .{0,40}(?:변경|바뀌)",
            r"향상(?:됨|된)?|개선(?:됨|되었|된)?",
            r"업데이트(?:됨|되었|된|$)|통합",
            r"変更(?:され|しまし|があ|点|$)|の変更|改善|強化|名前が",
            r"更新(?:され|しまし)|に対する(?:更新|変更)|\bwir (?:aktualisieren|ändern)\b",
            r"geändert|umbenannt|verbessert|verschoben|aktualisiert",
        ),
        yes="사용자 환경 변경",
        no="새로운 옵션",
    ),
    Sign(
        name="renamed",
        value="changed",
        weight=4,
        patterns=(
            r"\b(?:renam(?:ed|ing(?! (?:\w+ ){0,5}(?:devices?|groups?)\b))|rebrand(?:ed|ing)?|new names? for"
            r"|name changes?)\b",
            r"\b(?:is|are) now (?:called|named|known as)\b",
            r"\b(?:chang(?:e|es|ed|ing) (?:the )?(?:names?|terminology|wording|terms)|terminology)\b",
            r"\bchanged (?:the following|these) terms\b",
            r"\b(?:the )?following (?:settings?|labels?|options?|columns?|terms?) (?:have )?(?:changed|are changing)\b",
        ),
        yes="the report was renamed",
        no="the name of a device",
    ),
    Sign(
        name="moved",
        value="changed",
        weight=3,
        patterns=(
            (
                r"\b(?:has|have|is|are|was|were|been) (?:been )?(?:now )?(?:moved|relocated|reorganized"
                r"|consolidated|merged|combined|regrouped)"
            ),
            (
                r"\b(?:(?:is|are) moving (?:to|from|under)|moved to (?:the|its|their|a new)|new (?:location|home"
                r"|address|sender)\b)"
            ),
            r"\bnow (?:located|found|grouped|organized|categorized) (?:in|under|by)?",
            (
                r"\b(?:is|are) (?:now )?(?:categorized|grouped|organized|sorted|split) (?:by|into|in"
                r"|under|from)"
            ),
            r"\breorgani[sz]|\bnow (?:appears?|shown|displayed|listed) (?:on|in|under) (?:an? )?(?:separate"
            r"|different|its own"
            r"|their own)\b",
            (
                r"\b(?:tabs?|tiles?|links?|buttons?|columns?|menus?|menu items?|nodes?"
                r"|icons?) (?:\W?[\w-]+\W? ){0,2}(?:has|have|was"
                r"|were|is|are)(?: been)?(?: now)? removed\b"
            ),
        ),
        yes="the settings have been moved",
        no="move a device",
    ),
    Sign(
        name="better-than-before",
        value="changed",
        weight=2,
        where="title",
        patterns=(
            (
                r"^(?:more (?:detailed|accurate|reliable|descriptive|granular)|improved|enhanced|faster|easier"
                r"|fewer|simpler|shorter|longer|larger|better(?! mobile\b)"
                r"|clearer|smaller"
                r"|reduced|increased|streamlined)\b"
            ),
            (
                r"\b(?:is|are|becomes?) (?:now )?(?:faster|easier|simpler|clearer|shorter|longer|larger|smaller"
                r"|better|more \w+|less \w+)\b|\bmore (?:easily|quickly|reliably|clearly)\b"
            ),
            r"\b(?:raised|increased|reduced|lowered|extended|shortened)$",
            (
                r"\b(?:raised|increased|reduced|lowered|extended|shortened|improved|enhanced|updated"
                r") (?:from|to|by)?\b|\b(?:is|are|be|now) limited (?:to|by)\b"
            ),
        ),
        yes="fewer sign-in prompts in outlook",
        no="new prompts",
    ),
    Sign(
        name="improved-thing",
        value="changed",
        weight=1.8,
        patterns=(r"\b(?:improved|enhanced(?! permissions?\b)|faster|easier|simpler|clearer)\b",),
        yes="the improved page",
        no="a page",
    ),
    Sign(
        name="improved",
        value="changed",
        weight=2.5,
        patterns=(
            (
                r"\bimprov(?:ements?|es|ing)\b|\bwe(?:'ve| have)? improved\b|\b(?:has|have|is|are|been|was"
                r"|were) (?:been )?(?:now )?(?:improved|enhanced|redesigned|refreshed|streamlined|simplified)\b"
            ),
            (
                r"\b(?:enhancements?|enhancing|redesign(?:ed|s|ing)?|revamp\w*|streamlin(?:ed|ing)|simplif(?:ied"
                r"|ying|ies))\b"
            ),
            (
                r"\bupdat(?:es|ing) (?:to )?(?:the )?(?:user interface|ui|user experience|experience|layout"
                r"|design|look|icons?)\b"
            ),
            (
                r"\bupdat(?:ed|es|ing) to (?:the|microsoft|intune|company|our|your|app|windows|android|ios|macos"
                r"|setup|how)\b"
            ),
            (
                r"\bupdated (?:experience|ui|look|user|company|icons?|navigation|workflow|enrollment"
                r"|settings? names?|layout)\b"
            ),
            r"\b(?:better handl|better match|new look|look and feel)\w*",
            r"\b(?:ui|user interface|reporting|navigation) (?:updates?|changes?)\b",
        ),
        yes="improvements to the enrollment experience",
        no="update a device",
    ),
    Sign(
        name="being-updated",
        value="changed",
        weight=2.5,
        patterns=(
            (
                r"\b(?:is|are|was|were|has been|have been|will be|being|'ve|we've|we have|we are|we're) (?:being "
                r"|now )?(?:updat(?:ed|ing)|chang(?:ed|ing)|replac(?:ed|ing)|adjust(?:ed|ing)|modif(?:ied|ying)"
                r"|revis(?:ed|ing)|revamp(?:ed|ing)|reduc(?:ed|ing)|increas(?:ed|ing)|extended from|lowered"
                r"|raised)\b(?! (?:with|to include) (?:new|more) (?:settings?|options?))"
            ),
            r"\bsome changes to\b(?! (?:with|to include) (?:new|more) (?:settings?|options?))",
            (
                r"(?<!make )(?<!making )(?<!make any )(?<!makes )\bchanges? (?:to|in|for) (?:the |how |existing "
                r"|default )\b(?! (?:with|to include) (?:new"
                r"|more) (?:settings?|options?))"
            ),
            (
                r"\bchanges? the (?:behavior|behaviour|default|way)\b(?! (?:with|to include) (?:new"
                r"|more) (?:settings?|options?))"
            ),
            (
                r"\bbehavior (?:changes?|has changed|is changing)\b(?! (?:with|to include) (?:new"
                r"|more) (?:settings?|options?))"
            ),
            r"\bthis behavior\b(?! (?:with|to include) (?:new|more) (?:settings?|options?))",
            r"\b(?:has|have) (?:now )?(?:changed|increased|decreased|grown)\b",
            (
                r"\b(?:intune|microsoft|apple|google|company portal) (?:has |have )?(?:increased|decreased|reduced"
                r"|raised|lowered"
                r"|updated (?:its|their)|extended the|shortened|changed|renamed|replaced|moved|redesigned"
                r"|reorgani[sz]ed)\b"
            ),
            r"\bwill be changed\b(?! (?:with|to include) (?:new|more) (?:settings?|options?))",
        ),
        yes="the page is being updated",
        no="update the page",
    ),
    Sign(
        name="new-face-of-the-old",
        value="changed",
        weight=3,
        patterns=(
            r"\bnew (?:(?!settings?\b|options?\b|features?\b|polic|reports?\b|controls?\b|restrictions?\b|for\b"
            r"|to\b|in\b"
            r"|that\b|of\b|on\b|with\b)[\w/&-]+ ){1,4}experience\b",
            r"\bnew (?:user |end[- ]user |admin |enrollment |sign-?in )?(?:experience|interface|layout|look"
            r"|navigation|location|steps|process|flow|workflow)\b",
            r"\b(?:the )?same (?:settings|information|details|options|features)(?: and \w+)? (?:as before"
            r"|that you|as today|than)\b",
        ),
        yes="new user experience for certificate profiles",
        no="new settings for user experience",
    ),
    Sign(
        name="spared",
        value="changed",
        weight=1.2,
        patterns=(r"\b(?:you|admins?|administrators?|users?|customers?) (?:don't|do not|doesn't) (?:need|have) to\b",),
        yes="you don't need to identify devices by hand",
        no="you need to",
    ),
    Sign(
        name="no-longer-needed",
        value="changed",
        weight=2.5,
        patterns=(
            (
                r"\bno longer (?:need|have|requires?|required|needed|necessary|limited|shown|displayed|presented"
                r"|see|able|prompted|appears?|be|includes?|contains?|shows?|uses?|counts?|generated|created|sent"
                r"|raised|triggered|logged|recorded)\b"
            ),
            r"\b(?:you|admins?|administrators?|users?|customers?) (?:won't|will not) (?:need|have) to\b",
            r"\bnot required (?:when|to|for|anymore)\b|\bnow optional\b",
        ),
        yes="you no longer need to sign in twice",
        no="you need to sign in",
    ),
    Sign(
        name="by-default",
        value="changed",
        weight=2.5,
        where="title",
        patterns=(
            r"\b(?:enabled|disabled|turned (?:on|off)|enforced|required|mandatory) for (?:all|every)",
            r"\b(?:enabled|disabled|required|blocked|enforced|on|off) by default\b|\bnow the default\b",
        ),
        yes="hotpatching now enabled by default",
        no="default",
    ),
    Sign(
        name="now-required",
        value="changed",
        weight=3,
        patterns=(
            (
                r"\b(?:is|are|be) now (?:required|mandatory|enforced|automatically|marked|enabled|disabled"
                r"|blocked|set to|turned (?:on|off)|case-sensitive|hidden|optional)\b"
            ),
            r"(?<!can )\bnow requires?\b|\bconfirmation (?:is )?(?:now )?required\b",
            (
                r"\b(?:now|will|also) (?:also )?needs? (?:an? |the )?(?:additional|further|extra|other|higher"
                r"|new) (?:\w+ ){0,2}(?:roles?|permissions?|rights?|licen[cs]es?|privileges?|consent)\b"
            ),
            r"\bnew (?:minimum|default|requirements?)\b|\bminimum (?:version|requirements?)\b",
            r"\bby default,? .{0,80}\b(?:now|will)\b",
            (
                r"\bdefaults? (?:value |setting )?(?:is|are|has|have|will|to|changed)\b|\bdefault (?:is )?(?:now"
                r"|changed)\b"
            ),
            r"\bwill (?:now )?(?:automatically )?(?:be (?:required|redirected|enforced|blocked)|default to|require)\b",
            r"\bautomatically added\b|\bwill (?:now )?default (?:away|on|off)\b",
            r"\bnew .{0,40}\b(?:requirements?|default (?:settings?|values?))\b",
            r"\bdefault (?:value|setting) (?:for|of) .{2,60} (?:changes|changed|is changing|will change)\b",
            r"(?<!^)\brequires? (?:that )?users? to\b",
        ),
        yes="a confirmation is now required",
        no="a required app",
    ),
    Sign(
        name="behaviour-stated",
        value="changed",
        weight=1.5,
        where="title",
        patterns=(
            r"\b(?:needed|required)$",
            (
                r"\b(?:behaviou?r|handling|order|meaning|scope|evaluation) of\b.{0,60}\bchanges?\b|\b(?:is"
                r"|are) (?:normali[sz]ed|unified|standardi[sz]ed|aligned)\b"
            ),
            (
                r"\b(?:intune|company portal|users|devices|apps|clips|windows|ios|android|macos|existing|required"
                r"|portal|agent|sync)\b[^:]{0,40}? will (?:now )?(?!be able|be available|be supported|support"
                r"|let\b|allow|provide|offer|include|add\b)\w+"
            ),
            (
                r"\bwill (?:now )?be (?:updated|changed|replaced|reduced|renamed|moved|removed|required"
                r"|redirected|enforced)\b"
            ),
            (
                r"\b(?:removes|replaces|requires|keeps|returns|moves|defaults|becomes?|ignores?|honors?|follows?"
                r"|takes the place)\b"
            ),
            (
                r"\b(?:is|are) (?:now )?(?:required|clearer|hidden|enforced|mandatory|case-sensitive|optional"
                r"|set to|turned)\b"
            ),
            r"\b(?:required|needed) to\b|\bdown to\b|\bmoderniz\w+\b",
            r"\b(?:asks?|opens?|syncs?|waits?|stays?|expires?|counts?|starts?|runs?|signs?)\b.{0,40} (?:later"
            r"|earlier|every"
            r" \d+|by default|in a|at once|only|after|first|again|less often|more often)\b",
            r"\bnow (?:covers?|opens?|asks?|uses?|looks?|waits?|counts?|starts?|runs?|sends?|stays?|respects?)\b",
            r"\b(?:shown|asked|installed|applied|checked|sent|opened) (?:earlier|later|sooner|first|last|once)\b",
            r"\bnow (?:goes|routes|requires|connects|belongs|lives|behaves|signs|expires|needs|takes|ends|begins)\b",
            r"\b(?:must|has to|have to|needed for|required for)\b|\bloses?\b|\b(?:fewer|quicker|sooner|slower)\b",
            r"\b(?:every (?:\d+|\w+) (?:minutes|hours|days|weeks)|(?:daily|weekly|hourly)$)",
            r"\b(?:are|is) (?:now )?(?:masked|encrypted|shortened|truncated|sorted|grouped|renewed|rounded)\b",
            r"\b(?:rotations?|actions?|changes?|deletions?|requests?) (?:is|are) (?:now )?(?:logged|recorded"
            r"|audited)\b",
        ),
        yes="autopilot reset removes the primary user",
        no="remove the primary user",
    ),
    Sign(
        name="among-notices",
        value="changed",
        weight=2.5,
        where="section",
        patterns=(r"^(?:notices?|important notices?|plan for change|알림|공지|通知|お知らせ|hinweise)$",),
        yes="notices",
        no="device management",
    ),
    Sign(
        name="plan-for-change",
        value="changed",
        weight=2,
        where="title",
        patterns=(
            r"\bplan for change\b",
            r"\b(?:take action|action required)\b",
            r"^(?:updates? (?:to|for|on)|updated(?! (?:\w+ ){0,3}baselines?\b(?! (?:report|view|ui)))"
            r"|changes? (?:to|in|for)|changed|changing|consolidated)\b",
            r"\b(?:icons?|ui|workflow|experience|interface) (?:updates?|changes?|improvements?)\b",
            r"\bis only available\b",
            r"\b(?:aren't|isn't|are not|is not|won't be|will not be) (?:\w+ )?(?:available|supported|shown|offered)\b",
            r"^(?!(?:view|see|track|detect|monitor|report|alert|export|audit|review|plan|get|use|find|show|log)\w*\b)"
            r"[^:]{8,70} (?<!configuration )(?<!policy )(?<!make )(?<!making )changes?$",
            r"\bno longer\b",
            r"\bmoving to\b",
            r"\bremoved from\b",
            r"\breplaced (?:by|with|in)\b|\bbeing replaced\b",
            r"\bnow in\b",
            r"\bchanges? when\b",
            r"\bto (?:require|enforce|block)\b",
            r"\b(?:has |have |been )?changed to\b",
            (
                r"\b(?:ui|entry|entries|column|wording|experience|names?|support|interface|behaviou?r|default"
                r"|layout|workflow) changes$"
            ),
            r"\bchanges (?:for|in|to)\b",
            r"^minimum .{0,60}\bversion\b",
            (
                r"\b(?:layout|experience|ui|screen|page|app|portal|profile|settings?|report|view|pane|icon"
                r"|baselines?) updates? (?:on|to|for|in|when)\b"
            ),
        ),
        yes="plan for change: new console",
        no="planning guide",
    ),
)
