"""Which dates in prose are due dates: signs on the words around a date.

``before`` signs are tried on the words that lead to the date within its clause, ``after`` signs on those that follow.
``passing``: the date is no due date. ``effect``: something takes effect then, so that even a past date counts.
"""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_TOLD: Final = (
    r"(?:shared|posted|published|notified|informed|described|reported|told you|documented|advised|reminded)\b"
)
_NO_NEWS: Final = (
    r"(?:(?! (?:will|is|are|ends?|takes?|starts?|begins?|stops?|moves?|closes|goes|becomes?|retires?|expires?|must"
    r"|needs?) )[^;:])"
)
"""A character of a clause that tells of the past: where its verb is in the present, the clause has news of its own."""

BEFORE: Final[tuple[Sign, ...]] = (
    Sign(
        name="told-earlier",
        value="passing",
        patterns=(
            rf"(?<!be )(?<!is )(?<!are )(?<!get )(?<!being )\b(?:announced|communicated|mentioned|blogged|stated|noted"
            rf"|disclosed)\b{_NO_NEWS}{{0,70}}$",
            (
                r"\b(?:we|us|you|microsoft|intune|apple|google|samsung|team|been|was|were|has|have|had|as|posts?|blogs?"
                r"|articles?|messages?|notices?|guidance|documentation|roadmap) (?:previously |recently |already "
                r"|first |originally |initially |earlier |also |just |last |you )*"
                rf"{_TOLD}{_NO_NEWS}{{0,70}}$"
            ),
            rf"(?<!be )(?<!is )(?<!are )\b{_TOLD}\W*$",
            rf"(?:^\W*|\(|, ){_TOLD} (?:in|on|at|via|by|last|earlier|here|previously)\b{_NO_NEWS}{{0,60}}$",
            rf"\b(?:announcement|message center)\b{_NO_NEWS}{{0,70}}$",
            r"\bmc\d{5,7}\b[^;:,]{0,30}$",
            r"\bangekündigt\b[^;,]{0,30}$",
            r"(?:발표|공지|안내|게시)\s?일?\s?[:：(（]?\s*$",
            r"(?:お知らせ|発表|公開)日?\s?[:：(（]?\s*$",
        ),
        yes="in mc12345 we announced in ",
        no="we will announce it; in ",
    ),
    Sign(
        name="stamp",
        value="passing",
        patterns=(
            (
                r"^\W*(?:\[?\(?(?:last |originally )?(?:updated?|edited|revised|modified|published|posted"
                r"|reviewed|date (?:added|updated)|release date|released|added|as of(?= \w+ \d+, \d+:))\W*(?:on "
                r"|as of )?:? ?\W*)$"
            ),
            r"^\W*(?:note|hinweis|참고|注|メモ)\W*[(\[]\W*$",
            r"^\W*(?:zuletzt )?(?:aktualisiert|geändert|stand|veröffentlicht)\W*(?:am |vom )?\W*$",
            r"^\W*(?:최종 |마지막 )?(?:업데이트|수정|게시|작성)(?:일|됨| 날짜| 일자)?\W*$",
            r"^\W*(?:最終)?(?:更新|公開|投稿|作成)日?時?\W*$",
        ),
        yes="updated ",
        no="it will be updated on ",
    ),
    Sign(
        name="earlier-plan",
        value="passing",
        patterns=(
            (
                r"\b(?:originally|initially|previously|formerly|was|were|had been"
                r"|used to be) (?:\w+ ){0,4}?(?:planned|scheduled|set|expected|announced|targeted|slated|due"
                r"|communicated|intended)\b[^;.]{0,60}$"
            ),
            (
                r"\b(?:originally|initially|previously|formerly|was|were) (?:\w+ ){0,3}?to (?:be|begin|start|end"
                r"|take|happen|roll)\b[^;.]{0,60}$"
            ),
            (
                r"\b(?:move[sd]?|moving|changed|(?:we|to|dates?|timelines?) change|changing|postponed?|delay(?:ed|ing)?"
                r"|extend(?:ed|ing)?|pushed|shifted|rescheduled|brought forward)\b[^;.]{0,70}"
                r"\bfrom\s+(?:early |mid-?|late )*$"
            ),
            (
                r"\b(?:instead of|rather than|\(was|\bwas|previously|formerly|originally|no longer"
                r"|not)\s+(?:(?:from|in|on|by|for|planned|early|mid|late)[ -]?)*$"
            ),
            r"\bhad (?:\w+ ){0,3}?(?:planned|scheduled|set|expected|targeted|intended|meant)\b[^;.]{0,60}$",
            (
                r"\b(?:statt|anstatt|anstelle|bisher|zuvor|ursprünglich|vormals|früher|nicht(?! bis| vor)) (?:(?:im|am"
                r"|vom|von|zum|bis|ab|für|ende|anfang|mitte|wie|geplant|dem|der|den|erst) ){0,4}$"
            ),
            r"(?:이전|기존|당초|원래|변경 전)(?:에는|은|는)?\s?[:：]?\s*$",
            r"(?:以前|従来|当初|変更前)は?\s?[:：]?\s*$",
        ),
        yes="originally planned for ",
        no="is planned for ",
    ),
    Sign(
        name="reported-plan",
        value="passing",
        patterns=(
            r"\b(?:shared|announced|said|told|communicated|posted|mentioned)\b.{0,160}"
            r"\b(?:would|(?:was|were) (?:going to|\w+ing))\b.{0,220}$",
        ),
        yes="we shared that we would remove the ability in ",
        no="we would like you to act by ",
    ),
    Sign(
        name="past-event",
        value="passing",
        patterns=(
            (
                r"\b(?:was|were|been|first|initially|originally|already|recently|previously|that"
                r"|which) (?:\w+ )?(?:released|introduced|added|launched|created|issued|published|made available"
                r"|shipped|discovered|detected|rolled out)\b\s*(?:\w+ ){0,3}$"
            ),
            (
                r"\b(?:we|intune|microsoft|apple|google|samsung) (?:\w+ )?(?:released|introduced|added|launched"
                r"|made|shipped|issued|discovered|published)\b\s*(?:\w+ ){0,3}$"
            ),
            r"(?<!be )\b(?:created|copyright|dated)\b\s*(?:\w+ ){0,3}$",
            r"\bversion\s*(?:(?:of|from|dated|for|the) ){0,2}$",
            r"^\W*(?:introduced|launched|released|built|added|created) (?:in|on|with|back in)\s*$",
            (
                r"(?<!be )(?<!get )\b(?:enrolled|installed|built|compiled|purchased|bought|sold|signed|issued|made"
                r"|manufactured|produced|generated|downloaded|uploaded|configured|joined) (?:on|after|before|in"
                r"|since|prior to)\b\s*(?:\w+ ){0,3}$"
            ),
            r"\b(?:since|back|until now|ever)\b\s*(?:\w+ ){0,3}$",
            # The vendor's own life cycle as the reason why, told of the past.
            r"\b(?:mainstream|extended) support\b[^.;]{0,80}\bended\b[^.;]{0,40}$",
            r"^\W*(?:because|since|as)\b[^,;]{0,120}\b(?:ended|dropped|stopped|removed|retired)\b[^,;]{0,60}$",
            r"(?<!be )(?<!is )(?<!are )(?<!it's )\breleased (?:in|on)\s*$",
            (
                r"\b(?:series|first|earlier phases?|phase (?:one|1)) [^;.]{0,40}\b(?:started|began) (?:in"
                r"|on)\s*(?:\w+ ){0,3}$"
            ),
        ),
        yes="it was introduced in ",
        no="it will be introduced in ",
    ),
    Sign(
        name="fault-after-update",
        value="passing",
        patterns=(
            r"\b(?:may|might|could|fails?|crash\w*|freez\w+|issues?|problems?"
            r"|errors?)\b[^.;]{0,80}\bafter (?:installing )?(?:the )?$",
            r"\bafter install(?:ing|ed|ation of) (?:the )?$",
        ),
        yes="some apps might not start after the ",
        no="support stops on ",
    ),
    Sign(
        name="product-name",
        value="passing",
        patterns=(
            r"\b(?:windows (?:10|11)?|office|exchange(?: server)?)\W*(?:the |from |of |for )?$",
            r"\b(?:sql server|server|sharepoint|visual studio)\W*(?:the |from |of |for )?$",
            r"\b(?:baselines? (?:for|version)|template (?:for|version))\W*(?:the |from |of |for )?$",
            r"\b(?:version|ltsc|ltsb|edge|benchmark|build|sp\d)\W*(?:the |from |of |for )?$",
            (
                r"^(?:.*\b)?(?:what's new|in development(?! and)|service update|release notes"
                r"|news(?! \w+ \w+)|recap|highlights|newsletter)\b.{0,40}$"
            ),
        ),
        yes="security baseline for ",
        no="support for windows ends ",
    ),
    Sign(
        name="picture",
        value="passing",
        patterns=(
            (
                r"\b(?:screenshots?|screen captures?|snapshots?|photos?|pictures?|images?|figures?)\b[\s,(]*"
                r"(?:(?:was|were|is|are|as|taken|captured|made|recorded|from|of|dated|seen|shown|on|in)\s+){1,4}$"
            ),
            r"^\W*(?:figure|fig\.|image|screenshot|abbildung|bild|그림|図)\s*\d+\s*[:.)-][^;]{0,90}$",
            r"\b(?:bildschirmfotos?|screenshots?|aufnahmen?)\s*\(?(?:(?:wurden?|vom|von|aus|aufgenommen|am|im)\s+){1,3}$",
            r"(?:스크린샷|화면 캡처|スクリーンショット|画面キャプチャ)[은는がは]?\s*[(（:：、,]?\s*$",
        ),
        yes="screenshot taken on ",
        no="screenshots are blocked from ",
    ),
    Sign(
        name="patch-level",
        value="passing",
        patterns=(r"\bpatch levels?(?: (?:of|is|are|from|dated|on|to|at|set to))*\W*$",),
        yes="security patch levels of ",
        no="security patches end on ",
    ),
    Sign(
        name="for-example",
        value="passing",
        patterns=(
            (
                r"\b(?:for example|e\.g\.|such as|for instance|like)\b(?:(?! (?:will|is|are|ends?|stops?|starts?"
                r"|begins?|expires?|retires?|closes?|no longer) )[^;]){0,40}$"
            ),
            r"\bsee (?:the )?[\w\s:-]{0,40}$",
            r"\bannually (?:in )?$|\btill $",
            r"\bexpect (?:\w+ ){1,2}to (?:release|ship)\b[^;]*$",
        ),
        yes="for example, ",
        no="the example ends ",
    ),
    Sign(
        name="takes-effect",
        value="effect",
        patterns=(
            r"\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|effective|as of|moving to)\b[^;]{0,60}$",
            r"\b(?:on or (?:after|around)|from|ends?|ended|ending|expire[sd]?|until|by)\b[^;]{0,60}$",
            r"\b(?:before|after|deadline|reach(?:es|ed)?|retire[sd]?|will|no later than)\b[^;]{0,60}$",
            r"\b(?:due|through|planned|expected|scheduled)\b[^;]{0,60}$",
            r"\b(?:out of (?:\w+ ){0,3}support|support (?:for .{0,60} )?(?:ended|ends))\b[^;]{0,60}$",
            r"\b(?:end(?:s|ed|ing)?|dropp(?:ed|ing)|stopp(?:ed|ing)|discontinu\w+) (?:\w+ ){0,3}support\b[^;]{0,160}$",
            r"\b(?:removed|discontinued|shut down|turned off|decommissioned|withdrawn|sunset)\b[^;]{0,50}$",
            r"\b(?:endete|enden|endet|eingestellt|abgeschaltet|entfernt)\b[^;]{0,60}$",
        ),
        yes="starting ",
        no="see the list of ",
    ),
)

