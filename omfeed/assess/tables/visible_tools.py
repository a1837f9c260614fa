"""Signs of tools that people themselves have in hand: help over the screen, more rights for a file, apps at work."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

TOOLS: Final[tuple[Sign, ...]] = (
    Sign(
        name="help-over-the-screen",
        value="yes",
        weight=2.5,
        where="title",
        patterns=(
            (
                r"^(?!.*\b(?:reports?|audit|rbac|roles?|permissions?|logs?|licen[cs]\w*|trials?|monitor\w*|endpoints?"
                r"|dashboards?)\b).*\b(?:remote (?:help|assistance)|quick assist)\b"
            ),
        ),
        yes="chat in remote help",
        no="permissions for remote help",
    ),
    Sign(
        name="more-rights-for-a-file",
        value="yes",
        weight=2.5,
        patterns=(
            r"\b(?:allows?|let|lets|blocks?|denies|deny|refuses?)\b[^.;]{0,40}\b(?:file|app|elevation)\b[^.;]{0,50}"
            r"\b(?:to run|from running|elevated|of the file)\b",
            r"\bstandard users? (?:to|can|may)\b|\bwithout (?:needing )?(?:full )?administrator (?:rights"
            r"|privileges)\b",
        ),
        yes="it blocks elevation of the file if no argument fits",
        no="a report of elevated files",
    ),
    Sign(
        name="when-people-do",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\b(?:when|once|after|as soon as|whenever) (?:the |an? |your )?(?:end[- ]?|device )?users? "
                r"(?:selects?|taps?|clicks?|opens?|intends?|signs? in|starts?|launch(?:es)?|press(?:es)?|chooses?"
                r"|tries|try"
                r"|intend)\b"
            ),
            r"\brestricts? users to\b|\blocked (?:\w+ )?experience\b",
        ),
        yes="when the end user selects a number",
        no="when a user group is selected",
    ),
    Sign(
        name="titled-lets-people",
        value="yes",
        weight=2.5,
        where="title",
        patterns=(
            r"^(?:allow|let|enable|help) (?:your )?(?:end[- ]?users|users|device users|people|employees"
            r"|end[- ]users) (?:to )?",
            r"\bin shared device mode\b",
            r"^mam for\b(?!.*\b(?:reports?|filters?)\b)",
        ),
        yes="allow end users to turn the screen",
        no="allow list for users of a role",
    ),
    Sign(
        name="updates-pushed",
        value="yes",
        weight=2,
        where="title",
        patterns=(
            r"^(?!.*\b(?:reports?|status|alerts?|pickers?|compatibility|deployment service)\b).*\b(?:push|expedit"
            r"|uninstall|manag)"
            r"(?:e|es|ing)?\b.{0,40}\b(?:software|quality|feature|os|security|non-security|macos"
            r"|ios\S*) (?:\w+ )?updates\b",
            r"\bupdate (?:policies|schedule) (?:options )?(?:for|are)\b",
        ),
        yes="manage macos software updates",
        no="a report of software updates",
    ),
    Sign(
        name="acted-on-from-afar",
        value="yes",
        weight=2,
        where="title",
        patterns=(
            r"\b(?:additional|new|more) remote (?:device )?actions\b",
            r"\bremote(?:ly)? [\"']?(?:lock|restart|reboot|erase|wipe|shut ?down)[\"']?(?! pin)\b",
        ),
        yes="new remote actions for phones",
        no="remote lock pin in the console",
    ),
    Sign(
        name="new-system-managed",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:now )?support(?:s|ing)? device management for\b",
            r"\byou can (?:now )?enroll and manage\b",
        ),
        yes="you can now enroll and manage such desktops",
        no="you can manage enrolled devices",
    ),
    Sign(
        name="way-of-managing-ends",
        value="yes",
        weight=2.5,
        patterns=(
            r"\bending support for\b.{0,60}\b(?:device administrator|devices|phones|computers|macs|versions?)\b",
            r"\bdevice enrollment\b[^.;]{0,80}\b(?:will be|is|are) (?:unavailable|blocked|refused)\b",
        ),
        yes="it is ending support for device administrator management",
        no="it is ending support for an api",
    ),
    Sign(
        name="behind-the-scenes-of-setup",
        value="no",
        weight=3,
        patterns=(r"\btechnician (?:phase|flow)\b", r"\bduring (?:windows autopilot )?pre-?provisioning\b"),
        yes="apps that fail in the technician phase",
        no="the setup phase",
    ),
)
