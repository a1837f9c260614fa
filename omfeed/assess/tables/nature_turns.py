"""Signs of change that set today against yesterday: before and now, this in place of that, how it works now."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

TURNS: Final[tuple[Sign, ...]] = (
    Sign(
        name="works-otherwise-now",
        value="changed",
        weight=2,
        patterns=(
            (
                r"\b(?:we|microsoft|intune)(?:'ve| have| has)? (?:now )?removed (?!the (?:limit|need|requirement"
                r"|restriction))"
                r"|\b(?:sdk|agent|client|clients|connector|company portal|apps?|service)(?: for [\w/]+)? will (?:now )?"
                r"(?:use|store|send|connect|expire|default)\b"
            ),
            r"(?<!can )\bnow (?:uses|stores|sends|connects|expires|defaults)\b",
            (
                r"\b(?:users|people|employees|devices|admins|administrators) (?:are|is) now (?:\w+ly )?(?:prompted"
                r"|asked|notified"
                r"|redirected|shown|told|warned|signed)\b"
            ),
        ),
        yes="users are now prompted for a pin after it",
        no="you can now use it",
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
            (
                r"\bbecomes? (?:the default|required|mandatory|optional|[\"'])|\bthe default\b.{0,60}\b(?:is"
                r"|will be|becomes)\b"
            ),
            (
                r"\b(?:is|are) now (?:kept|stored|held|counted|checked|evaluated|sent|handled|treated|processed"
                r"|encrypted"
                r"|sorted|based|measured|calculated|synced|retained)\b|\b(?:users|devices|admins|apps|clients) now \w+"
                r" (?:in|through|with|from|by|via) "
            ),
            r"\b(?:nodes?|pages?|tabs?|tiles?|settings?|menus?|blades?|panes?|reports?|sections?) moves? (?:to"
            r"|under|into)\b",
            r"\bwill get (?:a |an )?(?:new )?(?:look|design|layout|name|icon)\b",
            (
                r"\b(?:longer|shorter|faster|slower|earlier|later) than (?:before|today)\b"
                r"|(?<!\bif )(?<!\bapp )(?<!\bit )\btakes? .{0,30}\b(?:longer|less time)\b"
            ),
            r"^(?:from|starting|beginning)\b.{0,60}?\b(?:on,?|,) (?:devices|apps|users|all|existing|new|the)\b",
        ),
        yes="they were counted twice and are now counted once",
        no="the device was enrolled",
    ),
    Sign(
        name="previously-now",
        value="changed",
        weight=1.5,
        patterns=(
            (
                r"\b(?:previously|before this|in the past|until (?:now|today)|formerly|up to now|so far|used to"
                r"|hitherto)\b"
            ),
            r"\b(?:was|were|ran|took|had|came|started|checked)\b.{2,80}\b(?:before|until now|at first|originally)$",
        ),
        yes="previously, the console presented one pane",
        no="the previous pane is",
    ),
    Sign(
        name="in-place-of",
        value="changed",
        weight=1.4,
        patterns=(r"\binstead of\b|\brather than\b|^instead,",),
        yes="open in edge instead of the managed browser",
        no="an instance",
    ),
    Sign(
        name="instead-of",
        value="changed",
        weight=2,
        patterns=(
            r"\b(?:is|are|will be) (?:now )?automatically (?:revoked|removed|assigned|added|created|renewed|set|updated"
            r"|moved|deleted|unassigned)\b|\bwill automatically (?:be )?(?:revoked?|removed?|assign|assigned)\b",
            r"\b(?:has|have|is|was|are) (?:been )?(?:delayed|postponed|rescheduled|paused)\b(?! (?:by|if|when"
            r"|devices?))"
            r"|\bis planned (?:for|to be released) (?:a future|later)\b|\byou now (?:just |only )?go to\b",
            r"\bfrom \d+ (?:\w+ )?to \d+\b|\bwill now\b(?! see| receive| be able| alert| notify| show| let| allow"
            r"| support)",
            r"\breplaces? the\b|\breplacing\b|\btakes? the place of\b",
        ),
        yes="from 24 hours to 12 hours",
        no="a setting from 1 day",
    ),
    Sign(
        name="a-figure-moves",
        value="changed",
        weight=2.5,
        patterns=(
            (
                r"\b(?:limits?|quotas?|maximum|minimum|lifetime|validity|retention|timeouts?|intervals?|sizes?"
                r"|frequency"
                r"|allowance)\b.{0,60}\b(?:drops?|falls?|rises?|grows?|goes (?:up|down)|increases?|decreases?"
                r"|(?:increased|decreased|raised|lowered|reduced) (?=to|from)|(?:has|have) (?:increased|decreased"
                r"|grown|risen|fallen)|(?:is|are|be|been|was"
                r"|were) (?:now )?(?:raised"
                r"|lowered|increased|reduced|cut|extended|shortened|doubled))\b.{0,40}\b(?:to|by|from) (?:up to )?\d"
            ),
        ),
        yes="the quota falls to 500 an hour",
        no="the quota can be set to 500 an hour",
    ),
    Sign(
        name="tells-of-changes",
        value="changed",
        weight=3,
        where="title",
        patterns=(
            r"^(?:upcoming |coming |recent |important )?changes? (?:to|in|for|coming)\b",
            r"\b[a-z]+ changes (?:with|in|for|to|coming)\b",
            (
                r"\b(?:lifetime|limits?|periods?|duration|retention|maximum|minimum|timeout|size|number|quota"
                r"|thresholds?"
                r"|intervals?|frequency)\b.{0,60}\b(?:increases?|increased|decreases?|decreased|extended|reduced|raised"
                r"|lowered|doubled|shortened)\b"
            ),
            (
                r"^(?:increased?|decreased?|extended|reduced|raised|lowered|shortened)\b.{0,40}\b(?:lifetime|limits?"
                r"|periods?|duration|retention|maximum|timeout|size|number|quota|intervals?|frequency)\b"
            ),
            r"\b(?:is|are) (?:now )?(?:blocked|rejected|refused|hidden|disabled|limited|restricted) (?:by|for|on|in"
            r"|from)\b",
            r"\b(?:is|are) now an? (?!part\b|\w+ (?:of|in)\b)",
            r"\bupdates? required\b",
            r"\bnew (?:\w+ ){0,2}(?:endpoints|urls?|ip addresses|firewall rules)\b|\bnew (?:\w+ )?endpoint for\b",
        ),
        yes="sign-in changes with the next version",
        no="track the changes of a profile",
    ),
    Sign(
        name="stops-doing",
        value="changed",
        weight=2.5,
        patterns=(
            (
                r"\b(?:stops?|stopped|no longer) (?:enforc(?:e|es|ing)|honou?r(?:s|ing)?|appl(?:y|ies|ying)"
                r"|respect(?:s|ing)?"
                r"|heed(?:s|ing)?|accept(?:s|ing)?)\b"
            ),
            (
                r"\bexperience (?:is|has been|was) (?:now )?(?:updated|redesigned|changed|refreshed|streamlined"
                r"|simplified)"
                r"\b"
            ),
            r"\bnow requires? (?:one of|using|use of|the use of|the new|you to|that|an?)\b",
            r"\byou now (?:only )?have (?:only )?read-only\b",
        ),
        yes="the browser stops honouring the setting",
        no="the alarm stops after a minute",
    ),
    Sign(
        name="no-longer-works-when-old",
        value="retiring",
        weight=3,
        patterns=(
            (
                r"\b(?:earlier|older|prior|previous|lower)\b(?: than| versions?)?.{0,80}\b(?:may |might |will "
                r"|would |can )?"
                r"(?:no longer (?:work|connect|function|enroll|check in)|stop (?:working|connecting|functioning))\b"
            ),
        ),
        yes="connectors earlier than version 6.2 may no longer work",
        no="an earlier version of the report",
    ),
    Sign(
        name="more-than-before",
        value="changed",
        weight=2.5,
        patterns=(r"\bpreviously\b[^.;]{0,60}\b(?:up to|limited to|at most|a maximum of) \d[\d,.]*\b",),
        yes="previously, you could import up to 10 files",
        no="you can import up to 10 files",
    ),
    Sign(
        name="baseline-renewed",
        value="new",
        weight=3,
        where="title",
        patterns=(
            r"^(?:new|updated) (?:\w+ ){0,2}baselines?\b(?! (?:report|view|ui|update|experience))",
            r"^(?:\w+ ){0,2}baseline updates? for\b",
        ),
        yes="updated security baseline for the browser",
        no="updated view of security baselines",
    ),
    Sign(
        name="new-version-of",
        value="release",
        weight=4,
        where="title",
        patterns=(
            r"^(?:a )?new (?:[\w-]+ ){1,4}version$",
            r"^new (?:client |app |agent )?versions? (?:of|for) (?!.{0,60}\b(?:baselines?|reports?)\b)",
        ),
        yes="new client version for remote help",
        no="new versions of the security baseline",
    ),
    Sign(
        name="no-longer-deployed",
        value="retiring",
        weight=3,
        patterns=(
            r"\b(?:won't|will not|will no longer|no longer|don't|aren't) (?:be )?deploy(?:s|ed)?\b(?! (?:if|when"
            r"|until|to the))",
        ),
        yes="apps from the old store won't deploy",
        no="apps don't deploy until the user signs in",
    ),
)
