"""The same parts in Korean, Japanese and German."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_MONAT: Final = r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"

TONGUES: Final[tuple[Sign, ...]] = (
    Sign(
        name="refused",
        value="end",
        patterns=(
            r"\b(?:abgelehnt|verweigert|zurückgewiesen|abgewiesen|blockiert|gesperrt)\b",
            r"(?:거부|거절|차단)(?:됩니다|됨|될|되며|되고)",
            r"(?:拒否|ブロック)され(?:ます|る|、)",
        ),
        yes="이전 요청은 거부됩니다",
        no="요청을 거부할 수 있습니다",
    ),
    Sign(
        name="cannot",
        value="end",
        patterns=(
            r"(?:연결|로그인|설치|실행|관리|등록|동기화|접속|사용)(?:할|될|이|을)? ?수 없(?:습니다|게)",
            r"(?:接続|登録|使用|利用|管理|同期|インストール)(?:することは)?(?:できません|できなくなり)",
        ),
        yes="이전 클라이언트는 연결할 수 없습니다",
        no="이전 클라이언트는 연결할 수 있습니다",
    ),
    Sign(
        name="ahead-of",
        value="till",
        patterns=(
            (
                r"\b(?:vor dem|vor|bis zum|bis|spätestens (?:am|bis|bis zum)) (?:ende )?(?:\d{1,2}\. ?)?"
                rf"{_MONAT}\b"
            ),
            r"\d{1,2} ?(?:월|월 ?\d{1,2} ?일) ?(?:까지|이전|전에|전까지)",
            r"\d{1,2} ?(?:月|月 ?\d{1,2} ?日) ?(?:まで|より前|以前|前に)",
        ),
        yes="vor dem 30. november",
        no="im november",
    ),
    Sign(
        name="must-redo",
        value="demand",
        patterns=(
            (
                r"\b(?:müssen|muss|müsst|sollten)\b.{3,140}?\b(?:aktualisieren|upgraden|migrieren|ersetzen|erneuern"
                r"|umstellen|wechseln|austauschen|verschieben|konvertieren|anpassen)\b"
            ),
            (
                r"\b(?:müssen|muss|müsst|sollten)\b.{2,140}?\b(?:neu|erneut|wieder) (?:\w+ )?(?:registrier|anmeld"
                r"|zu(?:ge)?w[ei]+s|zugewiesen|installier|bereitgestellt|bereitstell|erstell|hinzu|verb[iu]nd"
                r"|ausgestellt"
                r"|ausstell|konfigurier)\w*"
            ),
            (
                r"(?:업데이트|업그레이드|마이그레이션|전환|교체|갱신|다시 등록|재등록|재설치|다시 할당)"
                r"(?:해야|하여야|할 필요)"
            ),
            (
                r"(?:更新|アップグレード|移行|交換|再登録|再インストール|再割り当て|置き換え)"
                r"(?:する必要|が必要|しなければ|る必要)"
            ),
        ),
        yes="alle benutzer müssen die app vor dem winter aktualisieren",
        no="benutzer können die app aktualisieren",
    ),
    Sign(
        name="must",
        value="demand",
        patterns=(
            r"\b(?:sie|administratoren|admins|kunden|benutzer|mandanten) müssen\b|\bmüssen (?:sie|administratoren)\b",
            r"(?:구성|설정|추가|승인|동의|등록|설치|확인|할당|부여)(?:해야 합니다|하여야 합니다)",
            r"(?:構成|設定|追加|承認|同意|登録|インストール|割り当て|許可)(?:する必要があります|しなければなりません)",
        ),
        yes="sie müssen zwei genehmiger festlegen",
        no="sie können zwei genehmiger festlegen",
    ),
    Sign(
        name="needs-version",
        value="needs",
        patterns=(
            r"\d[\d.]* ?이상(?:이|을)? ?(?:필요|요구)",
            r"\d[\d.]* ?(?:以降|以上)(?:が|を)?(?:必要|要求)",
            r"\b(?:erfordert|benötigt|voraussetz|setzt)\w*\b.{0,50}\d[\d.]* (?:oder|und) (?:höher|neuer|später"
            r"|aktueller)",
        ),
        yes="앱에는 android 12 이상이 필요합니다",
        no="android 12 이상에서 지원됩니다",
    ),
    Sign(
        name="only",
        value="end",
        patterns=(r"\bnur noch\b", r"\d[\d.]* ?이상(?:만|에서만|으로만)", r"\d[\d.]* ?(?:以降|以上)(?:のみ|だけ)"),
        yes="der dienst akzeptiert nur noch https",
        no="der dienst akzeptiert https",
    ),
    Sign(
        name="any-more",
        value="end",
        patterns=(
            r"지원(?:이|은|을|도) .{0,40}?(?:종료|중단|만료|제거)(?:됩|되|될|됨|합|하|할|예정)",
            r"サポート(?:が|は|を) ?.{0,30}?(?:終了|廃止|打ち切)(?:し|さ|す|と|予定)",
            r"\bkeine?n? .{2,60} mehr\b(?! als\b)|\bstell(?:en|t) .{2,80}\bein\b(?=[.,;!]|$)",
        ),
        yes="android 9에 대한 지원이 10월에 종료됩니다",
        no="android 9에 대한 지원이 추가됩니다",
    ),
    Sign(
        name="offered",
        value="offer",
        patterns=(
            r"수 있(?:습니다|게|도록|으며|는)|(?:사용|이용|활용|구성|설정)하(?:려면|면)",
            r"(?:でき|可能に)(?:ます|るように|る|なります)|(?:使用|利用|構成|有効に|設定)する(?:には|場合|と|ことで)",
            (
                r"\b(?:können sie|sie können|administratoren können|benutzer können)\b(?!.{0,80}\bnicht\b)"
                r"|\bum .{3,60} zu (?:verwenden|nutzen|konfigurieren|aktivieren)\b|\b(?:neue|diese|die) einstellung\b"
            ),
        ),
        yes="이제 복사할 수 있습니다",
        no="복사가 차단됩니다",
    ),
)
"""A sentence in one of these languages is heard by the same joins as one in English."""
