"""Signs of what ends or breaks: support that is withdrawn, vulnerabilities, known problems and their remedies."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

ENDINGS: Final[tuple[Sign, ...]] = (
    Sign(
        name="titled-ending",
        value="retiring",
        weight=2.5,
        where="title",
        patterns=(
            r"\b(?:will|may|might) (?:soon )?no longer work\b",
            r"\b(?:is|are) (?:ending|going away|winding down|being (?:retired|discontinued|shut down|sunset"
            r"|deprecated))\b",
        ),
        yes="direct access to the old page is ending",
        no="the trial of the preview ends well",
    ),
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
            r"\bsupport (?:for |of )?(?:[^;]{1,110}? )?(?:has ended|will cease|(?:is|are) dropped)\b",
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
                r"\bminimum (?!.{0,40}(?:company portal|\bapp\b|sdk|edge|agent))(?:supported )?(?:os |android |ios "
                r"|macos |windows "
                r"|operating system )*version\b.{0,80}\b(?:is|are|will be|becomes?|increas\w+|rais\w+"
                r"|support\w*)\b"
            ),
            r"\b(?:is|are|will be|becomes?) (?:now )?the (?:new )?minimum (?:supported )?(?:\w+ ){0,2}version\b",
            r"\blowest supported\b|\bincreas\w+ the minimum (?:supported )?(?:os|operating system|version)",
            r"\b(?:rais|increas|lift)\w+ the (?:minimum|lowest|required)\b",
            r"\bminimum (?:\w+ ){0,3}version .{0,60}\bto (?:ios|ipados|ios/ipados|macos|android|windows) \d",
            r"\bas the minimum version\b|\bminimum version supported\b",
            r"\bnow requires? (?:ios|ipados|macos|android|windows)\b.{0,50}\b(?:later|newer|higher)\b",
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
            r"\b(?:continues?|will continue) to (?:function|work|be supported) (?:only )?until\b",
            r"\bno longer (?:be )?available\b|\b(?:won't|will not) be available\b(?! (?:for|on|when|if|until|before"
            r"|yet)\b)",
            r"\b(?:older|earlier|previous|lower) versions (?:of [^.]{2,40} )?(?:aren't|are not|won't be"
            r"|will not be) supported\b",
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
            r"(?<!any )(?<!see )(?<!view )(?<!which )(?<!find )\bdeprecat(?:e|es|ed|ing|ion)\b",
            r"\bsunset(?:ting|s|ted)?\b",
            r"\bretir(?:e|es|ed|ing|ement) (?:of |on |in |from |support|date\b)",
            (
                r"\b(?:is|are|been|being|was|were|will be) (?:now )?(?:fully )?retired\b(?! (?:devices?"
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
                r"\bremoval of\b(?=.{0,90}\b(?:setting|feature|option|connector|support|blade|profile type"
                r"|template|report|api|node|functionality|ability|button|tile|column|page|console)s?\b)"
            ),
            (
                r"\b(?:we(?:'ll| will| are|'re)|intune (?:will|is)|microsoft (?:will|is)) (?:\w+ ){0,2}?remov(?:e"
                r"|ing)\b(?=.{0,110}\b(?:setting|feature|option|connector|support|blade|profile type|template"
                r"|report|api|node|functionality|ability|button|tile|column|page|console)s?\b)"
            ),
            (
                r"\b(?:and then|going to) remove\b(?=.{0,90}\b(?:setting|feature|option|connector|support|blade"
                r"|profile type|template|report|api|node|functionality|ability|button|tile|column|page"
                r"|console)s?\b)"
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
            r"\b(?:going away|phas(?:ed|ing) out|will stop working)\b",
            r"(?<! and )(?<! or )(?<!to )(?<!you )(?<!can )\bshut(?:ting)? down\b"
            r"(?! (?:the |an? |your )?(?:\w+ )?(?:devices?|macs?|pcs?|computers?|vms?)\b)",
            r"\bturn(?:ed|ing) off (?:permanently|for good)\b",
            r"\bwill be (?:shut down|turned off|disabled permanently|discontinued)\b(?! after (?:\w+ )?\w+ minutes)",
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
            (
                r"\b(?:you|admins?|administrators?)(?:'ll| will| can) no longer (?:be able to )?(?:configure|set up"
                r"|assign|view|select|edit|create)\b"
            ),
            r"\bremov(?:e|es|ed|ing) (?:the )?(?:ability|support|option)\b",
            r"\b(?:will|can) no longer be able to (?:create|manage|use|add|edit|enroll)\b",
            r"\b(?:we )?(?:would|will|to) remove the (?:ability|option|support)\b",
        ),
        yes="we remove the ability to create requests",
        no="the ability to remove apps",
    ),
    Sign(
        name="retiring-elsewhere",
        value="retiring",
        weight=3.5,
        patterns=(
            r"지원(?:이|을)? ?(?:종료|중단|제거)",
            r"사용 ?중지",
            r"더 이상 (?:사용되지|지원)",
            r"(?:の)?サポート(?:が|を|の|は)?(?:終了|廃止|削除|打ち切)",
            r"(?:以前|古い|旧)(?:の)?(?:バージョン|os).{0,20}サポートされ(?:ません|なく)",
            r"이전 버전(?:은|이)? .{0,12}지원되지 않",
            r"\bältere (?:\w+[- ]){0,4}\w{0,30}versionen .{0,40}nicht (?:mehr |länger )?unterstützt",
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
            r"\b(?:vulnerabilities|cves?) (?:addressed|fixed|patched|closed|resolved)\W{1,3}[1-9]",
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
    Sign(
        name="fails-in-title",
        value="issue",
        weight=3,
        where="title",
        patterns=(
            r"\bfails? (?:with|to|after|on|when|during|intermittently)\b|\bfail(?:s|ing)? with error\b",
            r"\b(?:might|may|could) (?:fail|stop|crash|freeze|not)\b|\bcrash(?:es|ing)? (?:when|after|on)\b",
            r"\b(?:isn't|aren't|not) (?:working|responding|syncing|shown|displayed) (?:on|in|for|after|when|as"
            r"|correctly)\b",
            r"\berror (?:code )?0x[0-9a-f]{4,8}\b",
        ),
        yes="attestation fails with error 0x81039001",
        no="the failed installs report",
    ),
    Sign(
        name="among-issues",
        value="issue",
        weight=2.5,
        where="section",
        patterns=(r"^(?:known issues?|active issues?|service issues?|알려진 문제|既知の問題|bekannte probleme)$",),
        yes="known issues",
        no="issues resolved",
    ),
    Sign(
        name="among-resolved",
        value="fixed",
        weight=4,
        where="section",
        patterns=(r"\b(?:resolved|fixed|closed) issues?$", r"^(?:해결된 문제|解決済みの問題|behobene probleme)$"),
        yes="windows autopilot - resolved issues",
        no="issues",
    ),
    Sign(
        name="fixed-in-title",
        value="fixed",
        weight=3,
        where="title",
        patterns=(
            r"\b(?:is|are|was|were|been) (?:now )?(?:fixed|resolved|corrected)\b",
            r"^\W{0,2}(?:fix(?:ed)?|resolved|corrected)\b",
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
                r"(?<!to )\b(?:fix(?:es|ed)|resolve[sd]?|corrects?|corrected) (?:an?|the|this|several|known|that"
                r"|some) (?:\w+ ){0,3}?(?:issues?|problems?|bugs?|errors?)\b"
            ),
            (
                r"\b(?:issue|problem|bug|error|defect)s?\b.{0,90}\b(?:has been|have been|was|were|is"
                r"|are)(?: now)? (?:fixed|resolved|corrected|addressed)\b"
            ),
            r"\b(?:fixed issues?|fixed:)\b",
        ),
        yes="the issue is now resolved",
        no="resolve a host",
    ),
)
