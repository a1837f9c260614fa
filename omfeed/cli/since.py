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
        """The moment in UTC."""
        if match := _DAYS.fullmatch(str(value)):
            return clock_at(None).now() - timedelta(days=int(match[1]))
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no date such as 2026-11-24, and no number of days such as 90d.", param, ctx)
