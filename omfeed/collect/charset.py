"""Turns the bytes of a body into text, whatever they claim to be.

Order of trust: a byte-order mark, what the transport declared, what the document declares of itself (XML declaration or
``<meta>`` in its first kilobytes), and last a guess. One claim is not believed: a Western one-byte set for bytes that
are valid UTF-8 beyond ASCII, because servers add ``charset=iso-8859-1`` to pages that are not, and text in such a set
that happens to be valid UTF-8 is practically never met. Nothing here raises on foreign bytes: what cannot be decoded
becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD: Final = 4096
"""So many bytes of a document are searched for its own declaration (the HTML standard asks for 1024)."""

_DECLARATIONS: Final = (
    re.compile(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']\s*([A-Za-z0-9_.:-]{1,40})"""),
    re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE),
)
_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)


def _labels() -> Mapping[str, str]:
    # Labels and what they mean on the web (WHATWG Encoding, 4.2), as codecs of ours: the wider vendor set for the
    # narrow standard one. An allow-list also keeps out codecs that are no character sets (hex, zip, idna, utf-7).
    sets = {
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8",
        "utf-16-le": "utf-16 utf-16le ucs-2 unicode iso-10646-ucs-2",
        "utf-16-be": "utf-16be",
        "utf-32-le": "utf-32 utf-32le",
        "utf-32-be": "utf-32be",
        "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 us-ascii ascii ansi",
        "iso8859-15": "iso-8859-15 iso8859-15 iso_8859-15 latin-9 l9",
        "cp1250": "windows-1250 cp1250 x-cp1250",
        "iso8859-2": "iso-8859-2 iso8859-2 iso_8859-2 latin2",
        "cp1251": "windows-1251 cp1251 x-cp1251",
        "koi8-r": "koi8-r koi8 koi",
        "cp1253": "windows-1253 cp1253",
        "iso8859-7": "iso-8859-7 iso8859-7 greek",
        "cp1254": "windows-1254 cp1254 iso-8859-9 iso8859-9 latin5",
        "cp1255": "windows-1255 cp1255",
        "iso8859-8": "iso-8859-8 iso8859-8 hebrew",
        "cp1256": "windows-1256 cp1256",
        "cp1257": "windows-1257 cp1257",
        "cp1258": "windows-1258 cp1258",
        "cp874": "windows-874 tis-620 iso-8859-11",
        "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932 ms932",
        "euc_jp": "euc-jp x-euc-jp",
        "iso2022_jp": "iso-2022-jp",
        "cp949": "euc-kr ks_c_5601-1987 ksc5601 windows-949 cp949 korean",
        "gb18030": "gb2312 gbk gb18030 x-gbk chinese gb_2312-80",
        "big5hkscs": "big5 big5-hkscs x-x-big5 cn-big5",
    }
    return {label: codec for codec, labels in sets.items() for label in labels.split()}


_CODECS: Final = _labels()
_WESTERN: Final = frozenset({"cp1252", "iso8859-15"})


def decode(body: bytes, charset: str = "") -> str:
    """The text of a body, without its byte-order mark.

    Args:
        body: the bytes as fetched.
        charset: what the transport declared (the ``charset`` of a Content-Type), or empty.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    if body.isascii() and b"\0" not in body[:_HEAD]:
        declared = _codec(charset) or declaration(body)
        if declared != "iso2022_jp":
            return body.decode("ascii")
    return body.decode(_judge(body, charset), "replace").removeprefix("\ufeff")


def declaration(body: bytes) -> str:
    """The codec that a document declares for itself in its first kilobytes, or empty."""
    head = _COMMENT.sub(b"", body[:_HEAD])
    for pattern in _DECLARATIONS:
        found = pattern.search(head)
        codec = _codec(found[1].decode("ascii")) if found else ""
        if codec:
            # A declaration that could be read byte by byte is none of a two-byte set (HTML standard, 13.2.3.2).
            return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec
    return ""


def _codec(label: str) -> str:
    return _CODECS.get(label.strip().strip("\"'").lower(), "")


def _judge(body: bytes, charset: str) -> str:
    claims = [codec for codec in (_codec(charset), declaration(body)) if codec]
    could_be_utf8 = _nearly_utf8(body) and b"\0" not in body[:_HEAD]
    if could_be_utf8 and (not claims or claims[0] in _WESTERN):
        return "utf-8"
    for codec in claims:
        if _fits(body, codec) or (codec == "utf-8" and could_be_utf8):
            return codec
    if claims and claims[0] != "utf-8":
        return claims[0]
    return "utf-8" if could_be_utf8 else _guess(body)


def _nearly_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8 beyond ASCII, but for a few broken ones (a body cut short, a stray byte)."""
    if _fits(body, "utf-8"):
        return True
    text = body.decode("utf-8", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") * 5 < beyond


def _guess(body: bytes) -> str:
    head = body[: _HEAD - _HEAD % 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and odd > 4 * even:
        return "utf-16-le"
    if even > len(head) // 8 and even > 4 * odd:
        return "utf-16-be"
    return "cp1252"


def _fits(body: bytes, codec: str) -> bool:
    try:
        body.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return False
    return True
