"""How versions are compared in words (“and later”, “이상”, “older than”), and what a statement says of a range.

The first group are parts of the patterns that read a version beside its platform; the second are tried on a clause in
lower case with straight quotes.
"""

from __future__ import annotations

from typing import Final

# ---------------------------------------------------------------------------------------------------------------------
# Beside a version

FEATURE: Final = r"(?:1[5-9]0[3479]|1511|1607|1[89]09|2004|2[0-9]H[12])"
"""A feature version of Windows."""
NUMBER: Final = r"\d{1,5}(?:\.(?:\d+|x))*(?:\.x)?"
BUILD: Final = r"(?:10\.0\.)?\d{5}(?:\.\d+)?"

LATER: Final = (
    r"(?:\s*\+|\s*,?\s*\(?(?:and|or|&)\s+(?:any |all |a )?(?:later|newer|above|higher|up|greater|more recent|beyond"
    r"|onwards?)\b(?: versions?| builds?)?\)?"
    r"|\s*\((?:OS )?build (?P<build_later>[\d.]+) (?:or|and) (?:later|newer|higher)\)"
    r"|\s+as (?:the|a) minimum\b|\s+onwards?\b|\s*\(minimum\)|\s+minimum(?=[\s).,;]*$)"
    r"|\s*(?:버전\s*)?이상|\s*및 이후|\s*이후|\s*부터(?=\s*(?:지원|사용|적용))"
    r"|\s*(?:以降|以上)"
    r"|\s*(?:oder|und|bzw\.) (?:alle )?(?:höher|neuer|später|aufwärts|darüber)(?:en?)?(?: Version(?:en)?)?"
    r"|\s*(?:ou|et) (?:versions? )?(?:ultérieure|supérieure|plus récente)s?|\s*(?:o"
    r"|y) (?:versiones )?posterior(?:es)?\b"
    r"|\s*(?:and|or) \w+ ?(?:\d[\d.]*)? (?:and|or) (?:later|newer|higher|above)\b)"
)
"""What makes a version the lowest of those meant."""

EARLIER: Final = (
    r"(?:\s*,?\s*\(?(?:and|or|&)\s+(?:any |all |an )?(?:earlier|older|below|lower|prior|previous|under)\b(?: versions?"
    r"| builds?)?\)?"
    r"|\s*이하|\s*以前|\s*以下|\s*(?:und|oder|bzw\.) (?:älter|früher|niedriger|darunter)(?:en?)?"
    r"|\s*(?:ou|et) (?:versions? )?(?:antérieure|inférieure)s?|\s*(?:o|y) (?:versiones )?anterior(?:es)?\b)"
)
"""What makes it the highest."""

UNDER: Final = r"(?:\s*(?:버전\s*)?(?:미만|보다 (?:낮은|이전)|이전)|\s*(?:未満|より(?:前|古い|も古い)))"
"""What makes it the first that is not meant, after the version."""

BEFORE: Final = (
    r"(?<![-\w])(?:(?:versions? )?(?:earlier|older|lower|prior|less|before)\s*(?:than|to)?|below|prior to|before"
    r"|earlier versions? than|pre-|(?:älter|früher|niedriger|kleiner) als|unterhalb von)\s*"
)
"""The same before the name."""
BETWEEN: Final = (
    r"(?:\s*\(?(?:versions?|devices|builds?|OS|Versionen|Geräte)\b)*\s+\(?(?:(?:that are |which are |are )?"
    r"(?:earlier|older|lower|less|newer than or equal|prior)\s+(?:than|to)|before|below|under"
    r"|(?:älter|früher|niedriger) als|vor|unter)\s+(?:versions? |builds? )?|:?\s*<\s*(?=\d)"
)
"""The same between name and version: “macOS versions older than 14.4”."""
UP_TO: Final = r"\b(?:up to(?: and including)?|bis(?: einschließlich)?)\s+"
"""Before the name, what makes a version the highest."""
FROM: Final = (
    r"(?<![-\w])(?:ab|(?:starting|beginning) (?:with|in|on)|as of|at least|minimum(?: of)?:?|min\.:?|mindestens"
    r"|à partir (?:de|d')|a partir de|최소|最低)\s*"
)
"""Before the name, what makes it the lowest (“ab iOS 17”)."""
SINCE: Final = r"(?:starting|beginning|as of)\b"
"""Before the name, from when on something is so: it is told of those versions, whatever ends with them."""
LEAST: Final = (
    r"(?::?\s*(?:≥|>=|=>)\s*|(?:\s(?:devices|versions?|Geräte))?,?\s*\(?(?:ab|at least|minimum|min\.|from"
    r"|starting (?:with|from|at)"
    r"|mindestens)(?: OS)?(?: [Vv]ersion)?:?\s+)"
)
"""The same between name and version: “macOS ab Version 14”, “macOS >= 14”."""
MOST: Final = r":?\s*(?:≤|<=|=<)\s*"
"""Between name and version, what makes it the highest."""

