"""Signs of what shipped, what went wrong and what was mended: versions, security fixes, faults, remedies."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

SHIPMENTS: Final[tuple[Sign, ...]] = (
    Sign(
        name="version-is-the-title",
        value="release",
        weight=2.5,
        where="title",
        patterns=(
            (
                r"(?<!in )(?<!on )(?<!for )(?<!with )(?<!to )(?<!from )(?<!than )(?:\bbuild|\bversion|\brelease"
                r"|-):? v?\d+(?:\.\d+){2,}(?: release)?(?: \(\w+\))?$"
            ),
            r"^[\w-]+ build:? \d+(?:\.\d+){2,}",
            r"^(?:version |build |release |v)?\d+(?:\.\d+){2,}\b",
            r"^(?:version|build) \d+(?:\.\d+)+\b",
            (
                r"^(?!.*\bsupport|tls|ssl|block|requir|use|updat|migrat|mov|chang|known|end|fix|apps?\b"
                r"|devices?\b)(?:[\w/+-]+ )?"
                r"(?:[\w/+-]+ )?(?:[\w/+-]+ )?[\w/+-]+(?<!for)(?<!on)(?<!with)(?<!than)(?<!to)(?<!of)(?<!in)(?<!below)"
                r"(?<!after)(?<!running) v?\d+(?:\.\d+)+(?: \(\w+\))?(?: for (?:\w+ ?){1,2})?$"
            ),
        ),
        yes="company portal 5.2404.0",
        no="support for version 5.2",
    ),
    Sign(
        name="system-is-out",
        value="release",
        weight=2.5,
        where="title",
        patterns=(
            (
                r"^(?:windows|ios|ipados|ios/ipados|macos|android|tvos|visionos|ubuntu"
                r"|chrome ?os)\b[^:]{0,40}\d[\w.]*[)\"”]?(?:,? \(?(?:and|or|lts|ltsc|update|updates|feature"
                r"|security|quality"
                r"|cumulative|release|version|build|preview|beta|for business|enterprise|[\w.]*\d[\w.]*)\)?){0,6}"
                r" (?:is|are) (?:now )?(?:broadly |generally |widely )?(?:available|out|released)\b(?! (?:in|for|on"
                r"|as) )"
            ),
            (
                r"^(?:windows|ios|ipados|macos|android|tvos|watchos|visionos)[ ,/]+(?:version )?\d[\w.]*(?:,? (?:and"
                r"|qpr\d+"
                r"|version|update|(?:ios|ipados|macos|android|tvos|watchos|visionos)|\d[\w.]*)){0,10}"
                r" (?:now )?(?:available|released|out)\b"
            ),
            r"\bservice release \d{4}\b|\bservice update for \w+ \d{4}\b",
            (
                r"\b(?:non-security|optional|preview|cumulative|quality|security) (?:preview )?update (?:is"
                r"|are) (?:now )?available\b"
            ),
        ),
        yes="windows 11, version 24h2 is available",
        no="support for windows 11 is available",
    ),
    Sign(
        name="has-shipped",
        value="release",
        weight=3,
        patterns=(
            r"\b(?:hotfix|rollup|service pack|maintenance release)\b.{0,60}\b(?:is|are) (?:now )?available\b",
            (
                r"\b(?:was|were|has been) (?:published|released|shipped) (?:to|in|on) (?:the )?(?:app store|google play"
                r"|play store|store|stable channel)\b|\b(?:version|build) \d[\d.]* has shipped\b"
            ),
            (
                r"\b(?:apple|google|samsung|canonical) (?:has )?released (?:ios|ipados|macos|android|tvos|visionos"
                r"|watchos"
                r"|version|build|the latest)\b"
            ),
            (
                r"\b(?:non-security|optional|cumulative|quality"
                r"|feature) (?:preview )?update\b.{0,60}\b(?:is (?:now )?available"
                r"|is out|has been released|starts? to roll out|is rolling out)\b"
            ),
            r"\b(?:an? )?(?:new|newer|updated) version of .{3,60} (?:is|are) (?:now )?available\b(?!.{0,40}\bbaseline)",
            r"\blatest service build\b|^(?:release notes of this version|build \w+\.?$)",
        ),
        yes="this version was published to the app store",
        no="the app was published by an admin",
    ),
    Sign(
        name="flaw-told",
        value="security",
        weight=3.5,
        patterns=(
            r"\b(?:emergency|critical|urgent) (?:security )?patch\b",
            (
                r"(?<!mitigate )(?<!against )(?<!prevent )\b(?:remote code execution|elevat(?:e|es"
                r"|ion of) (?:their )?privileges?|privilege escalation|security"
                r" (?:feature )?bypass|arbitrary code|actively exploited|exploit in the wild)\b(?! (?:management"
                r"|polic|rule))"
            ),
            (
                r"\bzero-day\b(?! (?:protection|patching|support))|\bsecurity (?:flaws?|holes?)\b|\bflaws? (?:lets?"
                r"|allows?"
                r"|used|that)\b"
            ),
            r"\b(?:latest|following|several|critical|important) security (?:updates? of|fix(?:es)?)\b",
            r"\b(?:fix(?:es)?|patch(?:es)?|clos(?:es)?) (?:an? |the |this )?(?:\w+ )?(?:flaw|vulnerability|zero-day)\b",
            r"\bsecurity advisory\b|\bfix(?:es)? for \[?cve\b|\bfix(?:es)? for \d+ vulnerabilities\b",
        ),
        yes="an attacker could elevate privileges",
        no="manage elevation rules for users",
    ),
    Sign(
        name="being-looked-into",
        value="issue",
        weight=4,
        patterns=(
            r"\buntil the fix\b|\b(?:is|are) working on (?:it|this|a fix)\b",
            r"\ba fix (?:will|is expected|should)\b|\bwill be (?:fixed|resolved|corrected) (?:in|by|with)\b",
            (
                r"\bwhile we (?:work|investigate)\b|\bwork(?:ing)? on a (?:remedy|fix|solution)\b|\bto work around\b"
                r"|\bthere is (?:currently )?(?:no|a) work-?around\b"
            ),
            (
                r"\b(?:we are|we're|microsoft is|apple is|google is|engineers are) (?:currently |still "
                r"|actively )?(?:looking"
                r" into|investigating|working on (?:a (?:fix|resolution|solution)|resolving)|working to (?:fix"
                r"|resolve))"
            ),
            (
                r"\b(?:identified|confirmed|received reports of|found|aware of) (?:an?|the|this|several|some) (?:\w+ )?"
                r"(?:issues?|problems?|bugs?)\b|\buntil (?:we (?:ship|have|release)|a fix|it is fixed|this is fixed)\b"
            ),
            r"\b(?:we are|we're) working on (?:it|this)\b",
            r"\b(?:under investigation|a fix is (?:in the works|planned|coming|being))\b",
            (
                r"\b(?:(?<!data )recovery (?:steps|tool|options?)|guidance for recovery|to recover (?:these |the "
                r"|affected )?devices)\b"
            ),
            r"\bafter installing .{3,60}\b(?:might|may|could|can't|cannot|fail|stop|lose|disappear)",
        ),
        yes="we're looking into reports of failures",
        no="you can look into the report",
    ),
    Sign(
        name="fault-in-title",
        value="issue",
        weight=2.6,
        where="title",
        patterns=(
            (
                r"\b(?:stalls?|hangs?|freezes?|gets? stuck|stuck|times? out(?! (?:is |was )?(?:now )?(?:reduced"
                r"|increased|extended|changed|raised|shortened))|rejected|leaks|fails"
                r"|white screen)\b|\bfailures? (?:on|in|with|after|during)\b"
            ),
            r"(?<!messages for )(?<!for tenant )(?<!for )\bissues? (?:impacting|affecting|with|when|where|causing"
            r"|after|that)\b"
            r"|\bknown issue\b",
            (
                r"\b(?:some|many|certain) (?:users|devices|pcs|tenants) (?:are )?(?:unable to|can't|cannot)\b"
                r"|\bunable to \w+"
            ),
            r"\b(?:missing|broken|delayed|lost|slow|disappear(?:ed|ing)?) (?:after|since|on|in|with|when)\b",
            r"\b(?:blue screens?|black screens?|boot loops?|outages?|data loss|sync errors?)\b",
            (
                r"^(?!(?:review|view|see|monitor|track|find|troubleshoot|resolve|diagnose|export)\b).*"
                r"\berrors? (?:in|when|after|on|with|during)\b(?! (?:report|the report))"
            ),
        ),
        yes="printers missing after the update",
        no="a report of missing updates",
    ),
    Sign(
        name="mended",
        value="fixed",
        weight=3,
        patterns=(
            (
                r"\b(?:this|it|that|they|which) (?:was|is|were|has been|have been) (?:fixed|resolved|corrected) (?:by"
                r"|in|with|as of)\b"
            ),
            (
                r"\b(?:fault|bug|defect|error|glitch|problem|delays?|outage|disruption|degradation"
                r"|incident)\b.{0,80}\b(?:is|was|has been|are"
                r"|were) (?:now )?(?:repaired|fixed|mended|solved|resolved|cured|gone)\b"
            ),
            r"^[^:]{0,60}\bno longer (?:drops?|freezes?|hangs?|loses?|duplicates?|times? out|stalls?|disappears?)\b",
            (
                r"\b(?:fix(?:es|ed)|corrects?|corrected|repaired|solved|resolve[sd]) (?:various|several|some|many"
                r"|multiple|an?"
                r"|the|number of) (?:[\w-]+ ){0,3}?(?:bugs?|issues?|problems?|faults?|errors?|defects?|fault)\b"
            ),
            r"\b(?:duplicates?|errors?|faults?|bugs?|delays?) (?:have|has) been (?:eliminated|cleared|removed|fixed)\b",
            r"(?<!to )\bfix (?:various|several|some|many|multiple|a number of) (?:[\w-]+ ){0,3}?(?:bugs?|issues"
            r"|problems)\b",
            r"\b(?:update|release|version|build)\w*\b.{0,90}\baddress(?:es|ed)? an? (?:[\w-]+ ){0,2}(?:issue"
            r"|problem|bug)"
            r" (?:where|that|in which|with|when)\b",
            r"^bug ?fix(?:es)?\b|\bthis no longer happens\b|\bno longer (?:fails?|crash(?:es)?|occurs?|happens?)\b",
            (
                r"\b(?:is|are) now (?:reported|shown|counted|displayed|saved|applied|evaluated|sent) (?:correctly"
                r"|properly"
                r"|as expected)\b"
            ),
            (
                r"\bservice (?:was|has been|is) restored\b|\b(?:this|the) (?:behaviou?r|problem"
                r"|issue) is (?:now )?(?:fixed|resolved)\b"
            ),
        ),
        yes="fixed various bugs and performance issues",
        no="fix the settings of a profile",
    ),
    Sign(
        name="resolution-told",
        value="fixed",
        weight=5,
        patterns=(
            (
                r"^\W*(?:resolution|resolved|fix|fixed|status)\W{1,4}(?:the |this |that |it )?(?:issue |problem |bug )?"
                r"(?:is |was |has been |were )?(?:now )?(?:fixed|resolved|addressed|corrected|mitigated) "
                r"(?:in|by|with|as of|on|through|using)\b"
            ),
            r"^\W*(?:current |issue )?status\W{1,4}(?:resolved|fixed|closed|mitigated|service restored)\b",
        ),
        yes="resolution: fixed in kb5077744",
        no="resolution: this will be fixed in a coming update",
    ),
    Sign(
        name="mended-elsewhere",
        value="fixed",
        weight=3,
        patterns=(
            r"\b(?:problem|fehler|störung)\w* .{0,80}\b(?:behoben|gelöst)\b|\bbehebt .{0,60}\b(?:problem|fehler)",
            r"(?:問題|不具合|エラー).{0,40}(?:修正|解決|解消)(?:され|しまし)",
            r"(?:문제|오류)(?:가|를|이|을)? .{0,40}(?:수정|해결)(?:되|했|됨)",
        ),
        yes="ein problem wurde behoben, durch das die anmeldung scheiterte",
        no="ein problem mit der anmeldung",
    ),
    Sign(
        name="preview-ring",
        value="preview",
        weight=2.5,
        patterns=(
            r"\bpreview (?:opens|starts|begins)\b|vorschauversion",
            r"\b(?:private|limited|closed|gated) preview\b|\b(?:under|enters|opening a|joining the) preview\b",
            r"\b(?:released to|available (?:in|to)|for) (?:the )?(?:release preview|insiders?|windows insiders?)\b",
        ),
        yes="released to the release preview ring",
        no="preview pane",
    ),
)
