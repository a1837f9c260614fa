"""What the two files say becomes one value."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from omfeed import resources
from omfeed.config import init_text, load, shipped_sources
from omfeed.config.tables import AudienceTable, RuleBlock, SourceBlock, SourceTable
from omfeed.errors import ConfigError
from omfeed.model import (
    Audience,
    Filter,
    Fleet,
    FleetGroup,
    Nature,
    Platform,
    Rule,
    RuleAction,
    Severity,
    Source,
)
from omfeed.net.request import Limits
from tests.config.kit import CATALOGUE, Files


def test_without_a_file_sensible_defaults_rule(files: Files) -> None:
    config = load(None, catalogue=files.catalogue, environ={})
    assert config.file is None
    assert [source.id for source in config.sources] == ["intune-whats-new", "ios-releases"]
    assert config.fleet == Fleet()
    assert config.output == Path("digests")
    assert config.database == Path("omfeed.db")
    assert config.limits == Limits()
    assert set(config.audiences) == set(Audience)
    assert config.write_quiet_nights


def test_an_empty_file_is_the_same_as_none(files: Files) -> None:
    empty, without = files.load(""), load(None, catalogue=files.catalogue, environ={})
    beside = {
        field.name: Path(getattr(empty, field.name).name)
        for field in dataclasses.fields(empty)
        if isinstance(getattr(empty, field.name), Path) and field.name != "file"
    }
    assert set(beside) == {"output", "database", "fleet_file", "outbox"}
    assert dataclasses.replace(empty, file=None, **beside) == without


def test_what_a_file_names_lies_beside_it(files: Files) -> None:
    config = files.load('[output]\nfolder = "out"\ndatabase = "history.db"\ntemplates = ["mine", "ours"]')
    assert config.output == files.folder / "out"
    assert config.database == files.folder / "history.db"
    assert config.templates == (files.folder / "mine", files.folder / "ours")


def test_the_catalogue_gives_sources_with_all_that_it_says_of_them(files: Files) -> None:
    learn, releases = shipped_sources(files.catalogue)
    assert learn == Source(
        id="intune-whats-new",
        title="What's new in Microsoft Intune",
        url="https://learn.microsoft.com/en-us/intune/whats-new/",
        collector="learn-html",
        family="intune",
        stage="released",
    )
    assert releases.platforms == (Platform.IOS,)
    assert releases.options == {"product": "iOS"}


@pytest.mark.parametrize(("table", "value"), [(SourceBlock, Source), (RuleBlock, Rule)], ids=["source", "rule"])
def test_a_block_says_exactly_what_its_value_holds_with_the_same_defaults(table: type, value: type) -> None:
    def defaults(cls: type) -> dict[str, object]:
        return {
            field.name: field.default_factory()
            if field.default is dataclasses.MISSING and field.default_factory is not dataclasses.MISSING
            else field.default
            for field in dataclasses.fields(cls)
        }

    assert defaults(table) == defaults(value)


def test_an_audience_says_exactly_what_a_filter_holds() -> None:
    told = {field.name: field.default for field in dataclasses.fields(AudienceTable)}
    assert told.pop("enabled") is True
    assert told == {field.name: field.default for field in dataclasses.fields(Filter)}


def test_an_override_names_only_what_a_source_has() -> None:
    assert {field.name for field in dataclasses.fields(SourceTable)} < {
        field.name for field in dataclasses.fields(Source)
    }


def test_a_source_is_overridden_by_its_id(files: Files) -> None:
    config = files.load(
        """
        [source.ios-releases]
        enabled = false
        cadence_days = 1
        options = { channel = "beta" }
        [source.intune-whats-new]
        url = "http://127.0.0.1:8000/page"
        allow_private = true
        look_back_days = 0
        """
    )
    learn, releases = config.sources
    assert (learn.url, learn.allow_private, learn.look_back_days) == ("http://127.0.0.1:8000/page", True, 0)
    assert (releases.enabled, releases.cadence_days) == (False, 1.0)
    assert releases.options == {"product": "iOS", "channel": "beta"}
    assert releases.platforms == (Platform.IOS,)


def test_own_sources_follow_the_shipped_ones(files: Files) -> None:
    config = files.load(
        """
        [[sources]]
        id = "ours"
        title = "Our notices"
        url = "file:///srv/notices.xml"
        collector = "feed"
        allow_file = true
        nature = "changed"
        """
    )
    assert [source.id for source in config.sources] == ["intune-whats-new", "ios-releases", "ours"]
    assert config.sources[-1].nature is Nature.CHANGED


def test_the_shipped_sources_can_be_left_out(files: Files) -> None:
    assert files.load("[catalogue]\nenabled = false").sources == ()


def test_without_the_shipped_sources_their_ids_are_free(files: Files) -> None:
    text = """
        [catalogue]
        enabled = false
        [[sources]]
        id = "ios-releases"
        title = "Our mirror"
        url = "https://mirror.example.com/ios.json"
        collector = "sofa"
        """
    assert [source.title for source in files.load(text).sources] == ["Our mirror"]


def test_one_key_switches_learn_pages_to_another_language_and_leaves_others_alone(files: Files) -> None:
    learn, releases = files.load('[catalogue]\nlocale = "ko-kr"').sources
    assert learn.url == "https://learn.microsoft.com/ko-kr/intune/whats-new/"
    assert learn.locale == "ko-kr"
    assert releases.url == "https://feeds.example.org/en-us/ios.json"
    assert releases.locale == "en-us"


def test_one_source_can_keep_its_own_language(files: Files) -> None:
    learn, releases = files.load(
        """
        [catalogue]
        locale = "ko-kr"
        [source.intune-whats-new]
        locale = "de-de"
        [source.ios-releases]
        locale = "fr-fr"
        """
    ).sources
    assert learn.url == "https://learn.microsoft.com/de-de/intune/whats-new/"
    assert learn.locale == "de-de"
    assert releases.url == "https://feeds.example.org/fr-fr/ios.json"


def test_the_fleet_has_a_group_for_each_version_and_one_for_the_rest(files: Files) -> None:
    fleet = files.load(
        """
        [[platform]]
        name = "ios"
        devices = 1377
        versions = { "17.6" = 120, "18.1" = 900 }
        enrolment = "ade"
        [[platform]]
        name = "windows"
        versions = { "10.0.26100" = 7 }
        [[platform]]
        name = "macos"
        devices = 240
        ownership = "company"
        [[platform]]
        name = "android"
        """
    ).fleet
    assert fleet.groups == (
        FleetGroup(platform=Platform.IOS, version="17.6", count=120, enrolment="ade"),
        FleetGroup(platform=Platform.IOS, version="18.1", count=900, enrolment="ade"),
        FleetGroup(platform=Platform.IOS, count=357, enrolment="ade"),
        FleetGroup(platform=Platform.WINDOWS, version="10.0.26100", count=7),
        FleetGroup(platform=Platform.MACOS, count=240, ownership="company"),
        FleetGroup(platform=Platform.ANDROID),
    )
    assert fleet.count(Platform.IOS) == 1377
    assert fleet.count(Platform.ANDROID) is None


def test_a_platform_that_we_do_not_have_counts_zero_and_not_unknown(files: Files) -> None:
    assert files.load('[[platform]]\nname = "linux"\ndevices = 0').fleet.count(Platform.LINUX) == 0


def test_audiences_narrow_what_they_read_or_are_switched_off(files: Files) -> None:
    audiences = files.load(
        """
        [audience.helpdesk]
        platforms = ["ios", "macos"]
        minimum_severity = "medium"
        only_user_visible = true
        [audience.stakeholder]
        enabled = false
        """
    ).audiences
    assert audiences == {
        Audience.ADMIN: Filter(),
        Audience.HELPDESK: Filter(
            platforms=(Platform.IOS, Platform.MACOS), minimum_severity=Severity.MEDIUM, only_user_visible=True
        ),
    }


def test_rules_stand_in_the_order_of_the_file(files: Files) -> None:
    rules = files.load(
        """
        [[rule]]
        name = "Certificates"
        action = "raise"
        value = "critical"
        words = ["SCEP"]
        sources = ["intune-whats-new"]
        [[rule]]
        name = "No HoloLens"
        action = "mute"
        words = ["HoloLens"]
        """
    ).rules
    assert rules == (
        Rule(
            name="Certificates",
            action=RuleAction.RAISE,
            value="critical",
            words=("SCEP",),
            sources=("intune-whats-new",),
        ),
        Rule(name="No HoloLens", action=RuleAction.MUTE, words=("HoloLens",)),
    )


def test_an_audience_may_read_what_a_rule_tags(files: Files) -> None:
    config = files.load(
        """
        [[rule]]
        name = "Apps"
        action = "tag"
        value = "app-team"
        sections = ["Intune apps"]
        [audience.helpdesk]
        tags = ["app-team"]
        """
    )
    assert config.audiences[Audience.HELPDESK].tags == ("app-team",)


def test_bounds_and_contact_of_the_network(files: Files) -> None:
    config = files.load('[network]\ncontact = "it@example.com"\ntotal_seconds = 5\nmax_body_mb = 0.5\nper_host = 1')
    assert config.limits == dataclasses.replace(Limits(), total=5.0, body_bytes=524_288, per_host=1)
    assert config.user_agent.endswith("(it@example.com)")


def test_a_database_url_comes_from_the_environment_and_is_not_shown(files: Files) -> None:
    text = '[output]\ndatabase_env = "OMFEED_DB"'
    config = files.load(text, {"OMFEED_DB": "postgresql+psycopg://o:hunter2@db/omfeed"})
    assert config.database == "postgresql+psycopg://o:hunter2@db/omfeed"
    assert "hunter2" not in repr(config)
    with pytest.raises(ConfigError, match="OMFEED_DB, named by database_env, is not set"):
        files.load(text)


def test_a_file_saved_by_notepad_is_read(files: Files) -> None:
    config = files.load('\ufeff[output]\r\nfolder = "Übersicht"\r\n'.encode())
    assert config.output.name == "Übersicht"


def test_the_text_that_init_writes_loads_as_it_stands(files: Files) -> None:
    config = files.load(init_text())
    assert config.output == files.folder / "digests"
    assert config.fleet == Fleet()
    assert config.rules == ()


def test_the_text_that_init_writes_takes_what_it_was_told(files: Files) -> None:
    config = files.load(
        init_text(folder='C:\\digests "new"', database="o.db", time_zone="Asia/Seoul", contact="it@example.com")
    )
    assert config.output == files.folder / 'C:\\digests "new"'
    assert config.time_zone == "Asia/Seoul"
    assert config.user_agent.endswith("(it@example.com)")


def test_every_example_in_the_text_that_init_writes_is_true(files: Files) -> None:
    examples = "\n".join(
        line[2:] if line.startswith("# ") and ("=" in line or line.startswith("# [")) and "---" not in line else line
        for line in init_text().splitlines()
    )
    config = files.load(examples)
    assert [source.id for source in config.sources][-1] == "our-mdm-blog"
    assert config.fleet.count(Platform.WINDOWS) == 860
    assert len(config.rules) == 2
    assert Audience.STAKEHOLDER not in config.audiences
    assert config.language == "ko"


def test_the_shipped_catalogue_is_in_order() -> None:
    text = resources.path("sources.toml").read_text(encoding="utf-8")
    assert len(shipped_sources()) == text.count("\n[[source]]\n") + text.startswith("[[source]]\n")


def test_a_source_that_stands_twice_in_the_catalogue_is_refused(files: Files) -> None:
    files.catalogue.write_text(CATALOGUE + CATALOGUE, encoding="utf-8")
    with pytest.raises(ConfigError, match="stands above already") as caught:
        shipped_sources(files.catalogue)
    assert "line 19" in str(caught.value)
