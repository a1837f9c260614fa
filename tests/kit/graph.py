"""A login and a Graph on loopback that speak the documented contract: discovery, tokens, pages, filters, refusals."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

import trustme

from omfeed.net.graph.access import Access, Cloud
from tests.kit.server import Reply, Seen, Server, serve

TENANT = "contoso.onmicrosoft.com"
CLIENT = "11111111-2222-3333-4444-555555555555"
SECRET = "s3cret~value"
MESSAGES = "/v1.0/admin/serviceAnnouncement/messages"
ISSUES = "/v1.0/admin/serviceAnnouncement/issues"
HEALTH = "/v1.0/admin/serviceAnnouncement/healthOverviews"
DEVICES = "/v1.0/deviceManagement/managedDevices"
OVERVIEW = "/v1.0/deviceManagement/managedDeviceOverview"
PROTECTION = "/v1.0/deviceManagement"
PUSH = "/v1.0/deviceManagement/applePushNotificationCertificate"
ENROLMENT = "/beta/deviceManagement/depOnboardingSettings"
VOLUME = "/v1.0/deviceAppManagement/vppTokens"
PERMISSIONS = {
    MESSAGES: "ServiceMessage.Read.All",
    ISSUES: "ServiceHealth.Read.All",
    HEALTH: "ServiceHealth.Read.All",
    DEVICES: "DeviceManagementManagedDevices.Read.All",
    OVERVIEW: "DeviceManagementManagedDevices.Read.All",
    PROTECTION: "DeviceManagementManagedDevices.Read.All",
    PUSH: "DeviceManagementServiceConfig.Read.All",
    ENROLMENT: "DeviceManagementServiceConfig.Read.All",
    VOLUME: "DeviceManagementApps.Read.All",
}

Json = dict[str, object]


@dataclass
class FakeGraph:
    """What one tenant holds, and who may read it."""

    server: Server
    holds: dict[str, list[Json] | Json] = field(default_factory=dict)
    """By path: a list, or one object."""
    granted: set[str] = field(default_factory=lambda: set(PERMISSIONS.values()))
    most_a_page: int = 2
    """Objects of a page at most, whatever is preferred."""
    first: dict[str, list[Reply]] = field(default_factory=dict)
    """By path: answers that come before the right ones."""
    refuses: str = ""
    """Code with which the login refuses, such as ``AADSTS7000222``."""
    tenants: tuple[str, ...] = (TENANT,)
    tokens: list[str] = field(default_factory=list)
    """Those that were given, in order; only the last is taken."""
    logins: list[Mapping[str, list[str]]] = field(default_factory=list)
    """The forms with which tokens were asked for."""
    asked: list[tuple[str, Mapping[str, str], Mapping[str, str]]] = field(default_factory=list)
    """Path, query and headers of each request to Graph."""

    def access(self, **more: object) -> Access:
        """An application that may sign in here."""
        base = self.server.url("")
        given = {"secret": SECRET, **more}
        return Access(
            tenant=TENANT,
            client_id=CLIENT,
            cloud=Cloud(login=base, graph=base),
            allow_private=True,
            **given,  # type: ignore[arg-type]  # named by each test
        )

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return self.server.url(path)

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for path, _, _ in self.asked]

    def withdraw(self) -> None:
        """The token given last is taken no more."""
        self.tokens.append("withdrawn")

    def answer(self, seen: Seen) -> Reply:
        """What the two servers say."""
        path, query = urlsplit(seen.path).path, _query(seen.path)
        if path.endswith("/.well-known/openid-configuration"):
            return self.discovery(path.split("/")[1])
        if path.endswith("/oauth2/v2.0/token"):
            return self._token(seen)
        self.asked.append((path, query, seen.headers))
        return self._graph(path, query, seen)

    def given(self, token: str) -> Reply:
        """An answer that gives this token."""
        self.tokens.append(token)
        return _json({"token_type": "Bearer", "expires_in": 3599, "access_token": token})

    def discovery(self, tenant: str) -> Reply:
        """What a tenant's login says of itself."""
        if tenant not in self.tenants:
            said = f"AADSTS90002: Tenant '{tenant}' not found. Trace ID: 1"
            return _json({"error": "invalid_tenant", "error_description": said, "error_codes": [90002]}, 400)
        base = self.server.url(f"/{tenant}")
        return _json(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        )

    def _token(self, seen: Seen) -> Reply:
        form = parse_qs(seen.body.decode())
        self.logins.append(form)
        secret_fits = form.get("client_secret") == [SECRET] or "client_assertion" in form
        code = self.refuses or ("" if secret_fits else "AADSTS7000215")
        if code or form["grant_type"] != ["client_credentials"]:
            said = f"{code}: it is refused for {form.get('client_secret')}. Trace ID: 2"
            return _json({"error": "invalid_client", "error_description": said}, 401)
        return self.given(f"token-{len(self.tokens) + 1}")

    def _graph(self, path: str, query: Mapping[str, str], seen: Seen) -> Reply:
        waiting = self.first.get(path)
        if waiting:
            return waiting.pop(0)
        if not self.tokens or seen.headers.get("authorization") != f"Bearer {self.tokens[-1]}":
            return _error(401, "InvalidAuthenticationToken")
        if PERMISSIONS.get(path) not in self.granted:
            return _error(403, "Forbidden")
        held = self.holds.get(path)
        if held is None:
            return _error(404, "ResourceNotFound")
        if isinstance(held, dict):
            return _json({"@odata.context": self.url("/v1.0/$metadata"), **_selected(held, query)})
        return self._page(path, query, seen, held)

    def _page(self, path: str, query: Mapping[str, str], seen: Seen, held: Sequence[Json]) -> Reply:
        since = query.get("$filter", "").removeprefix("lastModifiedDateTime gt ")
        fitting = [one for one in held if not since or str(one["lastModifiedDateTime"]) > since]
        prefer = seen.headers.get("prefer", "").partition("odata.maxpagesize=")[2]
        size = min(self.most_a_page, int(prefer or 100))
        start = int(query.get("$skiptoken", "0"))
        answer: Json = {"value": [_selected(one, query) for one in fitting[start : start + size]]}
        if start + size < len(fitting):
            answer["@odata.nextLink"] = self.url(f"{path}?{urlencode({**query, '$skiptoken': start + size})}")
        return _json(answer)


