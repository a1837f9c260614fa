"""Parts of what a sentence says, heard apart: that something ceases, for whom, when, that it must be made anew.

Vendors say the same in ever new words. Alone no part decides anything; ``omfeed.assess.tables.action_joins`` says what
they mean together. So “clients on 4.1 are refused as of May” is heard though no table holds that sentence.
"""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign
from omfeed.assess.tables.parts_called import CALLED
from omfeed.assess.tables.parts_demands import DEMANDS
from omfeed.assess.tables.parts_tongues import TONGUES

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_HARMLESS: Final = (
    r"(?!(?:be )?(?:need|have to|has to|must|requir|limit|necessary|see|show|display|appear|prompt|ask|list|restrict"
    r"|depend|wait|count|interrupt|affect|impact|chang|visible|generat|present|notif|mention"
    r"|warn)|in preview|only|yet|just|impact|affect|includ|contain)"
)
_THINGS: Final = (
    r"(?:devices?|pcs?|macs?|phones?|tablets?|computers?|machines?|clients?|apps?|applications?|connectors?|agents?"
    r"|servers?|gateways?|scripts?|profiles?|polic(?:y|ies)|certificates?|tokens?|keys?|tenants?)"
)

PARTS: Final[tuple[Sign, ...]] = (
    Sign(
        name="dated",
        value="when",
        patterns=(
            (
                r"\b(?:on|in|by|from|after|before|until|since|of|starting|beginning|effective|mid|early|late|end of"
                rf"|around)[ -](?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}"
            ),
            r"\d{4} ?[년年]|\d{1,2} ?[월月]",
            (
                r"\b(?:ab|bis|am|im|seit|nach|vor|zum)(?: dem)?(?: \d{1,2}\.)? (?:januar|februar|märz|april|mai|juni"
                r"|juli"
                r"|august|september|oktober|november|dezember)\b"
            ),
            rf"\b{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?\b|20\d\d)",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}",
            r"\b(?:in|by|from|after|before|until|since|of|during|end of) (?:early |mid-?|late )?20\d\d\b",
            (
                r"\b(?:the end of (?:the |this )?(?:year|month|quarter|week)|(?:later|end of) this year|next (?:year"
                r"|month|quarter|spring|summer|fall|autumn|winter)|in less than a year|in \w+ (?:days|weeks|months)"
                r"|within \w+ (?:days|weeks|months))\b"
            ),
        ),
        yes="as of 1 june the old address is refused",
        no="users may choose",
    ),
    Sign(
        name="upon-release",
        value="when",
        patterns=(
            (
                r"\b(?:after|with|from|starting with|beginning with|as of|once|before|until|by|prior to|ahead of"
                r"|following|when) (?:this|that|the|an?|our|its) (?!given|specified|chosen|set |same"
                r"|configured)(?:[\w()']+ ){0,3}?(?:release|update|change|date"
                r"|deadline|upgrade|migration|switch|enforcement)\b"
            ),
            r"\b(?:starting|beginning|from|as of|since) (?:in |with |from )?this (?:version|release|update|build)\b",
            r"\b(?:with|from|as of|starting (?:in|with)|since) (?:ios|ipados|macos|android|windows|version) ?\d[\d.]*",
            r"\bfrom (?:now|then) on\b|\bgoing forward\b|\bhenceforth\b|\bfrom (?:that|this) (?:point|day|date)\b",
            r"\b(?:after|before|by) (?:that|then)\b|\bin time\b|\bin advance\b|\bshortly after\b|\bwhen [\w ]+ ships\b",
            r"\bat the next (?:check-?in|sync|sign-?in|restart)\b|\bwhere (?:not|they haven't) done so\b",
        ),
        yes="after the july release it asks for more",
        no="release the device",
    ),
    Sign(
        name="ahead-of",
        value="till",
        patterns=(
            (
                r"\b(?:by|before|until|till|prior to|ahead of|in advance of|no later than|not later than) "
                rf"(?:the )?(?:end of )?(?:early |mid-?|late )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}"
            ),
            (
                r"\b(?:by|before|until|prior to|ahead of|no later than) (?:20\d\d|the end of|this (?:date|change)"
                r"|that (?:date|day|time)|then|the (?!expir|given|specified)(?:[\w()]+ ){0,2}(?:release|change|date"
                r"|deadline|update|switch))"
            ),
            (
                r"\bbefore (?:your |the )?(?:users|people|employees|devices) (?:upgrade|update|move)\b"
                r"|\bin (?:good )?time\b"
            ),
            r"\bin advance\b|\bhave until\b|\bbeforehand\b|\bbefore (?:that|then)(?=[.,;]|$)",
        ),
        yes="allow the new host by the end of march",
        no="by default it is off",
    ),
    Sign(
        name="ceases",
        value="end",
        patterns=(
            (
                r"\bstops? (?:getting|receiving|shipping)\b|\b(?:will|we'll) refuse\b|\b(?:is|are|was"
                r"|were) (?:being )?tak(?:en|ing) [^.;]{0,50}\boffline\b"
            ),
            r"\btaking [^.;]{3,60}\boffline\b|\bcomes? to (?:a close|an end)\b|\b(?:is|are) gone\b",
            (
                r"\b(?:stop|stops|stopped|cease|ceases|start|starts|begin|begins) (?:to )?(?:work|function|sync"
                r"|receiv|connect|accept|fail|block|refus|reject|enroll?|respond|support|apply|send|updat|launch|open"
                r"|evaluat|enforc|honou?r|respect)"
            ),
            (
                r"\b(?:will|would|to|is going to|are going to) (?:\w+ly |also |then |soon |now"
                r" |start to )?(?:stop|cease|fail|break|expire|lapse|end|lose|refuse|reject|deny)\b"
                r"|\b(?:will|would|going to|starts? to|begins? to) (?:\w+ly |also |then |soon |now )?block\b"
            ),
            r"\b(?:can|could|may|might) (?:fail|break|expire|lapse|lose)\b",
            (
                r"\benforc(?:es|ed)\b|\benforcement (?:begins|starts)\b|\bstops? (?:on|at|for|in|after|from)\b"
                r"|\b(?:is|are) no more\b"
            ),
            r"\b(?:ceases|fails|breaks|expires|lapses|ends|loses|refuses|rejects|denies|blocks|drops|discontinues)\b",
            r"\b(?:withdraws|disables|deprecates|decommissions|revokes|removes|sunsets|closes|retires)\b",
            r"\b(?:turns|switches) off\b|\bshuts down\b|\bgoes away\b|\bgoing away\b|\bphases? out\b|\bhas shut down\b",
            (
                rf"\b{_THINGS} (?:(?!to |the )[\w.]+ ){{0,8}}?(?:fail|break|expire|lapse|lose|drop out|sign out|stop"
                r"|pause|disappear|turn to)\b"
            ),
            (
                r"\bdrops (?:out of )?(?:support|android|ios|macos|windows)\b|\b(?:loses|leaves) support\b"
                r"|\bend of the road\b"
            ),
            (
                r"\b(?:connections?|sync|enroll?ments?|sign-?ins?|queries|requests|builds?) (?:will )?(?:fail|break"
                r"|stops?)\b"
            ),
            (
                r"\b(?:becomes?|are|is) (?:now )?(?:invalid|unusable|unhealthy|obsolete|incompatible)\b"
                r"|\b(?:receives?|gets?|returns?|sees?) errors\b"
            ),
        ),
        yes="pinned certificates expire soon",
        no="you can stop the service",
    ),
    Sign(
        name="refused",
        value="end",
        patterns=(
            r"\bcounts?(?:ed)? as (?:not |non-?)compliant\b",
            (
                r"\b(?:is|are|be|being|gets?|get) (?:\w+ly |then |also |now |no longer |not )?(?:refused|rejected"
                r"|denied|blocked|disabled|revoked|removed|retired|withdrawn|unenroll?ed|closed|deleted|dropped"
                r"|discontinued|deprecated|decommissioned|invalidated|terminated|wiped|ignored)\b"
            ),
            (
                r"\b(?:is|are|be|being|gets?|get) (?:\w+ly |then |also |now |permanently )?(?:shut down|switched off"
                r"|turned off|locked out|signed out|pulled|cut off|uninstalled|treated as non-?compliant"
                r"|treated as not compliant|shown as not compliant|marked (?:as )?\W?(?:not ?|non-?)compliant|gone"
                r"|leaving the)\b"
            ),
            r"\b(?:become|becomes|turn|turns|fall|falls) (?:not |non-?|out of )complian(?:t|ce)\b",
            r"\b(?:is|are) (?:permanently |now )?(?:gone from|leaving)\b|\b(?:has|have) been (?:shut down|revoked)\b",
        ),
        yes="such tokens are revoked",
        no="revoke a token",
    ),
    Sign(
        name="cannot",
        value="end",
        patterns=(
            rf"\b(?:can't|cannot|can not|can no longer|won't|will not|will no longer) (?:be )?{_HARMLESS}\w+",
            rf"\b(?:unable to|not be able to|no longer be able to) {_HARMLESS}\w+",
            (
                r"\b(?:isn't|aren't|is not|are not) (?:supported|available|accepted|valid|possible|allowed|trusted"
                r"|offered)\b"
            ),
            r"\b(?:get|gets|receive|receives) (?:no|neither)\b|\bonly (?:manage|create|configure|use) .{3,60} in\b",
            r"\b(?:the )?only supported (?:way|method|path|version)\b",
        ),
        yes="such devices can't enroll",
        no="you can enroll",
    ),
    Sign(
        name="any-more",
        value="end",
        patterns=(
            r"\bbeendet\b|\bnicht länger\b",
            rf"(?<!to )\bno longer {_HARMLESS}\w+",
            r"\b(?:can't|cannot|won't|don't|doesn't|isn't|aren't|not) .{1,60}?\b(?:any ?more|any longer)\b",
            r"더 이상|(?:작동|지원|사용|등록).{0,6}(?:하지 않|되지 않|할 수 없)|만료|지원이? ?종료",
            (
                r"(?:動作|機能)しなくなり|(?:でき|され|使え)なくなり"
                r"|(?:動作|使用|利用|サポート|登録|接続).{0,8}(?:しません|されません|できません)"
                r"|期限切れ|終了(?:し|する|とな)"
            ),
            r"\bnicht mehr\b|\b(?:endet|abläuft|eingestellt)\b|\bläuft .{1,60}\bab\b",
            r"\bno more (?:updates|security|fixes|monthly|support)\b",
        ),
        yes="the old profiles don't work anymore",
        no="you no longer need to sign in twice",
    ),
    Sign(
        name="only",
        value="end",
        patterns=(
            (
                r"\b(?:will|can) (?:then )?only (?:be )?\w+|\bonly (?:accepts?|works?|supports?|allows?|connects?)\b"
                r"|\bonly from\b|^only (?!if|when|after)[^,]{3,80} can (?:connect|enroll?|sign|sync|register|be)\b"
            ),
        ),
        yes="the service will only accept https",
        no="only one is shown",
    ),
    Sign(
        name="what-is-old",
        value="whom",
        patterns=(
            (
                r"\b(?:older than|earlier than|below|lower than|prior to|before) (?:version |build |an? )?(?:v|ios "
                r"|android"
                r" |macos |windows )?\d"
            ),
            (
                r"\b(?:older|earlier|previous|legacy|outdated|old|unsupported|affected|former) (?:[\w-]+ )?(?:versions?"
                rf"|{_THINGS}|licen[sc]es?|enrol?lments?|builds?|firmware|systems?|hardware|models?|clients?)\b"
            ),
            (
                r"\b(?:that|which|who) (?:still |do |has |have |are |were )*(?:not|haven't|hasn't|don't|doesn't|aren't"
                r"|rely|relies|use|uses|call|calls|point|points|run|runs|depend|depends)\b"
            ),
            rf"\b{_THINGS} (?:[\w.]+ ){{0,2}}?(?:without|created before|issued before|enroll?ed before|made before)\b",
            (
                rf"\b{_THINGS} (?:running|built with|wrapped with|using|on) (?:an? )?(?:\w+ ){{0,4}}?(?:\d|older|old"
                r"|legacy)"
            ),
            r"\b(?:pre-?)?existing (?:users|devices|profiles|polic|assignments|customers|tokens|connectors"
            r"|configurations?"
            r"|deployments?|enrol?lments)",
        ),
        yes="certificates issued before 2019",
        no="choose a profile",
    ),
    *DEMANDS,
    *CALLED,
    *TONGUES,
)
