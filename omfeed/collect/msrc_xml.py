"""The security update document (CVRF) in its XML form. Names are told without their namespaces, which changed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from omfeed.collect.msrc_json import Document, Fix, Revision, Vulnerability
from omfeed.collect.writing import line
from omfeed.errors import ParseError


def read(text: str) -> Document:
    """The document of an XML text.

    Raises:
        ParseError: it is not well-formed XML, or not such a document.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ParseError(
            f"The XML cannot be read ({line(str(error))[:100]}); it may be cut short.",
            hint="If this stays so for days, look at the address.",
        ) from error
    if _name(root) != "cvrfdoc":
        raise ParseError("The XML is not a security update document.", hint="Has the address changed?")
    names = {
        str(one.get("ProductID") or ""): line(one.text or "") for one in root.iter() if _name(one) == "FullProductName"
    }
    found = (_vulnerability(one) for one in root if _name(one) == "Vulnerability")
    return Document(
        title=_text(root, "DocumentTitle"),
        products=names,
        vulnerabilities=tuple(one for one in found if one.cve),
    )


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _all(element: etree._Element, *path: str) -> Iterator[etree._Element]:
    if not path:
        yield element
        return
    for child in element:
        if _name(child) == path[0]:
            yield from _all(child, *path[1:])


def _text(element: etree._Element, *path: str) -> str:
    return next(((found.text or "").strip() for found in _all(element, *path)), "")


def _vulnerability(one: etree._Element) -> Vulnerability:
    def threatened(kind: str) -> tuple[str, ...]:
        threats = (threat for threat in _all(one, "Threats", "Threat") if threat.get("Type") == kind)
        return tuple(dict.fromkeys(words for threat in threats if (words := _text(threat, "Description"))))

    def noted(kind: str) -> str:
        notes = (note.text or "" for note in _all(one, "Notes", "Note") if note.get("Type") == kind)
        return next(notes, "").strip()

    return Vulnerability(
        cve=_text(one, "CVE").upper(),
        title=_text(one, "Title"),
        description=noted("Description"),
        tag=noted("Tag"),
        products=tuple((number.text or "").strip() for number in _all(one, "ProductStatuses", "Status", "ProductID")),
        severities=threatened("Severity"),
        impacts=threatened("Impact"),
        exploitability=";".join(threatened("Exploit Status")),
        fixes=tuple(
            Fix(name=_text(fix, "Description"), build=_text(fix, "FixedBuild"))
            for fix in _all(one, "Remediations", "Remediation")
            if fix.get("Type") == "Vendor Fix"
        ),
        revisions=tuple(
            Revision(number=_text(each, "Number"), date=_text(each, "Date"), words=_text(each, "Description"))
            for each in _all(one, "RevisionHistory", "Revision")
        ),
    )
