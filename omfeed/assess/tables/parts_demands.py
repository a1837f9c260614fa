"""Parts of what a sentence demands or offers (see ``omfeed.assess.tables.parts``)."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_REDO: Final = (
    r"(?:update|upgrade|migrate|transition|move|switch|replace|renew|reassign|re-?create|re-?deploy|re-?enroll?"
    r"|reconnect|reconfigure|rotate|adapt|adjust|convert|adopt|point|repoint|redirect)"
)
_REDO_TOO: Final = (
    r"(?:reissue|rebuild|rewrite|reauthori[sz]e|retarget|reinstall|rewrap|re-sign|re-?upload|change over|rebind|recode"
    r"|recompile|refactor|rework|reregister|re-register|re-?import|remap|unenroll?|re-?add)"
)
_REDONE: Final = (
    r"(?:updated|upgraded|migrated|transitioned|moved|switched|replaced|renewed|reassigned|re-?created|re-?deployed"
    r"|re-?enroll?ed|reconnected|reconfigured|rotated|adapted|adjusted|converted|changed|removed|uninstalled)"
)
_REDONE_TOO: Final = (
    r"(?:reissued|rebuilt|rewritten|reauthori[sz]ed|retargeted|reinstalled|rewrapped|re-signed|re-?uploaded|recompiled"
    r"|modified|edited|wrapped again|signed again|re-?imported|remapped|unenroll?ed|redone)"
)
_MUST: Final = (
    r"(?:must|needs? to|have to|has to|(?:is|are) (?:required|obliged|asked|urged|advised|encouraged) to|should"
    r"|ought to)"
)
_START: Final = (
    r"(?:^|[.;:!] |, (?:so |please |and |then )|^(?:if|unless|where) [^,]{5,120}, |\bplease |\band then |\bso "
    r"|\bto prepare,? |\binstead,? )"
)

DEMANDS: Final[tuple[Sign, ...]] = (
    Sign(
        name="must",
        value="demand",
        patterns=(
            (
                r"(?<!what )(?<!everything )(?<!all )(?<!how )"
                r"\b(?:you|admins?|administrators?|customers|users|tenants?|organi[sz]ations|publishers|developers"
                rf"|people|employees|it)(?:'ll| will| may| might| would| then| also| first)* {_MUST} "
                r"(?!see|be aware|know|note|first see)"
            ),
            (
                rf"\b{_MUST} (?:now |first |then |also )?be (?!enabled|assigned|licensed|running|enroll|set|on |in "
                r"|using|a )\w+"
            ),
            (
                r"\bshould (?:add|update|change|allow|install|deploy|move|check|review|edit|set|switch|replace|renew"
                r"|register)\b(?! from (?:\w+ )?(?:preview|beta))"
            ),
            r"\b(?:you|customers|tenants|publishers) have until\b|\b(?:is|are) asked to\b"
            r"|(?<!if )(?<!when )(?<!whether )(?<!where )(?<!once )(?<!unless )(?<!what )(?<!which )(?<!no )"
            r"\b(?:action|change)s? (?:is|are) required\b",
        ),
        yes="you must grant consent",
        no="must-have settings",
    ),
    Sign(
        name="must-redo",
        value="demand",
        patterns=(
            (
                rf"(?<!no longer )(?<!not )(?<!n't )\b(?:{_MUST} |to (?:stay|remain|keep|continue"
                rf"|avoid) .{{2,60}},? )(?:now |first |then |also "
                r"|manually )*"
                rf"(?:be )?(?:{_REDONE}|{_REDO})\b"
            ),
            (
                rf"(?<!no longer )(?<!not )(?<!n't )\b(?:{_MUST} |to (?:stay|remain|keep|continue"
                rf"|avoid) .{{2,60}},? )(?:now |first |then |also "
                r"|manually )*"
                rf"(?:be )?(?:{_REDONE_TOO}|{_REDO_TOO})\b"
            ),
            rf"\b{_REDO} .{{3,60}} to (?:stay|remain|keep|continue|avoid)\b",
            rf"\b{_MUST} .{{3,60}}\b(?:again|anew|afresh|once more|by hand)\b",
            (
                r"\b(?:applications|apps|scripts|clients|integrations|developers|publishers) (?:that|which"
                r"|who) .{3,60}\b"
                r"(?:must|need to|have to)\b|^(?:everybody|everyone|all users|all admins) (?:has|have) to\b"
            ),
            (
                rf"\bplan to {_REDO}\b|\b{_REDO} (?:now|immediately|as soon as possible)\b"
                r"|\bhave (?:your )?users install\b"
            ),
        ),
        yes="applications need to be rebuilt",
        no="you need to sign in",
    ),
    Sign(
        name="told-to-redo",
        value="demand",
        patterns=(
            rf"{_START}{_REDO} (?!between|from one|to the next|the device)",
            rf"{_START}{_REDO_TOO} (?!between|from one|to the next|the device)",
            rf"\b(?:we recommend|we (?:suggest|advise|urge|encourage)) .{{0,40}}\b{_REDO}",
            r"(?:업데이트|업그레이드|마이그레이션|전환|이동|교체|갱신|설치)(?:하세요|하십시오|해 ?주세요|해야)",
            r"(?:更新|アップグレード|移行|変更|インストール|置き換え)(?:してください|しておく|する必要|が必要)",
            r"\b(?:aktualisieren|migrieren|wechseln|ersetzen|erneuern|installieren|stellen) sie\b",
            r"\bm(?:ü|u)ss(?:en)?\b.{0,80}\b(?:aktualisiert|migriert|ersetzt|erneuert|umgestellt)\b",
            r"\b(?:assign|deploy|install|create|add|upload|enroll) (?:it|them) (?:again|anew|afresh)\b",
            r"^(?:use|target|choose|deploy|install) .{3,60} instead\b(?! of)|\bplan (?:to|for) (?:replace|the)\b",
        ),
        yes="move your mail profiles to modern authentication",
        no="you can move devices",
    ),
    Sign(
        name="told-to",
        value="demand",
        patterns=(
            (
                rf"{_START}(?:accept|add|agree|allow|approve|assign|buy|check|configure|confirm|create|deploy|disable"
                r"|edit|enable|ensure|exclude|give|grant|import)\b"
            ),
            (
                rf"{_START}(?:inform|install|make sure|notify|plan|prepare|provide|purchase|register|remove|request"
                r"|review"
                r"|set|sign|stop|target|test|turn (?:on|off)|unblock|uninstall|verify|(?:ask|tell|have) your"
                r"|take (?:action|steps))\b"
            ),
        ),
        yes="allow the new host in your firewall",
        no="admins allow it",
    ),
    Sign(
        name="or-else",
        value="else",
        patterns=(
            r"\b(?:or else|otherwise|unless (?:you|an? admin|they (?:are|have been) (?:updated|upgraded|moved)))\b",
            (
                r"\bif (?:you|they|it) (?:don't|do not|haven't|hasn't|isn't|aren't)\b(?!, (?:set|turn|create|enable"
                r"|use|go"
                r"|see|you can)\b)|\bso that (?:they|it) (?:are"
                r"|is) not\b"
            ),
            (
                r"\buntil (?:you|an? admin)|\b(?:to|in order to) (?:avoid|prevent) (?:any )?(?:disrupt|interrupt|fail"
                r"|los|outage)"
            ),
            r"\bbefore (?:users|people|enrol?lment|devices|it|they) (?:can|continue)",
        ),
        yes="accept the terms, or else sync pauses",
        no="if you like it",
    ),
    Sign(
        name="needs-version",
        value="needs",
        patterns=(
            (
                r"\b(?:requires?|needs?|demands?|minimum|lowest) (?:is |of "
                r"|an? )?(?:[\w/]+ ){0,5}?\d[\d.]*\b.{0,30}(?:or"
                r" (?:later|newer|above|higher)|and (?:later|newer|above|higher)|at least|\+)"
            ),
            r"\b(?:requires?|needs?|asks? for) an? .{0,30}\b(?:licen[sc]e|permission|role|right|service principal)\b",
            r"\b(?:at least|minimum of) (?:ios|android|macos|windows|version) ?\d",
            r"\b(?:demands?|now requires?) (?:multi-?factor|mfa|an? \w+)",
            r"\bneed (?:ios|android|macos|windows|version) ?\d[\d.]* at least",
        ),
        yes="the app requires android 10 or newer",
        no="requires a restart",
    ),
    Sign(
        name="users-made-to",
        value="demand",
        patterns=(
            (
                r"\b(?:users?|people|employees)\b.{0,50}\b(?:are|is|be|get|gets) (?:\w+ly )?(?:asked|forced|prompted"
                r"|required|told) to (?:redo|repeat|confirm|install|update|upgrade|change|set|re-?enroll?"
                r"|re-?register|sign|choose|pick"
                r"|move)"
            ),
            (
                r"\b(?:users?|people|employees) (?:will )?(?:have|need|must) (?:to )?(?:install|update|upgrade|change"
                r"|set"
                r"|re-?enroll?|pick|move|sign in again|enroll? again)"
            ),
            (
                r"\b(?:users?|people|employees) (?:will be|are) (?:asked|forced|prompted|required) to (?:install"
                r"|update|upgrade)"
            ),
        ),
        yes="existing users will be forced to set a six-digit passcode",
        no="users are shown a list",
    ),
    Sign(
        name="users-must-renew",
        value="demand",
        patterns=(
            (
                r"\b(?:users?|people|employees|they)\b.{0,60}\b(?:will be|are) (?:asked|forced|prompted|required"
                r"|told) to "
                r"(?:install|update|upgrade|re-?enroll?|re-?register|redo|change)\b"
            ),
        ),
        yes="users with older apps will be asked to install version 5",
        no="users are shown a list",
    ),
    Sign(
        name="problem",
        value="issue",
        patterns=(
            r"\bwork-?arounds?\b|\bknown issue\b|\bmitigat(?:e|ion)\b|\bas a (?:temporary )?(?:remedy|measure)\b",
        ),
        yes="as a workaround, remove the profile",
        no="a problem was solved",
    ),
    Sign(
        name="offered",
        value="offer",
        patterns=(
            (
                r"\b(?:you|admins?|administrators?|users?|it pros?|customers) (?:can\b(?!')|may|could|'ll be able"
                r"|will be able"
                r"|are able|have the option|now have)\b"
            ),
            r"\b(?:new|this|these|the|an?) (?:\w+ ){0,3}?(?:settings?|options?|toggle|restriction|view|tile|report)\b",
            r"\b(?:lets|allows|enables|helps) (?:you|admins?|users?|it)\b|\bif you (?:want|like|wish|choose|prefer)\b",
            (
                r"\bwhen (?:set|configured|enabled|turned on|you (?:set|configure|enable|select|choose))\b|^set (?:a"
                r"|the|this)\b"
            ),
            (
                r"\b(?:(?<!need )(?<!needs )(?<!have )to configure|to use|to view|to see|to get started|in preview"
                r"|during preview|you can"
                r"|opt[- ](?:in|out))\b"
            ),
            (
                r"\bto (?:make use of|take advantage of|benefit from|get) (?:this|the|it|these)\b|\b(?:shows?|lists?"
                r"|helps?) you\b"
            ),
            r"\b(?:remains?|stays?|continues? to be) (?:fully )?(?:in support|supported)\b(?! (?:until|only|through))"
            r"|\bterms?\b(?! of)|\bterminology\b",
            r"\b(?:keeps?|continues?) (?:to )?work(?:ing)?\b(?! (?:until|only))|\bwhen it suits\b|\bnew setting\b",
            (
                r"\b(?:when|whenever|if|whether|which|that) (?:(?:an?|the|their|your"
                r"|those) )?(?:[\w-]+ ){0,4}?(?:must|needs?"
                r" to|has to|have to|needs? attention)\b|\bthe need to\b"
            ),
        ),
        yes="a new setting blocks screenshots",
        no="screenshots are refused",
    ),
    Sign(
        name="rollout",
        value="offer",
        patterns=(r"\broll(?:ing|s|ed)?[- ]?out\b|\b(?:availability|trial|preview) (?:begins|ends|starts)\b",),
        yes="rollout begins in may and ends in june",
        no="support ends in june",
    ),
    Sign(
        name="paperwork",
        value="offer",
        patterns=(
            (
                r"\b(?:documentation|user guidance|user guides?|training|help ?desk|it staff|support staff|screenshots"
                r"|communications?|stakeholders)\b"
            ),
            r"\b(?:notify|inform|tell) (?:your |the )?(?:end[- ]?)?(?:users|people|employees)\b"
            r"(?! to (?:install|update|upgrade|move|re-?enroll|enroll|sign|change|migrate))",
        ),
        yes="update your user guidance",
        no="update your connector",
    ),
    Sign(
        name="urgent",
        value="when",
        patterns=(r"\b(?:right away|immediately|at once|as soon as possible|without delay|urgently|now)[.!;]?$",),
        yes="install the update on every server right away",
        no="it is now there for all",
    ),
)
