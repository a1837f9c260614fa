"""The two files that say what omfeed watches and for whom: sources.toml (shipped) and omfeed.toml (yours).

``load`` reads both once, at the edge, and gives one frozen ``Config`` of the values that stages receive; no stage sees
a file or a table. Every fault of a file is told at once, with its line, what was found and what is allowed
(``InvalidConfig``). The tables and keys themselves stand in ``omfeed.config.tables``.
"""

from omfeed.config.config import Config, load, shipped_sources
from omfeed.config.faults import Fault, InvalidConfig
from omfeed.config.starter import init_text

__all__ = ["Config", "Fault", "InvalidConfig", "init_text", "load", "shipped_sources"]
