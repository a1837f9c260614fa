"""Nights over Microsoft Graph, from the sign-in to the digests, feeds, calendar and knowledge base."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
import trustme

from omfeed.cli.graph import counted
from omfeed.clock import FixedClock
from omfeed.config import fleet_file, load
from omfeed.digest.kb import kb_pages
from omfeed.dispatch.files import write_files
from omfeed.dispatch.writing import chosen
from omfeed.errors import NotAllowed, OmfeedError
from omfeed.model import (
    Audience,
    Channel,
    Item,
    Platform,
    Rule,
    RuleAction,
    Source,
    SourceState,
    Subscription,
)
from omfeed.net.client import Client
from omfeed.net.graph.reader import GraphNet, Reader
from omfeed.net.request import Limits
from omfeed.net.retry import NEVER
from omfeed.night import Plan, Report, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.understand import Judge
from tests.cli.conftest import Shell
from tests.collect.bodies import item, rss
from tests.kit.graph import (
    DEVICES,
    ENROLMENT,
    HEALTH,
    ISSUES,
    MESSAGES,
    OVERVIEW,
    PROTECTION,
    PUSH,
    SECRET,
    VOLUME,
    FakeGraph,
    fake_graph,
    message,
    trusting,
)
from tests.kit.nights import FIRST, FLEET
from tests.kit.server import Reply

COLLECTORS = {
    MESSAGES: "graph-messages",
    ISSUES: "graph-issues",
    HEALTH: "graph-health",
    PROTECTION: "graph-protection",
    PUSH: "graph-expiry",
    ENROLMENT: "graph-expiry",
    VOLUME: "graph-expiry",
}


@dataclass
class Tenant:
    """A tenant, and our database and digests."""

    graph: FakeGraph
    authority: trustme.CA
    folder: Path
    sources: list[Source] = field(default_factory=list)
    rules: tuple[Rule, ...] = ()

    def reads(self, *paths: str) -> None:
        """Switch the sources at these paths on."""
        for path in paths:
            name = path.rpartition("/")[2].lower()
            url = self.graph.url(path)
            self.sources.append(Source(id=name, title=name, url=url, collector=COLLECTORS[path], vendor="Microsoft"))

    def client(self) -> Client:
        """The way out, which trusts this tenant's certificate."""
        return Client(Limits(total=5), user_agent="omfeed-test", retries=NEVER, tls=trusting(self.authority))

    def store(self) -> Store:
        """The database."""
        return Store.open(self.folder / "omfeed.db", now=FIRST)

    def night(self, number: int = 0) -> Report:
        """Run the night of that number, counted from the first."""
        clock = FixedClock(FIRST + timedelta(days=number))
        plan = Plan(
            sources=tuple(self.sources),
            judge=Judge(fleet=FLEET, rules=self.rules),
            edition=Edition(folder=self.folder / "digests", fleet=FLEET),
        )
        with self.store() as store, self.client() as client:
            kept: dict[str, bytes] = {}
            for source in self.sources:
                snapshot = store.snapshot(source.id, verdict="read")
                if snapshot is not None and snapshot.body is not None:
                    kept[source.url] = snapshot.body
            net = GraphNet(
                client, self.graph.access(), now=clock.now(), kept=kept.get, clock=lambda: 0.0, sleep=lambda _: None
            )
            return run_night(plan, store=store, net=net, clock=clock)

    def items(self) -> tuple[Item, ...]:
        """Every change found so far."""
        with self.store() as store:
            return store.items(announced=None)

    def told(self) -> list[tuple[str, str]]:
        """Kind and title of every change that digests tell, in order."""
        with self.store() as store:
            return [(item.change.kind.value, item.change.entry.title) for item in store.items()]

    def everything_written(self, *but: str) -> str:
        """All text of all files under the digests' folder but those of these names."""
        files = [path for path in (self.folder / "digests").rglob("*") if path.is_file() and path.name not in but]
        assert files
        return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tenant(tmp_path: Path, authority: trustme.CA) -> Iterator[Tenant]:
    with fake_graph(authority) as graph:
        yield Tenant(graph, authority, tmp_path)


