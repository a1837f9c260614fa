"""Whether people with managed devices will notice: signs for (``yes``) and against (``no``)."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign
from omfeed.assess.tables.visible_acts import ACTS
from omfeed.assess.tables.visible_against import AGAINST
from omfeed.assess.tables.visible_effects import EFFECTS
from omfeed.assess.tables.visible_tools import TOOLS

THRESHOLD: Final = 2.0

WHO: Final = (
    r"\b(?<!primary )(?<!guest )(?<!admin )(?<!number of )(?<!list of )(?<!count of )"
    r"(?:end[- ]?users|device users|users|people|employees|students|teachers|workers|helpers"
    r"|(?:the|a|an|each|device|end[- ]?) ?user|user)(?: (?:who|of|with|on|whose) .{0,90}?)?"
)
HOW: Final = (
    r"(?: also| now| then| no longer| automatically| still| only| be able to| continue to| have to| need to| be| not)*"
)
ASKED: Final = (
    r"(?:prompted|asked|notified|shown|presented|required|redirected|blocked|forced|greeted|guided|unable|able|signed)"
)
NOT_ADMINISTERED: Final = (
    r"(?!(?:be )?(?:targeted|assigned|added|included|excluded|listed|grouped|members?|imported|synced|based"
    r"|licensed|part"
    r"|marked|set as|managed|filtered|counted|exported|affected|impacted)\b)"
)
"""What is done to users in a console is nothing that they notice."""

VISIBLE: Final[tuple[Sign, ...]] = (
    Sign(
        name="users-will-see",
        value="yes",
        weight=3,
        patterns=(
            rf"{WHO} (?:can|will|may|might|must|would|could|won't|cannot|can't){HOW} {NOT_ADMINISTERED}\w+",
            rf"{WHO}{HOW} (?:see|receive|get|encounter|notice|need to|have to|choose|tap)\b",
            r"\b(?:users|people|employees) (?:may |might |will |also |now )*experience\b(?! for| of| in| when)",
            rf"{WHO}{HOW} (?:sees|receives|gets|are{HOW}|is{HOW}) {ASKED}\b",
            r"\b(?:users|employees|people) can:",
            r"\bhow (?:end[- ]?|device )?users\b",
        ),
        yes="end users will see a message",
        no="users are listed in the report",
    ),
    Sign(
        name="users-may",
        value="yes",
        weight=1.5,
        patterns=(
            (
                r"\b(?:allow|let|enabl|help)(?:s|e|es|ing|ting)? (?:your |end[- ]?|device |app |the |those "
                r"|that )*users?\b"
            ),
        ),
        yes="this lets users choose",
        no="users of the report",
    ),
    Sign(
        name="users-may-not",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"\b(?:prevent|stop|keep)(?:s|ed|ing|ping)? (?:your |end[- ]?|device |app |the |those "
                r"|that )*users? from\b"
            ),
        ),
        yes="prevent users from adding accounts",
        no="users of the report",
    ),
    Sign(
        name="message-to-user",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"(?<!without a )(?<!without any )(?<!no )(?<!without )(?<!new )(?<!copilot )(?<!sign-in )(?<!these )"
                r"(?<!use )\b(?:prompt(?:s|ed|ing)?|pop-?ups?)\b(?! (?:box|library|guide|that best)| to explore)"
            ),
            r"\bnotif(?:y|ies|ication) (?:to |for )?(?:end[- ]?|device )?users?\b",
            r"\b(?:toast notifications?|push notifications?)\b",
            r"\bmessage(?:s)? (?:to|that|is|on) (?:the |their )?(?:end[- ]?user|user|device|lock)\b",
            r"\b(?:greet|banner|dialog)\b",
            (
                r"\b(?:delayed|shown|visible|displayed|hidden|presented|sent) (?:\w+ )?(?:for|to|from) (?:the "
                r"|your )?(?:end[- ]?|device )?users?\b"
            ),
        ),
        yes="a prompt asks for consent",
        no="promptly",
    ),
    Sign(
        name="company-portal",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"\bcompany portal\b(?! (?:app )?versions?\b.{0,60}\brequire)(?! (?:branding|license|abandonment"
                r"|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bintune app\b(?! (?:sdk|wrapp|protection|polic|branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bmanaged home screen\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bmanaged browser\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bmicrosoft edge for\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bmicrosoft launcher\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bandroid device policy app\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bcompany portal website\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bportal app\b(?! (?:versions?\b|branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=.{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\b(?:in|for|of|from|to|using) (?:the |intune )*(?:\w+ ){0,2}company portal(?: app"
                r"| website)?(?: for \w+)?$"
            ),
            r"^(?:\w+ ){0,6}company portal (?:app(?! versions?\b)|experience|website|for)\b",
        ),
        yes="the company portal now lists apps",
        no="portal for admins",
    ),
    Sign(
        name="setup-screens",
        value="yes",
        weight=3,
        patterns=(
            r"\bskips? (?:the )?.{0,60}\b(?:pages?|screens?|panes?)\b",
            r"\bsetup assistant (?:screens?|panes?|pages?)\b",
            r"\bfollowing (?:setup assistant )?screens\b",
            r"\b(?:skip|show|hide).{0,60}\b(?:screens?|panes?|pages?) (?:in|during|of)\b",
            r"\b(?:lock screen|(?<!managed )home screen(?! layout| grid)|start menu|taskbar|wallpaper"
            r"|desktop background|app icon)\b",
            r"\b(?:badge|sign-?in screen|log-?in (?:screen|window)|login page)\b",
            r"\benrollment status page\b(?=.{0,60}\b(?:now|shows?|tracks?|displays?|waits?|blocks?|can|will)\b)",
            r"\b(?:enrollment (?:experience|flow|process|checklist|screens?)|out[- ]of[- ]box)\b",
            r"\b(?:end[- ]user experience|look and feel)\b",
            r"\buser interface of the (?:app|company)\b",
            r"\bprogress (?:bar|screen|page)\b",
        ),
        yes="skip the following setup assistant screens",
        no="a screen size",
    ),
    Sign(
        name="elsewhere-users",
        value="yes",
        weight=2.5,
        patterns=(
            r"(?:최종 )?사용자(?:가|는|에게|는 이제).{0,60}(?:표시|메시지|프롬프트|알림)",
            r"(?:최종 )?사용자(?:가|는|에게|는 이제).{0,60}(?:로그인|설치|검색|시작|보게|볼 수)",
            r"사용자(?:가|를|의) .{0,60}(?:못하도록|할 수 없도록|차단)",
            r"(?:エンド ?)?ユーザー(?:が|は|に).{0,60}(?:表示|メッセージ|通知|サインイン|インストール)",
            r"(?:end)?benutzer(?:n)? .{0,60}(?:angezeigt|aufgefordert|sehen|erhalten|anmelden)",
        ),
        yes="최종 사용자가 앱을 시작할 수 있습니다",
        no="사용자 그룹",
    ),
    Sign(
        name="elsewhere-portal",
        value="yes",
        weight=2.5,
        where="title",
        patterns=(r"회사 포털(?! 브랜)", r"ポータル サイト", r"unternehmensportal"),
        yes="dunkler modus für das unternehmensportal",
        no="portal für admins",
    ),
    Sign(
        name="devices-cannot",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\bdevices?\b.{0,80}\b(?:can't|cannot|won't|will not|no longer)\b(?: be able to)? (?:enroll|sign"
                r"|connect|reach|start|open|install|access)"
            ),
            r"(?<!without )(?<!needing to )(?<!having to )\b(?:unenroll|re-?enroll|migrate) (?:these |those "
            r"|affected |your )*devices\b(?! without)",
            r"\b(?:first sign-?in|during (?:setup|oobe|the out-of-box)|install\w* during)\b",
        ),
        yes="devices can't enroll",
        no="devices are enrolled",
    ),
    Sign(
        name="opens-elsewhere",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\b(?:opens?|launch(?:es)?) (?:automatically )?(?:in|with) (?:microsoft edge|the (?:app|browser"
                r"|company portal)|their browser|safari|chrome)\b"
            ),
            r"\busers? (?:allows?|accepts?|approves?|consents?|agrees?|must approve)\b",
        ),
        yes="web clips will open in microsoft edge",
        no="the open menu",
    ),
    Sign(
        name="single-sign-on",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:(?<!entra id )(?<!azure ad )single sign-?on|(?<!citrix )sso|sign-?in (?:experience|easier"
            r"|faster)|passwordless)\b",
            r"\b(?:multi-?factor prompt|account picker)\b",
        ),
        yes="single sign-on for apps",
        no="design",
    ),
    Sign(
        name="enrolment-way",
        value="yes",
        weight=2,
        patterns=(
            r"\benroll(?:ing)? (?:their|without)\b",
            r"\benrollment without\b",
            r"\bwhite glove\b",
            r"\bpre-provision(?:ed|ing) (?:deployment|mode)\b",
            r"(?<!without )(?<!needing to )(?<!having to )(?<!need to )\bre-?enroll\b",
            r"\bsetting up their\b",
            r"\bjust[- ]in[- ]time registration\b",
            r"\bshared ipads?\b",
            r"\btemporary sessions?\b",
            r"\bfor the first time\b",
            r"\baccount-driven\b",
        ),
        yes="enrollment without user authentication",
        no="enrollment report",
    ),
    Sign(
        name="install-changes",
        value="yes",
        weight=2,
        patterns=(
            r"\buninstall(?:ing|s|ed)? (?:any |the |required |these )?apps?\b",
            (
                r"\b(?:apps?|updates?) (?:are|is|will be|get|be) (?:automatically )?(?:installed|updated"
                r"|uninstalled|removed|restarted)\b"
            ),
            r"\bautomatic(?:ally)? (?:app )?updates?\b",
            r"\binstall(?:s|ed|ing)? (?:on|office|win32 apps|apps) (?:on )?(?:end|user|their|your)\b",
            (
                r"\b(?:restart(?:s|ed|ing)? (?:the )?(?:device|behavior|experience|grace)"
                r"|reboots? (?:automatically|the))\b"
            ),
            r"\b(?:install(?:ation)? experience|snooze|grace period|remove any app)\b",
            r"\b(?:automatically )?re-?install(?:s|ed)? (?:the |required )?apps?\b",
        ),
        yes="automatic app updates work for all",
        no="installed count",
    ),
    Sign(
        name="blocks",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\bblock(?:s|ed|ing)? (?:users?|the use|access|apps?|screen|camera|usb|bluetooth|copy|cut"
                r"|removal|password|siri|airdrop|app store|installing|modif|third|3rd|simple|pairing|personal"
                r"|sharing|printing|sideload)"
            ),
            r"\b(?:(?:be|is|are|get|gets) blocked\b|\bblock [a-z]+ [a-z]+ \(supervised)",
            r"\b(?:prevent(?:s|ing|ed)? (?:the )?(?:end[- ]?)?users?|prohibit|disallow)",
            r"\b(?:restrict(?:s|ed|ing)? (?:the )?(?:end[- ]?)?users?|force (?:automatic|users))",
            r"\b(?:conditional launch|wipe(?:d|s)? (?:corporate|org|company) data|lock(?:ed|s) out)",
            r"\bblock(?:s|ed|ing)?\)? (?:end[- ]?|device )?users?\b",
            r"\bblock(?:s|ed|ing)? or warn\b|\bwarn(?:s|ed|ing)? (?:or block )?(?:end[- ]?)?users?\b",
        ),
        yes="users are blocked until they update",
        no="the block of settings",
    ),
    Sign(
        name="app-protection",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:third[- ]party keyboards?|3rd[- ]party keyboards?|cut, copy)\b",
            r"\b(?:copy[ -/]and[ -/]paste|save as|open-?in|data transfer|universal links)\b",
            r"\b(?:web (?:links|content)|screen capture|biometric|face id|touch id|access pin)\b",
            r"\b(?:pin (?:reset|prompt|length|for access)|app pin|org data notifications?)\b",
            r"\bmanaged (?:camera|dialer)\b",
        ),
        yes="a pin for access is asked",
        no="the pinned item",
    ),
    Sign(
        name="visible-support-end",
        value="yes",
        weight=2.5,
        patterns=(
            r"\b(?:users|people|user) [^,;]{0,70}\b(?:won't|will not|will no longer|can't|cannot|unable)\b",
            r"\bdevices .{0,60}\b(?:won't|will no longer) (?:get|receive|be able|be supported|work)\b",
            (
                r"\b(?:company portal|managed browser|enrollment)\b.{0,80}\b(?:to support|will require"
                r"|support (?:ends|ended))\b"
            ),
        ),
        yes="devices will no longer receive updates",
        no="no longer in the console",
    ),
    Sign(
        name="password-change",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:update|change|reset|set) (?:their|the device|a new|your) (?:password|passcode|pin)\b",
            r"\bpassword (?:change|autofill|proximity|sharing|reset)\b",
        ),
        yes="asked to change their password",
        no="password type values",
    ),
    *EFFECTS,
    *ACTS,
    *TOOLS,
    *AGAINST,
)
