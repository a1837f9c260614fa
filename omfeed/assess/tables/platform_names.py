"""The names of platforms as pieces of patterns over text in lower case, for signs that stand beside such a name."""

from __future__ import annotations

from typing import Final

NAME: Final = (
    r"(?:windows|mac ?os|macs?\b|ios|ipad ?os|iphones?|ipads?|android|linux|ubuntu|tvos|apple tv|visionos|vision pro"
    r"|chrome ?os|chromebooks?|apple|samsung|hololens|surface)"
)
"""A platform, or a vendor or machine that stands for one."""
DEVICES: Final = (
    r"(?:[ /-](?:\d[\d.x/]{0,8}(?:h[12])?|(?:and|or) (?:later|newer|above|earlier|older)|enterprise|server|phone|aosp"
    r"|version|devices?|pcs?|users?|machines?|endpoints?|computers?|clients?|policy|policies|profiles?|settings|apps?"
    r"|platforms?|mobile|ipados|geräten?|nutzer|benutzer|computern?|based|hosts?|systems?|laptops?|phones?"
    r"|tablets?)(?![a-zäöüß])){0,4}"
)
"""What may follow a name and be of it: “Windows 10 and later devices”, “Android-Geräte”."""
DEVICES_CJK: Final = r"(?: ?(?:디바이스|장치|기기|사용자|デバイス|端末|ユーザー|版|用)){0,2}"
"""The same in Korean and Japanese."""
NAMED: Final = rf"{NAME}{DEVICES}-?{DEVICES_CJK}"
BETWEEN: Final = (
    r"(?:\s?[,/、・·&]\s?(?:and |or |nor |und |oder |sowie |または|および|또는 )?"
    r"|\s(?:and|or|nor|und|oder|sowie)\s(?:for |on |für |unter )?"
    r"|\s?(?:および|及び|または|と|や|및|와|과|또는)\s?)"
)
"""What stands between the names of a list."""