def test_posts_are_read_once_then_by_their_changes(tenant: Tenant) -> None:
    tenant.reads(MESSAGES)
    held = [message(number) for number in range(1, 6)]
    tenant.graph.holds[MESSAGES] = held
    assert tenant.night(0).exit_code == 0
    assert len(tenant.items()) == 5
    held[2] = message(3, "2026-11-03T01:00:00Z", actionRequiredByDateTime="2026-12-15T00:00:00Z")
    held.append(message(9, "2026-11-03T02:00:00Z", title="New in Intune", tags=["New feature"]))
    assert tenant.night(1).exit_code == 0
    assert tenant.told()[-2:] == [("edited", "Plan for change: matter 3"), ("added", "New in Intune")] or sorted(
        tenant.told()[-2:]
    ) == [("added", "New in Intune"), ("edited", "Plan for change: matter 3")]
    quiet = tenant.night(2)
    assert [outcome.read for outcome in quiet.gathered.outcomes] == [False]
    filters = [query.get("$filter", "") for _, query, _ in tenant.graph.asked]
    assert filters[:3] == ["", "", ""], "the first night reads three pages of two"
    assert all(filters[3:])


def test_a_refusal_stays_with_its_source_and_names_the_permission(tenant: Tenant) -> None:
    tenant.reads(MESSAGES, ISSUES)
    tenant.graph.holds |= {MESSAGES: [message(1)], ISSUES: []}
    tenant.graph.granted.remove("ServiceMessage.Read.All")
    tenant.graph.first[ISSUES] = [Reply(b"", 429), Reply(b"", 429, headers={"Retry-After": "30"})]
    report = tenant.night()
    states = {outcome.source.id: outcome.health for outcome in report.gathered.outcomes}
    assert states["messages"].state is SourceState.FAILING
    assert "Grant the application permission ServiceMessage.Read.All" in states["messages"].reason
    assert states["issues"].state is SourceState.WELL
    assert report.exit_code == 3
    admin = (tenant.folder / "digests" / FIRST.date().isoformat() / "admin.txt").read_text(encoding="utf-8")
    assert "ServiceMessage.Read.All" in admin


def test_neither_secret_nor_token_is_written_anywhere(tenant: Tenant) -> None:
    tenant.reads(MESSAGES)
    tenant.graph.holds[MESSAGES] = [message(1)]
    tenant.night()
    tenant.graph.refuses = "AADSTS7000222"
    tenant.night(1)
    assert "has run out" in tenant.everything_written()
    for path in tenant.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert SECRET.encode() not in data
            assert b"token-1" not in data


def test_what_runs_out_is_a_date_ahead(tenant: Tenant) -> None:
    tenant.reads(PUSH, ENROLMENT, VOLUME)
    tenant.graph.holds |= {
        PUSH: {"id": "p", "appleIdentifier": "ada@example.com", "expirationDateTime": "2026-12-01T23:59:00Z"},
        ENROLMENT: [{"id": "d", "tokenName": "Phones", "tokenExpirationDateTime": "2027-01-10T00:00:00Z"}],
        VOLUME: [
            {"id": "v", "organizationName": "Contoso", "expirationDateTime": "2027-02-02T00:00:00Z", "token": "T0K3N"}
        ],
    }
    tenant.night(0)
    items = {item.change.entry.title: item for item in tenant.items()}
    push = items["Apple MDM push certificate"].assessment
    assert push.action_required
    assert [due.date for due in push.due] == ["2026-12-01"]
    assert set(push.platforms) == {Platform.IOS, Platform.MACOS}
    assert [due.date for due in items["Apple enrolment program token (Phones)"].assessment.due] == ["2027-01-10"]
    assert [due.date for due in items["Apple volume purchase token (Contoso)"].assessment.due] == ["2027-02-02"]
    with tenant.store() as store:
        write_files(store, (), tenant.folder / "digests", FIRST)
    assert "20261201" in (tenant.folder / "digests/feeds/deadlines.ics").read_text(encoding="utf-8")
    database = (tenant.folder / "omfeed.db").read_bytes()
    assert b"ada@example.com" not in database and b"T0K3N" not in database
    push_held = tenant.graph.holds[PUSH]
    assert isinstance(push_held, dict)
    push_held["expirationDateTime"] = "2027-11-30T23:59:00Z"
    tenant.night(1)
    assert ("edited", "Apple MDM push certificate") in tenant.told()


def test_protection_is_told_by_size_and_services_by_state(tenant: Tenant) -> None:
    tenant.reads(PROTECTION, HEALTH)
    overview = {"criticalFailuresDeviceCount": 11}
    services = [{"id": "Intune", "service": "Microsoft Intune", "status": "serviceOperational"}]
    tenant.graph.holds |= {
        PROTECTION: {"deviceProtectionOverview": overview, "windowsMalwareOverview": {"malwareDetectedDeviceCount": 0}},
        HEALTH: list(services),
    }
    tenant.night(0)
    overview["criticalFailuresDeviceCount"] = 12
    tenant.night(1)
    assert tenant.told() == []
    overview["criticalFailuresDeviceCount"] = 120
    services[0]["status"] = "serviceDegradation"
    tenant.night(2)
    assert sorted(tenant.told()) == [
        ("edited", "Devices with a critical failure of protection"),
        ("edited", "Microsoft Intune: state of the service"),
    ]


