"""What is wrong is told with file, line, key, what was found and what is allowed, all at once."""

from __future__ import annotations

# ruff: noqa: E501 - one case a line reads best
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.config import InvalidConfig, load
from omfeed.config.lines import line_of
from omfeed.errors import ConfigError
from tests.config.kit import Files


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_the_file(files: Files) -> None:
    with pytest.raises(InvalidConfig) as caught:
        files.load(
            """\
[output]
foldr = "x"

[[platform]]
name = "andriod"
devices = -1

[source.intune-whats-new]
cadence_days = "7"
"""
        )
    told = str(caught.value).splitlines()
    assert told[0] == f"{files.file} has 4 faults:"
    assert told[1].startswith('  line 2: output.foldr: there is no such key. Did you mean "folder"? Allowed: "folder"')
    assert told[2].startswith('  line 5: platform[1].name: the value "andriod" is not known. Did you mean "android"?')
    assert told[3] == "  line 6: platform[1].devices: -1 is out of bounds: it must be at least 0."
    assert told[4] == ('  line 9: source.intune-whats-new.cadence_days: "7" is not allowed here; a number is expected.')
    assert told[5] == "docs/configuration.md explains every key."
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[platform]]\nname = "iPadOS"', 'line 2: platform[1].name: the value "iPadOS" is not known. Did you mean "ios"?'),
        ("[netwrk]\nper_host = 1", 'line 1: netwrk: there is no such key. Did you mean "network"?'),
        ("[audience.helpdsk]\nenabled = true", 'line 1: audience.helpdsk: there is no such key. Did you mean "helpdesk"?'),
        ("[output]\npassword = 'x'", "line 2: output.password: secrets are never written in this file."),
        ("[output]\nfolder = ''", "line 2: output.folder: is empty; give a value or leave the key out."),
        ("[output]\nfolder = 3", "line 2: output.folder: 3 is not allowed here; a text in quotation marks is expected."),
        ("[output]\ntemplates = 'x'", 'line 2: output.templates: "x" is not allowed here; a list in square brackets'),
        ("output = 3", "line 1: output: 3 is not allowed here; a table is expected."),
        ("[output]\ntime_zone = 'Europe/Berln'", 'line 2: output.time_zone: the time zone "Europe/Berln" is not known. Did you mean "Europe/Berlin"? Allowed: IANA names'),
        ("[catalogue]\nlocale = 'kr'", 'line 2: catalogue.locale: the locale "kr" is not known.'),
        ("[catalogue]\nlocale = 'ko-KR'", 'line 2: catalogue.locale: "ko-KR" is written "ko-kr" in addresses.'),
        ("[network]\nper_host = true", "line 2: network.per_host: true is not allowed here; a whole number is expected."),
        ("[network]\nper_host = 17", "line 2: network.per_host: 17 is out of bounds: it must be at most 16."),
        ("[network]\nread_seconds = 0", "line 2: network.read_seconds: 0 is out of bounds: it must be above 0."),
        ("[network]\nread_seconds = inf", "line 2: network.read_seconds: inf is not allowed here; a number is expected."),
        ('[network]\ncontact = "a\\nX: b@c"', "line 2: network.contact:"),
        ("[source.intune-whats-nw]\nenabled = false", 'line 1: source.intune-whats-nw: there is no source "intune-whats-nw". Did you mean "intune-whats-new"?'),
        ("[[source]]\nid = 'x'", "line 1: source: sources of your own are [[sources]]"),
        ("[[platform]]\nname = 'ios'\ndevices = 5\nversions = { '18' = 9 }", "line 1: platform[1]: versions count 9 devices in all, and devices says 5"),
        ("[[platform]]\nname = 'ios'\n[[platform]]\nname = 'ios'", "line 3: platform[2]: ios stands in platform[1] already"),
        ("[[platform]]\nname = 'ios'\nenrolment = 'adee'", 'line 3: platform[1].enrolment: the value "adee" is not known. Did you mean "ade"?'),
        ("[[rule]]\nname = 'x'\naction = 'mute'\nwords = ['SCEP', '*']", 'line 4: rule[1].words[2]: "*" alone fits everything'),
        ("[[rule]]\nname = 'x'\naction = 'mute'", "line 1: rule[1]: a rule needs a condition"),
        ("[[rule]]\nname = 'x'\naction = 'mute'\nvalue = 'y'\nwords = ['z']", "line 1: rule[1]: mute takes no value"),
        ("[[rule]]\nname = 'x'\naction = 'tag'\nwords = ['z']", "line 1: rule[1]: tag needs a value"),
        ("[[rule]]\nname = 'x'\naction = 'route'\nwords = ['z']", "line 1: rule[1]: route needs a value"),
        ("[[rule]]\nname = 'x'\naction = 'raise'\nvalue = 'critcal'\nwords = ['z']", 'line 1: rule[1]: raise to "critcal" is not known. Did you mean "critical"?'),
        ("[[rule]]\nname = 'x'\naction = 'mute'\nsources = ['ios-release']", 'line 4: rule[1].sources[1]: there is no source "ios-release". Did you mean "ios-releases"?'),
        ("[audience.admin]\ntags = ['nope']", 'line 2: audience.admin.tags[1]: no rule sets the tag "nope". A [[rule]] with action = "tag" sets one.'),
        ("[[rule]]\nname = 'x'\naction = 'tag'\nvalue = 'app-team'\nwords = ['z']\n[audience.admin]\ntags = ['apps-team']", 'line 7: audience.admin.tags[1]: no rule sets the tag "apps-team". Did you mean "app-team"?'),
        ("[audience.admin]\nsources = ['nope-at-all']", 'line 2: audience.admin.sources[1]: there is no source "nope-at-all".'),
        ("[source.intune-whats-new]\nurl = 'ftp://x/'", 'line 2: source.intune-whats-new.url: "ftp://x/" does not fit; an address begins with'),
        ("[source.intune-whats-new]\nurl = 'https://u:p@x/'", "line 2: source.intune-whats-new.url: an address holds no user or password"),
        ("[source.intune-whats-new]\nurl = 'https://x:99999999/'", "line 2: source.intune-whats-new.url:"),
        ("[source.intune-whats-new]\nurl = 'https:///x'", 'line 2: source.intune-whats-new.url: "https:///x" names no host.'),
    ],
)  # fmt: skip
def test_a_fault_names_its_line_its_key_and_what_is_allowed(files: Files, text: str, told: str) -> None:
    (fault,) = files.faults(text)
    assert fault.startswith(told)


