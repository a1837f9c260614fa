"""Pages that tell more of a list's entry: Apple's advisories, a month of the security update guide."""

from __future__ import annotations

import json

import pytest

from omfeed.errors import ParseError
from tests.collect.bodies import APPLE_ADVISORY, CVRF, read

URL = "https://support.apple.com/en-us/199010"


class TestAnAdvisoryOfApple:
    def test_tells_what_it_fixes_and_when_it_was_released(self) -> None:
        (entry,) = read("apple-advisory", APPLE_ADVISORY, url=URL).entries
        assert (entry.key, entry.published, entry.language) == ("199010", "2026-10-20", "en-us")
        assert entry.facts["cves"] == ("CVE-2026-80009", "CVE-2026-80010", "CVE-2026-80011", "CVE-2026-80012")
        assert entry.facts["cve_count"] == 4
        assert "It fixes 4 vulnerabilities in 2 components." in entry.text
        assert "Components: Bluetooth, WebKit" in entry.text

    def test_tells_which_was_exploited_and_of_no_other_that_its_words_mention(self) -> None:
        (entry,) = read("apple-advisory", APPLE_ADVISORY, url=URL).entries
        assert entry.facts["exploited"] is True
        assert entry.facts["exploited_cves"] == ("CVE-2026-80009",)
        assert "WebKit (CVE-2026-80009): Impact: Web content" in entry.text

    def test_without_a_word_on_exploitation_says_nothing_of_it(self) -> None:
        quiet = APPLE_ADVISORY.replace(
            "Apple is aware of a report that this issue may have been exploited", "It happened"
        )
        (entry,) = read("apple-advisory", quiet, url=URL).entries
        assert "exploited" not in entry.facts and "exploited_cves" not in entry.facts

    def test_reads_the_older_form_whose_components_are_bold_lines(self) -> None:
        old = APPLE_ADVISORY.replace("<h3>", "<p><strong>").replace("</h3>", "</strong></p>")
        (entry,) = read("apple-advisory", old, url="https://support.apple.com/en-us/HT199010").entries
        assert entry.key == "199010"
        assert entry.facts["exploited_cves"] == ("CVE-2026-80009",)
        assert "in 2 components" in entry.text

    @pytest.mark.parametrize(
        ("language", "title", "released", "aware"),
        [
            ("de-de", "Informationen zum Sicherheitsinhalt von iOS 27.1", "Veröffentlicht am 20. Oktober 2026",
             "Apple ist ein Bericht bekannt, dass dieses Problem möglicherweise ausgenutzt wurde"),
            ("ko-kr", "iOS 27.1의 보안 콘텐츠에 관하여", "",
             "Apple은 이 문제가 악용되었을 수 있다는 보고를 인지하고 있습니다"),
            ("ja-jp", "iOS 27.1 のセキュリティコンテンツについて", "",
             "Apple は、この問題が悪用された可能性があります"),
        ],
    )  # fmt: skip
    def test_is_read_in_other_languages(self, language: str, title: str, released: str, aware: str) -> None:
        body = (
            APPLE_ADVISORY.replace('lang="en-us"', f'lang="{language}"')
            .replace("About the security content of iOS 27.1 and iPadOS 27.1", title)
            .replace("Released October 20, 2026", released)
            .replace("Apple is aware of a report that this issue may have been exploited", aware)
        )
        (entry,) = read("apple-advisory", body, url=URL).entries
        assert (entry.language, entry.facts["cve_count"]) == (language, 4)
        assert entry.facts["exploited_cves"] == ("CVE-2026-80009",)
        assert entry.published == ("2026-10-20" if released else "")

    def test_one_that_names_none_says_so(self) -> None:
        none = (
            "<html lang='en-us'><body><h1>About the security content of tvOS 27.1</h1>"
            "<p>This update has no published CVE entries.</p></body></html>"
        )
        (entry,) = read("apple-advisory", none, url=URL).entries
        assert entry.facts == {"cve_count": 0}
        assert entry.text == "This update has no published CVE entries."

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "<html><body><h1>Apple Support</h1><p>The page you’re looking for can’t be found.</p></body></html>",
            "<html><body><h1>About the security content of iOS 27.1</h1><div id='app'></div></body></html>",
            APPLE_ADVISORY[: APPLE_ADVISORY.index("<h3>Bluetooth")],
        ],
        ids=["empty", "not found", "redesigned", "cut before its issues"],
    )
    def test_what_is_none_is_refused(self, body: str) -> None:
        with pytest.raises(ParseError):
            read("apple-advisory", body, url=URL)


class TestAMonthOfTheSecurityUpdateGuide:
    MONTH = "https://api.msrc.microsoft.com/cvrf/v3.0/cvrf/2026-Sep"

    def test_is_one_entry_with_its_figures_and_what_is_exploited(self) -> None:
        (entry,) = read("msrc-summary", CVRF, url=self.MONTH).entries
        assert (entry.key, entry.title) == ("2026-Sep", "September 2026 Security Updates")
        assert entry.facts["cve_count"] == 2
        assert entry.facts["exploited_cves"] == ("CVE-2026-50010",)
        assert "It fixes 2 vulnerabilities (1 critical)." in entry.text
        assert "Exploited:" in entry.text and "CVE-2026-50010: Windows Print" in entry.text

    def test_before_patch_tuesday_it_names_none_of_ours(self) -> None:
        (entry,) = read("msrc-summary", CVRF, url=self.MONTH, options={"only": "^Windows 10"}).entries
        assert entry.text == "It names no vulnerability of the products watched yet."
        assert "exploited" not in entry.facts

    def test_a_disclosed_one_is_told_apart(self) -> None:
        document = json.loads(CVRF)
        threat = document["Vulnerability"][0]["Threats"][-1]["Description"]
        threat["Value"] = "Publicly Disclosed:Yes;Exploited:No"
        (entry,) = read("msrc-summary", json.dumps(document), url=self.MONTH).entries
        assert "Publicly disclosed, not exploited:" in entry.text
        assert "exploited" not in entry.facts
