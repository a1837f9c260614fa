"""Signs that what is set up today no longer does: another word, another right, an enforcement, a break to avoid."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

TURNS: Final[tuple[Sign, ...]] = (
    Sign(
        name="this-and-no-longer-that",
        value="yes",
        weight=4,
        patterns=(
            (
                r"\b(?:must|need to|have to|has to|should) (?:now )?(?:use|enter|choose|select|call|send)\b[^.;]{2,80}"
                r"(?:, (?:and )?not\b|\binstead of\b|\brather than\b|\bin place of\b|\bno longer\b)"
            ),
        ),
        yes="you must use group as the column header, not order",
        no="you must use a group",
    ),
    Sign(
        name="enforcement-comes",
        value="yes",
        weight=4,
        patterns=(
            (
                r"\b(?:intune|microsoft|apple|google|entra|azure ad|the service|they|it|we)(?:'re| is| are| will"
                r"| has begun"
                r"| have begun"
                r"| begins?| starts?) (?:now |be |also )?(?:enforce|enforcing|to enforce)\b"
            ),
            r"\benforcement (?:of .{3,60})?(?:begins|starts|is now|will (?:begin|start))\b",
        ),
        yes="intune is enforcing the setting on all macs",
        no="intune enforces a policy that you assign",
    ),
    Sign(
        name="needs-that-version",
        value="yes",
        weight=3,
        patterns=(
            (
                r"\b(?:apps|devices|clients|connectors|servers|agents|sites|gateways) (?:must|will need to|will have to"
                r"|need to|have to) (?:have|be on|be running|run|be built with)\b[^.;]{0,60}\bversions? \d"
            ),
        ),
        yes="all apps will need to have a version 8.1 of it",
        no="apps must have a name",
    ),
    Sign(
        name="no-support-from-then",
        value="yes",
        weight=3.5,
        patterns=(
            r"\bthere (?:will be|is) no (?:more |longer any )?support for\b|\bno longer supports?\b.{3,60}\b(?:mode"
            r"|provider|protocol|method)\b",
        ),
        yes="from april there will be no support for the old mode",
        no="there is support for the old mode",
    ),
    Sign(
        name="new-terms",
        value="yes",
        weight=3.5,
        patterns=(
            (
                r"\b(?:has to|have to|needs? to|must|should)\b.{0,20}\b(?:accept|agree to|sign)\b.{0,40}\b(?:new"
                r"|updated"
                r"|revised|changed|amended) (?:\w+ ){0,2}(?:terms|agreements?|conditions|contracts?)\b"
            ),
            (
                r"\b(?:terms|agreements?|conditions|contracts?)\b.{0,60}\b(?:changed|updated|revised|amended)\b.{0,60}"
                r"\b(?:accept|agree)\b"
            ),
        ),
        yes="an admin has to accept the new terms",
        no="users accept the terms of use",
    ),
    Sign(
        name="a-limit-comes",
        value="yes",
        weight=3.5,
        patterns=(
            r"\bwill (?:now )?(?:only support|support only|allow only|only allow|be limited to) (?:one|a single|two"
            r"|three|\d+)\b",
        ),
        yes="it will support only one profile per device",
        no="it supports one profile per device",
    ),
    Sign(
        name="a-limit-falls",
        value="yes",
        weight=3.5,
        patterns=(
            (
                r"\b(?:limits?|quotas?|caps?|allowance|(?:maximum|allowed|supported) number of|maximum|validity"
                r"|lifetime"
                r"|retention)\b.{0,80}\b(?:drops?|falls?|shrinks?|goes down|decreases?|(?:is|are|was|were|be|been"
                r"|being) (?:now )?(?:reduced|lowered|cut|decreased|shortened))\b.{0,40}\bto \d"
            ),
        ),
        yes="the default device limit per user drops from 15 to 5",
        no="the device limit rises from 5 to 15",
    ),
    Sign(
        name="to-avoid-breaking",
        value="yes",
        weight=2,
        patterns=(
            r"\b(?:to|so as to) avoid (?:any )?(?:breaking|breakage|failures?|losing|a loss|loss of|an outage"
            r"|outages)\b",
            r"\bbreaking changes?\b",
        ),
        yes="switch to the new api to avoid breaking changes",
        no="to avoid confusion",
    ),
    Sign(
        name="who-has-it-should",
        value="yes",
        weight=4,
        patterns=(
            (
                r"\b(?:admins?|administrators|customers|tenants|organizations) (?:using|who|that"
                r"|with) [^.;]{2,90} (?:should|must"
                r"|need to|have to) (?:review|update|change|migrate|move|reconfigure|recreate|replace|switch)\b"
            ),
        ),
        yes="admins using the old value should review the new settings",
        no="admins who use it can review it",
    ),
    Sign(
        name="needs-more-rights",
        value="yes",
        weight=4,
        patterns=(
            (
                r"\b(?:now|will|also) (?:also )?needs? (?:an? |the )?(?:additional|further|extra|other|higher"
                r"|new) (?:\w+ ){0,2}(?:roles?|permissions?|rights?|licen[cs]es?|privileges?|consent)\b"
            ),
            (
                r"\b(?:additional|further|extra|higher) (?:\w+ ){0,2}(?:roles?|permissions?|rights?|licen[cs]es?"
                r"|privileges?) (?:is|are) now (?:required|needed|necessary)\b"
            ),
            r"\b(?:you|they|admins|roles?) (?:now |will )?(?:only )?have (?:only )?(?:read-only|no) (?:access"
            r"|rights?)\b"
            r"|\bnow (?:only )?have (?:only )?read-only\b",
        ),
        yes="you now need a further permission to wipe devices",
        no="a new role needs permissions",
    ),
    Sign(
        name="what-relies-on-it-fails",
        value="yes",
        weight=4,
        patterns=(
            (
                r"\b(?:that|which|still) (?:rely|relies|depend|depends|use|uses|call|calls) (?:on )?[^.;]{2,80}"
                r"\b(?:fails? to (?:function|work|run|succeed)|(?:will )?stops? (?:functioning|working|running))\b"
            ),
            r"\bnow requires? (?:the )?(?:use of |using )(?:the |these |this |a )?new\b",
        ),
        yes="scripts that rely on the older permissions fail to function",
        no="scripts run on devices",
    ),
    Sign(
        name="look-over-what-you-have",
        value="yes",
        weight=3.5,
        patterns=(
            r"\bgood time to (?:review|check|update|verify|look over)\b",
            r"^(?:check|review) your (?:policy|policies|settings|profiles|assignments) to (?:make sure|ensure"
            r"|verify)\b",
            (
                r"\brecommend (?:that you )?(?:updat(?:e|ing)|replac(?:e|ing)|upgrad(?:e"
                r"|ing)) your (?:\w+ )?(?:firewall"
                r"|proxy|network|connectors?|apps|devices|policies|profiles|scripts|settings|rules)\b"
            ),
        ),
        yes="now is a good time to review who has that role",
        no="a good time to start",
    ),
    Sign(
        name="to-meet-what-is-asked",
        value="yes",
        weight=3.5,
        patterns=(
            r"^to (?:meet|satisfy|fulfil+|comply with) (?:the |these |this |that |all "
            r"|new )*requirements?,? (?:\w+ or )?"
            r"(?:modify|create|update|change|add|use|configure|upgrade|install|move)\b",
            r"\b(?:might|may|could|will) experience (?:\w+ )?(?:issues|disruptions?|outages?|problems|failures)\b",
        ),
        yes="to meet these requirements, modify the profile",
        no="meet the requirements of the store",
    ),
    Sign(
        name="needs-a-licence-now",
        value="yes",
        weight=4,
        patterns=(
            r"\bnow requires? (?:an? |another |a separate )(?:additional |add-on |extra |separate )*licen[cs]e\b",
            r"\b(?:it|this \w+) (?:now )?requires? (?:another|an additional|an extra|a separate"
            r"|an add-on) licen[cs]e\b",
        ),
        yes="it now requires an add-on license",
        no="the app has a licence",
    ),
)