def own(**keys: str) -> str:
    """A source of one's own."""
    said = {"id": "ours", "title": "Ours", "url": "https://example.com/f", "collector": "feed"} | keys
    return "[[sources]]\n" + "".join(f"{name} = {value!r}\n" for name, value in said.items() if value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (own(title=""), "line 1: sources[1].title: is missing, and must be there."),
        (own(id="Ours!"), 'line 2: sources[1].id: "Ours!" does not fit; up to 64 lower-case letters'),
        (own(id="con"), 'line 1: sources[1]: id "con" cannot be a file name on Windows'),
        (own(id="ios-releases"), 'line 2: sources[1].id: the id "ios-releases" is taken: it stands in sources.toml'),
        (own() + own(), 'line 7: sources[2].id: the id "ours" is taken: it stands above.'),
        (own(url="file:///srv/x"), "line 1: sources[1]: a file: address needs allow_file = true beside it."),
        (
            own(nature="securty"),
            'line 6: sources[1].nature: the value "securty" is not known. Did you mean "security"?',
        ),
    ],
)
def test_a_fault_of_an_own_source(files: Files, text: str, told: str) -> None:
    (fault,) = files.faults(text)
    assert fault.startswith(told)


def test_a_source_with_one_language_takes_no_locale(files: Files) -> None:
    files.catalogue.write_text(
        '[[source]]\nid = "x"\ntitle = "X"\nurl = "https://example.com/feed"\ncollector = "feed"\n', encoding="utf-8"
    )
    (fault,) = files.faults("[source.x]\nlocale = 'ko-kr'")
    assert fault.startswith('line 2: source.x.locale: this source has one language, "en-us"')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[output]\nfolder = \n", "line 2: column 10: this is not TOML (Invalid value) in: folder ="),
        ("[output\nfolder = 1\n", "line 1: column 8: this is not TOML"),
        ('a = """x', "line 1: the file ends too early"),
        ("[output]\nfolder = 'a'\nfolder = 'b'\n", "line 3: column 13: this is not TOML (Cannot overwrite a value)"),
    ],
)
def test_what_is_not_toml_is_told_with_line_and_column(files: Files, text: str, told: str) -> None:
    (fault,) = files.faults(text)
    assert fault.startswith(told)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[output]\nfolder = 'Übersicht'\n".encode("cp1252"), "is not UTF-8: line 2 holds the byte 0xdc"),
        ("[output]\n".encode("utf-16"), "is saved as UTF-16"),
    ],
)
def test_another_encoding_is_told_in_words(files: Files, body: bytes, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as caught:
        files.load(body)
    assert "Save it again with the encoding UTF-8." in str(caught.value)


def test_a_file_that_is_named_and_missing_is_an_error(files: Files) -> None:
    files.file.unlink(missing_ok=True)
    with pytest.raises(ConfigError, match="does not exist") as caught:
        load(files.file, catalogue=files.catalogue, environ={})
    assert "omfeed init" in str(caught.value)


def test_lines_are_found_in_all_ways_of_writing_a_key() -> None:
    text = 'a.b = 1\n["c d"]\n"e" = 2\n[[f]]\n[[f.g]]\n[[f]]\n[[f.g]]\n[[f.g]]\nh = 3\n[f.i]\n'
    assert line_of(text, ("a", "b")) == 1
    assert line_of(text, ("c d", "e")) == 3
    assert line_of(text, ("f", 1, "g", 1, "h")) == 9
    assert line_of(text, ("f", 1, "i")) == 10
    assert line_of(text, ("f", 0, "unwritten")) == 4
    assert line_of(text, ("z",)) == 0


@given(st.text(alphabet=string.ascii_letters + "=[]{}\"'.#\n -0123456789", max_size=80))
@settings(max_examples=80, deadline=None)
def test_no_text_makes_reading_fail_in_another_way(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    files = Files(tmp_path_factory.mktemp("any"))
    try:
        files.load(text)
    except ConfigError as error:
        assert str(files.file) in str(error)
