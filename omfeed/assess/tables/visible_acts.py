"""What people meet, told by who does it: they themselves, their devices, their apps, or a setting that forbids."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_NO_DEVICE: Final = (
    r"(?! (?:management|administrator|restriction|configuration|compliance|enrol|encryption|health|guard|limit|cat"
    r"|action"
    r"|restart))"
)
_ONE: Final = rf"(?:(?:device|phone|iphone|ipad|mac|pc|laptop|tablet|computer|session|cloud pc)\b{_NO_DEVICE})"
_MANY: Final = (
    r"(?:devices|phones|iphones|ipads|macs|pcs|laptops|tablets|chromebooks|computers|headsets|kiosks|sessions"
    r"|cloud pcs)"
)
_FEATURE: Final = (
    r"(?:camera|screen ?(?:capture|shots?|recording)|airdrop|airplay|airprint|bluetooth|usb|clipboard|cop(?:y|ying)"
    r"|past(?:e|ing)|print(?:ing|ers?)|siri|microphone)"
)
_FEATURE_TOO: Final = (
    r"(?:fingerprints?|keyboards?|app store|icloud|game center|imessage|facetime|wallpaper|notifications?|widgets?"
    r"|safari"
    r"|browsing|websites?|attachments?|downloads?|hotspot|roaming|copilot|cortana|start menu|taskbar|panes?"
    r"|lock screen|nfc|near field communication|recovery key|sharing|third-party keyboards|web pages?|sites)"
)
_FORBID: Final = (
    r"(?:block|prevent|disabl|restrict|disallow|forbid|hid(?:e|es|ing)|mut(?:e|es|ing)|turn(?:s|ing)? off|skip|prohibit"
    r"|remov(?:e|es|ing) access to)"
)
_FORBIDDEN: Final = (
    r"(?:blocked|prevented|disabled|restricted|forbidden|hidden|muted|turned off|skipped|prohibited|refused)"
)

ACTS: Final[tuple[Sign, ...]] = (
    Sign(
        name="people-act",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"\b(?:authenticator|company portal|the (?:app|device|phone|browser)) (?:now |then )?asks (?:for|them"
                r"|whether)\b"
            ),
            (
                r"\b(?:staff|operators|guests|visitors|persons?|owners?|employees|people|students|pupils|learners"
                r"|workers|colleagues"
                r"|contractors|sharer)"
                r" (?:can |may |must |will |has to |have to |needs? to |now |then |also |first )*(?:accept|approve"
                r"|browse"
                r"|choose|confirm|copy|enter|find|follow|get|give|launch|lose|meet|miss|need|open|paste|pick|print"
                r"|set|use"
                r"|allow)\b"
            ),
            (
                r"\b(?:staff|operators|guests|visitors|persons?|owners?|employees|people|students|pupils|learners"
                r"|workers|colleagues"
                r"|contractors|sharer)"
                r" (?:can |may |must |will |has to |have to |needs? to |now |then |also |first )*(?:receive|register"
                r"|request"
                r"|reset|reach|scan|see|select|share|sign|start|swipe|switch|tap|type|unlock|update|upgrade|work)\b"
            ),
            (
                r"\b(?:removed|reached|asked|seen|chosen|met|closed) by (?:people|the (?:person|owner|user)|users"
                r"|employees)\b"
            ),
            r"\bthey (?:have to|must|can|will) (?:accept|approve|sign|enter|choose|register|install|scan|confirm)\b",
            (
                r"\b(?:users|people|employees|students)\b.{0,140}\bthey(?:'ll| will| can| may)? (?:now |also |then "
                r"|no longer |not )*"
                r"(?:see|receive|get|notice|be (?:asked|prompted|shown|notified|taken|signed))\b"
            ),
            r"\b(?:mail|message|text|code) (?:reaches|goes to|is sent to) the (?:person|user|owner|employee)\b",
        ),
        yes="staff sign in with a passkey",
        no="staff in the directory",
    ),
    Sign(
        name="asked-of-people",
        value="yes",
        weight=2.5,
        patterns=(
            r"(?<!want to )\brequir(?:e|es|ing) (?:your |the )?(?:end[- ]?|device )?users? to (?!be\b)\w+",
            r"\b(?:opens?|starts?|launch(?:es)?) when (?:an? |the |your )?(?:end[- ]?)?users? (?:signs?"
            r"|logs?) (?:in|on)\b",
            r"\bhid(?:e|es|ing)\b.{0,60}\b(?:sign-?in|log-?in|lock|error|enrol?lment|set-?up|welcome) (?:pages?"
            r"|screens?)\b",
        ),
        yes="require users to connect during setup",
        no="require a connection for the report",
    ),
    Sign(
        name="device-acts",
        value="yes",
        weight=2.5,
        patterns=(
            (
                rf"\b{_MANY} (?:will |can |then |now |also |may |automatically |immediately )*(?:restart|reboot|lock"
                r"|sign out"
                r"|shut down|ring|vibrate|freeze|crash|join|return to factory|reconnect)\b"
            ),
            (
                rf"\b{_ONE} (?:will |can |then |now |also |may |automatically |immediately )*(?:restarts|reboots|locks"
                r"|signs out|shuts down|rings|vibrates|plays (?:an? )?(?:\w+ )?sound|freezes|crashes|joins"
                r"|returns to factory|reconnects)\b"
            ),
            (
                rf"\b(?:{_ONE}|{_MANY})\b[^.;]{{0,40}}\b(?:is|are|be|gets?) (?:\w+ly |then |also )?(?:wiped|locked"
                r"|restarted|rebooted|erased|signed out|refused|reset to factory)\b"
            ),
            (
                r"\b(?:restarts?|reboots?|locks?|shuts? down|turns? off|erases?|wipes?) (?:(?:the|an?|all) (?:[\w-]+ )?"
                rf"{_ONE}|(?:all |(?!of |for |on )[\w-]+ )?{_MANY})\b"
            ),
            r"\b(?:app|apps) (?:close|closes|quit|quits|sign out|update themselves|updates itself)\b",
            (
                rf"\b(?:locate|find(?! my iphone\b)|ring) (?:an? |the |my |lost |missing )+(?:{_ONE}|{_MANY})\b"
                r"|\bplays? an? (?:\w+ )?sound\b"
            ),
            rf"\b(?:locate|find|ring) (?:lost |missing ){_MANY}\b",
        ),
        yes="devices restart on their own",
        no="the device restart report",
    ),
    Sign(
        name="apps-come-and-go",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\b(?:apps?|extensions?|browser|patch(?:es)?|office|software"
                r"|profile picture)\b.{0,40}\b(?:removed from"
                r" (?:the |their |your |all )?devices?|uninstalled|installed (?:silently|automatically|within|overnight"
                r"|in the background|without))\b"
            ),
            (
                r"\b(?:uninstall(?:s|ing)?|remov(?:e|es|ing)) (?:of )?(?:the )?(?:microsoft )?(?:\w+ )?(?:edge"
                r"|browser|office"
                r"|apps?)\b(?! (?:from (?:the )?(?:intune|console|list|portal|admin)|assignment|protection"
                r"|configuration"
                r"|polic))"
            ),
        ),
        yes="extensions are installed silently",
        no="remove app protection policies",
    ),
    Sign(
        name="feature-forbidden",
        value="yes",
        weight=2,
        patterns=(
            rf"\b{_FORBID}(?:s|es|ed|ing|e)? (?:[\w/-]+ ){{0,4}}?{_FEATURE}\b(?! (?:polic|profile|report))",
            rf"\b{_FORBID}(?:s|es|ed|ing|e)? (?:[\w/-]+ ){{0,4}}?{_FEATURE_TOO}\b(?! (?:polic|profile|report))",
            rf"\b{_FEATURE}\b[^.;]{{0,40}}\b(?:can be|is|are|be|will be|gets) (?:\w+ly )?{_FORBIDDEN}\b",
            rf"\b{_FEATURE_TOO}\b[^.;]{{0,40}}\b(?:can be|is|are|be|will be|gets) (?:\w+ly )?{_FORBIDDEN}\b",
        ),
        yes="the camera can be disabled in the work profile",
        no="the camera is listed in the inventory",
    ),
    Sign(
        name="setting-that-blocks",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"\bth(?:is|e) (?:new )?(?:setting|policy|option|restriction|rule|profile)\b[^.;]{0,30}\b(?:blocks"
                r"|prevents"
                r"|disables|hides|forces|prompts|stops)\b"
            ),
            r"^(?:when (?:set to )?(?:true|enabled|on|yes|configured)|if (?:set to )?(?:true|enabled"
            r"|yes)),? (?:this setting|"
            r"the setting|it)?[^.;]{0,20}\b(?:blocks|prevents|disables|hides|forces)\b",
            r"\brule\b[^.;]{0,40}\bblocks (?:the |a |an )?(?:specified |selected )?(?:files?|apps?|processes)\b",
        ),
        yes="this setting blocks wi-fi direct",
        no="this setting is listed in the report",
    ),
    Sign(
        name="screen-changes",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:mails?|messages?) to (?:the |your )?(?:users|people|employees|staff)\b",
            (
                r"\b(?:icon|screen|menu entry|toast|pop-?up|shortcut|wallpaper|question|badge)\b.{0,40}\b(?:appears?"
                r"|comes?"
                r"|is shown|shows?|disappears?|pops? up|tells?)\b(?!.{0,40}\b(?:console|admin|report)\b)"
            ),
            r"\b(?:dark (?:theme|mode)|theme of the system|splash screen|colou?rs of the app)\b",
            r"\b(?:icon|look|theme|start page|menu) of the (?:[\w]+ ){0,2}(?:app|portal|launcher|browser)\b",
            r"\b(?:disappears|vanishes|is gone) from the (?:app|menu|device|screen)\b",
            (
                r"\bapps can be (?:browsed|searched|sorted|found)\b|\b(?:arranged|shown"
                r"|offered) in (?:\w+ )?(?:in )?the store\b"
            ),
        ),
        yes="the menu entry disappears from the app",
        no="the icon set of the console",
    ),
    Sign(
        name="quicker-for-people",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\b(?:enrol?lment|autopilot|sign-?in|set-?up|start-?up|boot|deployment)\b.{0,60}\b(?:faster|quicker"
                r"|in half"
                r" the time|shorter|takes (?:less|longer)|finishes|fewer (?:steps|screens|prompts|clicks))\b"
            ),
            r"\b(?:faster|quicker|shorter) (?:enrol?lment|autopilot|sign-?in|set-?up|start-?up)\b",
            r"\b(?:passkeys?|one sign-?in|sign(?:s|ing)?[ -]in (?:once|with (?:an?|their|the)))\b",
        ),
        yes="faster autopilot",
        no="faster reports",
    ),
    Sign(
        name="cut-off",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:pin|password|passcode|code) is (?:asked|requested|required)\b",
            (
                r"\b(?:mail|access to (?:mail|e-?mail|data|apps?|resources)|company data|corporate data|work data"
                r"|org data)\b"
                r".{0,30}\b(?:is|are|be|gets) (?:\w+ly )?(?:cut off|blocked|lost|denied|wiped)\b"
            ),
            r"\b(?:compliance|enrol?lment|welcome) (?:notification )?(?:e-?)?mails?\b",
            r"\bpins? (?:shorter|of fewer|with less)\b|\b(?:must be|are) replaced at (?:the )?next sign-?in\b",
        ),
        yes="mail is cut off after three days",
        no="mail the report",
    ),
    Sign(
        name="devices-get-updates",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\b(?:devices|pcs|macs|phones|you|people|users) (?:will )?(?:begin to |start to )?(?:receive"
                r"|get) (?:[\w-]+ ){0,4}updates\b"
            ),
            (
                r"\bfirmware updates? (?:to|for|on|is coming|are coming|will be|reach)\b"
                r"|\bhotpatch updates? .{0,40}\bis coming\b"
            ),
            (
                r"\bupdates? (?:is|are|will be) (?:offered|pushed|sent|delivered) to (?:all |eligible |your "
                r"|these )*(?:devices|pcs)\b"
            ),
        ),
        yes="you will begin to receive smaller updates",
        no="receive updates on the report",
    ),
    Sign(
        name="app-for-people",
        value="yes",
        weight=2,
        where="title",
        patterns=(
            (
                r"^(?!.*\b(?:types?|report|sdk|polic|configuration|protected"
                r"|catalog)).{3,60}\bapp (?:is )?(?:now )?(?:generally )?available\b"
            ),
            (
                r"^(?:remote help|company portal|defender for endpoint on (?:ios|android)|outlook|teams"
                r"|edge)\b.{0,30}\bversion\b"
            ),
        ),
        yes="windows app now available in public preview",
        no="app types now available",
    ),
)
