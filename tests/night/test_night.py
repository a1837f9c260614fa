"""What a night does, seen from outside: a vendor's pages go in, changes and digests come out."""

from __future__ import annotations

from omfeed.model import SourceState
from tests.kit.learn import Page
from tests.kit.nights import World
from tests.kit.server import Reply, redirect


def _page() -> Page:
    page = Page()
    week = page.week("October 5, 2026", "2609")
    week.category("Device configuration").item("Old setting", "It was there before.", applies_to="Windows")
    week.category("Device security").item("Old baseline", "A baseline that stays.", applies_to="macOS")
    return page


def test_the_first_night_records_what_stands_there_and_tells_only_what_is_recent(night: World) -> None:
    night.source("news")
    page = _page()
    page.week("October 26, 2026").category("Apps").item("Recent app", "It came last week.", applies_to="iOS/iPadOS")
    night.shows("news", page)
    assert night.night().exit_code == 0
    assert night.told() == [("baseline", "Recent app")]
    assert len(night.changes(announced=None)) == 3


def test_a_new_entry_is_told_once_with_our_devices(night: World) -> None:
    night.source("news")
    page = _page()
    night.shows("news", page)
    night.night(0)
    page.week("November 2, 2026").category("Apps").item(
        "New app setting", "Users see a new prompt.", applies_to="iOS/iPadOS"
    )
    night.shows("news", page)
    night.night(1)
    assert night.told() == [("added", "New app setting")]
    assert "New app setting" in night.digest(1)
    assert "120" in night.digest(1)
    night.night(2)
    assert "New app setting" not in night.digest(2)


def test_an_unchanged_page_is_neither_parsed_nor_stored_again(night: World) -> None:
    night.source("news")
    night.shows("news", _page(), etag='"one"')
    night.night(0)
    report = night.night(1)
    assert [outcome.read for outcome in report.gathered.outcomes] == [False]
    assert night.server.seen[-1].headers["if-none-match"] == '"one"'


def test_the_same_body_without_validators_is_recognised_by_its_hash(night: World) -> None:
    night.source("news")
    night.shows("news", _page())
    night.night(0)
    assert not night.night(1).gathered.outcomes[0].read


def test_a_moved_due_date_is_told_by_its_meaning(night: World) -> None:
    night.source("news")
    page = _page()
    item = (
        page.week("October 26, 2026")
        .category("Enrollment")
        .item(
            "Ending support for an old agent",
            "Support for the old agent ends on December 1, 2026. Update the agent before that date.",
            applies_to="iOS/iPadOS",
        )
    )
    night.shows("news", page)
    night.night(0)
    item.body = item.body.replace("December 1, 2026", "February 1, 2027")
    night.shows("news", page)
    night.night(1)
    (delta,) = night.changes()[-1].deltas
    assert (delta.kind.value, delta.before, delta.after) == ("delayed", "2026-12-01", "2027-02-01")
    assert "1 February 2027" in night.digest(1)


def test_one_broken_source_harms_no_other_and_is_told_at_the_head(night: World) -> None:
    night.source("broken")
    night.source("news")
    night.server.script("/broken", Reply(b"no", status=500))
    night.shows("news", _page())
    report = night.night()
    assert report.exit_code == 3
    states = [outcome.health.state for outcome in report.gathered.outcomes]
    assert states == [SourceState.FAILING, SourceState.WELL]
    assert "Broken" in night.digest()
    assert "500" in night.digest()


def test_a_source_that_heals_is_well_again(night: World) -> None:
    night.source("news")
    night.source("other")
    night.shows("other", _page())
    night.server.script("/news", Reply(b"no", status=503))
    night.night(0)
    night.shows("news", _page())
    report = night.night(1)
    assert report.exit_code == 0
    assert report.gathered.outcomes[0].health.failures == 0


def test_a_redesigned_page_withdraws_nothing(night: World) -> None:
    night.source("news")
    night.shows("news", _page())
    night.night(0)
    night.shows("news", b"<html><body><main><h1>Welcome</h1><div>Sign in to go on.</div></main></body></html>")
    report = night.night(1)
    assert report.exit_code in (1, 3)
    assert night.told() == []
    night.shows("news", _page())
    night.night(2)
    assert night.told() == []


def test_with_no_network_the_last_digests_stay_and_no_source_is_blamed(night: World) -> None:
    night.source("news")
    night.shows("news", _page())
    night.night(0)
    night.server.close()
    report = night.night(1)
    assert (report.exit_code, report.gathered.offline) == (1, True)
    assert not (night.folder / "digests" / "2026-11-03").exists()
    assert night.digest(0)


def test_running_twice_on_a_day_writes_the_same_pages(night: World) -> None:
    night.source("news")
    page = _page()
    night.shows("news", page)
    night.night(0)
    page.week("November 2, 2026").category("Apps").item("New setting", applies_to="iOS/iPadOS")
    night.shows("news", page)
    night.night(1)
    before = night.digest(1, "admin.html")
    assert night.night(1).published is not None
    assert night.digest(1, "admin.html") == before


