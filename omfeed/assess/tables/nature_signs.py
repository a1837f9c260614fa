"""What sort of news an entry is: signs that speak for one nature each, heavier in the title than in the text."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

NATURE: Final[tuple[Sign, ...]] = (
    # Retiring
    Sign(
        name="support-ends",
        value="retiring",
        weight=4,
        patterns=(
            r"\b(?:end(?:s|ing|ed)?(?! users?)|dropp(?:ing|ed)|removing) (?:of )?(?:\w+ ){0,3}?support(?:ing)?\b",
            r"\bdiscontinu(?:e|es|ed|ing) (?:of )?(?:\w+ ){0,3}?support(?:ing)?\b",
            r"\b(?:stop(?:s|ping|ped)?|withdraw(?:s|ing|n)?) (?:of )?(?:\w+ ){0,3}?support(?:ing)?\b",
            r"\bceas(?:e|es|ing) (?:of )?(?:\w+ ){0,3}?support(?:ing)?\b",
            r"\bend(?:s|ing|ed)? support\b",
            r"\b(?:mov(?:e|es|ed|ing)|go(?:es|ing)?|be) out of (?:\w+ ){0,2}support\b",
        ),
        yes="intune ending support for windows 8.1",
        no="end user support",
    ),
    Sign(
        name="support-will-end",
        value="retiring",
        weight=4,
        patterns=(
            r"\bsupport (?:for |of )?(?:[^;]{1,110}? )?(?:ends|ended|is ending|will end)\b",
            (
                r"\bsupport (?:for |of )?(?:[^;]{1,110}? )?will be (?:removed|discontinued|ended|deprecated"
                r"|dropped)\b"
            ),
            r"\bsupport (?:for |of )?(?:[^;]{1,110}? )?will be (?:going away|retired)\b",
            r"\bsupport (?:for |of )?(?:[^;]{1,110}? )?is being (?:removed|retired|discontinued)\b",
            r"\bsupport (?:for |of )?(?:[^;]{1,110}? )?(?:has ended|will cease)\b",
            r"\b(?:removal|end) of support\b",
            r"\bend[- ]of[- ](?:support|life|service|servicing|updates)\b",
            r"\beol\b",
        ),
        yes="support for android 7 will end in march",
        no="support for a new end date",
    ),
    Sign(
        name="minimum-raised",
        value="retiring",
        weight=4,
        patterns=(
            (
                r"\bminimum (?:supported )?(?:os |android |ios |macos |windows "
                r"|operating system )*version\b.{0,80}\b(?:is|are|will be|becomes?|increas\w+|rais\w+"
                r"|support\w*)\b"
            ),
            r"\b(?:is|are|will be|becomes?) the (?:new )?minimum (?:supported )?(?:\w+ ){0,2}version\b",
            r"\blowest supported\b|\bincreas\w+ the minimum (?:supported )?(?:os|operating system|version)",
            r"\b(?:rais|increas|lift)\w+ the (?:minimum|lowest|required)\b",
        ),
        yes="android 10 is the minimum os version",
        no="a minimum of two",
    ),
    Sign(
        name="no-longer-supported",
        value="retiring",
        weight=3.5,
        patterns=(
            (
                r"\b(?:no longer|not longer|won't|will not|cease to) (?:be )?(?:support(?:ed|s)?|offered"
                r"|maintained)\b(?! (?:limited|required))"
            ),
            r"\b(?:no longer|won't|will not) be available\b|\bno longer available\b",
            r"\b(?:no longer|won't|will not) (?:be )?receiv(?:e|es|ing) (?:\w+ ){0,2}(?:updates?|support|fixes)\b",
        ),
        yes="windows 8.1 is no longer supported",
        no="is no longer required",
    ),
    Sign(
        name="deprecated",
        value="retiring",
        weight=3.5,
        patterns=(
            r"\bdeprecat(?:e|es|ed|ing|ion)\b",
            r"\bsunset(?:ting|s|ted)?\b",
            r"\bretir(?:e|es|ed|ing|ement) (?:of |on |in |from |support|date\b)",
            (
                r"\b(?:is|are|be|been|being|was|were|will be) (?:now )?(?:fully )?retired\b(?! (?:devices?"
                r"|and wiped))"
            ),
            r"\bdecommission(?:ed|ing)?\b",
            r"\bbeing retired\b",
            r"\bretirement\b",
            r"\b(?:will|to|plans? to|be) retire (?:the |its )(?!noncompliant|non-compliant|device)",
        ),
        yes="the graph api is deprecated",
        no="retire a device",
    ),
    Sign(
        name="removed",
        value="retiring",
        weight=3,
        patterns=(
            (
                r"\bremov(?:al of|ing|e)\b(?=.{0,90}\b(?:setting|feature|option|connector|support|blade"
                r"|profile type|template|report|api|node|capabilit|functionality|ability|button|tile"
                r"|column|page)s?\b)(?! from (?:the|a|your|their) devices?)"
            ),
            (
                r"\bwe(?:'ll| will| are) remov(?:e|ing)\b(?=.{0,90}\b(?:setting|feature|option|connector"
                r"|support|blade|profile type|template|report|api|node|capabilit|functionality|ability"
                r"|button|tile|column|page)s?\b)(?! from (?:the|a|your|their) devices?)"
            ),
            (
                r"\b(?:is|are|has been|have been|was|were|will be|being) (?:now |completely "
                r"|also )?removed\b(?=.{0,90}\b(?:setting|feature|option|connector|support|blade|experience"
                r"|profile type|template|report|api|node|capabilit|functionality|ability|button|tile|column"
                r"|page)s?\b)(?! from (?:the|a|your|their) devices?)"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:\w+ ){0,2}?remov(?:e"
                r"|ing) .{0,110}\b(?:setting|feature|option|connector|support|blade|profile type|template|report"
                r"|api|functionality|ability|button)s?\b"
            ),
        ),
        yes="we are removing the option from the console",
        no="remove the app from a device",
    ),
    Sign(
        name="setting-removed",
        value="retiring",
        weight=3,
        patterns=(
            (
                r"\bsettings? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\bfeatures? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\boptions? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\bconnectors? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being "
                r"|now |completely )?removed\b"
            ),
            (
                r"\bsupports? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\bblades? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\btemplates? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\breports? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\bapis? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\bfunctionalitys? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being "
                r"|now |completely )?removed\b"
            ),
            (
                r"\babilitys? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being |now "
                r"|completely )?removed\b"
            ),
            (
                r"\bexperiences? (?:\([^)]*\) )?(?:is|are|has been|have been|was|were|will be|being) (?:being "
                r"|now |completely )?removed\b"
            ),
        ),
        yes="the setting is removed",
        no="the device is removed",
    ),
    Sign(
        name="moving-to-support",
        value="retiring",
        weight=4.5,
        patterns=(
            (
                r"\b(?:mov(?:es|ing|e)|chang(?:e|es|ing)) to (?:only )?(?:support(?:ing)?"
                r"|require)\b.{0,80}\b(?:later|newer|higher|above|minimum)\b"
            ),
            (
                r"\bwill (?:then |soon |only )*(?:support|require) (?:ios|ipados|android|macos"
                r"|windows).{0,50}\b(?:later"
                r"|newer|higher|above)\b"
            ),
            r"\bwill support only (?:devices )?(?:running |with |on )?(?:ios|ipados|android|macos|os x|windows)\b",
            r"\bsupport only devices running\b",
        ),
        yes="intune is moving to support ios 16 and later",
        no="moving to support desk",
    ),
    Sign(
        name="app-withdrawn",
        value="retiring",
        weight=3.5,
        patterns=(
            (
                r"\b(?:app|apps|extension|connector|tool|agent|sdk|plug-?in)s?\b.{0,60}\b(?:will be|is being"
                r"|are being|has been|have been) (?:removed|retired|discontinued|pulled|withdrawn|shut down)\b"
            ),
            r"\bgoing away\b",
        ),
        yes="the viewer app will be removed from the store",
        no="the app will be installed",
    ),
    Sign(
        name="feature-goes-away",
        value="retiring",
        weight=3,
        patterns=(
            r"\b(?:going away|phas(?:ed|ing) out|will stop working|shut(?:ting)? down)\b",
            r"\bturn(?:ed|ing) off (?:permanently|for good)\b",
            r"\bwill be (?:shut down|turned off|disabled permanently|discontinued)\b",
            r"\b(?:discontinu(?:ed|ing|e)|obsolete|end of (?:the )?(?:silverlight|classic))\b",
            r"\bfinal (?:release|update|version)\b",
            r"\b(?:we'll|we will|we are|intune will|microsoft will) (?:be )?turn(?:ing)? off\b",
        ),
        yes="the classic console is going away",
        no="going to the console",
    ),
    Sign(
        name="ability-removed",
        value="retiring",
        weight=3,
        patterns=(
            r"\bremov(?:e|es|ed|ing) (?:the )?(?:ability|support|option)\b",
            r"\b(?:will|can) no longer be able to (?:create|manage|use|add|edit|enroll)\b",
            r"\b(?:we )?(?:would|will|to) remove the (?:ability|option|support)\b",
        ),
        yes="we remove the ability to create requests",
        no="the ability to remove apps",
    ),
    # Security
    Sign(
        name="retiring-elsewhere",
        value="retiring",
        weight=3.5,
        patterns=(
            r"지원(?:이|을)? ?(?:종료|중단|제거)",
            r"사용 ?중지",
            r"더 이상 (?:사용되지|지원)",
            r"(?:の)?サポート(?:が|を|の)?(?:終了|廃止)",
            r"非推奨|廃止",
            r"サポートされなくなり",
            (
                r"(?:wird|werden) (?:ab .{0,30})?nicht mehr unterstützt|ende des supports|supportende|eingestellt"
                r"|veraltet|außer betrieb"
            ),
            r"設定(?:が|は)?削除|제거(?:됨|되었|됩니다)",
        ),
        yes="windows 7 확장 지원 종료",
        no="앱 지원 추가",
    ),
    Sign(
        name="security-update",
        value="security",
        weight=3,
        patterns=(
            (
                r"\b(?:january|february|march|april|may|june|july|august|september|october|november"
                r"|december) (?:\d{4} )?(?:windows )?security updates?\b(?! polic)"
            ),
            r"\bsecurity hardening\b|\bhardening changes\b",
            r"\bout-of-band security update\b|\bsecurity update release\b",
        ),
        yes="june 2023 security update is now available",
        no="a security update policy",
    ),
    Sign(
        name="vulnerability",
        value="security",
        weight=3.5,
        patterns=(
            r"\bcve-\d{4}-\d+",
            r"\bvulnerabilit(?:y|ies) (?:in|that|affecting|was|were|has|have|is|could|known|cve)\b",
            r"\bsecurity (?:bulletin|advisory|vulnerabilit(?:y|ies))\b",
            (
                r"\b(?:releas\w+|fix\w+|publish\w+|ship\w+|contains?|includes?) .{0,40}\bsecurity (?:fix(?:es)?"
                r"|patch(?:es)?|updates?)\b"
            ),
            r"\bzero-day (?:exploit|vulnerab|flaw|attack)|\bexploited in the wild\b",
        ),
        yes="a security vulnerability was found",
        no="threat and vulnerability management",
    ),
    # Issue
    Sign(
        name="known-issue",
        value="issue",
        weight=3.5,
        patterns=(
            r"\bknown issues?\b",
            r"\bwe(?:'re| are) (?:aware of|investigating)\b",
            r"\b(?:might|may) (?:fail|crash|experience|encounter|not work|be unable)\b",
            r"\bworkaround\b",
            r"\bafter installing (?:this|the) update\b.{0,80}\b(?:fail|crash|unable|stop)",
        ),
        yes="known issue: sync fails",
        no="issue a token",
    ),
    # Fixed
    Sign(
        name="fixed-in-title",
        value="fixed",
        weight=3,
        where="title",
        patterns=(
            r"\b(?:is|are|was|were|been) (?:now )?(?:fixed|resolved|corrected)\b",
            r"^(?:fix(?:ed)?|resolved|corrected)\b",
        ),
        yes="encryption report counts are fixed",
        no="a fixed rate",
    ),
    Sign(
        name="resolved",
        value="fixed",
        weight=3,
        patterns=(
            (
                r"\b(?:fix(?:es|ed)|resolve[sd]?|corrects?|corrected) (?:an?|the|this|several|known|that"
                r"|some) (?:\w+ ){0,3}?(?:issues?|problems?|bugs?|errors?)\b"
            ),
            (
                r"\b(?:issue|problem|bug|error|defect)s?\b.{0,90}\b(?:has been|have been|was|were|is"
                r"|are)(?: now)? (?:fixed|resolved|corrected|addressed)\b"
            ),
            r"\b(?:bug fix(?:es)?|fixed issues?|fixed:)\b",
        ),
        yes="the issue is now resolved",
        no="resolve a host",
    ),
    # Preview
    Sign(
        name="public-preview",
        value="preview",
        weight=2.5,
        patterns=(
            r"\b(?:in|as an?|new|this|a) (?:open |limited )?(?:public |private )?(?:preview|beta)\b",
            r"\bpublic preview\b",
            r"\((?:public |private )?preview\)",
            r"\bpreview\)?$",
            r"\bpreview of\b",
            r"\(beta\)",
            r"\bin preview\b",
            r"\bearly access\b",
            r"\btechnical preview\b",
            r"\bwhile in preview\b",
        ),
        yes="now available in public preview",
        no="preview pane",
    ),
    # New
    Sign(
        name="preview-elsewhere",
        value="preview",
        weight=2.5,
        patterns=(
            r"(?:공개|퍼블릭) ?미리 ?보기",
            r"\(미리 ?보기\)",
            r"(?:パブリック|公開) ?プレビュー|\(プレビュー\)",
            r"öffentliche(?:n|r)? (?:vorschau|preview)|\(vorschau\)",
        ),
        yes="배포 보고서(미리 보기)",
        no="미리 보기 창",
    ),
    Sign(
        name="generally-available",
        value="new",
        weight=4.5,
        patterns=(
            r"\b(?:generally available|general(?:ly)? availability|out of (?:public )?preview)",
            r"\b(?:no longer in (?:public )?\W?preview|\bga\b(?! template)|moved out of preview)",
            r"\b(?:left preview|out of \W?preview)",
        ),
        yes="now generally available",
        no="available",
    ),
    # Changed
    Sign(
        name="changed-elsewhere",
        value="changed",
        weight=1.8,
        patterns=(
            r"변경(?:됨|되었|됩니다| 예정)?",
            r"이름이 .{0,40}(?:변경|바뀌)",
            r"향상(?:됨|된)?|개선(?:됨|되었|된)?",
            r"업데이트(?:됨|되었|된|$)|통합",
            r"変更|改善|強化|名前が",
            r"更新(?:され|しまし)",
            r"geändert|umbenannt|verbessert|verschoben|aktualisiert",
        ),
        yes="사용자 환경 변경",
        no="새로운 옵션",
    ),
    Sign(
        name="renamed",
        value="changed",
        weight=4,
        patterns=(
            r"\b(?:renam(?:ed|ing)|rebrand(?:ed|ing)?|new names? for|name changes?)\b",
            r"\b(?:is|are) now (?:called|named|known as)\b",
            r"\b(?:chang(?:e|es|ed|ing) (?:the )?(?:names?|terminology|wording|terms)|terminology)\b",
            r"\bchanged (?:the following|these) terms\b",
        ),
        yes="the report was renamed",
        no="the name of a device",
    ),
    Sign(
        name="moved",
        value="changed",
        weight=3,
        patterns=(
            (
                r"\b(?:has|have|is|are|was|were|been) (?:been )?(?:now )?(?:moved|relocated|reorganized"
                r"|consolidated|merged|combined|regrouped)"
            ),
            r"\b(?:(?:is|are) moving (?:to|from|under)|moved to (?:the|its|their|a new)|new location)",
            r"\bnow (?:located|found|grouped|organized|categorized) (?:in|under|by)?",
            (
                r"\b(?:is|are) (?:now )?(?:categorized|grouped|organized|sorted|shown|listed|split) (?:by|into|in"
                r"|under|from)"
            ),
            r"\breorgani[sz]",
        ),
        yes="the settings have been moved",
        no="move a device",
    ),
    Sign(
        name="better-than-before",
        value="changed",
        weight=2,
        where="title",
        patterns=(
            (
                r"^(?:improved|enhanced|faster|easier|fewer|simpler|shorter|longer|larger|better|clearer|smaller"
                r"|reduced|increased|streamlined)\b"
            ),
            (
                r"\b(?:is|are|becomes?) (?:now )?(?:faster|easier|simpler|clearer|shorter|longer|larger|smaller"
                r"|better|more \w+|less \w+)\b"
            ),
            (
                r"\b(?:raised|increased|reduced|lowered|extended|shortened|improved|enhanced|updated"
                r"|limited) (?:from|to|by)?\b"
            ),
        ),
        yes="fewer sign-in prompts in outlook",
        no="new prompts",
    ),
    Sign(
        name="improved-thing",
        value="changed",
        weight=1.2,
        patterns=(r"\b(?:improved|enhanced|faster|easier|simpler|clearer)\b",),
        yes="the improved page",
        no="a page",
    ),
    Sign(
        name="improved",
        value="changed",
        weight=2.5,
        patterns=(
            (
                r"\bimprov(?:ements?|es|ing)\b|\bwe(?:'ve| have)? improved\b|\b(?:has|have|is|are|been|was"
                r"|were) (?:been )?(?:now )?(?:improved|enhanced|redesigned|refreshed|streamlined|simplified)\b"
            ),
            (
                r"\b(?:enhancements?|enhancing|redesign(?:ed|s|ing)?|revamp\w*|streamlin(?:ed|ing)|simplif(?:ied"
                r"|ying|ies))\b"
            ),
            (
                r"\bupdat(?:es|ing) (?:to )?(?:the )?(?:user interface|ui|user experience|experience|layout"
                r"|design|look|icons?)\b"
            ),
            (
                r"\bupdat(?:ed|es|ing) to (?:the|microsoft|intune|company|our|your|app|windows|android|ios|macos"
                r"|setup|how)\b"
            ),
            (
                r"\bupdated (?:experience|ui|look|user|company|icons?|navigation|workflow|enrollment"
                r"|settings? names?|layout)\b"
            ),
            r"\b(?:better handl|better match|new look|look and feel)\w*",
        ),
        yes="improvements to the enrollment experience",
        no="update a device",
    ),
    Sign(
        name="being-updated",
        value="changed",
        weight=2.5,
        patterns=(
            (
                r"\b(?:is|are|was|were|has been|have been|will be|being|'ve|we've|we have|we are|we're) (?:being "
                r"|now )?(?:updat(?:ed|ing)|chang(?:ed|ing)|replac(?:ed|ing)|adjust(?:ed|ing)|modif(?:ied|ying)"
                r"|revis(?:ed|ing)|revamp(?:ed|ing)|reduc(?:ed|ing)|increas(?:ed|ing)|extended from|lowered"
                r"|raised)\b(?! (?:with|to include) (?:new|more) (?:settings?|options?))"
            ),
            r"\bsome changes to\b(?! (?:with|to include) (?:new|more) (?:settings?|options?))",
            (
                r"\bchanges? (?:to|in|for) (?:the |how |existing |default )\b(?! (?:with|to include) (?:new"
                r"|more) (?:settings?|options?))"
            ),
            (
                r"\bchanges? the (?:behavior|behaviour|default|way)\b(?! (?:with|to include) (?:new"
                r"|more) (?:settings?|options?))"
            ),
            (
                r"\bbehavior (?:changes?|has changed|is changing)\b(?! (?:with|to include) (?:new"
                r"|more) (?:settings?|options?))"
            ),
            r"\bthis behavior\b(?! (?:with|to include) (?:new|more) (?:settings?|options?))",
            r"\bwill be changed\b(?! (?:with|to include) (?:new|more) (?:settings?|options?))",
        ),
        yes="the page is being updated",
        no="update the page",
    ),
    Sign(
        name="spared",
        value="changed",
        weight=1.2,
        patterns=(r"\b(?:you|admins?|administrators?|users?|customers?) (?:don't|do not|doesn't) (?:need|have) to\b",),
        yes="you don't need to identify devices by hand",
        no="you need to",
    ),
    Sign(
        name="no-longer-needed",
        value="changed",
        weight=2.5,
        patterns=(
            (
                r"\bno longer (?:need|have|requires?|required|needed|necessary|limited|shown|displayed|presented"
                r"|see|able|prompted|appears?|be)\b"
            ),
            r"\b(?:you|admins?|administrators?|users?|customers?) (?:won't|will not) (?:need|have) to\b",
            r"\bnot required (?:when|to|for|anymore)\b|\bnow optional\b",
        ),
        yes="you no longer need to sign in twice",
        no="you need to sign in",
    ),
    Sign(
        name="by-default",
        value="changed",
        weight=2.5,
        where="title",
        patterns=(r"\b(?:enabled|disabled|required|blocked|enforced|on|off) by default\b|\bnow the default\b",),
        yes="hotpatching now enabled by default",
        no="default",
    ),
    Sign(
        name="now-required",
        value="changed",
        weight=3,
        patterns=(
            (
                r"\b(?:is|are|be) now (?:required|mandatory|enforced|automatically|marked|enabled|disabled"
                r"|blocked|set to|turned (?:on|off)|case-sensitive|hidden|optional)\b"
            ),
            r"\bnow requires?\b|\bconfirmation (?:is )?(?:now )?required\b",
            r"\bnew (?:minimum|default|requirements?)\b|\bminimum (?:version|requirements?)\b",
            r"\bby default,? .{0,80}\b(?:now|will)\b",
            (
                r"\bdefaults? (?:value |setting )?(?:is|are|has|have|will|to|changed)\b|\bdefault (?:is )?(?:now"
                r"|changed)\b"
            ),
            r"\bwill (?:now )?(?:automatically )?(?:be (?:required|redirected|enforced|blocked)|default to|require)\b",
            r"\bautomatically added\b",
        ),
        yes="a confirmation is now required",
        no="a required app",
    ),
    Sign(
        name="previously-now",
        value="changed",
        weight=1.5,
        patterns=(r"\b(?:previously|before this|in the past|until now|formerly)\b",),
        yes="previously, the console presented one pane",
        no="the previous pane is",
    ),
    Sign(
        name="was-is-now",
        value="changed",
        weight=2,
        patterns=(
            (
                r"\b(?:was|were)\b.{0,110}\b(?:is|are|they are|it is) now\b|\bthey are now\b|\bnow opens?\b"
                r"|\bnow closes?\b|\bnow redirects?\b"
            ),
            r"\bbecomes?\b|\bthe default\b.{0,60}\b(?:is|will be|becomes)\b",
            r"\bwill get (?:a |an )?(?:new )?(?:look|design|layout|name|icon)\b",
            (
                r"\b(?:longer|shorter|faster|slower|earlier|later) than (?:before|today)\b"
                r"|\btakes? .{0,30}\b(?:longer|less time)\b"
            ),
            r"^(?:from|starting|beginning)\b.{0,60}?\b(?:on,?|,) (?:devices|apps|users|all|existing|new|the)\b",
        ),
        yes="they were counted twice and are now counted once",
        no="the device was enrolled",
    ),
    Sign(
        name="instead-of",
        value="changed",
        weight=2,
        patterns=(
            r"\bfrom \d+ (?:\w+ )?to \d+\b|\binstead of\b|\brather than\b|\bwill now\b",
            r"\breplaces? the\b|\breplacing\b|\btakes? the place of\b",
        ),
        yes="from 24 hours to 12 hours",
        no="a setting from 1 day",
    ),
    Sign(
        name="behaviour-stated",
        value="changed",
        weight=1.5,
        where="title",
        patterns=(
            (
                r"\b(?:intune|company portal|users|devices|apps|clips|windows|ios|android|macos|existing|required"
                r"|portal|agent|sync)\b[^:]{0,40}? will (?:now )?(?!be able|be available|be supported|support"
                r"|let\b|allow|provide|offer|include|add\b)\w+"
            ),
            (
                r"\bwill (?:now )?be (?:updated|changed|replaced|reduced|renamed|moved|removed|required"
                r"|redirected|enforced)\b"
            ),
            (
                r"\b(?:removes|replaces|requires|keeps|returns|moves|defaults|becomes?|ignores?|honors?|follows?"
                r"|takes the place)\b"
            ),
            (
                r"\b(?:is|are) (?:now )?(?:required|clearer|hidden|enforced|mandatory|case-sensitive|optional"
                r"|set to|turned)\b"
            ),
            r"\b(?:required|needed) to\b|\bdown to\b|\bmoderniz\w+\b",
        ),
        yes="autopilot reset removes the primary user",
        no="remove the primary user",
    ),
    Sign(
        name="among-notices",
        value="changed",
        weight=2.5,
        where="section",
        patterns=(r"^(?:notices?|important notices?|plan for change|알림|공지|通知|お知らせ|hinweise)$",),
        yes="notices",
        no="device management",
    ),
    Sign(
        name="plan-for-change",
        value="changed",
        weight=2,
        where="title",
        patterns=(
            r"\bplan for change\b",
            r"\b(?:take action|action required)\b",
            r"^(?:updates? (?:to|for|on)|updated?|changes? (?:to|in|for)|changed|changing|consolidated)\b",
            r"\b(?:icons?|ui|workflow|experience|interface) (?:updates?|changes?|improvements?)\b",
            r"\bis only available\b",
            r"\bno longer\b",
            r"\bmoving to\b",
            r"\bremoved from\b",
            r"\breplaced (?:by|with|in)\b|\bbeing replaced\b",
            r"\bnow in\b",
            r"\bchanges? when\b",
            r"\bto (?:require|enforce|block)\b",
            r"\b(?:has |have |been )?changed to\b",
            (
                r"\b(?:ui|entry|entries|column|wording|experience|names?|support|interface|behaviou?r|default"
                r"|layout|workflow) changes$"
            ),
        ),
        yes="plan for change: new console",
        no="planning guide",
    ),
    # New
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
                r"|starts?|uses?|checks?|adds?)\b"
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
        name="supports",
        value="new",
        weight=1.2,
        patterns=(
            r"\bsupports\b",
            r"\bsupport$",
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
            r"\b(?:available (?:now|to|for|in|on)|availability of|introducing|announcing)\b",
            r"\b(?:launch(?:ed|ing)|releasing|will be releasing)\b",
        ),
        yes="the report is now available",
        no="unavailable",
    ),
    # Release
    Sign(
        name="version-shipped",
        value="release",
        weight=3,
        patterns=(
            r"\b(?:has been |was |is )?(?:updated|upgraded) to version \d",
            r"\bversion \d[\d.]* (?:is|of|has been|was|now) (?:now )?(?:available|released|shipping|generally)",
            r"\b(?:cumulative|quality|preview) update (?:\(?kb\d+|for windows|is now available)",
            r"\bkb\d{6,7}\b.{0,30}\b(?:os build|released)",
            r"\b(?:released?|shipped) (?:version|build)\b",
            r"\brelease notes for\b",
            r"\bos builds? \d{5}",
            r"\bstable (?:channel|release)\b",
        ),
        yes="has been updated to version 6.1",
        no="version control",
    ),
    # Apps
    Sign(
        name="protected-apps",
        value="apps",
        weight=5,
        patterns=(
            r"\b(?:new(?:ly)?|updated list of|additional|more)\b.{0,30}\bprotected apps\b",
            r"^protected apps\b",
            r"\bprotected apps (?:are|is|have been|has been) (?:now )?available\b",
            r"\bfollowing (?:protected )?apps? (?:is|are) (?:now )?(?:available|supported)\b",
            r"\bnew(?:ly)? (?:supported|available|protected) (?:partner |third-party )?apps\b",
        ),
        yes="newly available protected apps for intune",
        no="protected app data",
    ),
)
