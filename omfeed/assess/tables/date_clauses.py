"""Clauses that tell of an earlier announcement or plan: signs on a sentence in which ``§`` masks each date.

Tried on a sentence in lower case; what such a sign matches is the clause, and dates within it are no due dates. A comma
within a date is masked with it, so that the first comma left ends the clause.
"""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_TOLD: Final = (
    r"(?:announced|shared|communicated|mentioned|published|posted|notified|informed|blogged|described|reported|stated"
    r"|noted|documented|advised|reminded|told|outlined|disclosed|flagged|promised|detailed|explained|discussed)"
)
_NOTICE: Final = r"(?:announcements?|communications?|messages?|notices?|notifications?|posts?|blogs?|mc\d{3,7})"
_ONCE: Final = r"(?:originally|initially|previously|formerly|first|once|earlier|already|recently)"
_PLANNED: Final = r"(?:planned|scheduled|expected|targeted|slated|set|due|intended|meant|announced|to \w+)"
_REST: Final = r"[^,;()]{0,160}(?:\([^()]{0,90}\)[^,;()]{0,90})?"
"""What belongs to a clause until its comma; a parenthesis may have commas of its own."""
_ITEM: Final = r"(?:(?<=[§\d)], )(?:and |or )?(?:again )?(?:(?<=and )(?:in|on) )?(?:§{3,40}|mc\d{3,7}),\s)?"
_COMMA: Final = rf",\s{_ITEM}{_ITEM}{_ITEM}"
"""The comma that ends a clause, after a list of days or messages if there is one."""
_NOW: Final = (
    r"(?:will|is|are|has|have|must|ends?|starts?|begins?|takes?|becomes?|stops?|expires?|retires?|moves?|goes|no longer"
    r"|can't|cannot|needs?)"
)
_GERMAN_TOLD: Final = r"(?:angekündigt|mitgeteilt|bekannt ?gegeben|erwähnt|informiert|kommuniziert)"
_GERMAN_VERB: Final = (
    r"(?:wird|werden|ist|sind|ende[tn]|beginn(?:t|en)|müssen|muss|tritt|treten|läuft|laufen|stellt|stellen|entf[aä]llt"
    r"|entfallen)"
)
_KOREAN_TOLD: Final = r"(?:발표|공지|안내|알려|게시|말씀|설명|공유|전달|예고)"
_JAPANESE_TOLD: Final = r"(?:発表|お知らせ|告知|案内|通知|共有|説明|予告|連絡)"

