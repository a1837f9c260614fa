"""Broken bodies through the whole night: read, compared, judged, written. No exception but a refusal, none too slow.

`python -m bench.mutated` does the same ten thousand times over captured bodies.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.mutated import attempts, bound, good_bodies, night
from tests.kit.bounded import seconds_of_cpu
from tests.kit.tried import tried

COUNT = 640
OURS = [body for body in good_bodies(Path("/nowhere")) if body.name == "ours"]


def test_there_is_a_good_body_of_every_collector() -> None:
    for body in OURS:
        assert night(body.collector, body.data, body.data) in {"told", "unchanged"}


@pytest.mark.parametrize("share", range(8))
def test_a_broken_body_is_read_or_refused_and_what_it_tells_is_written(share: int) -> None:
    outcomes = set()
    each = COUNT // 8
    for body, _seed, broken, charset in attempts(OURS, each, seed=20 + share):
        with seconds_of_cpu(bound(len(broken))):
            outcomes.add(night(body.collector, body.data, broken, charset))
    assert {"told", "refused"} <= outcomes
    tried("mutated bodies", each)