TWO: Final = r"\b(?:between|zwischen)\s+"
"""Before the name: then “and” ends the span."""
THROUGH: Final = r"\s*(?:(?:and )?up to(?: and including)?|through|thru|bis|to|–|-|~|〜|～|부터|から)\s*"
"""Between the first and the last of a span."""
UNTIL: Final = r"(?:\s*(?:까지|まで))?"

# ---------------------------------------------------------------------------------------------------------------------
# In a clause

CLAUSE_END: Final = (
    r"[;!?。]|\.(?=\s|$)|,? \b(?:but|while|whereas|however|although|though)\b|,? \b(?:aber|während|jedoch|hingegen)\b"
    r"|(?:지만|하나|반면)[, ]|(?:が|けれども|一方)、"
)
"""Where one statement ends and another begins; a comma may stand within a version."""

SPARED: Final = (
    r"\b(?:is|are|was|were|be|get)(?:n't| not) (?:be |being )?(?:directly |otherwise )?(?:affected|impacted"
    r"|concerned|touched)\b"
    r"|\b(?:will|would|should) ?not be (?:directly )?(?:affected|impacted|concerned)\b"
    r"|\b(?:won't|wouldn't|shouldn't) be (?:directly )?(?:affected|impacted|concerned)\b"
    r"|\bnot (?:affected|impacted)\b|\b(?:unaffected|unimpacted|exempt(?:ed)?|not subject to)\b"
    r"|\b(?:do|does|did|will|would)(?:n't| not) (?:apply|affect|impact|concern)\b|\bwon't (?:apply|affect|impact"
    r"|concern)\b"
    r"|\b(?:do|does|did)(?:n't| not) (?:occur|happen|appear|change anything)\b|\bnothing (?:else )?changes\b"
    r"|\b(?:won't|will not|don't|do not) (?:notice|see)\b"
    r"|\bno (?:impact|changes?|effects?)\b[^,]{0,20}?\b(?:on|for|to)\b"
    r"|\bno (?:further )?actions? (?:is |are )?(?:needed|required|necessary)\b"
    r"|\b(?:excluding|except(?: for)?|other than|apart from|with the exception of)\b"
    r"|\bnicht (?:davon |hiervon )?(?:betroffen|beeinträchtigt)\b|\bunberührt\b|\bausgenommen\b|\bgilt nicht\b"
    r"|\bbetrifft\b[^,]{0,60}\bnicht\b|\bbetrifft nicht\b|\bkeine auswirkung(?:en)? auf\b"
    r"|영향을?\s?(?:받지|주지|미치지)\s?않|영향(?:이|은)?\s?없|적용되지\s?않|대상이 아|제외"
    r"|影響(?:を|は|が)?(?:受け(?:ません|ない)|あり(?:ません)|ない|及ぼしません|与えません)|対象外|適用されません|対象ではありません|除(?:き|く|いて)"
)
"""Who a clause says is not concerned."""

UNASKED: Final = (
    r"(?:\bno longer|\bnot|n't|\bnever) (?:require|need)s?\b"
    r"|\b(?:no longer|not) (?:required|needed|necessary|limited)\b"
    r"|\bregardless of\b"
)
"""Before a version: what it takes no more."""

LACKING: Final = (
    r"(?:\b(?:do|does)(?:n't| not) (?:yet )?(?:run|have|use|meet)|\b(?:not|aren't|isn't) (?:yet "
    r"|currently )?(?:running|on|using|updated to|upgraded to)"
    r"|\bwithout)\s+(?:at least )?(?:the )?$"
)
"""Right before a version: devices that do not have it."""

