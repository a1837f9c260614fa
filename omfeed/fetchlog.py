"""What the log of fetches keeps of an answer."""

from __future__ import annotations

import hashlib

from omfeed.clock import Clock
from omfeed.errors import FetchError
from omfeed.net.request import Failed, Fresh, Unchanged
from omfeed.store.values import FetchRecord, Standing


def of_body(fetched: Fresh, clock: Clock) -> FetchRecord:
    """A body arrived."""
    return FetchRecord(
        at=clock.now(),
        status="fresh",
        http_status=fetched.status,
        final_url=fetched.final_url,
        moved_to=fetched.moved_to,
        hops=fetched.hops,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        body_hash=hashlib.sha256(fetched.body).hexdigest(),
        media_type=fetched.media_type,
        charset=fetched.charset,
        bytes=len(fetched.body),
        seconds=fetched.seconds,
    )


def of_failure(failed: Failed, clock: Clock) -> FetchRecord:
    """None did."""
    error: FetchError = failed.error
    return FetchRecord(
        at=clock.now(),
        status="failed",
        http_status=getattr(error, "status", None),
        final_url=failed.final_url,
        error=str(error),
        seconds=failed.seconds,
    )


def of_same(fetched: Unchanged, standing: Standing, clock: Clock) -> FetchRecord:
    """The body is the one that was read last."""
    return FetchRecord(
        at=clock.now(),
        status="unchanged",
        final_url=fetched.final_url,
        moved_to=fetched.moved_to,
        etag=fetched.etag or standing.etag,
        last_modified=fetched.last_modified or standing.last_modified,
        body_hash=standing.body_hash,
        seconds=fetched.seconds,
    )