def test_a_second_run_of_the_day_adds_what_came_since(night: World) -> None:
    night.source("news")
    page = _page()
    night.shows("news", page)
    night.night(0)
    week = page.week("November 2, 2026").category("Apps")
    week.item("Morning news", applies_to="iOS/iPadOS")
    night.shows("news", page)
    night.night(1)
    week.item("Evening news", applies_to="iOS/iPadOS")
    night.shows("news", page)
    night.night(1)
    assert "Morning news" in night.digest(1)
    assert "Evening news" in night.digest(1)


def test_a_quiet_night_says_so_in_a_line_with_its_proof(night: World) -> None:
    night.source("news")
    night.shows("news", _page())
    night.night(0)
    night.night(1)
    assert "1 source read, 0 changes" in night.digest(1)


def test_a_permanent_redirect_is_followed_and_told(night: World) -> None:
    night.source("old")
    night.shows("new", _page())
    night.server.script("/old", redirect("/new", 301))
    outcome = night.night().gathered.outcomes[0]
    assert outcome.health.redirected_to == night.server.url("/new")
    assert outcome.read


def test_an_entry_that_ships_from_in_development_is_one_story(night: World) -> None:
    night.source("plans", family="intune", stage="development")
    night.source("news", family="intune", stage="released")
    plans, news = Page(), _page()
    body = "Admins choose which shelf of the library opens first, and users see that shelf."
    shelf = plans.section("App management")
    shelf.item("Choose the first shelf of the library", body, applies_to="iOS/iPadOS")
    for name in ("A quieter bell", "A second door", "A wider gate"):
        shelf.item(name, f"{name} opens for every admin that asks.")
    night.shows("plans", plans)
    night.shows("news", news)
    night.night(0)
    shelf.drop("Choose the first shelf of the library")
    news.week("November 2, 2026").category("App management").item(
        "Choose the first shelf of the library", body, applies_to="iOS/iPadOS"
    )
    night.shows("plans", plans)
    night.shows("news", news)
    night.night(1)
    told = [item for item in night.changes() if "shelf" in item.change.entry.title]
    assert [item.change.kind.value for item in told] == ["added"]
    assert "shipped" in [delta.kind.value for delta in told[0].deltas]


def test_only_the_named_source_is_read(night: World) -> None:
    night.source("news")
    night.source("other")
    night.shows("news", _page())
    night.shows("other", _page())
    report = night.night(only=["other"])
    assert [outcome.source.id for outcome in report.gathered.outcomes] == ["other"]


def test_a_crash_inside_a_collector_is_that_sources_failure(night: World, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from omfeed.collect import learn_html

    night.source("news")
    night.source("feed", collector="feed")
    night.shows("news", _page())
    night.server.script(
        "/feed",
        Reply(
            b"<rss version='2.0'><channel><title>t</title><item><title>a</title><guid>1</guid></item></channel></rss>",
            media_type="application/rss+xml",
        ),
    )
    monkeypatch.setattr(learn_html, "parse", lambda *_, **__: 1 // 0)
    report = night.night()
    assert report.exit_code == 3
    assert "ZeroDivisionError" in report.gathered.outcomes[0].health.reason
    assert report.gathered.outcomes[1].read


def test_a_page_that_lost_most_of_its_entries_is_believed_on_the_second_night_only(night: World) -> None:
    night.source("plans", options={"window": "complete"})
    page = Page()
    shelf = page.section("App management")
    for number in range(8):
        shelf.item(f"Plan {number} for the bell", f"The bell number {number} will ring in another tone.")
    night.shows("plans", page, etag='"all"')
    night.night(0)
    for number in range(5):
        shelf.drop(f"Plan {number} for the bell")
    page.section("Device security").item("A new lock", "A lock is planned for every door.")
    night.shows("plans", page, etag='"few"')
    first = night.night(1)
    assert first.gathered.outcomes[0].health.state is SourceState.DRIFTED
    assert night.told() == []
    assert "Plans" in night.digest(1)
    second = night.night(2)
    assert second.gathered.outcomes[0].health.state is SourceState.WELL
    assert ("added", "A new lock") in night.told()
    assert sum(kind == "withdrawn" for kind, _ in night.told()) in (0, 5)
    assert night.night(3).announced == 0


def test_a_product_renamed_throughout_a_page_is_told_once_as_such(night: World) -> None:
    night.source("news")
    page = Page()
    apps = page.week("October 5, 2026").category("Apps")
    for number in range(8):
        apps.item(f"Bell {number} rings", f"The Contoso Carillon rings bell {number} when the hour of {number} comes.")
    night.shows("news", page)
    night.night(0)
    for item in apps.items():
        item.body = item.body.replace("Contoso Carillon", "Fabrikam Chime")
    night.shows("news", page)
    night.night(1)
    assert night.told() == []
    assert "changed as a whole" in night.digest(1)
    assert "Fabrikam Chime" in night.digest(1)
    again = night.digest(1, "admin.html")
    night.night(1)
    assert night.digest(1, "admin.html") == again
    night.night(2)
    assert "changed as a whole" not in night.digest(2)
