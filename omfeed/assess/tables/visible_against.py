"""Signs that only admins will notice (``no``), or that they decide whether anyone does (``optional``)."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

AGAINST: Final[tuple[Sign, ...]] = (
    Sign(
        name="console-only",
        value="no",
        weight=1.5,
        patterns=(
            r"\baudit log\b",
            r"\b(?:role-based|rbac|scope tags?|graph api|powershell sdk|data warehouse|reports?\b)\b",
            r"\b(?:reporting|export|dashboard|tenant (?:status|admin))\b",
            r"\b(?:permission|license requirement|columns?|filter(?:s|ed|ing)? (?:the|by|for))\b",
            r"\bsearch\b",
        ),
        yes="filter the list by name",
        no="users see it",
    ),
    Sign(
        name="titled-for-admins",
        value="no",
        weight=3,
        where="title",
        patterns=(
            r"^scope tags?\b|\b(?:by )?using (?:the )?(?:microsoft |intune )?(?:graph(?: api)?|powershell)\b",
            r"\b(?:audit logs?|data warehouse|role-based access|rbac|permissions? changes?)\b",
        ),
        yes="reset devices in bulk by using the graph api",
        no="reset devices in bulk",
    ),
    Sign(
        name="only-renamed",
        value="no",
        weight=8,
        where="title",
        patterns=(
            r"^(?!.*\bapp\b(?! (?:protection|configuration|settings?)\b)).*(?:\brenamed\b|\brename$|\bnames? changes?\b"
            r"|\bname (?:is |was |has been )?changed\b)",
        ),
        yes="the setting for restrictions is renamed to screen time",
        no="the portal app is renamed",
    ),
    Sign(
        name="in-the-console",
        value="no",
        weight=1,
        patterns=(r"\b(?:admin center|in the (?:intune |azure )?(?:console|portal|admin)|blade)\b",),
        yes="see it in the admin center",
        no="users see it",
    ),
    Sign(
        name="guidance-only",
        value="no",
        weight=3,
        patterns=(
            r"\b(?:we(?:'ve| have)? )?(?:published|added|written|updated) (?:new |some |the )?(?:guidance"
            r"|documentation)\b",
            r"\bguidance to help (?:you|it|admins)\b",
        ),
        yes="we've published guidance to help admins test",
        no="users follow the guidance",
    ),
    Sign(
        name="no-user-impact",
        value="no",
        weight=6,
        patterns=(
            r"\bno (?:end[- ]?)?user impact\b",
            (
                r"\b(?:users?|people)(?: and admins)? (?:won't|will not|don't|do not|aren't) (?:see|notice"
                r"|be (?:impacted|affected)) (?:any|a|this|by)\b"
            ),
            r"\b(?:users?|people|admins?) (?:will )?(?:notice|see|experience) no (?:difference|change|impact)",
            (
                r"\bno (?:impact|change|effect) (?:to|on|for) (?:the |your |any )?(?:end[- ]?)?users?\b"
                r"|\btransparent to (?:the |your )?(?:end[- ]?)?users?\b"
            ),
            r"\bno change to the (?:end[- ]?)?user experience\b",
            r"\badmin (?:center|console) (?:ui )?(?:update|change) only\b",
            r"\bno changes? to the (?:end[- ]?)?users?'?s? (?:\w+ )?experience\b",
        ),
        yes="there is no user impact",
        no="user impact is high",
    ),
    Sign(
        name="optional-for-admins",
        value="optional",
        patterns=(
            r"\b(?:you|admins?|administrators?) (?:can|may) (?:now )?(?:choose|decide|opt|expose|customi[sz]e)\b",
            r"\bnew settings? (?:available )?in the (?:\w+ ){0,2}settings catalog\b|\bsettings catalog$",
            r"管理者は.{0,80}カスタマイズできます|können sie .{0,80}(?:wahlweise|konfigurieren)",
        ),
        yes="in intune you can choose whether to show it",
        no="users choose",
    ),
)
