"""Exports in the languages and encodings in which they are found, and with what stands above their headings."""

from __future__ import annotations

import pytest

from omfeed.assess import fleet_values
from omfeed.assess.fleet_import import read_export
from omfeed.assess.tables import fleet_words

LANGUAGES = {
    "Korean": ("디바이스 이름,OS,OS 버전,소유권,준수", "가,iOS,18.2,회사,비준수"),
    "Japanese": ("デバイス名,OS,OS バージョン,所有権,コンプライアンス", "あ,iOS,18.2,企業,非準拠"),
    "German": ("Gerätename,Betriebssystem,Betriebssystemversion,Besitz,Konformität", "ä,iOS,18.2,Firma,Nicht konform"),
    "French": (
        "Nom de l’appareil,Système d’exploitation,Version du système d’exploitation,Propriété,Conformité",
        "é,iOS,18.2,Entreprise,Non conforme",
    ),
    "French, short": ("Nom,OS,Version de l'OS,Propriétaire,Conformité", "é,iOS,18.2,Entreprise,Non conforme"),
    "Spanish": (
        "Nombre,Sistema operativo,Versión del sistema operativo,Propiedad,Cumplimiento",
        "ñ,iOS,18.2,Corporativo,No conforme",
    ),
    "Italian": (
        "Nome,Sistema operativo,Versione del sistema operativo,Proprietà,Conformità",
        "è,iOS,18.2,Aziendale,Non conforme",
    ),
    "Portuguese": (
        "Nome,Sistema operacional,Versão do sistema operacional,Propriedade,Conformidade",
        "ã,iOS,18.2,Empresa,Não conforme",
    ),
    "Dutch": (
        "Naam,Besturingssysteem,Versie van besturingssysteem,Eigendom,Naleving",
        "ë,iOS,18.2,Bedrijf,Niet compatibel",
    ),
    "Simplified Chinese": ("设备名称,操作系统,操作系统版本,所有权,符合性", "名,iOS,18.2,公司,不符合"),
    "Traditional Chinese": ("裝置名稱,作業系統,作業系統版本,擁有權,相容性", "名,iOS,18.2,公司,不相容"),
}
CODE_PAGES = {
    "Korean": "cp949",
    "Japanese": "cp932",
    "Simplified Chinese": "gb18030",
    "Traditional Chinese": "cp950",
}


def understood(data: bytes) -> tuple[str, str, str, int]:
    """Version, ownership and compliance of the one group, and how many devices it has."""
    (only,) = read_export(data).fleet.groups
    return only.version, only.ownership, only.compliance, only.count or 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_words_of_a_language_are_known_in_every_encoding_it_is_saved_in(language: str) -> None:
    headings, row = LANGUAGES[language]
    text = "\r\n".join([headings, *[row] * 3, ""])
    page = CODE_PAGES.get(language, "cp1252")
    for encoded in (
        text.encode("utf-8-sig"),
        text.encode(),
        text.encode("utf-16"),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        text.encode(page),
        text.replace(",", ";").encode(page),
    ):
        assert understood(encoded) == ("18.2", "company", "noncompliant", 3)


def test_english_headings_over_words_of_another_language_are_no_riddle() -> None:
    text = "OS,OS version,Ownership,Compliance\r\niOS,18.2,企業,準拠\r\n"
    assert understood(text.encode("cp932")) == ("18.2", "company", "compliant", 1)


def test_one_broken_letter_does_not_make_a_file_another_code_page() -> None:
    headings, row = LANGUAGES["Japanese"]
    data = f"{headings}\n{row}\n".encode() + "い,iOS,18.2,企業,非準拠\n".encode().replace("い".encode(), b"\xe3\x81")
    assert understood(data) == ("18.2", "company", "noncompliant", 2)


def test_every_heading_and_word_stands_in_the_tables_as_it_is_compared() -> None:
    words = [
        *(one for names in fleet_words.HEADINGS.values() for one in names),
        *fleet_words.OWNERSHIP,
        *fleet_words.COMPLIANCE,
        *fleet_words.TRUE_WORDS,
        *(start for start, _ in fleet_words.PLATFORM_STARTS),
        *(told for told, _ in fleet_words.PLATFORM_ENROLMENT),
    ]
    assert [one for one in words if fleet_values.plain(one) != one] == []
    for names in fleet_words.HEADINGS.values():
        assert len(set(names)) == len(names)
    headings = [one for names in fleet_words.HEADINGS.values() for one in names]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(
    ("system", "way"),
    [
        ("Android (entièrement géré)", "cobo"),
        ("Android (vollständig verwaltet)", "cobo"),
        ("Android (전용)", "cosu"),
        ("AndroidForWork", "byod"),
        ("Android (device administrator)", "device-admin"),
        ("Android", ""),
    ],
)
def test_android_tells_its_way_of_enrolment_in_the_platforms_name(system: str, way: str) -> None:
    (only,) = read_export(f"OS,OS version\n{system},16\n".encode()).fleet.groups
    assert only.enrolment == way


# What stands above the headings


@pytest.mark.parametrize(
    "above",
    [
        "\r\n",
        "\r\n\r\n,,,\r\n",
        "All devices\r\n",
        "All devices, as of 2026-11-24\r\n\r\n",
        "sep=,\r\n",
        "sep=,\r\n\r\nAll devices\r\n",
    ],
)
def test_a_title_or_a_blank_line_above_the_headings_is_passed_over(above: str) -> None:
    rows = "Device name,OS,OS version,Ownership\r\nx,iOS,18.2,Corporate\r\n"
    imported = read_export((above + rows).encode("utf-8-sig"))
    assert (imported.devices, imported.left_out) == (1, 0)
    assert imported.columns["version"] == "OS version"


def test_a_line_break_within_a_heading_is_a_blank() -> None:
    data = '"Device\nname",OS,"OS\r\nversion","Owner-\nship",Ownership\nx,iOS,18.2,,Corporate\n'
    imported = read_export(data.encode())
    assert imported.columns == {"platform": "OS", "version": "OS version", "ownership": "Ownership"}
    assert imported.devices == 1


def test_a_mapped_heading_is_found_below_a_title_and_whatever_its_case() -> None:
    data = b"Our things\nSystem;RELEASE;Units\nmacOS;15.2;40\n"
    imported = read_export(data, columns={"platform": "system", "version": "Release", "count": "units"})
    assert imported.devices == 40
