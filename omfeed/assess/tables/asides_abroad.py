"""Passing words in German, Korean and Japanese; in these two the name of the platform comes first."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign
from omfeed.assess.tables.platform_names import DEVICES, NAME

_UNDER: Final = r"(?:unter |auf |bei |für |mit |von )?(?:der |die |den |dem |anderen )?"

ABROAD: Final[tuple[Sign, ...]] = (
    Sign(
        name="wie-unter",
        value="comparison-names",
        patterns=(
            rf"\b(?:genauso |genau |ebenso |so |ähnlich )?wie (?:bereits |schon |auch |es )?(?:unter|auf|bei|für"
            rf"|mit) (?={NAME})",
            rf"\b(?:anders als|im gegensatz zu|im unterschied zu|verglichen mit|analog zu"
            rf"|entsprechend) {_UNDER}(?={NAME})",
            r"\bentspr(?:icht|echen) \w+ (?:für|unter|von|auf|in) ",
            rf"\bbisher (?:nur|lediglich|ausschließlich) {_UNDER}(?={NAME})",
            rf"\b(?:ähnlich|genauso|genau|ebenso) wie {_UNDER}(?={NAME})|^wie (?={NAME})",
        ),
        yes="wie unter windows zeigt macos eine meldung",
        no="wie sie windows verwalten",
    ),
    Sign(
        name="nicht-unter",
        value="denial",
        patterns=(
            rf"\bnicht (?:unter|auf|bei|für) {_UNDER}{NAME}",
            rf"(?:^|[,;(] ?|\b(?:aber|und|jedoch) )nicht (?:jedoch |aber )?{_UNDER}{NAME}",
            rf"\b(?:weder|noch) {_UNDER}{NAME}(?=.{{0,60}}\bnoch\b)|\bkeine (?:änderung(?:en)?"
            rf"|auswirkung(?:en)?) (?:auf|für)\b",
            r"\b(?:gilt|gelten|betrifft|betreffen) (?:jedoch |aber )?nicht\b(?! nur)",
            (
                rf"\b(?:auf|unter|für|bei) {_UNDER}{NAME}{DEVICES} (?:wird|werden|ist|sind) (?:[\w-]+ ){{1,4}}nicht"
                r" (?:unterstützt|verfügbar|möglich)\b"
            ),
        ),
        yes="es gilt nicht für android-geräte",
        no="es gilt nicht nur für android",
    ),
    Sign(
        name="ausser",
        value="exclusion",
        patterns=(
            rf"\b(?:außer|ausser|ausgenommen|statt|anstelle von|abgesehen von) {_UNDER}{NAME}",
            r"\bmit ausnahme (?:von|der)\b",
        ),
        yes="alle plattformen außer linux",
        no="außerdem linux",
    ),
    Sign(
        name="label-of-exclusions-abroad",
        value="exclusion-names",
        patterns=(
            r"\bnicht (?:betroffen|unterstützt)[^:.]{0,20}: ?",
            r"(?:対象外|適用されません|サポートされません)[:：] ?",
            r"(?:제외(?: 대상)?|적용되지 않[가-힣]{0,4}|지원되지 않[가-힣]{0,4})[:：] ?",
        ),
        yes="nicht betroffen: windows",
        no="betroffen: windows",
    ),
    Sign(
        name="ist-nicht-betroffen",
        value="denial-after",
        patterns=(
            r"\b(?:ist|sind|bleibt|bleiben|wird|werden) (?:davon |hiervon )?(?:nicht (?:betroffen|enthalten)"
            r"|unverändert"
            r"|ausgenommen)\b",
            r"\b(?:ändert sich nichts|gibt es keine (?:änderung|auswirkung)\w*)",
        ),
        yes="windows-geräte sind davon nicht betroffen",
        no="windows-geräte sind betroffen",
    ),
    Sign(
        name="korean-except",
        value="exclusion-after",
        patterns=(
            r"(?:을|를|은|는)? ?(?:제외하고|제외한|제외하면|제외됩니다|제외되며)",
            r" ?(?:이외의|외의|이외에|외에는|이외)",
            r" ?대신",
        ),
        yes="linux를 제외한 모든 플랫폼",
        no="linux를 포함한 모든 플랫폼",
    ),
    Sign(
        name="korean-not",
        value="denial-after",
        patterns=(
            (
                r"(?:에서는|에는|에서|에|은|는|이|가|의 경우)? ?(?:적용되지|지원되지|지원하지|해당되지|해당하지"
                r"|영향을 받지|영향이 없|포함되지|사용할 수 없|변경되지|변경 사항이 없|대상이 아)"
            ),
        ),
        yes="android에는 적용되지 않으며",
        no="android에 적용됩니다",
    ),
    Sign(
        name="korean-like",
        value="comparison-after",
        patterns=(
            r"(?:에서와|에서처럼|와|과)? ?(?:마찬가지로|달리|동일하게|비슷하게|다르게|같이|유사하게)",
            r"(?:에서)?처럼",
            r"(?:에서|에)만 (?:사용할 수 있었|사용 가능했|지원되었|지원했|제한되었|제공되었|가능했)",
        ),
        yes="windows와 마찬가지로",
        no="windows와 macos에서",
    ),
    Sign(
        name="japanese-except",
        value="exclusion-after",
        patterns=(
            r" ?(?:以外の|以外では|以外に|以外は|以外)",
            r" ?(?:を除く|を除き|を除いた|を除いて|は除外|は除き|の代わりに|ではなく)",
        ),
        yes="windows 以外のプラットフォーム",
        no="windows のプラットフォーム",
    ),
    Sign(
        name="japanese-not",
        value="denial-after",
        patterns=(
            (
                r" ?(?:については|には|では|は|も|に)? ?(?:対象外|対象になりません|対象ではありません"
                r"|対象に含まれません|適用されません|適用されず|サポートされません|サポートされず|サポートされていません|含まれません|影響を受けません"
                r"|影響はありません|影響しません|影響を与えません|利用できません|使用できません|変更はありません)"
            ),
        ),
        yes="android は対象外です",
        no="android は対象です",
    ),
    Sign(
        name="japanese-like",
        value="comparison-after",
        patterns=(
            r" ?(?:の場合|で|上)?(?:と同様|とは異なり|と異なり|とは違い|と違って|と同じ(?:ように|く)|のように|と比べ)",
            r" ?(?:で|に)?のみ ?(?:利用でき|使用でき|サポートされてい|提供されてい|対応してい)まし?た",
            r"に限定されていました",
        ),
        yes="windows と同様に、macos でも",
        no="windows と macos で",
    ),
)
