"""Signs that someone is called on to act: titles, headings, demands."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

CALLS: Final[tuple[Sign, ...]] = (
    Sign(
        name="titled-action",
        value="yes",
        weight=4,
        where="title",
        patterns=(
            r"\b(?:action (?:required|needed|may be required)|take action|actions? to take)\b",
            r"\b(?:required action|act now|must update|update required)\b",
            r"조치 필요",
            r"조치를 취",
            r"対応が必要",
            r"アクションが必要|要アクション",
            r"maßnahme erforderlich",
            r"handlungsbedarf",
        ),
        yes="take action: update your connector",
        no="remote action",
    ),
    Sign(
        name="titled-check",
        value="yes",
        weight=3,
        where="title",
        patterns=(
            r"^(?:check|review|take a look at)\b[^:]{0,60}\b(?:your|now|by|before|to (?:the )?(?:latest|new))\b",
            r"^(?:prepare|update)\b(?! (?:polic|rings?|rules|settings|notif|status|reports?))[^:]{0,60}\b(?:your"
            r"|now|by|before|to (?:the )?(?:latest|new))\b",
            r"^(?:upgrade|migrate)\b[^:]{0,60}\b(?:your|now|by|before|to (?:the )?(?:latest|new))\b",
            r"^(?:move|switch|renew)\b[^:]{0,60}\b(?:your|now|by|before|to (?:the )?(?:latest|new))\b",
            r"^(?:verify|ensure)\b[^:]{0,60}\b(?:your|now|by|before|to (?:the )?(?:latest|new))\b",
            r"^(?:make sure|stop)\b[^:]{0,60}\b(?:your|now|by|before|to (?:the )?(?:latest|new))\b",
            r"^(?:replace|plan)\b[^:]{0,60}\b(?:your|now|by|before|to (?:the )?(?:latest|new))\b",
            r"\breminder\b",
            r"\bimportant:",
        ),
        yes="check your update setting in intune",
        no="check for updates button",
    ),
    Sign(
        name="titled-plan",
        value="yes",
        where="title",
        patterns=(
            r"planänderung|変更の予定|변경 예정",
            r"\bplan for change\b",
            r"\bupcoming change\b",
            r"변경 계획",
            r"変更の計画",
            r"変更予定",
            r"geplante änderung",
        ),
        yes="plan for change: new console",
        no="planning guide",
    ),
    Sign(
        name="in-notices",
        value="yes",
        where="section",
        patterns=(
            r"^(?:notices?|important notices?|plan for change|알림|공지|通知|お知らせ|hinweise|benachrichtigungen)$",
        ),
        yes="notices",
        no="device configuration",
    ),
    Sign(
        name="need-to-act",
        value="yes",
        weight=4,
        patterns=(
            r"\b(?:need|needs) to take (?:any |some |immediate |the following )?(?:action|steps)",
            r"\b(?:required|have) to take (?:any |some |immediate |the following )?(?:action|steps)",
            r"\b(?:has|want) to take (?:any |some |immediate |the following )?(?:action|steps)",
            r"\bmay (?:need|have) to take (?:any |some |immediate |the following )?(?:action|steps)",
            r"\bmight (?:need|have) to take (?:any |some |immediate |the following )?(?:action|steps)",
            r"\bshould to take (?:any |some |immediate |the following )?(?:action|steps)",
            r"(?:^|\b(?:you|admins?|customers?)(?:'ll)? (?:must|should|need to|have to|will have to) |\bplease "
            r"|[:;] )take action\b",
            (
                r"(?<!if )(?<!when )(?<!whenever )(?<!whether )(?<!where )(?<!once )(?<!unless )(?<!that )(?<!what )"
                r"(?<!which )\baction (?:is|will be) (?:required|needed)"
            ),
            r"(?<!\bthat )\brequires? (?:your )?(?:immediate )?action\b",
            (
                r"\bif you (?:don't|do not|haven't|take no) (?:take )?(?:action|act|update|migrate|upgrade"
                r"|done so)"
            ),
        ),
        yes="you need to take action before march",
        no="take a remote action",
    ),
    Sign(
        name="to-prepare",
        value="yes",
        weight=1,
        patterns=(
            r"\bwhat (?:do )?(?:you|i|we) (?:need|have|should|can|must)(?: to)? do(?: to prepare)?\b",
            r"\bhow (?:can|do|should) (?:you|i|we) prepare\b",
            r"\b(?:what actions? (?:do|should|can|is|are)|how to prepare)\b",
            r"\b(?:what you (?:need|can|should)(?: to)? do|action(?:s)? to take|next steps)\b",
            r"\bto prepare for this change\b",
            r"\bto avoid (?:any )?(?:disruption|interruption|impact|service)\b",
        ),
        yes="how can you prepare?",
        no="prepare the device",
    ),
    Sign(
        name="you-must",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"(?<!new )(?<!what )(?<!everything )(?<!all )\b(?:you|admins?|administrators|customers?|users?"
                r"|organizations?|tenants?)(?:'ll| will| may"
                r"| might)? (?:also )?(?:must|need to|have to|should) (?!do\b|see|take a look|be aware|know|note"
                r"|have|use this|first|also see|run|be (?:enrolled|running|assigned|on|in|using))"
            ),
            (
                r"\b(?:you|admins?|administrators|customers?|users?|organizations?|tenants?) (?:are"
                r"|will be) (?:required|encouraged|advised|urged) to (?!see|be aware|know|note|use this|run)"
            ),
            (
                r"\b(?:admins?|administrators|you) will need (?:this|the|these|a|an) (?:\w+ ){0,2}(?:permissions?"
                r"|roles?|licen[sc]es?)\b"
            ),
        ),
        yes="you'll need to update the profile",
        no="you need to see this",
    ),
    Sign(
        name="must-before",
        value="yes",
        weight=1.5,
        patterns=(
            (
                r"\b(?:must|needs? to|has to|have to|should) (?:be )?\w+.{0,80}\b(?:before (?:this|that"
                r"|the) (?:change|date|deadline|update|enforcement)|before then|by (?:then|this date|that date))"
            ),
        ),
        yes="scripts must be adjusted before the change",
        no="must be before",
    ),
    Sign(
        name="must-be-updated",
        value="yes",
        weight=2.5,
        patterns=(
            (
                r"(?<!n't )(?<!not )\b(?:must|needs? to|has to|have to|should|will need to) be (?:updated|upgraded"
                r"|migrated"
                r"|replaced|renewed|reconfigured|reinstalled|moved|changed|removed|converted|switched|adjusted"
                r"|modified|edited|rewritten|recreated|re-created|re-?enrolled|re-?assigned)\b"
            ),
            r"\bto (?:meet|comply with|satisfy) (?:the |these |this |new )*requirements?, (?!see|go)\w+",
        ),
        yes="the connector must be updated",
        no="the app must be installed first to be used",
    ),
    Sign(
        name="must-be-set-up",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:must|needs? to|have to|has to|will need to) be (?:configured|approved|granted|allowed|registered"
            r"|deployed"
            r"|accepted|signed|trusted|consented)\b",
        ),
        yes="two approvers must be configured",
        no="two approvers can be configured",
    ),
    Sign(
        name="if-you-do",
        value="yes",
        weight=2,
        patterns=(
            (
                r"^if you .{0,90}, (?:you must |you need to |please )?(?:add|update|change|review|migrate|switch"
                r"|replace|install|upgrade|move)\b"
            ),
        ),
        yes="if you filter traffic, add the endpoints",
        no="if you add it, see",
    ),
    Sign(
        name="make-sure",
        value="yes",
        weight=2,
        patterns=(
            (
                r"(?:^|\bplease |[.:] )(?:please )?(?:ensure|make sure|be sure|verify|confirm|plan to"
                r"|plan for) (?!documentation|(?:update|review) your (?:user )?(?:guid|doc)).{3,}\b(?:before|by"
                r"|your|devices?|users|latest|policies|prior)\b"
            ),
            (
                r"(?:^|\bplease |[.:] )(?:please )?(?:update|upgrade|migrate|move|adjust|switch|stop using"
                r"|replace) (?!(?:polic|rings?|rules|settings|notif|status|reports?)|your documentation"
                r"|your (?:user )?guid|any documentation).{3,}\b(?:before|by|your"
                r"|devices?|users|latest|policies|prior)\b"
            ),
            r"\bwe (?:strongly )?(?:recommend|encourage|suggest|advise|urge)\b",
            r"\bmicrosoft (?:strongly )?recommends\b|\bit is (?:strongly )?recommended",
            r"\bupdate your (?:apps?|polic|line|connector|device|client|script|firewall)",
        ),
        yes="we recommend updating before then",
        no="an update is available",
    ),
    Sign(
        name="told-what-to-do",
        value="yes",
        weight=1.5,
        where="body",
        patterns=(
            (
                r"^(?:update|upgrade|move|migrate|change|install|add|enroll|stop|switch|replace|use|allow|renew"
                r"|remove|convert|transition|review|check|verify|ensure|configure)\b"
            ),
        ),
        yes="move to declarative management",
        no="you can move",
    ),
    Sign(
        name="tell-others",
        value="yes",
        patterns=(
            (
                r"\b(?:notify|inform|tell|communicate (?:this )?(?:to|with)) your (?:users|helpdesk|it staff"
                r"|end users|staff)|\blet your (?:\w+ ){1,2}know\b"
            ),
            (
                r"\bupdate your (?:documentation|user guid|training)|\b(?:review"
                r"|update) (?:any )?(?:internal )?documentation\b"
            ),
        ),
        yes="notify your users and update your documentation",
        no="users are notified",
    ),
    Sign(
        name="new-profiles-needed",
        value="yes",
        weight=2,
        patterns=(
            r"\bcreate new (?:profiles?|polic(?:y|ies))\b.*\b(?:need|must|have to|will)",
            r"\b(?:re-?create|re-?enroll|re-?deploy)\b.*\b(?:need|must|have to|will)",
            r"\bmanually (?:update|upgrade|migrate|reassign|remove|change)\b.*\b(?:need|must|have to|will)",
            r"\b(?:need|must|have to|will)\b.*\bcreate new (?:profiles?|polic(?:y|ies))\b",
            r"\b(?:need|must|have to|will)\b.*\b(?:re-?create|re-?enroll|re-?deploy)\b",
            (
                r"\b(?:need|must|have to|will)\b.*\bmanually (?:update|upgrade|migrate|reassign|remove"
                r"|change)\b"
            ),
        ),
        yes="you'll need to review it and then create new profiles",
        no="you can create new profiles",
    ),
    Sign(
        name="elsewhere-titled",
        value="yes",
        weight=3,
        where="title",
        patterns=(
            r"조치 (?:취하기|필요)",
            r"변경 계획",
            r"지원 종료",
            r"サポート(?:の)?終了",
            r"対応が必要",
            r"ende des supports|supportende|handlungsbedarf|maßnahme(?:n)? erforderlich",
        ),
        yes="조치 취하기: 브라우저 변경",
        no="새 설정",
    ),
    Sign(
        name="existing-setups",
        value="yes",
        weight=1.5,
        patterns=(
            r"\b(?:must|need to|have to|required to)\b.{0,80}\b(?:pre-?)?existing\b",
            r"\bexisting\b.{0,80}(?<!n't )(?<!not )\b(?:must|need to|have to|required to)\b",
        ),
        yes="you must retarget existing web clips",
        no="an existing profile",
    ),
    Sign(
        name="upgrade-urged",
        value="yes",
        weight=2,
        patterns=(
            r"업그레이드해야",
            r"업데이트해야",
            r"アップグレードする必要",
            r"更新する必要",
            r"aktualisieren sie",
        ),
        yes="windows 10으로 업그레이드해야 합니다",
        no="업그레이드 정책",
    ),
    Sign(
        name="korean-japanese-german",
        value="yes",
        weight=1.5,
        patterns=(
            r"조치(?:를|가) (?:취해|필요)",
            r"업데이트해야",
            r"해야 합니다",
            r"더 이상 (?:작동|지원)",
            r"必要があります",
            r"しなければ",
            r"サポートされなくなり",
            r"動作しなくなり",
            r"(?:でき|使え)なくなり",
            r"サポート(?:が|は)(?:削除|終了|廃止)",
            r"이전 버전(?:은|이)? .{0,12}지원되지 않",
            r"\bältere (?:\w+[- ]){0,4}\w{0,30}versionen .{0,40}nicht (?:mehr |länger )?unterstützt",
            r"müssen (?:sie|administratoren)",
            r"handeln sie",
            r"nicht mehr (?:unterstützt|funktionieren)",
        ),
        yes="앱을 업데이트해야 합니다",
        no="새 설정이 있습니다",
    ),
    Sign(
        name="to-be-recovered",
        value="yes",
        weight=3,
        patterns=(
            r"\b(?:recovery (?:tool|steps|guidance|instructions)|guidance for recovery)\b",
            r"\b(?:recover|repair|remediate) (?:the |these |those |your )?(?:affected |impacted )?(?:devices|pcs"
            r"|endpoints"
            r"|machines|servers)\b",
            r"\bmanually (?:approve|accept|confirm|install|restart|re-?enroll)\b",
        ),
        yes="a recovery tool helps to repair affected pcs",
        no="the recovery key is shown",
    ),
    Sign(
        name="if-they-do-not",
        value="yes",
        weight=3,
        patterns=(
            r"\bif (?:users|they|admins|customers) (?:don't|do not|haven't|have not) (?:take action|act|update|migrate"
            r"|upgrade)\b",
        ),
        yes="if users don't update, they lose access",
        no="if users like it",
    ),
    Sign(
        name="a-way-round",
        value="yes",
        weight=3,
        patterns=(
            r"(?<!no )(?<!not a )\bwork-?arounds?\b(?! (?:is|was) not)",
            r"\bto work around\b",
            r"\b(?:can|may|could) be (?:resolved|fixed|avoided|mitigated) by \w+ing\b",
        ),
        yes="as a workaround, restart the service",
        no="there is no workaround",
    ),
)
