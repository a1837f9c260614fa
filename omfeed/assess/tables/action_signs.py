"""Whether someone must act: signs for (``yes``) and against (``no``). The sum of their weights decides."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

THRESHOLD: Final = 3.0
"""From this sum on, action is required."""

ACTION: Final[tuple[Sign, ...]] = (
    Sign(
        name="titled-action",
        value="yes",
        weight=4,
        where="title",
        pattern=r"\b(?:action (?:required|needed|may be required)|take action|actions? to take|required action|act now|must update|update required)\b|조치 필요|조치를 취|対応が必要|アクション|maßnahme erforderlich|handlungsbedarf",
        yes="take action: update your connector",
        no="remote action",
    ),
    Sign(
        name="titled-check",
        value="yes",
        weight=3,
        where="title",
        pattern=r"^(?:check|review|prepare|update|upgrade|migrate|move|switch|renew|verify|ensure|make sure|stop|replace|plan)\b[^:]{0,60}\b(?:your|now|by|before|to (?:the )?(?:latest|new))\b|\breminder\b|\bimportant:",
        yes="check your update setting in intune",
        no="check for updates button",
    ),
    Sign(
        name="titled-plan",
        value="yes",
        weight=1,
        where="title",
        pattern=r"\bplan for change\b|\bupcoming change\b|변경 계획|変更の計画|変更予定|geplante änderung",
        yes="plan for change: new console",
        no="planning guide",
    ),
    Sign(
        name="in-notices",
        value="yes",
        weight=1,
        where="section",
        pattern=r"^(?:notices?|important notices?|plan for change|알림|공지|通知|お知らせ|hinweise|benachrichtigungen)$",
        yes="notices",
        no="device configuration",
    ),
    Sign(
        name="need-to-act",
        value="yes",
        weight=4,
        pattern=r"\b(?:need|needs|required|have|has|want|may (?:need|have)|might (?:need|have)|should) to take (?:any |some |immediate |the following )?(?:action|steps)|\btake action\b|\baction (?:is|will be) (?:required|needed)|\brequires? (?:your )?(?:immediate )?action\b|\bif you (?:don't|do not|haven't|take no) (?:take )?(?:action|act|update|migrate|upgrade|done so)",
        yes="you need to take action before march",
        no="take a remote action",
    ),
    Sign(
        name="to-prepare",
        value="yes",
        weight=2.5,
        pattern=r"\b(?:what (?:do )?(?:you|i|we) (?:need|have|should|can|must)(?: to)? do(?: to prepare)?|how (?:can|do|should) (?:you|i|we) prepare|what actions? (?:do|should|can|is|are)|how to prepare|what you (?:need|can|should)(?: to)? do|action(?:s)? to take|next steps|to prepare for this change|to avoid (?:any )?(?:disruption|interruption|impact|service))\b",
        yes="how can you prepare?",
        no="prepare the device",
    ),
    Sign(
        name="you-must",
        value="yes",
        weight=2.5,
        pattern=r"\b(?:you|admins?|administrators|customers?|users?|organizations?|tenants?)(?:'ll| will)? (?:(?:also )?(?:must|(?:will |may |might )?(?:also )?need to|(?:will )?have to|should)|are (?:required|encouraged|advised|urged) to) (?!see|take a look|be aware|know|note|have|use this|first|also see|be (?:enrolled|running|assigned|on|in|using)|run)",
        yes="you'll need to update the profile",
        no="you need to see this",
    ),
    Sign(
        name="must-be-updated",
        value="yes",
        weight=2.5,
        pattern=r"\b(?:must|need(?:s)? to|has to|have to|should|will need to) be (?:updated|upgraded|migrated|replaced|re-?enrolled|re-?created|renewed|reconfigured|re-?assigned|reinstalled|moved|changed|removed|converted|switched|reviewed|installed|allowed|added to)\b",
        yes="the connector must be updated",
        no="the app must be installed first to be used",
    ),
    Sign(
        name="make-sure",
        value="yes",
        weight=2,
        pattern=r"(?:^|\bplease |[.:] )(?:please )?(?:ensure|make sure|be sure|verify|confirm|review|update|upgrade|migrate|move|notify|inform|plan to|plan for|prepare|consider|adjust|switch|stop using|replace|check|communicate|let your)\b[^.]{3,}\b(?:before|by|your|devices?|helpdesk|users|latest|policies|prior|documentation|impact)\b|\bwe (?:strongly )?(?:recommend|encourage|suggest|advise|urge)\b|\bmicrosoft (?:strongly )?recommends\b|\bit is (?:strongly )?recommended|\bnotify your (?:users|helpdesk)|\bupdate your (?:documentation|apps?|polic|line)",
        yes="we recommend updating before then",
        no="an update is available",
    ),
    Sign(
        name="stops-working",
        value="yes",
        weight=3.5,
        pattern=r"\b(?:will|would|may|might|can|to) (?:also )?(?:stop|cease|fail)(?: to)? (?:work|function|receiv|sync|enroll|be|launch|connect|authenticat)|\bstop(?:s|ped)? (?:working|functioning)\b|\b(?:will|would) no longer (?:work|function|be able|be supported|be available|receive|connect|enroll|sync|apply|support|allow)|\bno longer be able\b|\bbreak(?:s|ing)? (?:change|existing)|\bwill be (?:blocked|prevented|unenrolled|locked out|rejected|wiped|disabled|denied|redirected)\b|\bwon't (?:be able|work|receive|be supported|function|get|launch|be available)\b|\bunable to (?:access|enroll|sign|use|connect)|\blose (?:access|support|management)|\b(?:end|device|your) ?users? will (?:receive|be (?:asked|prompted|required|forced|blocked)|have to|need to)\b[^.]{0,60}\b(?:updat|upgrad|passw|chang|re-?enroll|request|install|sign)",
        yes="older connectors will stop working",
        no="stop the service",
    ),
    Sign(
        name="we-remove",
        value="yes",
        weight=2.5,
        pattern=r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:(?:be|also|completely|planning to|going to) )*(?:remov(?:e|ing)|disabl(?:e|ing)|retir(?:e|ing)|deprecat(?:e|ing)|end(?:ing)?|discontinu(?:e|ing)|block(?:ing)?|turn(?:ing)? off|enforc(?:e|ing)|requir(?:e|ing))\b",
        yes="we'll remove all existing connectors",
        no="you can remove a connector",
    ),
    Sign(
        name="by-a-date",
        value="yes",
        weight=2,
        pattern=r"\b(?:before|by|prior to|no later than|until) (?:the end of |end of )?(?:january|february|march|april|may|june|july|august|september|october|november|december) ?\d{0,2}\b[^.]{0,40}(?:to (?:avoid|ensure|continue|prevent)|,? or\b|otherwise|if you)|\bdeadline\b|\bwill (?:only )?(?:support|require) [^.]{0,60}\b(?:later|newer|higher|above)\b|\bwill be (?:mandatory|required|enforced)\b|\bis now mandatory\b",
        yes="by march 31 to avoid interruption",
        no="by march we expect more",
    ),
    Sign(
        name="only-place",
        value="yes",
        weight=2,
        pattern=r"\b(?:will|can) (?:be able to |only be able to )?(?:only (?:be )?\w+|\w+ [^.]{0,60}\bonly (?:in|on|from|through|with|via)\b)",
        yes="you will be able to create requests only in azure",
        no="only one is shown",
    ),
    Sign(
        name="new-profiles-needed",
        value="yes",
        weight=2,
        pattern=r"\b(?:create new (?:profiles?|polic(?:y|ies))|re-?create|re-?enroll|re-?deploy|manually (?:update|upgrade|migrate|reassign|remove|change))\b[^.]*\b(?:need|must|have to|will)|\b(?:need|must|have to|will)\b[^.]*\b(?:create new (?:profiles?|polic(?:y|ies))|re-?create|re-?enroll|re-?deploy|manually (?:update|upgrade|migrate|reassign|remove|change))\b",
        yes="you'll need to review it and then create new profiles",
        no="you can create new profiles",
    ),
    Sign(
        name="korean-japanese-german",
        value="yes",
        weight=3,
        pattern=r"조치(?:를|가) (?:취해|필요)|업데이트해야|해야 합니다|더 이상 (?:작동|지원)|必要があります|しなければ|サポートされなくなり|動作しなくなり|müssen (?:sie|administratoren)|handeln sie|nicht mehr (?:unterstützt|funktionieren)",
        yes="앱을 업데이트해야 합니다",
        no="새 설정이 있습니다",
    ),
    # Against
    Sign(
        name="no-action",
        value="no",
        weight=6,
        pattern=r"\bno (?:further |additional |admin(?:istrator)? |user |immediate |customer |specific )?(?:action|changes?|steps?|intervention|configuration)(?: (?:is|are|will be|on your part is|from you is|by you is))? (?:is |are )?(?:required|needed|necessary|expected)|\b(?:you )?(?:don't|do not|won't|will not) need to (?:take (?:any )?action|do anything|make any)|\bno need to (?:take|do)|\bnothing (?:you need )?to do\b|\b(?:doesn't|does not|isn't|not) requir(?:e|ing) (?:any )?(?:action|changes)|\bno action\b|\brequires no action\b|조치(?:가|는)? 필요(?:하지 않|없)|必要な操作はありません|対応は不要|keine (?:aktion|maßnahme)",
        yes="no action is required",
        no="action is required",
    ),
    Sign(
        name="no-impact",
        value="no",
        weight=5,
        pattern=r"\b(?:won't|will not|doesn't|does not|shouldn't|no) (?:be )?(?:impact(?:ed)?|affect(?:ed)?|change) (?:to |on )?(?:any|your|existing|current|the (?:way|functionality)|devices?|users?)|\bno (?:user|end-user|service)? ?(?:impact|disruption)|\b(?:for (?:your )?awareness|informational) only\b|\bonly awareness\b|\bfor your information\b",
        yes="it won't impact any devices",
        no="it will impact all devices",
    ),
    Sign(
        name="optional",
        value="no",
        weight=1.5,
        pattern=r"\b(?:optional(?:ly)?|if you (?:choose|want|wish|would like|prefer)|you can (?:choose|opt)|opt[- ]in)\b",
        yes="this is optional",
        no="adoption",
    ),
)

CONDITIONAL: Final = (
    r"^(?:\W*(?:note|important)\W+)?(?:to (?:use|take advantage|enable|set up|configure|support|get started|deploy|complete|see|view|try|access|turn on|edit|create|manage|apply|add|start|benefit|take)"
    r"|if you(?:'d| would)? (?:want|like|choose|wish|plan)|in order to|before you (?:can|use|begin|start|configure)|for this (?:feature|setting|to work)|prerequisite|when you|when (?:creating|configuring|using|adding)|as (?:an|the) admin|using this)\b"
)
"""A demand in such a sentence is the price of something optional, not a call to act."""
