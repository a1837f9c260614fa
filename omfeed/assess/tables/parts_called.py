"""Parts by which a text calls on its reader outright, or says what it will from now on do by itself."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_NONE: Final = r"(?!\W{0,6}(?:none|no(?! later)|nothing|n/a|not|keine?|없음|없습니다|なし|不要)\b)"
"""“Action required: none” calls on nobody."""
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY: Final = (
    rf"(?:the end of )?(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? 20\d\d)?"
    r"|\d{1,2}/\d{1,2}/20\d\d|20\d\d-\d\d-\d\d)"
)
_AGAIN: Final = (
    r"re-?(?:join|onboard|provision|pair|imag|register|activat|authenticat|attest|bind|link|publish|deploy|run|seal"
    r"|scope|issu|configur|enrol|enroll|assign|creat|install|import|sign|wrap|build|add|connect|upload)"
)

CALLED: Final[tuple[Sign, ...]] = (
    Sign(
        name="called-on",
        value="demand",
        patterns=(
            (
                r"^\W*(?:(?:immediate|urgent|prompt|admin|administrator|tenant|customer|it|your|important|attention"
                r"|reminder)[ :,-]{1,2}){0,2}"
                r"actions? (?:is |are )?(?:now )?(?:required|needed|necessary)\b(?!\s*\|)" + _NONE + r"(?:\W*$"
                r"|[:.!\])*-]"
                r"|\W{1,3}(?:by|before|until|no later|for|from|on|if|in|to) (?!users?\b))"
            ),
            r"^\W*(?:required|necessary|needed) actions?\b(?!\s*\|)" + _NONE + r"(?:\W*$|\W{0,3}[:-])",
            r"^\W*(?:필요한 조치|필수 조치|조치 ?필요|조치가 필요합니다)(?!\s*\|)" + _NONE + r"(?:\W*$|\W{0,3}[:(-])",
            r"^\W*(?:必要な(?:対応|アクション|操作|措置)|要対応|対応が必要(?:です)?)(?!\s*\|)"
            + _NONE
            + r"(?:\W*$|\W{0,3}[:：(（-])",
            (
                r"^\W*(?:erforderliche (?:maßnahmen?|aktion(?:en)?)|maßnahmen? erforderlich|handlungsbedarf"
                r"|handlung erforderlich)(?!\s*\|)" + _NONE + r"(?:\W*$|\W{0,3}[:-])"
            ),
        ),
        yes="action required by 30 november: configure two approvers",
        no="action required: none",
    ),
    Sign(
        name="must-redo",
        value="demand",
        patterns=(
            (
                r"(?:^|[.;:!] |\bplease )(?:make sure|ensure|see to it|take care)(?: that)? .{3,80}?\b(?:is|are|gets?"
                r"|has been|have been) (?:updated|upgraded|migrated|replaced|renewed|moved|switched|converted|removed"
                rf"|uninstalled|{_AGAIN}e?d)\b"
            ),
            (
                r"(?<!not )(?<!n't )(?<!no longer )\b(?:must|needs? to|have to|has to|should|ought to) (?:now |first "
                rf"|then |also )?(?:be )?{_AGAIN}\w*"
            ),
        ),
        yes="make sure that the macs are re-enrolled",
        no="it makes sure that the macs are enrolled",
    ),
    Sign(
        name="told-to-redo",
        value="demand",
        patterns=(
            (
                rf"(?:^|[.;:!] )(?:by|before|until|no later than|prior to|ahead of|on or before) {_DAY},? (?:please )?"
                r"(?:update|upgrade|migrate|transition|move|switch|replace|renew|reassign|re-?create|re-?deploy"
                r"|re-?enroll?|reconnect|reconfigure|rotate|adapt|adjust|convert|adopt|reissue|rebuild|rewrite"
                r"|reinstall)\b"
            ),
            (
                r"(?:^|[.;:!] |\bplease )(?:be sure to|don't forget to|do not forget to|remember to|it(?:'s| is"
                r"| will be)"
                r" (?:necessary|required|essential|mandatory) to) (?:update|upgrade|migrate|move|switch|replace|renew"
                r"|reassign|rotate|convert|reissue|rebuild|reinstall|change|re-\w+)\b"
            ),
        ),
        yes="before december 10, 2026 renew the token",
        no="before december 10, 2026 the token is renewed",
    ),
    Sign(
        name="told-to",
        value="demand",
        patterns=(
            (
                rf"(?:^|[.;:!] )(?:by|before|until|no later than|prior to|ahead of|on or before) {_DAY},? (?:please )?"
                r"(?:accept|add|agree|allow|approve|assign|buy|check|configure|confirm|create|deploy|disable|edit"
                r"|enable|ensure|exclude|grant|import|inform|install|make sure|plan|prepare|provide|register|remove"
                r"|review|set|sign|stop|target|test|turn|uninstall|verify)\b"
            ),
        ),
        yes="by 3 may, deploy the new root",
        no="by 3 may the new root is deployed",
    ),
    Sign(
        name="must",
        value="demand",
        patterns=(
            rf"(?<!not )\b(?:is|are) (?:required|mandatory|needed) (?:by|before|from|starting|as of"
            rf"|no later than) {_DAY}",
            (
                r"(?<!new )\b(?:apps?|applications?|scripts?|clients?|devices?|connectors?|servers?|agents?"
                r"|integrations?)"
                r" (?:will )?(?:must|need to|have to) (?:use|support|send|present|trust|run|speak)\b"
            ),
        ),
        yes="two approvers are required by 1 may 2027",
        no="two approvers are required to use it",
    ),
    Sign(
        name="users-made-to",
        value="demand",
        patterns=(
            (
                r"\bwill (?:then |now |also )?(?:prompt|ask|force|require|tell) (?:[\w/]+ ){0,4}?(?:users?|people"
                r"|employees|everyone|everybody) to \w+"
            ),
            (
                r"\b(?:users?|people|employees)\b.{0,50}\b(?:will be|are|get) (?:then |now )?(?:asked|prompted|required"
                r"|forced) to (?:accept|agree|allow|approve|authenticate|grant|register|restart|re-?enter|verify)\b"
            ),
        ),
        yes="the app will prompt every user to allow notifications",
        no="the app prompts when it is set to",
    ),
    Sign(
        name="each-time",
        value="offer",
        patterns=(
            r"^(?:when|whenever|each time|every time|as soon as|while) (?!(?:this|the|that|an?) (?:[\w()]+ ){0,2}"
            r"(?:release|update|change)\b)|\b(?:each|every) (?:request|time|approval)\b|\b(?:another|a second) admin",
        ),
        yes="when a device is wiped, another admin must approve it",
        no="you must approve it",
    ),
    Sign(
        name="turned-by-itself",
        value="turn",
        patterns=(
            (
                r"\b(?:will|to|is going to) (?:\w+ly |also |then |now )?(?:enable|disable|enforce|block|require|turn on"
                r"|turn off|activate|switch on|switch off)\b[^.;]{2,80}\bby default\b"
            ),
            (
                r"\b(?:will be|becomes?) (?:\w+ly |then |now )?(?:on|off|enabled|disabled|enforced|blocked"
                r"|required|active|activated|turned on|turned off) by default\b"
            ),
            r"\bdefaults?\b.{2,80}\b(?:changes|becomes|is changing|are changing|will change|will become|switches)\b",
        ),
        yes="the service will enable hotpatching by default",
        no="the service can enable it",
    ),
)
