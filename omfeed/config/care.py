"""Tables of omfeed.toml for whoever operates it: ``[watch]`` and ``[retention]``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from omfeed.config.keys import FLAG, VARIABLE, key, text, whole

_KEPT: Final = whole("whole days, 7 or more", least=7, most=36600)
_METRICS: Final = text("file whose name ends in .prom", pattern=r"^([^\x00]*[/\\])?[A-Za-z0-9_.-]{1,100}\.prom$")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchTable:
    """``[watch]``: how others notice that a run did not happen."""

    heartbeat_env: str = key(
        VARIABLE, "", "Variable that holds an address, which is asked after each good run (dead man's switch)."
    )
    heartbeat_private: bool = key(FLAG, False, "Whether that address may be a private one.")
    metrics: str = key(_METRICS, "", "File of figures for Prometheus' textfile collector, written after each run.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionTable:
    """``[retention]``: for how long what is kept that is not history. History itself always is."""

    bodies_days: int = key(_KEPT, 90, "Every page as it was fetched; of older months one page each, for two years.")
    fetches_days: int = key(_KEPT, 400, "The log of what was fetched.")
    deliveries_days: int = key(_KEPT, 400, "Deliveries that are settled.")