LOSES: Final = (
    r"\b(?:no longer|not|won't|nicht mehr) (?:be )?(?:support|work|available|function)\w*"
    r"(?:(?!requir|need|must|updat|upgrad|mov|only|below|earlier|older|prior|lower|before)[^,;])*$"
)
"""Before a version from which on something is taken away: it is not the one that keeps support."""

MENDED: Final = r"\b(?:fixed|resolved|addressed|corrected|mitigated|behoben)\b[^,;]{0,40}$"
"""Before a version from which a fault is gone: it is met on what is older."""

UNOFFERED: Final = (
    r"\b(?:is|are|was)(?:n't| not) (?:yet |currently )?(?:available|supported|offered|possible)\b"
    r"|\b(?:do|does|can)(?:n't| not) (?:yet |currently )?(?:support|work|run|be used)\b|\bcannot (?:run|be used)\b"
    r"|\bnicht (?:verfügbar|unterstützt)\b"
)
"""Where something new is not to be had: it concerns the others."""

CONDITION: Final = (
    r"\b(?:if|unless|when|only|until|as long as|provided|already|enrolled|supervised|personal(?:ly)?|corporate|owned"
    r"|falls|wenn|sofern|nur|sondern|solange|bis)\b|경우|때|만\b|場合|とき|のみ|だけ"
)
"""What else than the version decides: then the versions told are no measure."""

PLAIN: Final = (
    r"(?:\b(?:devices?|macs|iphones?|ipads?|clients?|computers?|machines?|pcs?|phones?|tablets?|endpoints?"
    r"|versions?|builds?|users?|systems?"
    r"|all|any|the|these|those|this|that|which|who|you|your|use|if|have|has|run|runs|running|on|with|using|of|by"
    r"|for|to|and|are|is|will"
    r"|remain|remains|stay|stays|change|changes|update|release|issue|problem|note|a|it|also|there|therefore|geräte"
    r"|gerät"
    r"|geräten|version|versionen|mit|auf|unter|von|die|das|der|den|sind|ist|ausgeführt|werden|laufen|sie|und"
    r"|bleiben|bleibt"
    r"|änderung|diese|dieser|davon|hiervon|für)\b"
    r"|을|를|은|는|이|가|에서|에는|에|의|실행|하는|중인|기기|장치|디바이스|버전|변경|영향|사용|단말"
    r"|を|は|が|の|に|で|へ|実行|している|する|搭載|した|デバイス|端末|バージョン|変更|影響|この"
    r"|[\s,、()*'\"-])*"
)
"""What may stand between a version and “is not affected” without narrowing whom it is said of."""

MINIMUM: Final = (
    r"\bnew minimum\b|\b(?:minimum|lowest|oldest|earliest)\b(?: [\w'/]+){0,4}? ?(?:\b(?:versions?|releases?|os"
    r"|requirements?|level"
    r"|supported|support)\b)"
    r"|\bmindest(?:version|anforderung|betriebssystem)\w*|\b(?:niedrigste|älteste|minimale) (?:\w+ )?version\b"
    r"|최(?:소|저)\s?(?:지원\s?)?(?:os\s?|운영\s?체제\s?)?(?:지원\s?)?버전|최소\s?요구"
    r"|最(?:小|低)(?:の)?\s?(?:サポート|対応|要件)?(?:対象)?(?:の)?\s?(?:os\s?)?(?:の)?(?:サポート)?(?:バージョン|要件)"
)
"""What speaks of the lowest version that is supported."""

MINIMUM_AFTER: Final = (
    r"\s*(?:\b(?:will|is|are|be|becomes?|wird|ist)\b\s*)+(?:(?:now|soon|the|our|die|neue|new"
    r"|supported)\s+)*(?:minimum|lowest|oldest|mindest)"
    r"|\s*\b(?:will (?:soon )?be|is now|are now|becomes?)\s+(?:required|mandatory)\b(?!\s+(?:to use|for (?:this|the)))"
)
"""Right after a version that is the lowest."""

