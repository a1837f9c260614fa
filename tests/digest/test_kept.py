"""Cards that are kept say what cards made anew say, for every owner, language and day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omfeed.digest.admin import build_admin
from omfeed.digest.contexts import Period
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.kept import Kept
from omfeed.digest.mail import mail
from omfeed.model import Platform
from tests.kit.items import FLEET, PERIOD, entry, item, judged
from tests.kit.scenes import busy_night, ill

NEXT_DAY = replace(PERIOD, label=PERIOD.label + timedelta(days=1))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("period", [PERIOD, NEXT_DAY])
@pytest.mark.parametrize("owners", [{}, {"*": "Ada"}, {"windows": "Bob", "*": "Ada"}])
@pytest.mark.parametrize("kept", [Kept(), Kept(most=2)], ids=["many", "few"])
def test_a_digest_of_kept_cards_is_the_same(kept: Kept, language: str, period: Period, owners: dict[str, str]) -> None:
    night = busy_night()
    for items in (night, night[:3], night[1:]):
        anew = build_admin(items, ill(), FLEET, period, language=language, owners=owners)
        again = build_admin(items, ill(), FLEET, period, language=language, owners=owners, kept=kept)
        assert again == anew
        desk = build_helpdesk(items, ill(), FLEET, period, language=language)
        assert build_helpdesk(items, ill(), FLEET, period, language=language, kept=kept) == desk


@pytest.mark.parametrize(("language", "muted"), [("en", "2 changes muted"), ("ko", "숨긴 변경 2건")])
def test_a_mail_says_what_was_muted_and_what_waits_in_both_forms(language: str, muted: str) -> None:
    one = item(entry("a"), judged(Platform.WINDOWS, devices=1))
    context = build_admin([one], (), FLEET, PERIOD, language=language, muted=2, unseen=1, undelivered=3)
    made = mail(context)
    told = (context.muted, context.unseen, context.undelivered)
    assert all(told)
    for sentence in told:
        assert sentence in made.html
        assert sentence in " ".join(made.text.split())
    assert muted in context.muted


def test_a_mail_of_a_night_in_which_all_was_muted_says_so() -> None:
    made = mail(build_admin([], (), FLEET, PERIOD, muted=1))
    assert "1 change muted by your rules." in made.html
    assert "1 change muted by your rules." in made.text
