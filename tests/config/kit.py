"""Writes small configuration files and reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from omfeed.config import Config, InvalidConfig, load

CATALOGUE = """
[[source]]
id = "intune-whats-new"
title = "What's new in Microsoft Intune"
url = "https://learn.microsoft.com/en-us/intune/whats-new/"
collector = "learn-html"
family = "intune"
stage = "released"

[[source]]
id = "ios-releases"
title = "Releases of iOS"
url = "https://feeds.example.org/en-us/ios.json"
collector = "sofa"
platforms = ["ios"]
options = { product = "iOS" }
"""


class Files:
    """A folder with a catalogue and an omfeed.toml."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = folder / "sources.toml"
        self.catalogue.write_text(CATALOGUE, encoding="utf-8")
        self.file = folder / "omfeed.toml"

    def load(self, text: str | bytes, environ: Mapping[str, str] | None = None) -> Config:
        """The configuration that a text makes."""
        self.file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(self.file, catalogue=self.catalogue, environ=environ or {})

    def faults(self, text: str) -> list[str]:
        """What is wrong with a text, as told."""
        with pytest.raises(InvalidConfig) as caught:
            self.load(text)
        return [str(fault) for fault in caught.value.faults]