RAISED: Final = (
    r"\bnow\b|\bnew\b|\b(?:rais|increas|bump|lift|mov|chang|updat|ris|becom|adjust)(?:e|es|ed|ing)\b|\bwill (?:be"
    r"|become|go)\b"
    r"|\bgo(?:es|ing)? up\b|\bas of\b|\bstarting\b|\bfrom \w+ (?:\d|onwards?)"
    r"|\b(?:jetzt|nun|künftig|ab|wird|werden|nunmehr|neue)\b|\b(?:ange|er)h(?:oben|öht|ebt)\b|\bsteigt\b|\bheben\b"
    r"|\berhöhen\b"
    r"|이제|변경|상향|올리|올라|높아|높이|앞으로|부터|인상|새"
    r"|引き上げ|変更|今後|になり|となり|から|新しい"
)
"""What makes a minimum one that comes, so that those below it are concerned."""

ONLY: Final = (
    r"\b(?:we'll|we will|we now|intune will|intune now) (?:only )?require[sd]?\b"
    r"|\bonly (?:devices? (?:with|on|running|that run) )?[^.;]{0,50}?\b(?:will be|are|is) (?:still )?supported\b"
    r"|\bsupport (?:is|will be) limited to\b|\bwill support\b[^.;]{0,60}?\bonly\b"
    r"|\bsetzt (?:künftig|ab|nun|jetzt)\b[^.;]*?\bvoraus\b|"
    r"(?:\b(?:will|going to|moving to|starting|beginning|from|as of|effective|now)\b.{0,80}?"
    r"\b(?:only supports?|supports? only|only be supported|only allows?)\b)|\bnur noch\b"
    r"|이상(?:의? \w+)?(?:만|에서만)\s?(?:을\s|를\s)?지원|以降(?:のみ|だけ)(?:を|が|の)?(?:サポート|対応)"
)
"""What leaves only a version and those after it supported."""

FEATURE_ONLY: Final = (
    r"\byou can\b|\blets? (?:you|admins)\b|\ballows? (?:you|admins)\b|\bset(?:s|ting|tings)?\b(?! künftig| ab| nun)"
    r"|\bconfigur\w+|\bchoose\b"
    r"|\bspecify\b|\bby default\b|\b(?:compliance|conditional launch|rule|policy|policies)\b|"
    r"\b(?:this|the new|the|these) (?:\w+ ){0,2}(?:feature|setting|settings|option|policy|profile|capability)\b"
    r"|\bdiese(?:s|r)? (?:funktion|einstellung|richtlinie|option)"
    r"|(?:기능|설정|옵션|정책|프로필)(?:은|는|이|가)\b|(?:機能|設定|ポリシー|オプション)(?:は|が)"
)
"""A feature that takes a version, or one that asks for it, is no system that leaves support."""

ENDED_AFTER: Final = (
    r"\)?:?(?:\s+(?:enterprise|education|home|pro|ltsc|devices?|clients?|versions?|editions?|and|or|earlier|older"
    r"|below|lower"
    r"|lts|geräte|wird|werden|ist|sind|will|is|are|has|have|was|were|be|been|soon|now|also|the|its))*,?\s*"
    r"(?:\bno longer (?:be )?(?:fully )?(?:supported|receives?|gets?)\b|\b(?:not"
    r"|n't) (?:be )?supported (?:any ?more|any longer|after|from|beyond)\b|\bwon't be supported\b|\bunsupported\b"
    r"|\bout of support\b"
    r"|\breach(?:es|ed|ing)?(?: the)? (?:its )?end[ -]of[ -](?:support|servic(?:e|ing)|life)|\b(?:go(?:es|ing)?"
    r"|mov(?:es|ed|ing)|went|falls?)"
    r" out of (?:\w+ )?support|\blos(?:es?|t|ing) support\b|\bend[ -]of[ -](?:support|servic(?:e|ing)|life)\b"
    r"|\bsupport (?:ends|ended|will end|is ending)\b"
    r"|(?:[^.;,]{0,30}?\b)?nicht (?:mehr|länger) unterstützt\b"
    r"|(?:을|를|은|는|이|가|에 대한|의)?\s*(?:더 이상 지원(?:되|하)지 않|지원(?:이|을)?\s?(?:종료|중단|끝))"
    r"|(?:は|が|の|を|に対する)?\s*(?:サポート(?:が|を)?(?:は)?(?:終了|されなくなり|対象外)|(?:サポート|対応)されなくな))"
)
"""Right after a version: that its support ends."""

