"""Which ways of enrolment an entry speaks of, in DESIGN's short words."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

ENROLMENT: Final[tuple[Sign, ...]] = (
    Sign(
        name="personal-devices",
        value="byod",
        pattern=r"\bbyod\b|\bpersonally[- ]owned\b|\bpersonal devices?\b|\bbring your own\b|\buser enrollment\b|\baccount-driven\b|\bdevices? owned by (?:the )?users?\b",
        yes="personally-owned work profile",
        no="corporate-owned devices",
    ),
    Sign(
        name="fully-managed",
        value="cobo",
        pattern=r"\bfully[- ]managed\b|\bcobo\b",
        yes="fully managed devices",
        no="partly managed",
    ),
    Sign(
        name="corporate-work-profile",
        value="cope",
        pattern=r"\b(?:corporate|company)[- ]owned (?:devices? )?(?:with (?:a )?)?work profile|\bcope\b",
        yes="corporate-owned work profile",
        no="personal work profile",
    ),
    Sign(
        name="dedicated",
        value="cosu",
        pattern=r"\bdedicated devices?\b|\bcosu\b|\bandroid enterprise dedicated\b|\bmanaged home screen\b",
        yes="dedicated devices",
        no="a dedicated page",
    ),
    Sign(
        name="aosp",
        value="aosp",
        pattern=r"\baosp\b|\bandroid open source\b",
        yes="android (aosp) devices",
        no="android",
    ),
    Sign(
        name="device-administrator",
        value="device-admin",
        pattern=r"\bandroid device admin(?:istrator)?\b|\bdevice administrator(?!s? role)\b|\bdevice admin\b",
        yes="android device administrator",
        no="the administrator",
    ),
    Sign(
        name="automated",
        value="ade",
        pattern=r"\bautomated device enrollment\b|\bade\b|\bdep\b|\bdevice enrollment program\b|\bapple (?:business|school) manager\b",
        yes="automated device enrollment",
        no="made",
    ),
    Sign(
        name="app-protection",
        value="mam",
        pattern=r"\bapp protection polic|\bmam\b|\bapplication protection polic|\bwithout enrollment\b|\bapp-we\b|\bapp polic(?:y|ies) settings for web",
        yes="app protection policies",
        no="app configuration",
    ),
    Sign(name="supervised", value="supervised", pattern=r"\bsupervised\b", yes="supervised devices", no="unsuper"),
    Sign(name="autopilot", value="autopilot", pattern=r"\bautopilot\b", yes="windows autopilot", no="pilot"),
    Sign(
        name="cloud-pc", value="cloud-pc", pattern=r"\bcloud pcs?\b|\bwindows 365\b", yes="cloud pc devices", no="a pc"
    ),
    Sign(
        name="co-managed",
        value="co-managed",
        pattern=r"\bco-?manage(?:d|ment)\b",
        yes="co-managed devices",
        no="managed",
    ),
    Sign(name="kiosk", value="kiosk", pattern=r"\bkiosk\b", yes="kiosk devices", no="risk"),
)