def test_posts_of_data_privacy_never_leave_the_admins(tenant: Tenant) -> None:
    tenant.reads(MESSAGES)
    words = "Users will see a new prompt on their iPhone in Company Portal about ZEBRAFISH by December 15, 2026."
    tenant.rules = (Rule(name="To the helpdesk", action=RuleAction.ROUTE, value="helpdesk", words=("prompt",)),)
    body = {"contentType": "html", "content": f"<p>{words}</p>"}
    recent = {"startDateTime": "2026-11-01T08:00:00Z", "actionRequiredByDateTime": "2026-12-15T00:00:00Z"}
    tenant.graph.holds[MESSAGES] = [
        message(1, title="ZEBRAFISH notice", tags=["Data privacy", "User impact"], body=body, **recent),
        message(2, title="Ordinary notice", tags=["User impact"],
                body={"contentType": "html", "content": words.replace("ZEBRAFISH", "OKAPI")}, **recent),
    ]  # fmt: skip
    tenant.night(0)
    with tenant.store() as store:
        write_files(store, (), tenant.folder / "digests", FIRST)
    admin = (tenant.folder / "digests" / FIRST.date().isoformat() / "admin.txt").read_text(encoding="utf-8")
    assert "ZEBRAFISH" in admin and "OKAPI" in admin
    shared = tenant.everything_written("admin.txt", "admin.html")
    assert "OKAPI" in shared, "the ordinary one is everywhere, so the other would be too"
    assert "ZEBRAFISH" not in shared
    items = tenant.items()
    pages = b"".join(content for _, content in kb_pages(items, FLEET, date(2026, 11, 2)))
    assert b"OKAPI" in pages and b"ZEBRAFISH" not in pages
    for channel in Channel:
        for audience in Audience:
            one = Subscription(id="s", channel=channel, audience=audience)
            titles = [item.change.entry.title for item in chosen(items, one)]
            in_files = channel in {Channel.FEED, Channel.CALENDAR}
            assert ("ZEBRAFISH notice" in titles) is (audience is Audience.ADMIN and not in_files)
            assert "Ordinary notice" in titles
    admin_page = (tenant.folder / "digests" / FIRST.date().isoformat() / "admin.html").read_text(encoding="utf-8")
    for link in {part.split('"')[0] for part in admin_page.split('href="../stories/')[1:]}:
        assert (tenant.folder / "digests/stories" / link.partition("#")[0]).is_file(), "no link leads to a missing page"


class TestFleet:
    def test_devices_are_counted_and_forgotten(self, tenant: Tenant) -> None:
        person = {"deviceName": "ADA-PHONE", "userPrincipalName": "ada@example.com", "serialNumber": "SN1", "id": "1"}
        alike = {"operatingSystem": "iOS", "osVersion": "18.7.1", "managedDeviceOwnerType": "company",
                 "deviceEnrollmentType": "appleBulkWithoutUser", "isSupervised": True,
                 "complianceState": "compliant"}  # fmt: skip
        tenant.graph.holds[DEVICES] = [
            {**person, **alike},
            {**person, **alike},
            {**person, "operatingSystem": "Windows", "osVersion": "10.0.26200.1"},
            {**person, "operatingSystem": "Plan 9", "osVersion": "4"},
        ]
        with tenant.client() as client:
            imported = counted(Reader(client, tenant.graph.access()), overview=False)
        assert (imported.devices, imported.left_out) == (3, 1)
        assert imported.fleet.count(Platform.IOS) == 2
        text = fleet_file.text(imported.fleet, imported=FIRST)
        assert "ada" not in text.lower() and "SN1" not in text
        selected = tenant.graph.asked[0][1]["$select"].split(",")
        assert set(selected) == {
            *("operatingSystem", "osVersion", "managedDeviceOwnerType", "deviceEnrollmentType", "isSupervised"),
            "complianceState",
        }
        assert tenant.graph.paths() == [DEVICES, DEVICES]

    def test_sums_alone_tell_platforms(self, tenant: Tenant) -> None:
        tenant.graph.holds[OVERVIEW] = {
            "enrolledDeviceCount": 30,
            "deviceOperatingSystemSummary": {"iosCount": 8, "macOSCount": 10, "windowsCount": 12, "androidCount": 0,
                                             "androidDedicatedCount": 5},
        }  # fmt: skip
        with tenant.client() as client:
            imported = counted(Reader(client, tenant.graph.access()), overview=True)
        counts = {platform: imported.fleet.count(platform) for platform in imported.fleet.platforms}
        assert counts == {Platform.WINDOWS: 12, Platform.MACOS: 10, Platform.IOS: 8}
        assert tenant.graph.paths() == [OVERVIEW]

    def test_no_device_and_no_permission_are_told(self, tenant: Tenant) -> None:
        tenant.graph.holds[DEVICES] = []
        with tenant.client() as client:
            with pytest.raises(OmfeedError, match="names no device"):
                counted(Reader(client, tenant.graph.access()), overview=False)
            tenant.graph.granted.clear()
            with pytest.raises(NotAllowed, match=r"DeviceManagementManagedDevices\.Read\.All"):
                counted(Reader(client, tenant.graph.access()), overview=False)


