"""Forms of what omfeed says when a body is not what its collector reads, and when a source cannot be read at all.

Each is an English sentence as ``omfeed.collect`` writes it, with fields; ``…`` stands for details, a parser's words,
that are shown in no other language than theirs. A test holds these forms to what the collectors say.
"""

from __future__ import annotations

from typing import Final


def sentence(form: str) -> str:
    """Marks a form for the catalogues; it is said where a reason of that form is met."""
    return form


DETAIL: Final = "…"
"""Stands in a form for details that are not shown."""

FORMATS: Final = (
    # pages
    sentence("The page is empty."),
    sentence("The body is no web page."),
    sentence("The page cannot be read (…)."),
    sentence("The page cannot be read as HTML: …"),
    sentence("Expected an HTML page, met markup that cannot be read: …"),
    sentence("Expected entries under headings, met an empty page."),
    sentence(
        "Expected entries under headings, met a page titled “{title}” with {headings} and no text under any that would "
        "be news."
    ),
    sentence("Expected entries under headings, met a page with {headings} and no text under any that would be news."),
    sentence("Expected a page of release notes, met one titled “{title}”."),
    sentence("Expected a page of release notes, met {n} million characters."),
    sentence("Expected a page of release notes, met more than {a} tags or {b} headings."),
    sentence("Expected a page of release notes, met markup nested more than {n} deep."),
    sentence("Expected a page in Markdown, met {n} million characters."),
    sentence("Expected a page in Markdown, met more than {a} marks or {b} paragraphs."),
    sentence("Expected a page in Markdown, met brackets nested more than {n} deep."),
    sentence("Expected a page or feed, met markup with more than {n} tags."),
    sentence("Expected a page, met markup with more than {n} comments that never end."),
    sentence("Expected a page, met markup with more than {n} attributes on one element."),
    sentence("Expected at most {a} entries, met {b}."),
    sentence("The page has no entry that the options only and skip leave."),
    sentence("The page has no table of {what}: it was redesigned, or another page came in its stead."),
    sentence("The tables of the page have no rows."),
    sentence("The tables of the page hold no version and no build."),
    sentence("The table of security releases has no row with a name."),
    sentence("The page has no announcement with a number: it was redesigned, or another page came in its stead."),
    sentence("The page lists no issue and does not say that there is none: it was redesigned."),
    sentence("The page names no security maintenance release: it was redesigned, or another page came in its stead."),
    sentence("The page names no release with news for enterprise: it was redesigned, or another page came."),
    sentence("The heading names no release."),
    sentence("The page is neither a security bulletin nor an overview of them."),
    sentence("The page is no security advisory of Apple's, or names no CVE."),
    sentence("The page is no KB article."),
    sentence("KB{a} was asked for and KB{b} came."),
    # feeds
    sentence("The feed is empty."),
    sentence("A web page came where a feed was expected (a consent wall, a login or a page that says “not found”)."),
    sentence("The body is neither RSS nor Atom nor JSON Feed."),
    sentence("The body is JSON, but not a JSON Feed (no version of jsonfeed.org, or no items)."),
    sentence("No item of the feed has a title or a text."),
    sentence("The feed is nested deeper than any honest one."),
    sentence("The feed cannot be read: …"),
    # JSON, XML and lists
    sentence("The body is empty where JSON was expected."),
    sentence("A web page or XML came where JSON was expected (a consent wall, a login or an error page)."),
    sentence("The JSON cannot be read (…); it may be cut short."),
    sentence("The JSON is not {what}."),
    sentence("The JSON holds no {what}."),
    sentence("The JSON has no object with “{key}” under “{rows}”: its format changed."),
    sentence("The XML cannot be read (…); it may be cut short."),
    sentence("The XML is not a security update document."),
    sentence("The security update document names no CVE."),
    sentence("A part of the list is no list of rows."),
    sentence("The catalogue holds no vulnerability."),
    sentence("The system status names no service."),
    sentence("The servicing index names no update."),
    sentence("Apple's list of software names no version."),
    sentence("No release of a product is in the body."),
    sentence("No OS or app versions are in the SOFA feed."),
    sentence("No release is in the SOFA feed."),
    sentence("The body is no index of packages."),
    sentence("The index of {packages} holds none that is called {name}."),
    sentence("The answer names no board."),
    sentence("The answer holds no overview of endpoint protection."),
    sentence("Graph answered with an error: …"),
    sentence("No object of the answer has an id and a title."),
    sentence("No object of the answer says when it runs out."),
    sentence("No object of the answer names a service."),
    # ours
    sentence("The option “{option}” of {source} cannot be followed: …"),
    sentence("{name} could not be understood (…)."),
    sentence("{url} holds nothing."),
    # what to do
    sentence("Open {url} in a browser."),
    sentence("Open {url} in a browser: has it moved?"),
    sentence("Open {url} in a browser: has the feed moved?"),
    sentence("Open {url} in a browser and look for the feed's new address."),
    sentence("Open {url} in a browser; if it looks right, report it."),
    sentence("Open {url} in a browser; if the table is there, report it."),
    sentence("Open {url} in a browser; if the months are there, report it."),
    sentence("Open {url} in a browser; if issues are there, report it."),
    sentence("Open {url} in a browser; if the announcements are there, report it."),
    sentence("Open {url} in a browser: since 2026 the year stands in the path."),
    sentence("Open {url} in a browser: was the advisory taken down?"),
    sentence("Open {url}: was the article taken down?"),
    sentence("Open {url}: was the chapter renamed?"),
    sentence("Open {url}: has the repository moved?"),
    sentence("Open {url}: has its format changed?"),
    sentence("Open {url}: each major version has a page of its own."),
    sentence("Open {url}."),
    sentence("Open the address: has it moved?"),
    sentence("Open the address in a browser: has it moved?"),
    sentence("Open the address in a browser and see what it has become."),
    sentence("Open the address in a browser: the page may have moved, or asks for consent or a sign-in."),
    sentence("Open the address in a browser; if the page has moved, change the source's address."),
    sentence("Open the address in a browser; nothing that looks right there is made so."),
    sentence("Open its address and see what it has become; a list that long is better read in parts."),
    sentence("Open it in a browser."),
    sentence("Look at {url}."),
    sentence("Look at {url}: has it moved?"),
    sentence("Look at {url}: has its format changed?"),
    sentence("Look at {url}: has the version ended?"),
    sentence("Look at {url}: is it the export meant?"),
    sentence("Look at {url}: was the package renamed?"),
    sentence("Look at {url}: which collector reads it?"),
    sentence("Look at {url} and correct the options of {source}."),
    sentence("Look at the address: has its format changed?"),
    sentence("If this stays so for days, look at the address."),
    sentence("Has the address changed?"),
    sentence("Has the format of the address changed?"),
    sentence("Has the version of the API ended?"),
    sentence("Correct it in the source's block."),
    sentence("Check the permissions of the application; docs/sources.md names the least that is needed."),
    sentence("Please report it."),
    sentence("Please report it with the log; omfeed reads it again next night."),
)
"""Forms of why a body could not be read, and of what to do about it."""

FORMAT_PARTS: Final = (
    sentence("1 heading"),
    sentence("{n} headings"),
    sentence("1 package"),
    sentence("{n} packages"),
    sentence("security releases"),
    sentence("versions or updates"),
    sentence("a system status"),
    sentence("a list of boards"),
    sentence("a catalogue of vulnerabilities"),
    sentence("a security update document"),
    sentence("a SOFA feed"),
    sentence("a list of Ubuntu notices"),
    sentence("a servicing index"),
    sentence("tokens or certificates"),
    sentence("service states"),
    sentence("overviews of endpoint protection"),
    sentence("message center posts"),
    sentence("service health issues"),
    sentence("roadmap item"),
    sentence("advisory"),
    sentence("notice"),
    sentence("Apple's list of software"),
)
"""What stands in their fields."""
