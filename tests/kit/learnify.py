"""Renders Learn Markdown to a page as Learn publishes it: written apart from the collector, to prove it against.

The article is markdown-it's, then rewritten as the publishing system does: ids on headings, alerts as ``div`` with a
title, tables and pictures in wrappers, no comments, links without ``.md``; around it stands the frame of such a page
(navigation, “In this article”, buttons, feedback), in the form of 2020 or of today.
"""

from __future__ import annotations

import re
from html import escape

from bs4 import BeautifulSoup, Comment, Tag
from markdown_it import MarkdownIt

ALERTS = {
    "en": {"NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "CAUTION": "Caution", "WARNING": "Warning"},
    "ko": {"NOTE": "참고", "TIP": "팁", "IMPORTANT": "중요", "CAUTION": "주의", "WARNING": "경고"},
    "de": {"NOTE": "Hinweis", "TIP": "Tipp", "IMPORTANT": "Wichtig", "CAUTION": "Achtung", "WARNING": "Warnung"},
    "ja": {"NOTE": "注意", "TIP": "ヒント", "IMPORTANT": "重要", "CAUTION": "注意事項", "WARNING": "警告"},
}
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def learnify(markdown: str | bytes, *, locale: str = "en-us", modern: bool = True) -> bytes:
    """The published HTML of a Markdown page.

    Args:
        markdown: the page's source, with or without front matter.
        locale: locale of the page; the words over alerts follow it.
        modern: the frame of today's pages, else that of about 2020.
    """
    text = markdown.decode("utf-8-sig") if isinstance(markdown, bytes) else markdown
    text = text.replace("\r\n", "\n")
    title, text = _without_front_matter(text)
    text = re.sub(r"\[!INCLUDE ?\[[^\]]*\]\([^)]*\)\]", "", text, flags=re.IGNORECASE)
    text = re.sub(
        r':::image [^\n]*?alt-text="([^"]*)"[^\n]*?:::',
        lambda picture: f'<span class="mx-imgBorder"><img src="media/x.png" alt="{escape(picture[1])}"></span>',
        text,
    )
    text = re.sub(r"<!--+([^\n<>]*?)-*-->", r"<!--\1-->", text)
    machine = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    soup = BeautifulSoup(machine.render(text), "lxml")
    body = soup.body or soup
    for comment in body.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    _alerts(body, soup, locale.split("-")[0])
    _links(body, locale)
    _ids(body)
    for table in body.find_all("table"):
        table.wrap(soup.new_tag("div", attrs={"class": "mx-tableFixed"}))
    heading = body.find("h1")
    if modern:
        for each in body.find_all(["h2", "h3", "h4"]):
            each["class"] = "heading-anchor"
            if each.find_parent(["div", "blockquote", "li"]) is None:
                wrapper = soup.new_tag("div", attrs={"class": "heading-wrapper", "data-heading-level": each.name})
                each.wrap(wrapper)
                link = soup.new_tag("a", attrs={"class": "anchor-link docon docon-link", "href": f"#{each['id']}"})
                link["aria-label"] = f"Section titled: {each.get_text()}"
                wrapper.insert(0, link)
    head = str(heading.extract()) if isinstance(heading, Tag) else f"<h1>{escape(title)}</h1>"
    article = body.decode_contents()
    outline = "".join(f"<li><a href='#{each.get('id')}'>{escape(each.get_text())}</a></li>" for each in body("h2"))
    frame = _today if modern else _of_2020
    return frame(title or "Page", head, article, outline, locale).encode()


def _without_front_matter(text: str) -> tuple[str, str]:
    found = re.match(r"\s*---\n(.*?)\n---[ \t]*\n", text, re.DOTALL)
    if not found:
        return "", text
    title = re.search(r"^title:\s*(.*?)\s*$", found[1], re.MULTILINE)
    return (title[1].strip("\"'") if title else ""), text[found.end() :]


def _alerts(body: Tag, soup: BeautifulSoup, language: str) -> None:
    for quote in body.find_all("blockquote"):
        first = quote.find("p", recursive=False)
        marker = re.match(r"\s*\[!(\w+)([^\]]*)\][ \t]*\n?", first.decode_contents()) if first else None
        if first is None or not marker:
            continue
        kind = marker[1].upper()
        rest = first.decode_contents()[marker.end() :]
        first.clear()
        if kind == "DIV":
            quote.name = "div"
            inner = BeautifulSoup(f"<p>{rest}</p>", "lxml").p
            first.extend(list(inner.contents) if inner else [])
            continue
        if kind not in ALERTS["en"]:
            continue
        first.append(ALERTS.get(language, ALERTS["en"])[kind])
        if rest.strip():
            following = BeautifulSoup(f"<p>{rest}</p>", "lxml").p
            assert following is not None
            first.insert_after(following)
        quote.name = "div"
        quote["class"] = kind


def _links(body: Tag, locale: str) -> None:
    for link in body.find_all("a", href=True):
        href = str(link["href"])
        if re.match(r"[a-z]+:|//|#", href):
            continue
        path, mark, rest = re.match(r"([^#?]*)([#?]?)(.*)", href, re.DOTALL).groups()  # type: ignore[union-attr] # matches any text
        path = re.sub(r"(^|/)index\.md$", r"\1", path) or "."
        path = path.removesuffix(".md")
        if path.startswith("/") and not re.match(r"/[a-z]{2}-[a-z]{2}/", path):
            path = f"/{locale}{path}"
        link["href"] = path + mark + rest
        link["data-linktype"] = "relative-path"


def _ids(body: Tag) -> None:
    taken: set[str] = set()
    for heading in body.find_all(HEADINGS):
        anchor = heading.find("a", attrs={"name": True}) or heading.find("a", attrs={"id": True})
        if isinstance(anchor, Tag):
            name = str(anchor.get("name") or anchor.get("id"))
            anchor.unwrap()
        else:
            words = heading.get_text().strip().lower()
            base = name = (
                "".join("-" if char == " " else char for char in words if char.isalnum() or char in "-_ ") or "section"
            )
            number = 0
            while name in taken:
                number += 1
                name = f"{base}-{number}"
        taken.add(name)
        heading["id"] = name


def _today(title: str, head: str, article: str, outline: str, locale: str) -> str:
    return f"""<!DOCTYPE html>
<html class="layout layout-holy-grail" lang="{locale}" dir="ltr">
<head><meta charset="utf-8"><title>{escape(title)} | Microsoft Learn</title>
<link rel="canonical" href="https://learn.microsoft.com/{locale}/page">
<script>var msDocs = {{ data: {{ title: "<h2>not a heading</h2>" }} }};</script></head>
<body>
<header class="layout-body-header"><nav><h2>Learn</h2><a href="/">Skip to main content</a></nav></header>
<aside class="layout-body-menu"><nav id="affixed-left-container"><h2>Table of contents</h2></nav></aside>
<main id="main" class="layout-body-main" role="main" data-bi-name="content" lang="{locale}" dir="ltr">
<div id="ms--content-header" class="content-header"><button>Table of contents</button></div>
<div data-main-column class="reading-width layout-padding"><div>
<div id="article-header"><details class="popover"><summary>More</summary><h4>Share via</h4>
<button>Copy Markdown</button><a class="button" data-contenteditbtn href="https://github.com/x">Edit</a></details></div>
<div unauthorized-private-section hidden><div class="notification"><p>Access requires authorization.</p></div></div>
<div class="content">{head}</div>
<div id="article-metadata"><ul class="metadata page-metadata">
<li>Last updated on <time>2024-05-07</time></li></ul></div>
<nav id="center-doc-outline" class="doc-outline"><h2 id="ms--in-this-article" class="title is-6">In this article</h2>
<ol>{outline}</ol></nav>
<div class="content">{article}</div>
<div id="ms--inline-notifications"></div>
<section id="site-user-feedback-footer" data-bi-name="site-feedback-section"><hr>
<h2 id="ms--feedback" class="title is-3">Feedback</h2><p>Was this page helpful?</p><button>Yes</button></section>
</div><div id="ms--additional-resources-mobile"><h2 id="ms--additional-resources-mobile-heading" hidden>More</h2></div>
<div id="article-metadata-footer"><ul class="metadata page-metadata"><li>Last updated on 2024-05-07</li></ul></div>
</div>
</main>
<aside id="ms--additional-resources"><h2>Additional resources</h2></aside>
<footer class="layout-body-footer"><h2>Footer</h2></footer>
</body></html>
"""


def _of_2020(title: str, head: str, article: str, outline: str, locale: str) -> str:
    return f"""<!DOCTYPE html>
<html class="hasSidebar hasPageActions" lang="{locale}">
<head><meta charset="utf-8"><title>{escape(title)} | Microsoft Docs</title></head>
<body>
<div id="headerAreaHolder"><h2>Docs</h2></div>
<div class="mainContainer"><div class="primary-holder column"><div class="columns">
<main id="main" role="main" class="content" data-bi-name="content" lang="{locale}" dir="ltr">
{head}
<ul class="metadata page-metadata" data-bi-name="page info"><li><time>05/07/2020</time></li></ul>
<nav class="doc-outline" role="navigation"><h3>In this article</h3><ol>{outline}</ol></nav>
<!-- <content> -->
{article}
<!-- </content> -->
</main>
<div class="feedback-section"><h2>Feedback</h2></div>
</div></div></div>
</body></html>
"""