class TestWithoutAnApplication:
    def configured(self, folder: Path, text: str, environ: dict[str, str] | None = None) -> tuple[bool, dict[str, str]]:
        file = folder / "omfeed.toml"
        file.write_text(f"[source.m365-message-center]\nenabled = true\n{text}", encoding="utf-8")
        config = load(file, environ=environ or {})
        one = next(source for source in config.sources if source.id == "m365-message-center")
        return one.enabled, dict(config.unread)

    def test_a_source_of_graph_is_off_and_says_why(self, tmp_path: Path) -> None:
        enabled, why = self.configured(tmp_path, "")
        assert not enabled
        assert "[graph]" in why["m365-message-center"]

    def test_so_it_is_without_the_secret(self, tmp_path: Path) -> None:
        table = (
            "[graph]\ntenant = 'contoso.com'\nclient_id = '11111111-2222-3333-4444-555555555555'\nsecret_env = 'S'\n"
        )
        enabled, why = self.configured(tmp_path, table)
        assert not enabled and "S, named in [graph], is not set" in why["m365-message-center"]
        assert self.configured(tmp_path, table, {"S": SECRET}) == (True, {})

    @pytest.mark.parametrize(
        ("table", "words"),
        [
            ("tenant = 't.com'", "a way to sign in is missing"),
            ("secret_env = 'S'", "tenant and client_id"),
            ("managed_identity = true\nsecret_env = 'S'", "one way to sign in is enough"),
            ("managed_identity = true\ncloud = 'mars'", "cloud"),
            ("tenant = 'a/../b'\nsecret_env = 'S'", "tenant"),
        ],
    )
    def test_a_wrong_table_is_told(self, tmp_path: Path, table: str, words: str) -> None:
        with pytest.raises(OmfeedError, match=words):
            self.configured(tmp_path, f"[graph]\n{table}\n")

    def test_an_export_is_read_without_any(self, tmp_path: Path) -> None:
        export = tmp_path / "messages.json"
        export.write_text(json.dumps({"value": [message(1)]}), encoding="utf-8")
        enabled, why = self.configured(tmp_path, f"allow_file = true\nurl = '{export.as_uri()}'\n")
        assert enabled and why == {}

    def test_the_command_line_says_so_and_goes_on(self, tmp_path: Path) -> None:
        omfeed = Shell(tmp_path)
        page = tmp_path / "feed.xml"
        page.write_text(rss(item(title="One")), encoding="utf-8")
        (tmp_path / "omfeed.toml").write_text(
            f"[source.m365-message-center]\nenabled = true\n[[sources]]\nid = 'own'\ntitle = 'Own'\n"
            f"url = '{page.as_uri()}'\ncollector = 'feed'\nallow_file = true\n",
            encoding="utf-8",
        )
        said = omfeed("run", "--only", "own")
        assert said.code == 0, said.err
        said = omfeed("run", "--only", "m365-message-center")
        assert said.code == 2 and "no [graph] in omfeed.toml" in said.err
        said = omfeed("sources", "test", "m365-message-center")
        assert said.code == 2 and "docs/graph.md" in said.err
        said = omfeed("sources", "check")
        assert "off        m365-message-center: It reads Microsoft Graph" in said.out
        said = omfeed("fleet", "sync")
        assert said.code == 2 and "fleet import" in said.err
        assert not (tmp_path / "fleet.json").exists()
