"""The addresses of Graph that omfeed reads, each with the least permission it needs and what is kept of its answers.

An address that is not in this table is never asked for, whatever a source says: the table is what an administrator
grants. Fields that are not listed are dropped before anything is stored, and not even asked for where Graph lets us
choose (``$select``). Sources: the pages of the Graph reference, v1.0, “Permissions”; enrolment-program tokens exist in
the beta version only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from omfeed.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One address."""

    path: str
    permission: str
    """The least application permission."""
    fields: tuple[str, ...]
    """What is kept of an object; everything else is dropped."""
    key: str = "id"
    """The field by which objects are ordered and told apart."""
    select: bool = False
    """Whether Graph is asked for these fields only."""
    page: int = 0
    """Objects a page asked for (``Prefer: odata.maxpagesize``), or 0 for an address without pages."""
    delta: bool = False
    """Whether only what changed since the last reading can be asked for."""


_MESSAGES: Final = Endpoint(
    path="/v1.0/admin/serviceAnnouncement/messages",
    permission="ServiceMessage.Read.All",
    fields=(
        "id", "title", "body", "category", "severity", "isMajorChange", "actionRequiredByDateTime", "services", "tags",
        "startDateTime", "endDateTime", "lastModifiedDateTime", "details",
    ),
    page=100,
    delta=True,
)  # fmt: skip
_ISSUES: Final = Endpoint(
    path="/v1.0/admin/serviceAnnouncement/issues",
    permission="ServiceHealth.Read.All",
    fields=(
        "id", "title", "impactDescription", "classification", "origin", "status", "service", "feature", "featureGroup",
        "isResolved", "posts", "startDateTime", "endDateTime", "lastModifiedDateTime",
    ),
    page=100,
    delta=True,
)  # fmt: skip
_HEALTH: Final = Endpoint(
    path="/v1.0/admin/serviceAnnouncement/healthOverviews",
    permission="ServiceHealth.Read.All",
    fields=("id", "service", "status"),
    page=100,
)
DEVICES: Final = Endpoint(
    path="/v1.0/deviceManagement/managedDevices",
    permission="DeviceManagementManagedDevices.Read.All",
    fields=("operatingSystem", "osVersion", "managedDeviceOwnerType", "deviceEnrollmentType", "isSupervised",
            "complianceState"),
    select=True,
    page=1000,
)  # fmt: skip
"""No name, user, number or address is asked for; rows are counted as they come and never kept."""
OVERVIEW: Final = Endpoint(
    path="/v1.0/deviceManagement/managedDeviceOverview",
    permission="DeviceManagementManagedDevices.Read.All",
    fields=("enrolledDeviceCount", "deviceOperatingSystemSummary"),
)
_PROTECTION: Final = Endpoint(
    path="/v1.0/deviceManagement",
    permission="DeviceManagementManagedDevices.Read.All",
    fields=("deviceProtectionOverview", "windowsMalwareOverview"),
    select=True,
)
_PUSH: Final = Endpoint(
    path="/v1.0/deviceManagement/applePushNotificationCertificate",
    permission="DeviceManagementServiceConfig.Read.All",
    fields=("id", "expirationDateTime"),
    select=True,
)
_ENROLMENT: Final = Endpoint(
    path="/beta/deviceManagement/depOnboardingSettings",
    permission="DeviceManagementServiceConfig.Read.All",
    fields=("id", "tokenName", "tokenExpirationDateTime"),
    select=True,
    page=100,
)
_VOLUME: Final = Endpoint(
    path="/v1.0/deviceAppManagement/vppTokens",
    permission="DeviceManagementApps.Read.All",
    fields=("id", "organizationName", "vppTokenAccountType", "expirationDateTime", "state"),
    select=True,
    page=100,
)

ENDPOINTS: Final[Mapping[str, Endpoint]] = {
    one.path.casefold(): one
    for one in (_MESSAGES, _ISSUES, _HEALTH, DEVICES, OVERVIEW, _PROTECTION, _PUSH, _ENROLMENT, _VOLUME)
}


def endpoint(url: str) -> Endpoint:
    """The row of an address; its query is of no account.

    Raises:
        Refused: omfeed does not read that address of Graph as a source.
    """
    path = urlsplit(url).path.rstrip("/")
    found = ENDPOINTS.get(path.casefold())
    if found is None or found in (DEVICES, OVERVIEW):
        known = ", ".join(one.path for one in ENDPOINTS.values() if one not in (DEVICES, OVERVIEW))
        raise Refused(f"omfeed does not read {path[:80] or '/'} of Microsoft Graph.", hint=f"It reads {known}.")
    return found