@contextmanager
def fake_graph(authority: trustme.CA) -> Iterator[FakeGraph]:
    """A login and a Graph behind one certificate of that authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with serve({}, tls=context) as server:
        made = FakeGraph(server)
        server.answer(made.answer)
        yield made


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """A client's side of TLS that trusts that authority alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


def message(number: int, changed: str = "2026-10-20T08:00:00Z", **more: object) -> Json:
    """A post of the message center as Graph v1.0 gives it."""
    return {
        "id": f"MC{number}",
        "title": f"Plan for change: matter {number}",
        "body": {"contentType": "html", "content": f"<p>Matter {number} of Microsoft Intune changes.</p>"},
        "category": "planForChange",
        "severity": "normal",
        "isMajorChange": False,
        "actionRequiredByDateTime": None,
        "services": ["Microsoft Intune"],
        "tags": ["Admin impact"],
        "startDateTime": "2026-10-01T08:00:00Z",
        "endDateTime": "2027-03-01T08:00:00Z",
        "lastModifiedDateTime": changed,
        "details": [],
        "viewPoint": None,
        "hasAttachments": False,
        **more,
    }


def _query(path: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}


def _selected(one: Mapping[str, object], query: Mapping[str, str]) -> Json:
    """The fields asked for, with what comes unasked all the same."""
    wanted = query.get("$select", "")
    names = [*wanted.split(","), "id", "@odata.type"] if wanted else list(one)
    return {name: value for name, value in one.items() if name in names}


def _json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, media_type="application/json; charset=utf-8")


def _error(status: int, code: str) -> Reply:
    return _json({"error": {"code": code, "message": "for admin@contoso.example", "innerError": {}}}, status)
