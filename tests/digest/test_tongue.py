"""An entry is read out and broken into lines by the language it is written in."""

from __future__ import annotations

import pytest

from omfeed.digest.tongue import spoken
from tests.kit.items import entry


@pytest.mark.parametrize(
    ("title", "text", "page", "language"),
    [
        ("A new setting", "Admins can set it.", "en", "en"),
        ("A new setting", "Admins can set it.", "de", "de"),
        ("인증서를 갱신해야 합니다", "iOS 인증서를 2026년 12월 1일까지 갱신해야 합니다.", "en", "ko"),
        ("인증서를 갱신해야 합니다", "기기를 업데이트하세요.", "ko-KR", "ko-KR"),
        ("証明書を更新してください", "デバイスを更新してください。", "en", "ja"),
        ("The keyboard for 한국어", "People can now type it on every device that we manage.", "en", "en"),
        ("Über Geräte", "Die Geräte müssen erneuert werden.", "de", "de"),
    ],
)
def test_its_script_tells_what_its_page_does_not(title: str, text: str, page: str, language: str) -> None:
    assert spoken(entry(title, text, language=page)) == language
