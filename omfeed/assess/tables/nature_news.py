"""Signs of what is new: capabilities, previews, versions that shipped, lists of apps."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

NEWS: Final[tuple[Sign, ...]] = (
    Sign(
        name="public-preview",
        value="preview",
        weight=2.5,
        patterns=(
            r"\b(?:in|as an?|new|this|a) (?:open |limited )?(?:public |private )?(?:preview|beta)\b(?! of (?:an?"
            r"|the|your) | devices\b| pane\b)",
            r"\bpublic preview\b",
            r"[(\[](?:public |private )?preview[)\]]",
            r"^[^:]{0,30}\bpreview update\b",
            r"(?<!see a )(?<!view a )(?<!show a )(?<!shows a )(?<!see the )(?<!display a )\bpreview of\b",
            r"\(beta\)",
            r"\bin preview\b(?! (?:devices|mode|pane))",
            r"\bearly access\b",
            r"\btechnical preview\b",
            r"\bwhile in preview\b",
            r"\bpreview (?:is )?(?:now )?available\b|\bavailable (?:now )?(?:for|in|as) (?:an? )?(?:public )?preview\b",
        ),
        yes="now available in public preview",
        no="preview pane",
    ),
    Sign(
        name="titled-preview",
        value="preview",
        weight=2.5,
        where="title",
        patterns=(r"\bpreview\)?$",),
        yes="device actions - preview",
        no="preview the page",
    ),
    Sign(
        name="itself-in-preview",
        value="preview",
        weight=4,
        patterns=(
            r"\b(?:this|the) (?:new )?(?:feature|setting|capability|functionality|report|policy) is (?:currently "
            r"|still |now )?"
            r"(?:in|available in) (?:public )?preview\b",
        ),
        yes="while this feature is in preview, it needs the newest build",
        no="the preview pane of this feature",
    ),
    Sign(
        name="preview-elsewhere",
        value="preview",
        weight=2.5,
        patterns=(
            r"(?:공개|퍼블릭) ?미리 ?보기",
            r"[(\[]미리 ?보기[)\]]",
            r"(?:パブリック|公開) ?プレビュー|[(\[（]プレビュー[)\]）]",
            r"öffentliche(?:n|r)? (?:vorschau|preview)|[(\[](?:vorschau|preview)[)\]]",
        ),
        yes="배포 보고서(미리 보기)",
        no="미리 보기 창",
    ),
    Sign(
        name="generally-available",
        value="new",
        weight=4.5,
        patterns=(
            r"\b(?:(?<!to be )generally available|(?<!to )general(?:ly)? availability|out of (?:public )?preview)",
            r"\b(?:no longer in (?:public )?\W?preview|\bga\b(?! template)|moved out of preview)",
            r"\b(?:left preview|out of \W?preview)",
        ),
        yes="now generally available",
        no="available",
    ),
    Sign(
        name="new-elsewhere",
        value="new",
        weight=1.5,
        patterns=(
            r"이제|새로운?|추가|지원(?:됨|합니다|함)?$",
            r"新しい|追加|できるようになり",
            r"\bneue[rsn]?\b|jetzt|hinzugefügt|unterstützung für",
        ),
        yes="이제 복사할 수 있습니다",
        no="변경되었습니다",
    ),
    Sign(
        name="you-can-now",
        value="new",
        weight=2.5,
        patterns=(
            r"\b(?:you|admins?|administrators?|users?|it) (?:can now|now (?:can|have)|are now able to)\b",
            (
                r"\b(?:can now|now (?:supports?|allows?|lets|includes?|provides?|able|possible|offers?|shows?"
                r"|displays?|lists?|supported))\b"
            ),
            r"\b(?:lets|allows|enables) (?:you|admins?|users?|it)\b",
            r"\bgives you the (?:ability|option)\b",
            r"\bno longer limited to\b",
            r"\bwill (?:now )?(?:let|allow) (?:you|admins?|users?|it)\b",
        ),
        yes="you can now assign the app",
        no="you must assign the app",
    ),
    Sign(
        name="now-does",
        value="new",
        weight=1.2,
        patterns=(
            (
                r"\bnow (?:collects?|appears?|contains?|detects?|reports?|works?|runs?|applies|apply|respects?"
                r"|starts?|use|checks?|adds?)\b"
            ),
        ),
        yes="inventory now collects properties",
        no="now and then",
    ),
    Sign(
        name="you-can",
        value="new",
        weight=0.8,
        patterns=(
            (
                r"\b(?:you|admins?|administrators?|it|users?)(?: can|'ll be able to| will (?:soon "
                r"|now )?be able to) (?!see|find|learn|continue|still)"
            ),
        ),
        yes="you can add multiple certificates",
        no="you can see this on the page",
    ),
    Sign(
        name="new-in-title",
        value="new",
        weight=1.2,
        where="title",
        patterns=(r"\bnew\b",),
        yes="new microsoft edge settings",
        no="renew",
    ),
    Sign(
        name="new-thing",
        value="new",
        weight=2.5,
        patterns=(
            (
                r"(?:^|\b(?:a|an|the|these|some|are|is|with|of|two|three|four|five|six|several|many|additional"
                r"|and|following) )(?:brand )?new (?:[\w/.-]+[ -]){0,4}?(?:settings?|features?|options?|reports?"
                r"|polic(?:y|ies)|permissions?|filters?|profiles?)\b"
            ),
            (
                r"(?:^|\b(?:a|an|the|these|some|are|is|with|of|two|three|four|five|six|several|many|additional"
                r"|and|following) )(?:brand )?new (?:[\w/.-]+[ -]){0,4}?(?:capabilit(?:y|ies)|actions?|roles?"
                r"|views?|columns?|tabs?|pages?|templates?|apps?|types?|tools?|support)\b"
            ),
            (
                r"(?:^|\b(?:a|an|the|these|some|are|is|with|of|two|three|four|five|six|several|many|additional"
                r"|and|following) )(?:brand )?new (?:[\w/.-]+[ -]){0,4}?(?:categor(?:y|ies)|rules?|checks?"
                r"|controls?|restrictions?|alerts?|connectors?|platforms?|samples?|baselines?|properties|items"
                r"|fields?)\b"
            ),
        ),
        yes="new settings for windows",
        no="renew the certificate",
    ),
    Sign(
        name="now-part-of",
        value="new",
        weight=2,
        where="title",
        patterns=(r"\bis now (?:included|part|integrated|available)\b",),
        yes="teams is now included in the suite",
        no="now",
    ),
    Sign(
        name="supports",
        value="new",
        weight=1.2,
        patterns=(
            r"\bsupports\b",
            r"\bsupport$",
            r"\bsupport for\b",
        ),
        yes="intune supports delivering certificates",
        no="contact support by phone",
    ),
    Sign(
        name="support-for",
        value="new",
        weight=2.5,
        patterns=(
            (
                r"^(?:intune |microsoft intune )?(?:(?:improved|expanded|added|adding|additional|new|extended"
                r"|full|initial|public) )?support (?:for|of|to|on|in|added)\b"
            ),
            r"\b(?:adds?|adding|added|includes?|introduc(?:es|ed|ing)) (?:\w+ ){0,2}?support\b",
            r"\b(?:expand(?:s|ed|ing)?|extend(?:s|ed|ing)?) (?:\w+ ){0,2}?support\b",
            r"\bnow support(?:s|ed)?\b",
        ),
        yes="support for ikev2 vpn profiles",
        no="contact the support desk",
    ),
    Sign(
        name="added",
        value="new",
        weight=2,
        patterns=(
            r"\b(?:we(?:'ve| have) added|(?:has|have) (?:been )?added)\b",
            r"\b(?:(?:is|are|being|was|were) added|adds? (?:a|the|new|support|more|several|\d+))\b",
            r"\b(?:added (?:a|the|new|to|support|additional|more)|introduc(?:es|ed|ing))\b",
            r"\b(?:expand(?:s|ed|ing)|additional|more (?:settings|options|filters))\b",
        ),
        yes="we've added a report",
        no="in addition",
    ),
    Sign(
        name="imperative",
        value="new",
        weight=0.8,
        where="title",
        patterns=(
            r"^(?:use|configure|create|add|assign|manage|monitor|set|enable|deploy|view|skip|choose)\b",
            r"^(?:select|control|customi[sz]e|export|filter|run|allow|block|restrict|target|edit)\b",
            r"^(?:import|install|integrate|onboard|send|track|upload|view|search|delete|duplicate)\b",
            r"^(?:collect|apply|automatically|bulk|require|define|specify|get|see|retrieve|publish)\b",
            r"^(?:connect|evaluate|extend|grant(?:ing)?|include|exclude|locate|protect|report)\b",
            r"^(?:review|sign|sync|turn|prevent|troubleshoot|uninstall(?:ing)?|remotely|rotate)\b",
            r"^(?:revoke|remove|reset|hide|show|change|find|compare|migrate|query|create|schedule)\b",
            r"^(?:pause|resume|switch|let|make|perform|provide|prepare|display)\b",
        ),
        yes="use tokens in custom profiles",
        no="the used tokens",
    ),
    Sign(
        name="available",
        value="new",
        weight=1.5,
        patterns=(
            r"\b(?:is|are|will be|becomes?|made) (?:now |soon )?(?:generally )?available\b",
            (
                r"(?<!n't )(?<!not )(?<!n't be )(?<!not be )\bavailable (?:now|to|for|in|on)\b|\bavailability of\b"
                r"|\bintroducing\b|\bannouncing\b"
            ),
            r"\b(?:launch(?:ed|ing)|releasing|will be releasing)\b",
        ),
        yes="the report is now available",
        no="unavailable",
    ),
    Sign(
        name="version-titled",
        value="release",
        weight=2.5,
        where="title",
        patterns=(
            r"^updated .{0,60}\b(?:sdk|wrapping tool|connector|agent|client|module)\b.{0,40}\bavailable$",
            r"^(?:a )?new version of (?!.{0,40}\b(?:baseline|template|profile|report))",
        ),
        yes="new version of the connector",
        no="new versions",
    ),
    Sign(
        name="version-shipped",
        value="release",
        weight=3,
        patterns=(
            r"\b(?:has been |was |is )?(?:updated|upgraded) to version \d",
            r"\bversion \d[\d.]* (?:is|of|has been|was|now) (?:now )?(?:available|released|shipping|generally)",
            r"\b(?:cumulative|quality|preview) update (?:\(?kb\d+|for windows|is now available)",
            r"\bkb\d{6,7}\b.{0,30}\b(?:os build|released)",
            r"\b(?:(?<!the )(?<!\d )release|released|shipped) (?:version|build)\b(?! or (?:later|newer|higher|above))",
            r"\brelease notes for\b",
            r"\bos builds? \d{5}",
            r"\breleased (?:a )?new version of (?!the \w+ baseline|the baseline)",
            r"(?<!to the )(?<!to a )\bnew version of .{0,60}\bversion \d",
        ),
        yes="has been updated to version 6.1",
        no="version control",
    ),
    Sign(
        name="protected-apps",
        value="apps",
        weight=5,
        patterns=(
            r"^added protected apps\b",
            r"\b(?:new(?:ly)?|updated list of|additional|more)\b.{0,30}\bprotected apps\b",
            r"^protected apps\b",
            r"\bprotected apps (?:are|is|have been|has been) (?:now )?available\b",
            r"\bfollowing (?:protected )?apps? (?:is|are) (?:now )?(?:available|supported)\b",
            r"\bnew(?:ly)? (?:supported|available|protected) (?:partner |third-party )?apps\b",
            r"\bnewly available .{0,40}\bapps\b",
            r"\bfollowing (?:new )?apps (?:with|by using|under) (?:\w+ ){0,2}app(?:lication)? protection\b",
            r"\b(?:now )?(?:part of|added to) the (?:[\w()]+ ){0,6}list of (?:approved|protected|supported) apps\b",
            r"\bjoins? the list of (?:protected|supported) apps\b",
            r"^(?:\w+ )?(?:new )?apps with (?:support for )?(?:app )?protection\b",
            (
                r"^(?:more|additional|further|other|new) (?:third-party |partner )?apps (?:that support|available"
                r"|supported|with)\b"
            ),
        ),
        yes="newly available protected apps for intune",
        no="protected app data",
    ),
)
