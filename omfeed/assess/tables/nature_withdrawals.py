"""Signs of what is withdrawn, told by what the vendor does to it or by what is left of it."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_SYSTEM: Final = r"(?:ios|ipados|ios/ipados|android|macos|windows|version|at least)"

WITHDRAWALS: Final[tuple[Sign, ...]] = (
    Sign(
        name="vendor-withdraws",
        value="retiring",
        weight=3.2,
        patterns=(
            (
                r"\b(?:service|microsoft|intune|google|apple|samsung|entra|zebra|jamf|we|vendor|publisher|platform|home"
                r" screen|portal)(?: will| is going to|'ll| plans? to)? (?:now |then |also |soon )?(?:drops?|withdraws?"
                r"|discontinues?|sunsets?|decommissions?|shuts? down|switch(?:es)? off|phases?)\b(?! (?:a device"
                r"|users))"
            ),
            (
                r"\b(?:service|microsoft|intune|google|apple|samsung|entra|we)(?: will| is going to|'ll| plans? to)? "
                r"(?:now |then |also |soon )?(?:disables?|turns? off|retires?|ends?|removes?) (?:[\w-]+ ){0,6}?"
                r"(?:authentication|protocols?|tls|management|support|access|endpoints?|apis?|templates?|connectors?"
                r"|settings?|features?|modules?|tools?|clients?|versions?|channels?|portal|console|experience)\b"
            ),
            (
                r"(?<!can )\bdrops? (?:support for |out )?(?:the )?(?:ubuntu|debian|rhel|red hat|fedora|android|ios"
                r"|ipados"
                r"|macos|windows|chrome ?os|linux|sles)\b(?: [a-z]+){0,3} \d"
            ),
            r"\b(?:ubuntu|debian|rhel|fedora|android|ios|ipados|macos|windows)(?: \w+)? \d[\w.]*(?: \w+)? (?:is|are"
            r"|will be)"
            r" dropped\b|\bdropping (?:support for )?(?:ubuntu|debian|rhel|android|ios|ipados|macos"
            r"|windows)(?: \w+)? \d",
            r"\b(?:the )?service disables\b|\bphases? (?:it|them|these|this|the \w+) out\b",
        ),
        yes="apple phases them out",
        no="the admin drops the app",
    ),
    Sign(
        name="being-withdrawn",
        value="retiring",
        weight=3.2,
        patterns=(
            r"\b(?:are|is|be|being) taking [^.;]{3,60}\boffline\b|\b(?:will be|are|is) taken offline\b|\bgoodbye\b",
            (
                r"\bstopp?(?:ed|ing|s)? (?:shipping|offering|selling|providing|publishing|maintaining)\b"
                r"|\bremoved from (?:the )?stores?\b"
            ),
            r"\bproperties\b.{0,120}\b(?:are|were|will be) removed\b|\bstop working\.?$",
            (
                r"\b(?:is|are|will be|is being|are being|was|were) (?:then |also |now |permanently "
                r"|finally )?(?:turned off"
                r"|switched off|taken out|taken offline|withdrawn|phased out|decommissioned|sunset|shut down)\b"
                r"(?! (?:when|by|if|for (?:an?|the) |at|a device|after (?:\w+ )?(?:\w+ )?(?:seconds|minutes|hours)\b))"
            ),
            r"\b(?:is|are|will be|be) pulled from\b",
            (
                r"\b(?:is|are|will be|is being|are being) (?:removed|withdrawn|pulled|gone"
                r"|deleted) from (?:the )?(?:[\w.]+ )"
                r"{0,3}?(?:store|beta|endpoint|api|console|product|service|app store|google play|admin center)\b"
            ),
            (
                r"\bgoes away\b|\bis leaving the (?:\w+ )?store\b|\bhas no effect any ?more\b|\bno longer has (?:any"
                r"|an) effect\b"
            ),
            r"\bstops? (?:working|functioning|being supported) (?:after|on|in|from|by|at)\b",
            r"\bwas discontinued\b|\bwere discontinued\b",
        ),
        yes="basic authentication is being turned off",
        no="the screen is turned off when idle",
    ),
    Sign(
        name="out-of-support",
        value="retiring",
        weight=4,
        patterns=(
            r"\bbeendet (?:die )?unterstützung\b|\bunterstützung .{1,60}\b(?:beendet|eingestellt)\b",
            r"\bstops? (?:getting|receiving) (?:\w+ )?updates\b|\bsupport comes to (?:a close|an end)\b",
            (
                r"\b(?:falls?|drops?|goes|slips?|leaves?|loses?|runs?|comes?|is|are"
                r"|be) (?:now )?out of (?:\w+ ){0,2}support\b"
            ),
            r"\b(?:loses?|leaves?) (?:\w+ )?support\b|\bsupport (?:is over|runs out|expires|lapses|comes to an end)\b",
            (
                r"\bno (?:more |further )?(?:security |monthly |quality |feature )*updates (?:will be (?:issued"
                r"|released)"
                r"|after|from|beyond|are (?:issued|provided))\b"
            ),
            r"\bno longer (?:gets?|receives?) (?:\w+ ){0,2}(?:versions|updates|fixes|support)\b",
            r"\b(?:is|are) (?:no more|unmaintained|not maintained|archived)\b",
            r"\bwill not provide (?:\w+ )?updates\b|\bno longer (?:under|in) (?:active )?development\b",
            r"\breach(?:es|ed|ing)? (?:its |their )?(?:end\b|retirement)",
            r"\b(?:won't|will not|will no longer) (?:be )?(?:serviced|maintained|patched)\b",
            r"\bunterstützung .{1,60}\bendet\b|\bendet die unterstützung\b",
        ),
        yes="macs on version 11 fall out of support",
        no="they ask for support",
    ),
    Sign(
        name="needs-newer-from-then",
        value="retiring",
        weight=4,
        patterns=(
            (
                r"\b(?:from|starting|beginning|as of|effective|after)\b.{3,60}\b(?:requires?|needs?|supports? only"
                r"|works?"
                rf" only (?:on|with)|runs? only on) (?:at least )?{_SYSTEM}.{{0,30}}\d.{{0,40}}\b(?:later|newer"
                r"|higher|above)\b"
            ),
            (
                r"\b(?:requires?|needs?|supports? only|works? only (?:on|with)) (?:at least )?"
                rf"{_SYSTEM}.{{0,30}}\d.{{0,40}}\b(?:later|newer|higher|above)\b.{{0,20}}\b(?:from|starting|beginning"
                r"|as of)\b"
            ),
            rf"\b(?:need|needs|require|requires) {_SYSTEM} ?\d[\d.]* at least\b",
            rf"\bto (?:require|need) {_SYSTEM} ?\d|\bwork on {_SYSTEM} ?\d[\d.]* and (?:up|later|newer) only\b",
            (
                r"\b(?:lowest|oldest) (?:supported )?(?:(?:os|[\w/]+ )?version|macos|android|ios|ipados"
                r"|windows)\b(?! (?:of|that))"
            ),
        ),
        yes="from january the app requires android 10 or newer",
        no="this feature requires android 10 or newer",
    ),
    Sign(
        name="not-after-a-day",
        value="retiring",
        weight=3.2,
        patterns=(
            (
                r"\b(?:from|beginning|starting|as of|after|in)\b.{2,80}\bthere will be no (?:more |further )?(?:support"
                r"|updates) for\b"
            ),
            r"\bnot (?:be )?available (?:from|after|as of|starting|beginning)\b",
            (
                r"\b(?:can't|cannot|won't be able to|can no longer) (?:use|manage|open|request"
                r"|call) .{1,50}\b(?:after|from|as of)\b"
            ),
            r"\b(?:will|can) no longer (?:be (?:used|called|requested)|request)\b",
        ),
        yes="you can't use it after april 2",
        no="you can use it after april 2",
    ),
    Sign(
        name="titled-removed",
        value="retiring",
        weight=2.5,
        where="title",
        patterns=(
            (
                r"^(?:settings?|options?|features?|templates?|reports?|profiles?) (?:is |are )?(?:being )?(?:removed"
                r"|retired)\b"
            ),
            r"\b(?:removed|retired|discontinued|sunset):|:.{0,20}\b(?:removed|retired|discontinued)$",
            r"^(?:retiring|deprecated|discontinued)\b|^(?:planned )?removal of\b|\b(?:archived|sunset|discontinued)$",
        ),
        yes="setting removed: require the assistant",
        no="removed devices in the report",
    ),
)
