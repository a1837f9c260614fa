"""Says omfeed's own reasons in the reader's language: why a source is not well, and why a change was told as it was.

A reason is stored as an English sentence, because it is made once and read by many, in any language. Here such
sentences are known again by their form: each form stands in a catalogue like every other sentence, and what stands in
its fields (addresses, names, figures) is carried over. So reasons that were stored long ago speak any language too.

What is not known again (a server's own words, a format's fault in detail) is never shown in another language than the
page's: the reader is told where to find it instead. A test holds the forms to what the rooms that make reasons say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from omfeed.digest.formats import DETAIL, FORMAT_PARTS, FORMATS, sentence
from omfeed.digest.speech import SOURCE_LANGUAGE, Speech

HEALTH: Final = (
    # health.py
    sentence("Last read well {span} ago."),
    sentence("Never read well."),
    sentence("This does not pass by itself: correct its url, or switch it off (enabled = false)."),
    sentence(
        "What came new was told; what is missing is told as withdrawn when it is missing a second time. Open {url} to "
        "see whether the page is whole."
    ),
    sentence(
        "Nothing was announced as withdrawn. Open {url}: if the page is only out of order, wait; if it was rebuilt or "
        "has moved, correct its url or update omfeed."
    ),
    sentence("The page still does not read like itself. Open {url} and see what it has become."),
    sentence(
        "Nothing new for {span}, although it usually speaks {often}. Open {url}: if there is newer news, it has moved "
        "or is served stale, and its url must be corrected; if it merely rests, raise its cadence_days."
    ),
    sentence(
        "Nothing new for {span}, although it should speak {often}. Open {url}: if there is newer news, it has moved or "
        "is served stale, and its url must be corrected; if it merely rests, raise its cadence_days."
    ),
    # how the lists' own pages fared
    sentence("The list was read; its page could not be read:"),
    sentence("The list was read; {failed} of {asked} pages could not be read:"),
    sentence("{n} more wait for the next night."),
    # the drift rules
    sentence("The page showed {entries} and now shows none."),
    sentence("The page was in “{before}” and is now in “{after}”."),
    sentence("The page breaks off in the middle of “{title}”."),
    sentence("“{a}” left the page with all their entries: it may have been split."),
    sentence("“{a}” and “{b}” left the page with all their entries: it may have been split."),
    sentence("“{a}” and “{b}” and “{c}” left the page with all their entries: it may have been split."),
    sentence("Fewer than half of {entries} are left: only {n}."),
    sentence("Only {stay} of {entries} were recognised among {n} on the page."),
    # what changed on the page as a whole
    sentence("“{before}” became “{after}” in {n} entries"),
    sentence("“{name}” changed throughout the source"),
    sentence("{n} entries were given another date"),
    sentence("{gone} of {before} entries left the page at once"),
    sentence("{cut} of {n} entries came cut to excerpts, and the whole texts known stay"),
    sentence("{n} entries gained or lost a label"),
    # the way out
    sentence("{where} answered {status} and asked to wait {n} s."),
    sentence("{where} answered {status}."),
    sentence("It may want a login or refuse programs; open it in a browser."),
    sentence("The page is gone; look for its new address."),
    sentence("We asked too often; it is tried again next time."),
    sentence("The fault is the server's; it is tried again next time."),
    sentence("Open the address in a browser."),
    sentence("{where} was slower than the bound of {n} s."),
    sentence("{where} was slower than the bound."),
    sentence("It is tried again next time; raise the limit if it is slow."),
    sentence("{where} did not answer in time."),
    sentence("{where} could not be reached ({why})."),
    sentence("Check the network, a firewall on the way, or whether the server is up."),
    sentence("The name {where} could not be looked up ({why})."),
    sentence("The name {where} has no address."),
    sentence("Check the address and this machine's DNS."),
    sentence("Check the address."),
    sentence("{where} shows a certificate that cannot be trusted ({why})."),
    sentence("Check the address, and this machine's clock and certificates."),
    sentence("{where} does not speak TLS as it should ({why})."),
    sentence("Check whether the address should begin with http: or has another port."),
    sentence("The connection to {where} broke ({why})."),
    sentence("The connection to {where} broke while TLS began ({why})."),
    sentence("{where} closed the connection in the middle of its answer."),
    sentence("{where} closed the connection without an answer."),
    sentence("{where} answered with what is not HTTP, or broke off ({why})."),
    sentence("The body of {where} is larger than the bound of {n} MiB ({how})."),
    sentence("Raise the bound in the limits if this source is meant to be so large."),
    sentence("The packed body of {where} broke off."),
    sentence("{where} redirects to an unencrypted address ({there})."),
    sentence("Give the source an https address that answers itself."),
    sentence("{where} redirects in a circle."),
    sentence("Check the address in a browser."),
    sentence("{where} redirects more than {n} times."),
    sentence("Give the source the address at which the redirects end."),
    sentence("{where} an address of the range “{name}”, not a public one; nothing was sent."),
    sentence("If that is meant, set allow_private for this source and give it this very address."),
    sentence("omfeed never goes there."),
    sentence("The robots.txt of its site asks programs to stay away from {url}."),
    sentence("Look for a feed of it, or ask its publisher; with their leave, set robots = false for this source."),
    *FORMATS,
)
"""Forms of why a source is not well, and of what changed on a page as a whole."""

CHANGES: Final = (
    sentence("first reading of this source: dated within the look-back"),
    sentence("first reading of this source: recorded only"),
    sentence("first reading of this address: dated within the look-back"),
    sentence("first reading of this address: recorded only"),
    sentence("new: nothing known is like it"),
    sentence("new: shipped; was in development since {day}"),
    sentence("new: split off from “{title}”"),
    sentence("moved here from “{source}”"),
    sentence("told already by “{source}”"),
    sentence("the same entry stands here twice"),
    sentence("first seen in the archive: old news"),
    sentence("matched: the source's own id is the same"),
    sentence("matched: the same words in the same place"),
    sentence("matched: the same words in another place"),
    sentence("matched: the same words but for case and punctuation"),
    sentence("matched: the publisher's work item is the same"),
    sentence("matched: the same title in the same place"),
    sentence("matched: title {a}% and text {b}% alike, the best pairing of all"),
    sentence("moved from “{before}” to “{after}”"),
    sentence("material: stated values changed ({names})"),
    sentence("material: words of the title changed"),
    sentence("material: words of the text changed"),
    sentence("cosmetic: the source renamed all its entries"),
    sentence("cosmetic: a stated value changed throughout the source"),
    sentence("cosmetic: markup or link targets only"),
    sentence("cosmetic: only its date was changed"),
    sentence("cosmetic: punctuation, case or spacing only"),
    sentence("cosmetic: the same passages in another order"),
    sentence("cosmetic: only a stamp of the last update changed"),
    sentence("cosmetic: a word written twice was put right"),
    sentence("cosmetic: a name was changed throughout the page"),
    sentence("cosmetic: a label that most entries gained or lost"),
    sentence("cosmetic: the whole text came after an excerpt"),
    sentence("material: the whole text came after an excerpt"),
    sentence("cosmetic: the same days written another way"),
    sentence("cosmetic: {slips} only"),
    sentence("shown again after it was withdrawn"),
    sentence("shown again after it had aged out"),
    sentence("shown again after it was withdrawn, {n} times so far: it comes and goes"),
    sentence("shown again after it had aged out, {n} times so far: it comes and goes"),
    sentence("back to an earlier wording"),
    sentence("back to an earlier wording for the {n}th time: the page flickers"),
    sentence("one of {n} at once"),
    sentence("it comes and goes, {n} times so far"),
    sentence("shipped: it is now told by “{source}”"),
    sentence("moved on to “{source}”"),
    sentence("the same entry stood here twice and now stands once"),
    sentence("its text now stands in “{title}”"),
    sentence("aged out: its stated end, {day}, has passed"),
    sentence("aged out: the next of its series has replaced it"),
    sentence("aged out: it stood its time and was taken down"),
    sentence("aged out: it stood at the end of the feed"),
    sentence("aged out: it stood near the old end of the feed"),
    sentence("aged out: the whole window has moved on"),
    sentence("aged out: its section was older than all that stays"),
    sentence("aged out: nearly all that was older has left as well"),
    sentence("aged out: the next issue is read"),
    sentence("aged out: another address is read"),
    sentence("aged out: it stood at the old end of the history of its version"),
    sentence("aged out: the history of its version has left with it"),
    sentence("withdrawn: older builds of its version stay"),
    sentence("withdrawn: its stated end, {day}, lies ahead"),
    sentence("withdrawn: it was not over, its state was “{state}”"),
    sentence("withdrawn: this source always shows its whole list"),
    sentence("withdrawn: it left the page while its neighbours stay"),
    sentence("withdrawn: its neighbours stay"),
    sentence("withdrawn: other entries under the same heading stay"),
    sentence("withdrawn: older entries of the feed stay"),
    sentence("withdrawn: nothing of what was shown stays"),
    sentence("withdrawn: older entries stay"),
)
"""Forms of why a change was matched, weighed and told as it was."""

PARTS: Final = (
    sentence("1 day"),
    sentence("{n} days"),
    sentence("every day"),
    sentence("every {n} days"),
    sentence("1 entry"),
    sentence("{n} entries"),
    sentence("spacing or hyphens"),
    sentence("spelling"),
    sentence("a name changed throughout the page"),
    *FORMAT_PARTS,
)
"""Forms that stand in the fields of others."""

_HELD: Final = {
    "url": r"\S+?",
    **dict.fromkeys(("n", "a", "b", "status", "failed", "asked", "stay", "gone"), r"[\d.,]+"),
}
"""What the fields of certain names hold; the others hold whatever is no end of a sentence."""
_GIVEN = re.compile(r"“\{(\w+)\}”|\{(\w+)\}")


def health_reason(text: str, source_id: str, talk: Speech) -> str:
    """Why a source is not well, in the reader's language; of what is not known the reader is told where it stands.

    Args:
        text: the reason as it was stored.
        source_id: of which source.
        talk: the reader's language.
    """
    if talk.language == SOURCE_LANGUAGE or not text:
        return text
    said, whole = _say(text, _forms(HEALTH), talk)
    if not whole:
        said.append(talk.say("`omfeed sources check {id}` tells the details.", id=source_id))
    return " ".join(said)


def change_reason(text: str, talk: Speech) -> str:
    """Why a change was told as it was, in the reader's language; what is not known is left out."""
    if talk.language == SOURCE_LANGUAGE or not text:
        return text
    said, _ = _say(text, _forms(CHANGES), talk)
    return "; ".join(said)


