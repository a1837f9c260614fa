"""Looks everything over that a run needs, and says of each what to do; changes nothing and sends nothing."""

from omfeed.doctor.finding import Finding, Verdict, exit_code

__all__ = ["Finding", "Verdict", "exit_code"]
