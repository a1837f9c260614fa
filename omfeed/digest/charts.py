"""Bars for inline drawings: the numbers' geometry, so that a template only draws."""

from __future__ import annotations

from collections.abc import Sequence

from omfeed.digest.report_contexts import Bar, Chart

WIDTH = 460
"""In units of the drawing; a phone shows about as many pixels, so that its words stay readable there."""
_HIGH = 130
_ROW = 28
_LABELS = 150


def upright(name: str, title: str, summary: str, values: Sequence[tuple[str, str, int]]) -> Chart:
    """A chart of upright bars.

    Args:
        name: short stable name.
        title: what it shows.
        summary: the same in a sentence.
        values: for each bar its words, its tick and its number.
    """
    step = WIDTH / max(len(values), 1)
    most = max((value for *_, value in values), default=0)
    bars = tuple(
        Bar(
            label=label,
            tick=tick,
            value=value,
            x=round(index * step + step * 0.12, 2),
            width=round(step * 0.76, 2),
            y=round(_HIGH - _scaled(value, most, _HIGH - 20), 2),
            height=_scaled(value, most, _HIGH - 20),
        )
        for index, (label, tick, value) in enumerate(values)
    )
    return Chart(name=name, title=title, summary=summary, width=WIDTH, height=_HIGH + 20, upright=True, bars=bars)


def lying(name: str, title: str, summary: str, values: Sequence[tuple[str, int]]) -> Chart:
    """A chart of lying bars, one a line.

    Args:
        name: short stable name.
        title: what it shows.
        summary: the same in a sentence.
        values: for each bar its words and its number.
    """
    most = max((value for _, value in values), default=0)
    bars = tuple(
        Bar(
            label=label,
            tick=label,
            value=value,
            x=_LABELS,
            width=_scaled(value, most, WIDTH - _LABELS - 40),
            y=index * _ROW + 4,
            height=_ROW - 8,
        )
        for index, (label, value) in enumerate(values)
    )
    return Chart(
        name=name, title=title, summary=summary, width=WIDTH, height=len(values) * _ROW, upright=False, bars=bars
    )


def _scaled(value: int, most: int, room: float) -> float:
    return round(value / most * room, 2) if most else 0.0
