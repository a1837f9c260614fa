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
        patterns=(
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*see"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*notice"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*receive"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*get"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*view"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*be (?:prompted|asked|notified|shown|able"
                r"|required|redirected|blocked|forced|greeted|presented|guided|unable|signed)"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*prompted"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*notified"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*asked"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*shown"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*presented"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*able to"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*access"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*sign"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*log"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*find"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*open"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*install"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*download"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*enroll"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*register"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*use"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*select"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*choose"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*tap"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*click"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*enter"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*hav(?:e|ing) to"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*need"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*experience"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*encounter"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*launch"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*request"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*email"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*set up"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*reset"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*unlock"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*print"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*copy"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*paste"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*share"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*save"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*required"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*blocked"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*guided"
            ),
            (
                r"\b(?:end[- ]?users?|device users?|users?|people|employees?|students?|teachers?|workers?|they"
                r"|individuals|your users?) (?:who [^.]{0,40} )?(?:can |will |may |might |would |could |also "
                r"|now |then |no longer |automatically |are |be |to )*greeted"
            ),
        ),
        yes="end users will see a message",
        no="users are listed in the report",
    ),
    Sign(
        name="message-to-user",
        value="yes",
        weight=2.5,
        patterns=(
            r"\b(?:prompt(?:s|ed|ing)?|pop-?ups?)\b",
            r"\bnotif(?:y|ies|ication) (?:to |for )?(?:end[- ]?|device )?users?\b",
            r"\b(?:toast notifications?|push notifications?)\b",
            r"\bmessage(?:s)? (?:to|that|is|on) (?:the |their )?(?:end[- ]?user|user|device|lock)\b",
            r"\b(?:greet|banner|dialog)\b",
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
                r"\bcompany portal\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bintune app\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bmanaged home screen\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bmanaged browser\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bmicrosoft edge for\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bmicrosoft launcher\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bandroid device policy app\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bcompany portal website\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
            (
                r"\bportal app\b(?! (?:branding|license|abandonment|pre-?provisioning|token"
                r"|during))(?=[^.]{0,140}\b(?:now|will|updated?|lists?|shows?|displays?|new|redesign|experience"
                r"|screen|page|app|users?|improv|support)\b)"
            ),
        ),
        yes="the company portal now lists apps",
        no="portal for admins",
    ),
    Sign(
        name="setup-screens",
        value="yes",
        weight=3,
        patterns=(
            r"\bsetup assistant (?:screens?|panes?|pages?)\b",
            r"\bfollowing (?:setup assistant )?screens\b",
            r"\b(?:skip|show|hide)[^.]{0,60}\b(?:screens?|panes?|pages?) (?:in|during|of)\b",
            r"\b(?:lock screen|home screen|start menu|taskbar|wallpaper|desktop background|app icon)\b",
            r"\b(?:badge|sign-?in screen|log-?in (?:screen|window)|login page)\b",
            r"\b(?:enrollment (?:experience|flow|process|checklist|screens?)|out-of-box)\b",
            r"\b(?:user experience|end[- ]user experience|look and feel)\b",
            r"\buser interface of the (?:app|company)\b",
        ),
        yes="skip the following setup assistant screens",
        no="a screen size",
    ),
    Sign(
        name="single-sign-on",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:single sign-?on|sso|sign-?in (?:experience|easier|faster|prompts?)|passwordless)\b",
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
            r"\benroll(?:ing)? (?:their|with|without|by|using|devices? (?:to|without|with|by|into|as))\b",
            r"\b(?:enrollment (?:without|with)|self-deploying|white glove)\b",
            r"\b(?:pre-provision(?:ed|ing) (?:deployment|mode)|user enrollment|re-?enroll)\b",
            r"\b(?:setting up their|when setting up|just-in-time registration|shared ipad)\b",
            r"\b(?:temporary sessions?|device setup|first time)\b",
        ),
        yes="enrollment without user authentication",
        no="enrollment report",
    ),
    Sign(
        name="install-changes",
        value="yes",
        weight=2,
        patterns=(
            r"\buninstall(?:ing|s|ed)? (?:apps?|any|the)\b",
            (
                r"\b(?:apps?|updates?) (?:are|is|will be|get|be) (?:automatically )?(?:installed|updated"
                r"|uninstalled|removed|restarted)\b"
            ),
            r"\bautomatic(?:ally)? (?:app )?updates?\b",
            r"\binstall(?:s|ed|ing)? (?:on|office|win32 apps|apps) (?:on )?(?:end|user|their|your)\b",
            r"\b(?:restart(?:s|ed|ing)? (?:the )?(?:device|behavior|experience|grace)|reboot)\b",
            r"\b(?:app catalog|install(?:ation)? experience|snooze|grace period|remove any app)\b",
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
            r"\b(?:(?:be|is|are) blocked\b|\bblock [a-z]+ [a-z]+ \(supervised)",
            r"\b(?:prevent(?:s|ing|ed)? (?:the )?(?:end[- ]?)?users?|prohibit|disallow)",
            r"\b(?:restrict(?:s|ed|ing)? (?:the )?(?:end[- ]?)?users?|force (?:automatic|users))",
            r"\b(?:conditional launch|wipe(?:d|s)? (?:corporate|org|company) data|lock(?:ed|s) out)",
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
        weight=2,
        patterns=(
            r"\b(?:users?|devices?|people) [^.]{0,80}\b(?:won't|will not|will no longer|can't)\b",
            r"\b(?:users?|devices?|people) [^.]{0,80}\b(?:cannot|unable|no longer)\b",
            r"\b(?:company portal|managed browser|enrollment)[^.]{0,80}\b(?:to support|will require)",
            r"\b(?:company portal|managed browser|enrollment)[^.]{0,80}\bsupport (?:ends|ended)",
        ),
        yes="devices will no longer get updates",
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
    # Against
    Sign(
        name="console-only",
        value="no",
        weight=2,
        patterns=(
            r"\b(?:admin center|in the (?:intune |azure )?(?:console|portal|admin)|audit log)\b",
            r"\b(?:role-based|rbac|scope tags?|graph api|powershell sdk|data warehouse|reports?\b)\b",
            r"\b(?:reporting|export|dashboard|tenant (?:status|admin)|in the console|blade)\b",
            r"\b(?:permission|license requirement|columns?|filter(?:s|ed|ing)? (?:the|by|for))\b",
            r"\bsearch\b",
        ),
        yes="see it in the admin center",
        no="users see it",
    ),
    Sign(
        name="no-user-impact",
        value="no",
        weight=6,
        patterns=(
            r"\bno (?:end[- ]?)?user impact\b",
            (
                r"\busers? (?:won't|will not|don't|aren't) (?:see|notice|be (?:impacted|affected)) (?:any|a|this"
                r"|by)\b"
            ),
            r"\b(?:no impact (?:to|on|for) (?:end[- ]?)?users?|transparent to (?:end[- ]?)?users?)\b",
            r"\badmin (?:center|console) (?:ui )?(?:update|change) only\b",
        ),
        yes="there is no user impact",
        no="user impact is high",
    ),
)
