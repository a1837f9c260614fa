"""Whether people with managed devices will notice: signs for (``yes``) and against (``no``)."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

THRESHOLD: Final = 2.0

VISIBLE: Final[tuple[Sign, ...]] = (
    Sign(
        name="users-will-see",
        value="yes",
        weight=3,
        pattern=r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also |now |then |no longer |automatically |are |be |to )*(?:see|notice|receive|get|view|be (?:prompted|asked|notified|shown|able|required|redirected|blocked|forced|greeted|presented|guided|unable|signed)|prompted|notified|asked|shown|presented|able to|access|sign|log|find|open|install|download|enroll|register|use|select|choose|tap|click|enter|hav(?:e|ing) to|need|experience|encounter|launch|request|email|set up|reset|unlock|print|copy|paste|share|save|required|blocked|guided|greeted)",
        yes="end users will see a message",
        no="users are listed in the report",
    ),
    Sign(
        name="message-to-user",
        value="yes",
        weight=2.5,
        pattern=r"\b(?:prompt(?:s|ed|ing)?|pop-?ups?|notif(?:y|ies|ication) (?:to |for )?(?:end[- ]?|device )?users?|toast notifications?|push notifications?|message(?:s)? (?:to|that|is|on) (?:the |their )?(?:end[- ]?user|user|device|lock)|greet|banner|dialog)\b",
        yes="a prompt asks for consent",
        no="promptly",
    ),
    Sign(
        name="company-portal",
        value="yes",
        weight=2.5,
        pattern=r"\b(?:company portal|intune app|managed home screen|managed browser|microsoft edge for|microsoft launcher|android device policy app|company portal website|portal app)\b(?! (?:branding|license|abandonment|pre-?provisioning|token|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience|screen|page|app|users?|improv|support)\b)",
        yes="the company portal now lists apps",
        no="portal for admins",
    ),
    Sign(
        name="setup-screens",
        value="yes",
        weight=3,
        pattern=r"\b(?:setup assistant (?:screens?|panes?|pages?)|following (?:setup assistant )?screens|(?:skip|show|hide)[^.]{0,60}\b(?:screens?|panes?|pages?) (?:in|during|of)|lock screen|home screen|start menu|taskbar|wallpaper|desktop background|app icon|badge|sign-?in screen|log-?in (?:screen|window)|login page|enrollment (?:experience|flow|process|checklist|screens?)|out-of-box|user experience|end[- ]user experience|look and feel|user interface of the (?:app|company))\b",
        yes="skip the following setup assistant screens",
        no="a screen size",
    ),
    Sign(
        name="single-sign-on",
        value="yes",
        weight=2,
        pattern=r"\b(?:single sign-?on|sso|sign-?in (?:experience|easier|faster|prompts?)|passwordless|multi-?factor prompt|account picker)\b",
        yes="single sign-on for apps",
        no="design",
    ),
    Sign(
        name="enrolment-way",
        value="yes",
        weight=2,
        pattern=r"\b(?:enroll(?:ing)? (?:their|with|without|by|using|devices? (?:to|without|with|by|into|as))|enrollment (?:without|with)|self-deploying|white glove|pre-provision(?:ed|ing) (?:deployment|mode)|user enrollment|re-?enroll|setting up their|when setting up|just-in-time registration|shared ipad|temporary sessions?|device setup|first time)\b",
        yes="enrollment without user authentication",
        no="enrollment report",
    ),
    Sign(
        name="install-changes",
        value="yes",
        weight=2,
        pattern=r"\b(?:uninstall(?:ing|s|ed)? (?:apps?|any|the)|(?:apps?|updates?) (?:are|is|will be|get|be) (?:automatically )?(?:installed|updated|uninstalled|removed|restarted)|automatic(?:ally)? (?:app )?updates?|install(?:s|ed|ing)? (?:on|office|win32 apps|apps) (?:on )?(?:end|user|their|your)|restart(?:s|ed|ing)? (?:the )?(?:device|behavior|experience|grace)|reboot|app catalog|install(?:ation)? experience|snooze|grace period|remove any app)\b",
        yes="automatic app updates work for all",
        no="installed count",
    ),
    Sign(
        name="blocks",
        value="yes",
        weight=2,
        pattern=r"\b(?:block(?:s|ed|ing)? (?:users?|the use|access|apps?|screen|camera|usb|bluetooth|copy|cut|removal|password|siri|airdrop|app store|installing|modif|third|3rd|simple|pairing|personal|sharing|printing|sideload)|(?:be|is|are) blocked\b|\bblock [a-z]+ [a-z]+ \(supervised|prevent(?:s|ing|ed)? (?:the )?(?:end[- ]?)?users?|prohibit|disallow|restrict(?:s|ed|ing)? (?:the )?(?:end[- ]?)?users?|force (?:automatic|users)|conditional launch|wipe(?:d|s)? (?:corporate|org|company) data|lock(?:ed|s) out)",
        yes="users are blocked until they update",
        no="the block of settings",
    ),
    Sign(
        name="app-protection",
        value="yes",
        weight=2,
        pattern=r"\b(?:third[- ]party keyboards?|3rd[- ]party keyboards?|cut, copy|copy[ -/]and[ -/]paste|save as|open-?in|data transfer|universal links|web (?:links|content)|screen capture|biometric|face id|touch id|access pin|pin (?:reset|prompt|length|for access)|app pin|org data notifications?|managed (?:camera|dialer))\b",
        yes="a pin for access is asked",
        no="the pinned item",
    ),
    Sign(
        name="visible-support-end",
        value="yes",
        weight=2,
        pattern=r"\b(?:users?|devices?|people) [^.]{0,80}\b(?:won't|will not|will no longer|can't|cannot|unable|no longer)\b|\b(?:company portal|managed browser|enrollment)[^.]{0,80}\b(?:to support|will require|support (?:ends|ended))",
        yes="devices will no longer get updates",
        no="no longer in the console",
    ),
    Sign(
        name="password-change",
        value="yes",
        weight=2,
        pattern=r"\b(?:update|change|reset|set) (?:their|the device|a new|your) (?:password|passcode|pin)\b|\bpassword (?:change|autofill|proximity|sharing|reset)\b",
        yes="asked to change their password",
        no="password type values",
    ),
    # Against
    Sign(
        name="console-only",
        value="no",
        weight=2,
        pattern=r"\b(?:admin center|in the (?:intune |azure )?(?:console|portal|admin)|audit log|role-based|rbac|scope tags?|graph api|powershell sdk|data warehouse|reports?\b|reporting|export|dashboard|tenant (?:status|admin)|in the console|blade|permission|license requirement|columns?|filter(?:s|ed|ing)? (?:the|by|for)|search)\b",
        yes="see it in the admin center",
        no="users see it",
    ),
    Sign(
        name="no-user-impact",
        value="no",
        weight=6,
        pattern=r"\b(?:no (?:end[- ]?)?user impact|users? (?:won't|will not|don't|aren't) (?:see|notice|be (?:impacted|affected)) (?:any|a|this|by)|no impact (?:to|on|for) (?:end[- ]?)?users?|transparent to (?:end[- ]?)?users?|admin (?:center|console) (?:ui )?(?:update|change) only)\b",
        yes="there is no user impact",
        no="user impact is high",
    ),
)
