"""Keeps bundled templates in compiled form beside them, as Python keeps its modules: compiling them anew costs a quiet
night a tenth of its time.

Who can write there can change omfeed itself, so that nothing is trusted which was not trusted before. Where omfeed may
not write, nothing is kept and nothing is amiss. A user's own templates are compiled each time.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

FOLDER: Final = "__pycache__"


class Beside(BytecodeCache):
    """Compiled templates in a folder beside their sources.

    Args:
        templates: the folder of the bundled templates.
        tag: what their compiled form depends on besides their text: version and language, since constant expressions
            are worked out when a template is compiled.
    """

    def __init__(self, templates: Path, tag: str) -> None:
        self._folder = templates / FOLDER
        self._tag = re.sub(r"[^\w.-]", "", tag)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from what is kept, if anything fits; Jinja checks version and text of the template."""
        try:
            with self._place(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except OSError:
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, whole or not at all."""
        if sys.dont_write_bytecode:
            return
        try:
            self._folder.mkdir(exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, delete=False) as file:
                bucket.write_bytecode(file)
            Path(file.name).replace(self._place(bucket))
        except OSError:
            return

    def _place(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.{self._tag}.jinja"
