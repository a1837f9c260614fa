"""A moment of the past on the command line: a date, or so many days ago."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

import click

from omfeed.cli.context import Moment, clock_at

_DAYS: Final = re.compile(r"(\d{1,4})d")


class Since(Moment):
    """A moment, or so many days ago: ``90d``."""

    name = "since"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC; it does not lie ahead."""
        now = clock_at(None).now()
        if match := _DAYS.fullmatch(str(value)):
            return now - timedelta(days=int(match[1]))
        try:
            moment = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no date such as 2026-11-24, and no number of days such as 90d.", param, ctx)
        if moment > now:
            self.fail("it lies ahead; name a day of the past, or days such as 90d.", param, ctx)
        return moment
