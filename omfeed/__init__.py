"""omfeed: what changed for the devices you manage, whom it affects, and by when."""

__version__ = "0.1.0"