def is_known(text: str) -> bool:
    """Whether every sentence of a reason is of a known form."""
    return _read(text, (*_forms(HEALTH), *_forms(CHANGES)))[1]


Form = tuple[str, re.Pattern[str]]


def _say(text: str, forms: tuple[Form, ...], talk: Speech) -> tuple[list[str], bool]:
    found, whole = _read(text, forms)
    whole = whole and not any(DETAIL in form for form, _ in found)
    return [
        talk.say(form, **{name: _part(value, talk) for name, value in given.items()}) for form, given in found
    ], whole


def _read(text: str, forms: tuple[Form, ...]) -> tuple[list[tuple[str, dict[str, str]]], bool]:
    """The forms that a text consists of, with what stands in their fields, and whether they are all of it."""
    found: list[tuple[str, dict[str, str]]] = []
    at, whole = 0, True
    while at < len(text):
        hits = [(match.end(), form, match) for form, pattern in forms if (match := pattern.match(text, at))]
        if hits:
            at, form, match = max(hits, key=lambda hit: (hit[0], len(_GIVEN.sub("", hit[1]))))
            found.append((form, match.groupdict()))
        else:
            whole = False
            end = _END.search(text, at)
            at = end.start() + len(end[0].rstrip(" ")) if end else len(text)
        while at < len(text) and text[at] in "; ":
            at += 1
    return found, whole


