"""Arguments and options that several commands take, each written once, and what their values name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

import click

from omfeed.errors import OmfeedError
from omfeed.model import Item, Platform

if TYPE_CHECKING:
    from omfeed.store import Store

_Command = TypeVar("_Command", bound=Callable[..., object])

_MOST: Final = 2**63 - 1
"""The largest whole number that a database keeps."""

CHANGE: Final = click.argument("change", type=click.IntRange(0, _MOST))
"""The number of a change, as ``omfeed changes`` prints it."""

PLATFORMS: Final = click.Choice([str(one) for one in Platform], case_sensitive=False)
"""One of our platforms; “iOS” means ``ios``."""


def limit(words: str, *, default: int | None = None) -> Callable[[_Command], _Command]:
    """``--limit``: how many to print at most."""
    kind = click.IntRange(1, _MOST)
    return click.option("--limit", type=kind, default=default, show_default=default is not None, help=words)


def item_of(store: Store, change: int) -> Item:
    """The change of that number.

    Raises:
        OmfeedError: there is none.
    """
    item = store.item(change)
    if item is None:
        raise OmfeedError(f"There is no change {change}.", hint="`omfeed changes --all` lists them.")
    return item
