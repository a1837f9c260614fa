"""The few words of Learn pages that mean structure, in the languages in which Learn is read.

Which heading is an entry is decided by structure, not by words; these tables only name what structure cannot tell: the
furniture of a page (“See also”), notices, the words over alerts, and the labels of date lines. All are data: a further
language is a further word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from omfeed.text.blocks import fold

ALERTS: Final[Mapping[str, str]] = {
    # note, tip, important, caution, warning: as Learn writes them in each language
    "en": "Note|Tip|Important|Caution|Warning",
    "de": "Hinweis|Tipp|Wichtig|Achtung|Warnung",
    "fr": "Remarque|Conseil|Important|Attention|Avertissement",
    "es": "Nota|Sugerencia|Importante|Precaución|Advertencia",
    "it": "Nota|Suggerimento|Importante|Attenzione|Avviso",
    "pt": "Observação|Dica|Importante|Cuidado|Aviso",
    "nl": "Notitie|Tip|Belangrijk|Waarschuwing|Waarschuwing",
    "ja": "注意|ヒント|重要|注意事項|警告",
    "ko": "참고|팁|중요|주의|경고",
    "zh": "备注|提示|重要|注意|警告",
}
"""Language to the words that Learn puts over its five kinds of alert."""

_KINDS: Final = ("NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING")

_FURNITURE: Final = frozenset(
    word.casefold()
    for words in (
        "see also|next steps|next step|related content|related articles|related topics|related information",
        "related links|additional resources|more resources|feedback|in this article|table of contents",
        "provide feedback|submit feedback|was this page helpful?|rss feed",
        "siehe auch|nächste schritte|verwandte inhalte|verwandte artikel|zugehörige inhalte|weitere ressourcen",
        "zusätzliche ressourcen|in diesem artikel|weitere informationen",
        "voir aussi|étapes suivantes|prochaines étapes|contenu connexe|articles connexes|ressources supplémentaires",
        "dans cet article|commentaires",
        "vea también|consulte también|pasos siguientes|próximos pasos|contenido relacionado|recursos adicionales",
        "en este artículo|comentarios",
        "vedi anche|vedere anche|passaggi successivi|contenuto correlato|risorse aggiuntive|in questo articolo",
        "confira também|consulte também|próximas etapas|próximos passos|conteúdo relacionado|recursos adicionais",
        "neste artigo|zie ook|volgende stappen|gerelateerde inhoud|aanvullende resources|in dit artikel",
        "関連項目|次の手順|次のステップ|関連コンテンツ|関連記事|その他のリソース|この記事の内容|フィードバック",
        "참고 항목|참조|다음 단계|관련 콘텐츠|관련 문서|추가 리소스|이 문서의 내용|이 문서에서|피드백",
        "另请参阅|后续步骤|相关内容|相关文章|其他资源|本文内容|反馈|另請參閱|下一步|後續步驟|相關內容|本文內容",
    )
    for word in words.split("|")
)
_FURNITURE_ANCHORS: Final = frozenset(
    "see-also next-steps next-step related-content related-articles related-topics additional-resources feedback "
    "in-this-article".split()
)
_NOTICES: Final = frozenset(
    word.casefold()
    for words in (
        "notices|important notices|notice|service notices",
        "hinweise|wichtige hinweise|ankündigungen|mitteilungen|bekanntmachungen|benachrichtigungen",
        "avis|avis importants|avisos|avisos importantes|notificaciones|avvisi|comunicazioni",
        "notificações|mededelingen|kennisgevingen|meldingen",
        "お知らせ|通知|重要なお知らせ|注意事項|알림|공지|공지 사항|중요 공지 사항|중요한 공지|通告|通知|公告|重要通知",
    )
    for word in words.split("|")
)
_ADDED: Final = frozenset(
    word.casefold()
    for words in (
        "date added|added|added on|date published|published|published on|release date|released|released on|date",
        "hinzugefügt|hinzugefügt am|datum hinzugefügt|hinzugefügtes datum|veröffentlicht|veröffentlicht am|datum",
        "date d’ajout|date d'ajout|ajouté le|date de publication|publié le",
        "fecha de adición|fecha agregada|fecha de incorporación|agregado el|fecha de publicación|fecha",
        "data di aggiunta|data aggiunta|data di pubblicazione|data",
        "data de adição|data adicionada|adicionado em|data de publicação|datum toegevoegd|toegevoegd op",
        "追加日|追加された日付|公開日|日付|추가된 날짜|추가 날짜|추가한 날짜|게시 날짜|날짜|添加日期|发布日期|日期",
    )
    for word in words.split("|")
)
_UPDATED: Final = frozenset(
    word.casefold()
    for words in (
        "date updated|updated|updated on|last updated|date last updated|date modified|last modified",
        "aktualisiert|aktualisiert am|datum aktualisiert|aktualisierungsdatum|zuletzt aktualisiert",
        "date de mise à jour|mis à jour le|fecha de actualización|fecha actualizada|actualizado el|actualizado",
        "data di aggiornamento|aggiornato il|data de atualização|data atualizada|atualizado em|datum bijgewerkt",
        "更新日|更新された日付|最終更新日|업데이트된 날짜|업데이트 날짜|업데이트한 날짜|更新日期",
    )
    for word in words.split("|")
)
_DEVELOPMENT: Final = re.compile(
    r"in[- ]development|in entwicklung|en développement|en cours de développement|en desarrollo|in sviluppo"
    r"|em desenvolvimento|in ontwikkeling|開発中|개발 중|正在开发|开发中|開發中",
    re.IGNORECASE,
)
_WHATS_NEW: Final = re.compile(
    r"what[’']?s[ -]new|release notes|neuigkeiten|neuerungen|was ist neu|nouveautés|quoi de neuf|novedades"
    r"|notas de la versión|novità|novidades|nieuw in|新機能|新着情報|リリース ノート|새로운 기능|릴리스 정보"
    r"|릴리스 노트|新增功能|发行说明|新功能",
    re.IGNORECASE,
)
PERIOD_WORDS: Final = frozenset(
    # What may stand beside the date in a heading that is nothing but a release or a period.
    "version versions release releases released build builds update updates hotfix rollup patch week of the in for on "
    "stable channel beta dev extended microsoft edge service month client app agent sensor os and "
    "versión versione versão versie woche vom der semaine du semana del de da do settimana "
    "바전 버전 주 주의 릴리스 バージョン の週 週 リリース 版本".split()
)
"""Words of a heading that names a period or a version and no matter."""

_MISSING: Final = re.compile(
    r"\b(?:404|403|410|500|503)\b.{0,40}|(?:page|content|resource)\s+(?:was\s+)?not\s+found|access denied|just a moment"
    r"|sign in to your account|service unavailable|are you a robot|attention required",
    re.IGNORECASE,
)


def alert_label(kind: str, language: str) -> str:
    """The word that Learn puts over an alert (``NOTE`` …) in a language (``de``, ``ko-kr``); English where unknown."""
    words = ALERTS.get(language.lower().split("-")[0], ALERTS["en"]).split("|")
    return words[_KINDS.index(kind.upper())]


def is_furniture(title: str, anchor: str = "") -> bool:
    """Whether a heading is the page's furniture (“See also”) and no news."""
    return _bare(title) in _FURNITURE or anchor.rstrip("-0123456789") in _FURNITURE_ANCHORS


def is_notices(title: str, anchor: str = "") -> bool:
    """Whether a heading stands over notices; localised pages often keep the English anchor."""
    return _bare(title) in _NOTICES or anchor in {"notices", "important-notices"}


def is_added_label(label: str) -> bool:
    """Whether a label stands before the date on which an entry was published."""
    return _bare(label) in _ADDED


def is_updated_label(label: str) -> bool:
    """Whether a label stands before the date on which an entry was last updated."""
    return _bare(label) in _UPDATED


def is_development(title: str) -> bool:
    """Whether a page's title says that it tells what is in development."""
    return bool(_DEVELOPMENT.search(title))


def is_whats_new(title: str) -> bool:
    """Whether a page's title says that it tells what is new."""
    return bool(_WHATS_NEW.search(title))


def is_missing_page(title: str) -> bool:
    """Whether a page's title says that it is not the page one asked for (soft 404, sign-in, challenge)."""
    return bool(_MISSING.search(title)) and len(title) < 90


def _bare(title: str) -> str:
    return fold(title).strip(" :：.…*_").casefold()
