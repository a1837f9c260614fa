"""Renders Markdown as a page of Microsoft Learn: the frame around it, ids of headings, alerts, stamps.

The frame has what a real page has and a collector must pass over: breadcrumbs, “In this article”, the date stamp, the
feedback box and further reading, each under headings of its own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt

_ALERT: Final = re.compile(r"^> \[!(NOTE|TIP|IMPORTANT|CAUTION|WARNING)\]\n((?:^> .*\n)+)", re.MULTILINE)
_NO_SLUG: Final = re.compile(r"[^\w \-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What differs from page to page."""

    title: str
    path: str
    """Path on the server, such as ``/en-us/intune/whats-new/``."""
    description: str
    reviewed: date
    """Date shown on the page and in its stamps."""


def render(page: Page, markdown: str) -> bytes:
    """The whole page as UTF-8."""
    return framed(page, body(markdown))


def body(markdown: str) -> str:
    """The article itself, as Learn renders Markdown."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = reader.parse(_ALERT.sub(lambda found: _alert(reader, found), markdown))
    seen: dict[str, int] = {}
    for token, words in pairwise(tokens):
        if token.type == "heading_open":
            slug = _NO_SLUG.sub("", words.content.lower()).replace(" ", "-")
            seen[slug] = seen.get(slug, -1) + 1
            token.attrSet("id", f"{slug}-{seen[slug]}" if seen[slug] else slug)
    return str(reader.renderer.render(tokens, reader.options, {}))


def _alert(reader: MarkdownIt, found: re.Match[str]) -> str:
    words = re.sub(r"^> ?", "", found[2], flags=re.MULTILINE)
    return f'<div class="{found[1]}">\n<p>{found[1].capitalize()}</p>\n{reader.render(words)}</div>\n\n'


def framed(page: Page, article: str) -> bytes:
    """An article within the frame of a page."""
    stamp = f"{page.reviewed.isoformat()}T08:00:00.000Z"
    url = f"https://learn.microsoft.com{page.path}"
    commit = hashlib.sha256(f"{page.path} {stamp}".encode()).hexdigest()[:40]
    title, description = escape(page.title), escape(page.description)
    return f"""<!DOCTYPE html>
<html class="layout layout-holy-grail show-table-of-contents conceptual has-default-focus theme-light" lang="en-us" dir="ltr" data-target="docs">
<head>
<title>{title} | Microsoft Learn</title>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1.0" />
<meta name="color-scheme" content="light dark" />
<meta name="description" content="{description}" />
<link rel="canonical" href="{url}" />
<meta property="og:title" content="{title}" />
<meta property="og:type" content="website" />
<meta name="ms.date" content="{stamp}" />
<meta name="ms.service" content="microsoft-intune" />
<meta name="updated_at" content="{stamp}" />
<meta name="git_commit_id" content="{commit}" />
<script>window.msDocs = {{ data: {{ pageTemplate: "Conceptual", context: {{}} }} }};</script>
</head>
<body class="layout-body" lang="en-us" dir="ltr">
<a href="#main" class="skip-to-main-link">Skip to main content</a>
<header class="layout-body-header"><nav aria-label="Global"><a href="/en-us/docs/">Documentation</a></nav></header>
<main id="main" class="layout-body-main" role="main" data-bi-name="content">
<div id="article-header" class="margin-bottom-xs">
<ol id="article-header-breadcrumbs" class="breadcrumbs"><li><a href="/en-us/intune/">Microsoft Intune</a></li></ol>
<button type="button" class="button">Save</button>
</div>
<h1 id="{_NO_SLUG.sub("", page.title.lower()).replace(" ", "-")}">{title}</h1>
<div class="display-flex justify-content-space-between"><ul class="metadata page-metadata"><li><time class="is-invisible" aria-label="Article review date" datetime="{stamp}" data-article-date-source="calculated">{page.reviewed.isoformat()}</time></li></ul></div>
<nav id="center-doc-outline" class="doc-outline is-hidden-desktop" aria-label="In this article">
<h2 id="ms--in-this-article" class="title is-6">In this article</h2>
</nav>
<div class="content">
{article}</div>
<section id="site-feedback-section" class="feedback-section is-uniform">
<h2 class="feedback-title title is-3">Feedback</h2>
<p>Was this page helpful?</p>
<button type="button">Yes</button><button type="button">No</button>
</section>
<section class="additional-resources"><h2 id="ms--additional-resources-mobile">Additional resources</h2></section>
</main>
<footer class="layout-body-footer"><a href="/en-us/locale">English (United States)</a></footer>
</body>
</html>
""".encode()  # noqa: E501 - the lines of a real page are long
