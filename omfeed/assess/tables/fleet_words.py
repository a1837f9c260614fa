"""What device exports call things: column headings and values in the languages of the admin center, and Graph's names.

Values are closed sets: what a table does not know is dropped, so that no free text of an export can survive. Headings:
Intune's “All devices” export and its DevicesWithInventory report (English, Korean, Japanese, German; old “Azure AD”
names stand in columns that are not read), Graph ``deviceManagement/managedDevices``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from omfeed.model import Platform

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "platform": (
        "os",
        "operating system",
        "operatingsystem",
        "platform",
        "device type",
        "devicetype",
        "os type",
        "운영 체제",
        "운영체제",
        "플랫폼",
        "オペレーティング システム",
        "オペレーティングシステム",
        "プラットフォーム",
        "betriebssystem",
        "plattform",
    ),
    "version": (
        "os version",
        "osversion",
        "operating system version",
        "operatingsystemversion",
        "version",
        "os 버전",
        "운영 체제 버전",
        "os バージョン",
        "osバージョン",
        "os のバージョン",
        "オペレーティング システムのバージョン",
        "betriebssystemversion",
        "os-version",
        "version des betriebssystems",
    ),
    "ownership": (
        "ownership",
        "owner type",
        "ownertype",
        "manageddeviceownertype",
        "device ownership",
        "소유권",
        "디바이스 소유권",
        "所有権",
        "デバイスの所有権",
        "besitz",
        "besitzer",
        "eigentümer",
        "eigentum",
        "gerätebesitz",
    ),
    "enrolment": (
        "enrollmenttype",
        "enrollment type",
        "deviceenrollmenttype",
        "device enrollment type",
        "등록 유형",
        "登録の種類",
        "登録タイプ",
        "registrierungstyp",
    ),
    "compliance": (
        "compliance",
        "compliancestate",
        "compliance state",
        "compliantstate",
        "compliance status",
        "규정 준수",
        "준수",
        "규정 준수 상태",
        "コンプライアンス",
        "準拠",
        "対応",
        "コンプライアンスの状態",
        "konformität",
        "kompatibilität",
        "compliancestatus",
        "konformitätsstatus",
    ),
    "count": ("count", "devices", "device count", "number of devices", "수", "台数", "anzahl"),
    "supervised": ("supervised", "issupervised", "감독됨", "監視下", "überwacht"),
}
"""What we keep, and the headings under which it stands, in lower case."""

PLATFORM_STARTS: Final[tuple[tuple[str, Platform], ...]] = (
    ("windows", Platform.WINDOWS),
    ("desktop", Platform.WINDOWS),
    ("holographic", Platform.WINDOWS),
    ("surfacehub", Platform.WINDOWS),
    ("macos", Platform.MACOS),
    ("mac os", Platform.MACOS),
    ("macmdm", Platform.MACOS),
    ("mac", Platform.MACOS),
    ("os x", Platform.MACOS),
    ("ios", Platform.IOS),
    ("ipad", Platform.IOS),
    ("iphone", Platform.IOS),
    ("ipod", Platform.IOS),
    ("android", Platform.ANDROID),
    ("aosp", Platform.ANDROID),
    ("linux", Platform.LINUX),
    ("ubuntu", Platform.LINUX),
    ("red hat", Platform.LINUX),
    ("rhel", Platform.LINUX),
    ("chromeos", Platform.CHROMEOS),
    ("chrome os", Platform.CHROMEOS),
    ("tvos", Platform.TVOS),
    ("apple tv", Platform.TVOS),
    ("visionos", Platform.VISIONOS),
)
"""How a platform's name begins in exports; the first that fits."""

OWNERSHIP: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("corporate", "company", "회사", "기업", "企業", "会社", "unternehmen", "firma", "geschäftlich"), "company"
    ),
    **dict.fromkeys(("personal", "개인", "個人", "個人用", "persönlich", "privat"), "personal"),
}

COMPLIANCE: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("compliant", "true", "준수", "규격", "準拠", "準拠している", "konform", "kompatibel"), "compliant"
    ),
    **dict.fromkeys(
        (
            "noncompliant",
            "not compliant",
            "non-compliant",
            "false",
            "비준수",
            "비규격",
            "非準拠",
            "準拠していない",
            "nicht konform",
            "nicht kompatibel",
        ),
        "noncompliant",
    ),
    **dict.fromkeys(
        ("ingraceperiod", "in grace period", "유예 기간", "猶予期間", "猶予期間中", "in toleranzperiode"), "grace"
    ),
    **dict.fromkeys(
        ("conflict", "error", "unknown", "not evaluated", "configmanager", "managed by configmgr"), "unknown"
    ),
}

ENROLMENT: Final[Mapping[str, str]] = {
    "applebulkwithuser": "ade",
    "applebulkwithoutuser": "ade",
    "appleuserenrollment": "byod",
    "appleuserenrollmentwithserviceaccount": "byod",
    "appleaccountdrivenuserenrollment": "byod",
    "androidenterprisededicateddevice": "cosu",
    "androidenterprisefullymanaged": "cobo",
    "androidenterprisecorporateworkprofile": "cope",
    "androidaospuserowneddeviceenrollment": "aosp",
    "androidaospuserlessdeviceenrollment": "aosp",
    "windowsautopilot": "autopilot",
    "azureadjoinusingazurevmextension": "cloud-pc",
    "byod": "byod",
    "cobo": "cobo",
    "cope": "cope",
    "cosu": "cosu",
    "aosp": "aosp",
    "ade": "ade",
    "device-admin": "device-admin",
    "supervised": "supervised",
    "autopilot": "autopilot",
    "cloud-pc": "cloud-pc",
}
"""Enrolment types of Graph and of exports, in lower case without blanks, to our words."""

PLATFORM_ENROLMENT: Final[tuple[tuple[str, str], ...]] = (
    ("aosp", "aosp"),
    ("personally", "byod"),
    ("personal", "byod"),
    ("corporate-owned work profile", "cope"),
    ("corporate owned work profile", "cope"),
    ("cope", "cope"),
    ("work profile", "byod"),
    ("fully managed", "cobo"),
    ("dedicated", "cosu"),
    ("device administrator", "device-admin"),
    ("device admin", "device-admin"),
)
"""Android exports tell the enrolment in the platform's name: “Android (fully managed)”."""
