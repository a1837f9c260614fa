"""Signs that a change must be prepared for: what a title says will be, what happens otherwise, what to do before."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

_DO: Final = (
    r"(?:add|adjust|allow|assign|change|check|convert|create|deploy|enable|ensure|inform|install|let|make sure|migrate"
    r"|move|notify|plan|prepare|re-?build|re-?create|remove|renew|replace|review|set|switch|test|turn|update|upgrade)"
)

WARNINGS: Final[tuple[Sign, ...]] = (
    Sign(
        name="titled-will",
        value="yes",
        weight=3,
        where="title",
        patterns=(
            r"\b(?:enabled|enforced|required|mandatory|turned on) for (?:all|every)\w*\b",
            r"\b(?:will|to) (?:soon |now )?(?:be (?:required|enforced|mandatory|blocked|retired|shut down"
            r"|turned off))\b",
            r"\bwill (?:soon |now )?(?:only be|only support|only work|no longer|stop|end|require|enforce)\b",
            r"\b(?:requires?|need(?:s|ed)?) (?:an? )?(?:[\w-]+ ){0,3}(?:change|update|upgrade|migration|action"
            r"|renewal)$",
            r"\b(?:is|are) (?:going away|being shut down|no longer possible|no longer supported)\b",
        ),
        yes="policies will only be available in the new portal",
        no="policies will be available in the new portal",
    ),
    Sign(
        name="or-else",
        value="yes",
        weight=3.5,
        patterns=(
            (
                rf"\b(?:must|need to|have to|should|{_DO})\b.{{3,160}}(?:,|;|\.) ?(?:otherwise|or else|or (?:the |your "
                r"|these |those )?\w+(?: \w+)? (?:will|won't|can't|stop|fail|lose))\b"
            ),
            r"^otherwise,? .{0,90}\b(?:fail|stop|lose|can't|cannot|won't|sign out|no longer)\b",
        ),
        yes="add the addresses to the allow list, or installs will fail",
        no="otherwise it shows the default",
    ),
    Sign(
        name="before-that",
        value="yes",
        weight=3,
        patterns=(
            rf"\b(?:before|by|until) (?:that|this|then)(?: (?:date|day|time|release|change|deadline"
            rf"|update))?,? (?:please )?{_DO}\b",
            rf"^{_DO}\b.{{0,90}}\b(?:before|by|prior to|no later than) (?:the |that |this )?(?:release|date|change"
            rf"|deadline"
            r"|firmware|update arrives|end of|january|february|march|april|may|june|july|august|september|october"
            r"|november|december)\b",
            (
                r"\bto keep (?:the |your )?(?:present|current|existing|former|previous|old|today's"
                r"|same) (?:behaviou?r|settings?"
                r"|experience)"
                r"\b.{0,60}\b(?:set|change|add|assign|turn|configure|create)\b"
            ),
        ),
        yes="before that date, add your apps again",
        no="before that, it was on",
    ),
    Sign(
        name="encouraged",
        value="yes",
        weight=2,
        patterns=(
            (
                r"\bwe (?:highly|strongly|would) (?:encourage|recommend|advise|urge)(?: you| that you| customers)?\b"
                r"|\bwe urge (?:you|customers|admins)\b"
            ),
            rf"\bwe recommend (?:that )?(?:you|customers|admins) {_DO}\b",
        ),
        yes="we highly encourage you to assign a policy",
        no="we encourage feedback",
    ),
    Sign(
        name="loses-connection",
        value="yes",
        weight=3,
        patterns=(
            (
                r"\b(?:connectors?|devices?|agents?|servers?|scripts?|applications?|apps?|clients?"
                r"|these pcs?)\b.{0,60}\b"
                r"(?:lose|loses) (?:their|its|the) (?:connection|access|trust|support)\b"
            ),
            r"\b(?:scripts?|apps?|applications?|clients?|integrations?) (?:that|which) .{0,80}\b(?:will )?(?:fail"
            r"|stop working|break)\b",
            r"\bmust be (?:re-?)?enrolled again\b|\bno longer eligible for support\b",
        ),
        yes="connectors below that version lose their connection",
        no="the connection is shown",
    ),
)
