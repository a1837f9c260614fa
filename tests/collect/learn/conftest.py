"""Each kind of page is read as HTML and as Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from omfeed.collect import learn_html, learn_markdown
from omfeed.model import Parsed, Source
from tests.collect.learn.kit import source
from tests.kit.learnify import learnify


@pytest.fixture(params=["markdown", "html", "html of 2020"])
def read(request: pytest.FixtureRequest) -> Callable[..., Parsed]:
    """Reads Markdown as it is, or published as either form of HTML."""

    def reader(markdown: str | bytes, where: Source | None = None) -> Parsed:
        where = where or source()
        text = markdown if isinstance(markdown, bytes) else markdown.encode()
        if request.param == "markdown":
            return learn_markdown.parse(text, where, charset="utf-8")
        return learn_html.parse(learnify(text, locale=where.locale, modern=request.param == "html"), where)

    return reader
