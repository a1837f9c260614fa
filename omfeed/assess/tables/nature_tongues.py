"""Signs of what ends or is raised, in Korean, Japanese and German."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_MONAT: Final = r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"

TONGUES: Final[tuple[Sign, ...]] = (
    Sign(
        name="support-ends-elsewhere",
        value="retiring",
        weight=4.5,
        patterns=(
            r"지원(?:이|은|을|도) .{0,40}?(?:종료|중단|만료|제거)(?:됩|되|될|됨|합|하|할|예정)",
            r"サポート(?:が|は|を) ?.{0,30}?(?:終了|廃止|打ち切)(?:し|さ|す|と|予定)",
            (
                r"\bende der unterstützung\b|\bunterstützung (?:für|von) .{1,80}\b(?:endet|ausläuft|eingestellt|beendet"
                r"|auslaufen)\b|\bstell(?:en|t) die unterstützung .{1,60}\bein\b"
            ),
            r"の提供(?:を|が|は)?(?:終了|停止|中止)(?:し|さ|す)|제공(?:이|을) ?(?:종료|중단)(?:됩|되|합|하|할)",
        ),
        yes="android 9에 대한 지원이 10월에 종료됩니다",
        no="android 9에 대한 지원이 추가됩니다",
    ),
    Sign(
        name="minimum-raised-elsewhere",
        value="retiring",
        weight=4.5,
        patterns=(
            (
                r"최소 (?:지원 |os |운영 ?체제 |필수 )*버전(?:은|이|을|도)? .{0,40}\d[\d.]* ?(?:입니다|이 됩니다"
                r"|(?:으)?로 (?:변경|상향|올|높|조정|인상))"
            ),
            (
                r"(?:最小|最低)(?:の| |サポート|対象|os|必須)*バージョン(?:は|が|を|も)?.{0,30}\d[\d.]* ?"
                r"(?:です|に(?:変更|引き上げ|なり|上が|更新)|となり)"
            ),
            (
                r"\b(?:mindestversion|(?:niedrigste|minimale|älteste) (?:unterstützte )?(?:[\w-]+ )?\w*version)\b"
                r"(?!.{0,80}\b(?:festleg|festgelegt|konfigur)).{0,40}\b(?:ist|wird|steigt|lautet|beträgt)\b.{0,30}\d"
            ),
        ),
        yes="최소 지원 버전은 이제 macos 14입니다",
        no="최소 버전을 14로 설정할 수 있습니다",
    ),
    Sign(
        name="only-newer-elsewhere",
        value="retiring",
        weight=4.5,
        patterns=(
            (
                r"\bunterstütz\w+\b.{0,60}\bnur noch\b.{0,40}\d[\d.]* (?:und|oder) (?:höher|neuer|später|aktueller)"
                r"|\bnur noch\b.{0,40}\d[\d.]* (?:und|oder) (?:höher|neuer|später|aktueller)\w*.{0,30}\bunterstütz"
            ),
            r"(?:부터|이제|앞으로|intune|회사 포털).{0,60}\d[\d.]* ?이상(?:만|에서만|의? ?버전만)",
            r"(?:から|以降、|今後|intune|ポータル サイト).{0,60}\d[\d.]* ?(?:以降|以上)(?:のみ|だけ)",
            (
                rf"\bab (?:dem )?(?:\d{{1,2}}\. )?{_MONAT}.{{0,40}}\b(?:erfordert|benötigt|setzt)\b.{{0,50}}\d[\d.]* "
                r"(?:oder|und) (?:höher|neuer|später|aktueller)"
            ),
            r"(?:이제|앞으로).{0,40}\d[\d.]* ?이상이 필요합니다",
            r"\d[\d.]* ?(?:以降|以上)が必要に(?:なり|なる)",
            r"\d[\d.]* (?:oder|und) (?:höher|neuer|später)\w* (?:ist|sind|wird) (?:jetzt|nun|künftig"
            r"|ab \w+) (?:erforderlich"
            r"|benötigt|vorausgesetzt)",
            r"월(?: ?\d{1,2} ?일)?(?: ?릴리스)?(?:부터|에) .{0,50}\d[\d.]* ?이상(?:이|을)? ?(?:필요|요구)",
            r"月(?: ?\d{1,2} ?日)?(?:から|以降).{0,50}\d[\d.]* ?(?:以降|以上)(?:が|を)?(?:必要|要求)",
        ),
        yes="intune unterstützt ab januar nur noch ios 17 und höher",
        no="diese einstellung unterstützt ios 17 und höher",
    ),
)