ENDED_BEFORE: Final = (
    r"(?:\b(?:end(?:s|ing|ed)?|drop(?:s|ping|ped)?|stop(?:s|ping|ped)?|discontinu(?:e|es|ing|ed)|withdraw(?:s|ing"
    r"|n)?|remov(?:e|es|ing|ed))"
    r" (?:\w+ ){0,2}?support (?:for|of|on)|\bno longer supports?|\bstop(?:s|ping|ped)? supporting"
    r"|\bend[ -]of[ -](?:support|servic(?:e|ing)|life) (?:for|of)|\bsupport (?:ends|ended|will end|is ending) for"
    r"|\b(?:ende des supports|supportende|ende der unterstützung) (?:für|von)|\bunterstützt (?:\w+ )?nicht (?:mehr"
    r"|länger)"
    r"|\b(?:dropping|retiring|sunsetting))\s*(?:all |any |devices (?:that run |running |on )"
    r"|geräte mit )?(?:the )?$"
)
"""Right before a version."""
DROPS: Final = r"\b(?:drop|end|withdraw|stop)(?:s|ping|ing|ped|ed)?\s+$"
SUPPORT_AFTER: Final = r"\s+support\b"
"""Around a version: “drop iOS 16 support”."""
SUPPORT_FOR: Final = (
    r"(?:\bsupport (?:for|of)|\b(?:die unterstützung|der support|support) (?:für|von))"
    r"(?:,?\s(?:devices|running|on|with|all|the|older|versions|of|and|or|und|geräte|mit"
    r"|[a-z]{2,8}(?:/[a-z]+)? [\d.]+))*\s$"
)
"""Before a version of whose support something is told after it."""
SUPPORT_ENDS: Final = (
    r"[^.;]{0,40}?(?:\b(?:ends?|ended|will end|is ending|stops|expires|(?:is|was|will be) (?:removed|dropped"
    r"|discontinued|withdrawn))\b"
    r"|\b(?:eingestellt|endet|ausläuft|läuft aus|beendet)\b)"
)
"""After it."""

APP: Final = (
    r"\b(?:app|apps|application|applications|sdk|portal|connector|browser|edge|chrome(?! ?os)|outlook|teams|office"
    r"|agent|extension|plug-?in"
    r"|java|\.net|framework|powershell|schema|tls|firmware|driver|tool|server|exchange|configuration manager"
    r"|sharepoint|api|apis"
    r"|defender|wrapping|launcher|authenticator|gateway|tunnel|client app|password|passcode|pin|characters?|digits?)\b"
    r"|포털|앱|アプリ|ポータル"
)
"""What has versions of its own: a number without a system beside it is then not the system's."""
DEVICE: Final = (
    r"\b(?:devices?|os|operating systems?|macs?|iphones?|ipads?|computers?|machines?|pcs?|phones?|tablets?|clients?"
    r"|supported|support|betriebssystem|geräten?)\b"
    r"|기기|장치|디바이스|단말|운영|デバイス|端末"
)
"""What a number without a system beside it is a version of."""
MOVES: Final = (
    r"\b(?:upgrad|updat|migrat|mov|switch|rais|increas|chang|bump|convert)(?:e|es|ed|ing)?\b|\bfrom\b(?! (?:android"
    r"|ios|macos|ipados|windows))"
    r"|업그레이드|업데이트|변경|アップグレード|更新|変更"
)
"""“Update from iOS 16 to 17” is a way, not a span."""
TIGHTENS: Final = (
    r"\b(?:(?:mov|chang)(?:e|es|ing) to (?:support(?:ing)?|requir)|will (?:only )?(?:support|require)"
    r"|(?:is|are|will be) (?:the )?(?:minimum|lowest|required)|lowest supported"
    r"|(?:now )?(?:supports?|requires?)\b|only supports?|minimum|end(?:s|ing|ed)? support|support (?:ends|ended|ending)"
    r"|remains?|still|continues?|fully support|upgrade|update (?:\w+ ){0,3}to|aktualisier|unterstütz|nur noch)"
    r"|업그레이드|업데이트|지원|アップグレード|更新|サポート|対応"
)
"""What makes “N and later” the devices that keep support, not those that lose it, where support is withdrawn."""
SPARES: Final = r"\b(?:and|or) (?:lower|earlier|older|below)\b.{0,40}\bcontinues? to\b"
"""What older versions keep meanwhile is not what a change concerns."""