_END = re.compile(r"[.?] |; ")
"""Where a sentence that is not known ends."""


def _part(value: str, talk: Speech) -> str:
    """What stands in a field, in the reader's language as far as it is omfeed's own, one by one of a list."""
    said = [_said_part(one, talk) for one in value.split(", ")]
    return ", ".join(said)


def _said_part(value: str, talk: Speech) -> str:
    for form, pattern in _forms(PARTS):
        if match := pattern.fullmatch(value):
            return talk.say(form, **match.groupdict())
    return value


@lru_cache(maxsize=4)
def _forms(forms: tuple[str, ...]) -> tuple[Form, ...]:
    """The forms as patterns. A field in quotation marks holds whatever is no end of them."""
    made = []
    for form in forms:
        at, parts = 0, []
        for field in _GIVEN.finditer(form):
            quoted, plain = field[1], field[2]
            words = _HELD.get(plain, r"(?:(?![.?] |; ).)+?")
            held = f"“(?P<{quoted}>[^”]*)”" if quoted else f"(?P<{plain}>{words})"
            parts += [_escaped(form[at : field.start()]), held]
            at = field.end()
        pattern = "".join([*parts, _escaped(form[at:])])
        made.append((form, re.compile(rf"{pattern}(?=$|; | )", re.DOTALL)))
    return tuple(made)


def _escaped(words: str) -> str:
    """Words of a form as they stand in a reason, with any details where the form leaves them open."""
    return ".*?".join(map(re.escape, words.split(DETAIL)))
