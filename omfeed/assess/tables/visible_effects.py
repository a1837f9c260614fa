"""What people meet on a device: refused enrolment, apps and screens that behave differently, faults, messages."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_PEOPLE: Final = (
    r"\b(?<!primary )(?<!guest )(?<!admin )(?:end[- ]?users|device users|users|people|employees|students|workers)"
)

EFFECTS: Final[tuple[Sign, ...]] = (
    Sign(
        name="enrolment-restricted",
        value="yes",
        weight=3,
        patterns=(
            (
                r"\b(?:(?:block|restrict|prevent)(?:s|ed|ing)? (?:[\w/-]+ ){0,5}?|(?:stop|keep"
                r"|limit)\w* (?:[\w/-]+ ){0,5}?"
                r"from )(?:from )?enroll(?:ing|ments?)"
                r"\b(?! (?:restrictions?|polic|profiles?|tokens?|managers?))"
            ),
            r"\b(?:minimum|maximum)\b.{0,60}\bversions?\b.{0,60}\benroll(?:ment|ments|ing)?\b",
            r"\benrollment (?:is|are|will be) (?:blocked|refused|prevented|rejected)\b",
        ),
        yes="you can block devices from enrolling by manufacturer",
        no="the enrollment restrictions pane",
    ),
    Sign(
        name="enrolment-ends",
        value="yes",
        weight=2.5,
        patterns=(
            r"\b(?:deprecat|end|retir)\w* (?:of )?(?:\w+ ){0,2}enrollment (?:for|of|on)\b",
            r"\bnew (?:ones|devices|enrollments) (?:are|is|will be) (?:refused|blocked|rejected)\b",
        ),
        yes="deprecation of enrollment for old devices begins",
        no="the end of the enrollment",
    ),
    Sign(
        name="titled-block",
        value="yes",
        weight=2,
        where="title",
        patterns=(
            (
                r"^(?:new settings? to |settings? to |option to )?(?:block|prevent|restrict|disallow|prohibit) (?!admin"
                r"|role|who|access to (?:the )?(?:intune|portal|admin|console))\w+"
            ),
            r"^(?:block or allow|allow or block|warn or block)\b",
        ),
        yes="block or allow web results in searches",
        no="restrict admin roles by scope",
    ),
    Sign(
        name="people-do",
        value="yes",
        weight=2.5,
        patterns=(
            (
                rf"{_PEOPLE} (?:now |also |then |still |must |first |no longer )*(?:register|enter|scan|confirm|approve"
                r"|accept|reach|lose|start in|tap|follow|pick|choose|re-?authenticate|sign in again)\b"
            ),
            rf"\bwhen (?:the |a |an |your )?{_PEOPLE[2:]} (?:connect|open|start|launch|try|tap|click)\b",
            r"\b(?:person|helper|sharer|employee) (?:who [\w ]{1,40})?(?:is|are|will be|must|sees|gets|has to) \w+",
            r"\b(?:asks|asking|tells|telling|warns|warning|reminds) (?:them|people|(?:end[- ]?)?users?|employees)\b",
            r"\ballow (?:[\w/.+-]+ ){0,6}?users to (?:seamlessly|securely|easily)\b",
        ),
        yes="people now choose a category after the first sync",
        no="users are chosen from the directory",
    ),
    Sign(
        name="apps-behave",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\b(?:apps?|clips?|links?|sites?|sessions?|pages?|browsers?|cloud pcs?)\b.{0,50}\b(?:opens?"
                r"|launch(?:es)?"
                r"|starts?) (?:instead )?(?:in|with|as) (?:a |an |the |full )*(?:window|browser|screen|tab"
                r"|microsoft edge"
                r"|isolated|container|kiosk|app)"
            ),
            (
                r"\b(?:apps?|devices?|clips?)\b.{0,60}\b(?:won't|will not|doesn't|don't|no longer|can't|cannot) "
                r"(?:launch|start|open|connect|boot|sign in|play)\b"
            ),
            r"\bdevices (?:will )?(?:sign out|lock|restart|reboot|shut down) (?:immediately|automatically|at)\b",
            r"\botherwise,? (?:the )?devices (?:sign out|lock|restart|stop)\b",
            r"\bbefore (?:the )?(?:first )?(?:users? reach(?:es)?|the desktop|sign-?in)\b"
            r"|\bsign-?in takes (?:longer|less)\b",
            r"\bthe device restarts\b|\bopen instead in\b",
        ),
        yes="web clips open in full screen",
        no="open the app pane",
    ),
    Sign(
        name="faults-on-devices",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\b(?:devices?|pcs?|macs?|iphones?|ipads?|phones?|laptops?|connections?|headsets?|printers?|cameras?"
                r"|keyboards?|audio|wi-?fi|bluetooth|vpn|apps?|screens?"
                r"|touch|sign-?in|enrollment|autopilot|(?:pre-)?provisioning|attestation|deployments?|installs?"
                r"|installations?)\b.{0,60}\b(?:fails?|freez(?:es?"
                r"|ing)"
                r"|crash(?:es|ing)?|stops? (?:responding|working)|hangs?|aren't recogni[sz]ed|isn't recogni[sz]ed"
                r"|not be"
                r" recogni[sz]ed|restart unexpectedly|get stuck|goes? black)\b"
            ),
            r"\b(?:apps?|devices?|pcs?|windows) (?:may|might|could) not (?:start|open|launch|work|connect|print"
            r"|respond|wake)\b",
            r"\b(?:black|white|blank) (?:window|screen)\b|\bconnections? (?:will|may|might) drop\b",
            r"\bblue screen\b|\bblack screen\b|\bstop error\b|\bboot loop\b",
        ),
        yes="some headsets aren't recognised after sleep",
        no="a failed report",
    ),
    Sign(
        name="notifications-shown",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"\b(?:how|which|whether) (?:app |device |push )?notifications (?:for [\w ]{1,30})?(?:are|is"
                r"|get) (?:shown"
                r"|displayed|presented|delivered)"
            ),
            r"\b(?:content of|preview of|app) notifications? (?:content )?(?:on|for|is|are)\b",
            r"\bmessage (?:appears|shows|pops up) (?:on|in|at)\b|\brecovery (?:lock )?screen\b",
        ),
        yes="specify how notifications for work accounts are shown",
        no="notifications for admins by mail",
    ),
    Sign(
        name="marked-not-compliant",
        value="yes",
        weight=2.5,
        patterns=(
            r"\b(?:will be|is now|are now) (?:now )?marked (?:as )?\W?(?:not[ -]?|non-?)compliant\b"
            r"|\b(?:become|becomes|turn|turns) (?:not |non-?)compliant\b",
        ),
        yes="devices without a policy will be marked as 'not compliant'",
        no="the count of devices that are not compliant",
    ),
    Sign(
        name="titled-users-app",
        value="yes",
        weight=2.5,
        where="title",
        patterns=(
            r"\bcompany portal\b(?!.{0,80}\b(?:reports?|licen[sc]es?|tokens?|pre-?provision|authentication"
            r"|on virtual))",
            r"\b(?:managed home screen|microsoft launcher|intune app for|microsoft intune app)\b(?! sdk)",
        ),
        yes="new look of the company portal",
        no="the portal for admins",
    ),
    Sign(
        name="shown-on-devices",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:appears?|shown|displayed|visible) on (?:the |their )?(?:\w+ )?screens?\b",
            r"\b(?:custom|push|toast|system|pop-?up) notifications?\b(?! (?:service|certificate|hub))",
            r"\b(?:appears?|shows?|shown|displayed|visible) (?:on|in) (?:the |their |a |users'? )?(?:shared |managed "
            r"|personal )?(?:devices?"
            r"|taskbar|lock screen"
            r"|home screen|start menu|notification (?:area|center)|company portal)\b",
            r"\b(?:clipboard|usb|drive|printer) redirection\b",
            r"\b(?:terms (?:of use|and conditions)|privacy (?:statement|screen|message|notice))\b",
            r"\b(?:kiosk (?:screen|browser)|start (?:layout|menu|screen)|app shortcuts?|web clip icons?)\b",
            (
                r"\b(?:remove|reset|unlock) (?:the |a |device )?(?:passcodes?|pins?|passwords? (?:for|of|on))\b"
                r"|\bfingerprint\b|\bself-service\b"
            ),
            r"\b(?:guest|shared) (?:sign-?in|sessions?|accounts?|mode)\b",
        ),
        yes="the message appears on the taskbar",
        no="appears in the report",
    ),
    Sign(
        name="acts-on-the-device",
        value="yes",
        weight=2,
        where="title",
        patterns=(
            r"\b(?:remotely|remote) (?:lock|restart|reboot|wipe|shut ?down|locate)\b|\b(?:shut down"
            r"|restart) (?:an? )?\w+ devices?\b",
            r"\b(?:lost mode|selective(?:ly)? wip(?:e|es|ing))\b|\bplay (?:a )?(?:lost )?(?:device )?sound\b",
        ),
        yes="remotely lock managed macs",
        no="remote actions report",
    ),
    Sign(
        name="mail-to-people",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:e-?mails?|sms|text messages?) (?:is|are|will be|that (?:is|are)) sent\b(?! to (?:the )?admin)",
            r"\b(?:noncompliance|compliance|enrollment|welcome) (?:notification )?e-?mails?\b",
        ),
        yes="updates to compliance emails",
        no="mail the report to an admin",
    ),
    Sign(
        name="only-what-is-allowed",
        value="yes",
        weight=2,
        patterns=(
            r"\bonly (?:authori[sz]ed|approved|allowed|trusted|permitted) (?:apps?|applications|usb|devices|sites"
            r"|websites)\b",
            r"\bset (?:this |it |the setting )?to \W?block\b|\bblock\W? to prevent\b",
            r"\bblock(?:s|ed|ing)?,? or selectively wip",
        ),
        yes="trust only authorized apps",
        no="only allowed admins",
    ),
    Sign(
        name="blocked-by-value",
        value="yes",
        weight=2,
        patterns=(
            r"\bblocks? (?:it|such devices|the device|the user|these apps)\b|\bblocks them\b",
            r"\b(?:warn|block)s? (?:or (?:warn|block)s? )?(?:people|employees|students|end[- ]?users|users)\b",
            r"\b(?:will be|is|are|to) \W?block\W? (?:in|by default|for) (?:every|all|each|polic|existing|default)",
            r"\blose (?:their )?access to\b",
            r"\b(?:you |admins? |administrators? )can (?:now )?(?:block|prevent|disallow|prohibit) (?!admin|role"
            r"|access to)\w+",
        ),
        yes="marks the phone and blocks it at once",
        no="a building block",
    ),
)