CLAUSES: Final[tuple[Sign, ...]] = (
    Sign(
        name="as-announced",
        value="told",
        patterns=(
            rf"(?:^|[.;:]\s|\b(?:but|and)\s)\W*(?:as|like)\b[^,;§]{{0,60}}?\b(?:{_TOLD}|{_NOTICE})\b{_REST}{_COMMA}",
            (
                r"(?:^|[.;:]\s)\W*(?:following|per|after|since|further to|according to|in line with|based on"
                rf"|in accordance with|as part of|in)\s[^,;]{{0,60}}?\b{_NOTICE}\b{_REST}{_COMMA}"
                rf"(?!(?:we|microsoft|apple|google) (?:\w+ )?{_TOLD}\b)"
            ),
            rf"^\W*(?:(?:{_ONCE}|as)\s)*{_TOLD}\b{_REST}{_COMMA}",
            rf",\sas (?:(?:we|was|were|you|had been|has been|{_ONCE}) )*{_TOLD}\b[^;]*$",
        ),
        yes="as we announced on §§§, it ends on §§§.",
        no="as of §§§, it ends.",
    ),
    Sign(
        name="once-planned",
        value="told",
        patterns=(
            rf"^\W*{_ONCE}\s{_PLANNED}\b{_REST}{_COMMA}",
            (
                rf",\s(?:which |that )?(?:(?:we|was|were|had been|has been|as|{_ONCE}) )*(?:{_TOLD}\b"
                rf"|(?:{_ONCE}|was|were) {_PLANNED}\b){_REST}{_COMMA}"
            ),
        ),
        yes="originally planned for §§§, it is delayed until §§§.",
        no="planned for §§§, it ends then.",
    ),
    Sign(
        name="in-brackets",
        value="told",
        patterns=(
            rf"\((?=[^()]*\b(?:{_TOLD}|originally|previously|formerly)\b)[^()]*\)",
            r"\((?:see )?mc\d{3,7}\W*\)",
            (
                r"[(（](?:(?:was|bisher|vorher|zuvor|ursprünglich|früher)\b"
                r"|이전|기존|당초|원래|변경 전|以前|従来|当初|変更前)[^()（）]{0,60}[)）]"
            ),
        ),
        yes="the change (announced in mc123, §§§) takes effect on §§§.",
        no="the change (on §§§) takes effect.",
    ),
    Sign(
        name="we-announced-that",
        value="told",
        patterns=(
            (
                rf"\b(?:we|microsoft|intune|apple|google|you)\s[^,;]{{0,30}}?{_TOLD}\b[^;]{{0,80}}?\bthat\b"
                rf"(?=(?![^;]*\b(?:would|(?:was|were) (?:going|to))\b)[^;]*\b{_NOW}\b)"
            ),
            (
                rf"(?<!be )(?<!is )(?<!are )\b(?:{_TOLD}|{_ONCE} {_PLANNED})\b[^;]{{0,90}}?"
                rf"(?=,? (?:and|but|so|yet) (?:\w+ ){{0,4}}?{_NOW}\b)"
            ),
        ),
        yes="we announced in §§§ that it will end on §§§.",
        no="we announced in §§§ that it would end on §§§.",
    ),
    Sign(
        name="wie-angekündigt",
        value="told",
        patterns=(
            (
                rf"\b(?:wie|gemäß|laut|nach (?:der|unser\w+)|entsprechend|im anschluss an)\b[^;,]{{0,90}}?(?:"
                rf"{_GERMAN_TOLD}|veröffentlicht|beschrieben|ankündigung|mitteilung|beitrag|nachricht|mc\d{{3,7}})\w*[^;,]{{0,60}}?"
                rf"(?:,\s|(?=\s{_GERMAN_VERB}\b)|\W*$)"
            ),
            rf"§+\s(?:wurden?|haben|hatten?)\s[^;,]{{0,60}}?{_GERMAN_TOLD}\b",
            rf",\s(?:der|die|das|was|wie)\s[^,;]{{0,60}}?{_GERMAN_TOLD}[^,;]{{0,20}},",
            rf"(?:wurden?|haben|hatten?)\s[^;,]{{0,30}}?§+[^;,§]{{0,40}}?{_GERMAN_TOLD}\b",
        ),
        yes="wie am §§§ angekündigt, wird es am §§§ gesperrt.",
        no="es wird am §§§ angekündigt.",
    ),
    Sign(
        name="ursprünglich-geplant",
        value="told",
        patterns=(
            (
                r"\b(?:ursprünglich|zunächst|zuerst|bisher|vormals|zuvor)\b[^;,]{0,60}?(?:geplant|vorgesehen"
                r"|angesetzt|angekündigt|terminiert)\w*"
            ),
            (
                r"\bvo[nm]\s(?:anfang |mitte |ende )?§+(?=\sauf\b[^;.]{0,60}(?:verschoben|verlegt|verlängert|geändert"
                r"|vorgezogen))"
            ),
        ),
        yes="es wurde von §§§ auf §§§ verschoben.",
        no="es läuft von §§§ bis §§§.",
    ),
    Sign(
        name="공지한-대로",
        value="told",
        patterns=(
            (
                rf"(?:^|[.,]\s)[^.,]{{0,60}}?{_KOREAN_TOLD}[^\s§]{{0,3}}(?:\s드[린렸])?[^\s§]{{0,4}}"
                r"\s?(?:대로|바와\s?같이|것처럼|것과 같이|듯이),?\s"
            ),
            rf"§+에는\s[^.]{{0,120}}?{_KOREAN_TOLD}(?:\s?드렸|했|하였|되었|됐)",
            rf"§+(?:에|자로?|경에?)?\s(?:[^\s.,§]{{1,10}}(?<![고는])\s){{0,3}}?[^\s.,§]{{0,8}}{_KOREAN_TOLD}(?:\s?드렸|했|하였|되었|됐)",
        ),
        yes="§§§에 공지한 대로 §§§부터 차단됩니다.",
        no="§§§부터 차단됩니다.",
    ),
    Sign(
        name="원래-예정",
        value="told",
        patterns=(
            (
                r"(?:원래|당초|기존에?|애초에?|처음에?)[^.,]{0,50}?(?:예정|계획|발표|공지)[^\s§]{0,3}"
                r"(?:던|된|인|으나|지만|는데)(?=[\s,])"
            ),
            r"§+에서(?=\s?[^.]{0,6}§[^.]{0,8}로\s?(?:연기|변경|조정|연장|미뤄|앞당))",
        ),
        yes="§§§에서 §§§로 연기되었습니다.",
        no="§§§에서 §§§까지 배포됩니다.",
    ),
    Sign(
        name="発表したとおり",
        value="told",
        patterns=(
            rf"(?:^|[。、])[^。、]{{0,60}}?{_JAPANESE_TOLD}[^、。§]{{0,8}}?(?:とおり|通り|ように)、?",
            rf"§+(?:に|付けで)(?:(?!と|旨)[^。、§]){{0,20}}?{_JAPANESE_TOLD}(?:いた)?(?:しました|されました|済み)",
        ),
        yes="§§§に発表したとおり、§§§にブロックされます。",
        no="§§§にブロックされるようになります。",
    ),
    Sign(
        name="当初予定",
        value="told",
        patterns=(
            r"(?:当初|もともと|元々|以前は)[^。、]{0,50}?(?:予定|計画|発表)[^。、§]{0,4}(?:ていた|だった|でした|された|の)[がは]?",
            r"§+から(?=[^。]{0,6}§[^。]{0,6}(?:に|へ|まで)(?:延期|変更|延長|先送り|前倒し))",
        ),
        yes="当初§§§に予定されていた終了は§§§に延期されました。",
        no="§§§から§§§まで展開されます。",
    ),
)