AFTER: Final[tuple[Sign, ...]] = (
    Sign(
        name="update-name",
        value="passing",
        patterns=(
            (
                r"^,?\s*(?:\(?\w+\)?,? )?(?:windows )?(?:cumulative|security|quality|optional|preview"
                r"|non-?security|feature|servicing|hotpatch|patch tuesday|monthly)(?: \w+){0,2} (?:update|release|patch"
                r"|preview)"
            ),
            (
                r"^,?\s*(?:\(?\w+\)?,? )?update\b(?! to (?:the )?(?:microsoft )?intune|,? we)(?= \("
                r"|.{0,20}\b(?:of windows|version|for windows))"
            ),
            r"^,?\s*(?:\(?\w+\)?,? )?(?:baseline|security (?:patch|baseline|update)|patch level)",
            r"^,?\s*(?:\(?\w+\)?,? )?(?:edition|version\b|lts\b)",
            (
                r"^,?\s*(?:improvements|features|capabilities|edition|blog|post\b|newsletter|webinar|event|ignite"
                r"|session|recap|highlights)"
            ),
        ),
        yes=" security update for windows",
        no=" we will remove",
    ),
    Sign(
        name="stamp-colon",
        value="passing",
        patterns=(
            r"^\s*(?:update)?\s*[:|]\s",
            r"^\s*(?:aktualisiert|geändert|ergänzt)\b",
            r"^\s*(?:에\s)?(?:업데이트|수정|갱신)(?:됨|되었|했|\s?[:：])",
            r"^\s*に?(?:更新|公開|追記)(?:しました|されました|済み|\s?[:：]|$)",
        ),
        yes=": we updated the timeline",
        no=", we update",
    ),
    Sign(
        name="instead",
        value="passing",
        patterns=(
            r"^\s*(?:이|가|에|일)?\s*(?:대신|이 아니라|이 아닌|가 아니라|가 아닌)",
            r"^\s*(?:では(?:なく|ありません)|の代わり|に代わ)",
        ),
        yes=" 대신 ",
        no="에 ",
    ),
    Sign(
        name="told-then",
        value="passing",
        patterns=(
            r"^,?\s*(?:we|microsoft|apple|google|intune) (?:\w+ )?(?:shared|announced|posted)\b",
            r"^,?\s*(?:changes?|corrections?|edits?|updates?) (?:[\w ]{1,60} )?(?:was|were) made\b",
            r"^,?\s*(?:we|microsoft|apple|google|intune) (?:\w+ )?(?:communicated|introduced)\b",
            r"^,?\s*(?:we|microsoft|apple|google|intune) (?:\w+ )?(?:published|released|informed)\b",
            r"^,?\s*(?:we|microsoft|apple|google|intune) (?:\w+ )?(?:notified|added)\b",
        ),
        yes=", we announced the removal",
        no=", we will remove",
    ),
)
