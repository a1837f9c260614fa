"""Named points at which a test may stop the world; in ordinary life nothing happens there.

Stages take a ``Hook`` and call it with the name of a point just before something becomes lasting, and just after. What
is passed decides: ``nothing`` by default; a test passes a hook that kills the process or raises. No code ever asks
whether it is under test.
"""

from __future__ import annotations

from collections.abc import Callable

Hook = Callable[[str], None]
"""Called with the name of the point that was reached."""


def nothing(point: str) -> None:
    """The hook of ordinary life: goes on."""
    del point
