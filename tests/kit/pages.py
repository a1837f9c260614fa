"""Every kind of page that omfeed makes, over an invented busy night, for looking at and for checks over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from omfeed.digest.admin import build_admin
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.index import Night
from omfeed.digest.kb import kb_pages
from omfeed.digest.mail import mail
from omfeed.digest.notice import build_notice
from omfeed.digest.render import render
from omfeed.digest.report import Duty, build_report
from omfeed.digest.site import site
from omfeed.digest.training import Guide, build_training
from tests.kit.items import FLEET, PERIOD, TODAY, by_story, well
from tests.kit.scenes import busy_night, ill

GUIDES = (Guide(name="enrol", title="Enrol an iPhone", topics=("enrolment",)),)


def pages(language: str) -> Iterator[tuple[str, bytes]]:
    """Every kind of page in a language: name and content."""
    items = busy_night()
    admin = build_admin(items, ill(), FLEET, PERIOD, muted=2, home="../index.html", language=language)
    helpdesk = build_helpdesk(items, well(), FLEET, PERIOD, upcoming=items, escalate="Second line", language=language)
    made = {
        "admin": render(admin),
        "quiet": render(build_admin([], well(), FLEET, PERIOD, language=language)),
        "helpdesk": render(helpdesk),
        "report": render(
            build_report(
                items, ill(), FLEET, PERIOD, standing=items, duties={"entry-101": Duty(done_on=TODAY)},
                guides_open=1, csv="report.csv", language=language,
            )
        ),
        "notice": render(build_notice([items[2]], TODAY, contact="Service desk, 1234", language=language)),
        "training": render(build_training(items, GUIDES, language=language)),
        "mail-admin": mail(admin, more_url="https://omfeed.example/"),
        "mail-helpdesk": mail(helpdesk),
    }  # fmt: skip
    for name, rendered in made.items():
        yield f"digests/{name}.html", rendered.html.encode()
        yield f"digests/{name}.txt", rendered.text.encode()
    for name, data in kb_pages(items, FLEET, TODAY, form="html", language=language):
        yield f"kb/{name}", data
    nights = [_night(ago) for ago in range(40)]
    yield from site(by_story(items), FLEET, TODAY, nights=nights, language=language)


def _night(ago: int) -> Night:
    files = (("Admin", "digests/admin.html"), ("Helpdesk", "digests/helpdesk.html"))
    return Night(day=TODAY - timedelta(days=ago), changes=ago * 7 % 5, act=ago % 2, troubles=int(ago == 3), files=files)
