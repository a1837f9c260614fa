"""Which ways of enrolment an entry speaks of, in DESIGN's short words."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

ENROLMENT: Final[tuple[Sign, ...]] = (
    Sign(
        name="personal-devices",
        value="byod",
        patterns=(
            r"\bbyod\b",
            r"\bpersonally[- ]owned\b",
            r"\bpersonal devices?\b",
            r"\bbring your own\b",
            r"\buser enrollment\b",
            r"\baccount-driven\b",
            r"\bdevices? owned by (?:the )?users?\b",
            r"(?<!owned )(?<!with )(?<!with a )\bwork profiles?"
            r"(?=(?:,|,? (?:and|or)) (?:fully managed|dedicated|device admin))",
            r"\b(?:fully managed|dedicated)(?: devices?)?(?:,|,? (?:and|or)) work profiles?\b",
        ),
        yes="personally-owned work profile",
        no="corporate-owned devices",
    ),
    Sign(
        name="fully-managed",
        value="cobo",
        patterns=(
            r"\bfully[- ]managed\b",
            r"\bcobo\b",
        ),
        yes="fully managed devices",
        no="partly managed",
    ),
    Sign(
        name="corporate-work-profile",
        value="cope",
        patterns=(
            r"\b(?:corporate|company)[- ]owned (?:devices? )?(?:with (?:a )?)?work profile",
            r"\bcope\b",
        ),
        yes="corporate-owned work profile",
        no="personal work profile",
    ),
    Sign(
        name="dedicated",
        value="cosu",
        patterns=(
            r"\bdedicated devices?\b",
            r"\bdedicated(?=(?:,|,? (?:and|or)|/) (?:fully managed|corporate-owned|cope|cobo|aosp|device admin))",
            r"\b(?:fully managed|cobo|cope|work profiles?)(?:,|,? (?:and|or)|/) ?dedicated\b",
            r"\bcosu\b",
            r"\bandroid enterprise dedicated\b",
            r"\bmanaged home screen\b",
        ),
        yes="dedicated devices",
        no="a dedicated page",
    ),
    Sign(
        name="aosp",
        value="aosp",
        patterns=(
            r"\baosp\b",
            r"\bandroid open source\b",
        ),
        yes="android (aosp) devices",
        no="android",
    ),
    Sign(
        name="device-administrator",
        value="device-admin",
        patterns=(
            r"\bandroid device admin(?:istrator)?\b",
            r"\bdevice administrator(?!s? role)\b",
            r"\bdevice admin\b",
        ),
        yes="android device administrator",
        no="the administrator",
    ),
    Sign(
        name="automated",
        value="ade",
        patterns=(
            r"\bautomated device enrollment\b",
            r"\bade\b",
            r"\bdep\b",
            r"\bdevice enrollment program\b",
            r"\bapple (?:business|school) manager\b",
        ),
        yes="automated device enrollment",
        no="made",
    ),
    Sign(
        name="app-protection",
        value="mam",
        patterns=(
            r"\bapp protection polic",
            r"\bmam\b",
            r"\bapplication protection polic",
            r"\bwithout enrollment\b",
            r"\bapp-we\b",
            r"\bapp polic(?:y|ies) settings for web",
        ),
        yes="app protection policies",
        no="app configuration",
    ),
    Sign(
        name="supervised",
        value="supervised",
        patterns=(r"\bsupervised\b",),
        yes="supervised devices",
        no="unsuper",
    ),
    Sign(
        name="autopilot",
        value="autopilot",
        patterns=(r"\bautopilot\b",),
        yes="windows autopilot",
        no="pilot",
    ),
    Sign(
        name="cloud-pc",
        value="cloud-pc",
        patterns=(
            r"\bcloud pcs?\b",
            r"\bwindows 365\b",
        ),
        yes="cloud pc devices",
        no="a pc",
    ),
)
