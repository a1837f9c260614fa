"""Reads Microsoft Graph: all pages of an address as one body, or only what changed since the last reading.

``GraphNet`` stands before the client of a night: a request for an address of Graph is answered by signing in, reading
every page and handing over one body ``{"value": […]}`` in a stable order; any other request goes to the client as it
is. The body holds the listed fields only (``endpoints``), so nothing else can be stored.

For addresses that tell when their objects changed, the answer carries a validator of our own in place of an ``ETag``:
until when it reaches and of which body it is. With it the next night asks for what changed since (``$filter``) and
merges that into the body that was kept. Once a week everything is read anew, since what has left a list no difference
tells.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from omfeed.errors import BadStatus, ConfigError, FetchError, Garbled, NotAllowed, Refused, TooLarge
from omfeed.net.graph.access import Access, at_graph
from omfeed.net.graph.endpoints import Endpoint, endpoint
from omfeed.net.graph.sign_in import SignIn
from omfeed.net.request import Failed, Fetched, Fresh, Request, Unchanged
from omfeed.net.retry import Retries, pause

log = logging.getLogger(__name__)

MOST_PAGES: Final = 500
"""Pages of one address; 1,000 devices each are half a million."""
MOST_BYTES: Final = 64 * 1024 * 1024
"""Bytes of one address, all its pages together, when they are kept as one body."""
WHOLE_EVERY: Final = timedelta(days=7)
"""So often everything is read, not only what changed."""
OVERLAP: Final = timedelta(minutes=10)
"""So far before the newest change a difference begins: servers of one service do not all know of it at once."""
PATIENT: Final = Retries(attempts=5, first=2.0, longest=30.0, patience=120.0)
"""Graph throttles for minutes, and not always says for how long."""
BRIEF: Final = Retries(attempts=2, first=1.0)
"""For what is not the service's own word."""
BUDGET: Final = 300.0
"""Seconds that one address may take with all pages and pauses."""

Json = Mapping[str, object]
Result = TypeVar("Result")
_VALIDATOR: Final = re.compile(r"graph whole=(\d{4}-\d\d-\d\d) until=(\S+) of=([0-9a-f]{64})")


class Net(Protocol):
    """The way out."""

    def get(self, request: Request) -> Fetched:
        """Fetch; failures are values."""
        ...

    def send(self, request: Request) -> Fetched:
        """One attempt at a request; failures are values."""
        ...


@dataclass(frozen=True, slots=True)
class _Since:
    """How far the last reading reached, and what it brought."""

    whole: date
    until: datetime
    objects: Mapping[str, Json]


class Reader:
    """Reads addresses of Graph as one application; used by several threads.

    Args:
        net: the way out.
        access: who reads, and where Graph stands.
        clock: monotonic seconds.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        net: Net,
        access: Access,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._net = net
        self._access = access
        self._sign_in = SignIn(access, net)
        self._clock = clock
        self._sleep = sleep

    def pages(self, of: Endpoint, *, only: str = "") -> Iterator[tuple[Json, ...]]:
        """The objects of an address, a page at a time, each with the listed fields only.

        Args:
            of: the address.
            only: a ``$filter``, or empty.

        Raises:
            NotAllowed: no token, or a permission is missing; the words name it.
            FetchError: Graph could not be read.
            ConfigError: see ``SignIn.token``.
        """
        query = {}
        if of.select:
            query["$select"] = ",".join(of.fields)
        if only:
            query["$filter"] = only
        base = self._access.cloud.graph
        url = base + of.path + (f"?{urlencode(query, safe='$,:', quote_via=quote)}" if query else "")
        deadline = self._clock() + BUDGET
        seen: set[str] = set()
        while url:
            if url in seen or len(seen) >= MOST_PAGES:
                raise Garbled(f"{base}{of.path} has no end after {len(seen)} pages.", transient=False)
            seen.add(url)
            answer = self._page(of, url, deadline)
            yield tuple(_kept(one, of) for one in _objects(answer, of))
            url = self._next(answer, of)

    def _page(self, of: Endpoint, url: str, deadline: float) -> Json:
        token = self._patiently(lambda: self._sign_in.token(), url, deadline)
        try:
            return self._patiently(lambda: self._ask(of, url, token), url, deadline)
        except BadStatus as error:
            if error.status != 401:
                raise _told(error, of) from error
        # A token can be withdrawn before its time (a permission was granted or taken): one new one is got.
        renewed = self._patiently(lambda: self._sign_in.token(fresh=True), url, deadline)
        try:
            return self._patiently(lambda: self._ask(of, url, renewed), url, deadline)
        except BadStatus as error:
            raise _told(error, of) from error

    def _patiently(self, work: Callable[[], Result], url: str, deadline: float) -> Result:
        """What the work gives, tried again after a pause where that may help."""
        attempt = 1
        while True:
            try:
                return work()
            except FetchError as error:
                # Throttling takes minutes; a network that is not there is not waited for.
                retries = PATIENT if isinstance(error, BadStatus) else BRIEF
                wait = pause(error, attempt, deadline - self._clock(), retries, salt=url)
                if wait is None:
                    raise
            self._sleep(wait)
            attempt += 1

    def _ask(self, of: Endpoint, url: str, token: str) -> Json:
        answer = self._net.send(self._request(of, url, token))
        if isinstance(answer, Fresh):
            return _json(answer.body, of)
        raise answer.error if isinstance(answer, Failed) else Garbled("Graph called a page unchanged.")

    def _request(self, of: Endpoint, url: str, token: str) -> Request:
        headers = {"Authorization": f"Bearer {token}"}
        if of.page:
            headers["Prefer"] = f"odata.maxpagesize={of.page}"
        return Request(url, headers=headers, accept="application/json", allow_private=self._access.allow_private)

    def _next(self, answer: Json, of: Endpoint) -> str:
        """The address of the next page: at the same Graph, or the token would go elsewhere."""
        url = answer.get("@odata.nextLink")
        if not isinstance(url, str) or not url:
            return ""
        try:
            here, there = urlsplit(self._access.cloud.graph), urlsplit(url)
        except ValueError as error:
            raise Garbled(f"The next page of {of.path} has no address that can be read.", transient=False) from error
        if (there.scheme, there.netloc) != (here.scheme, here.netloc) or not of.page:
            raise Refused(f"The next page of {of.path} is at another place ({there.netloc[:80]}); nothing was sent.")
        return url


class GraphNet:
    """The way out of a night whose sources may stand in Graph.

    Args:
        net: the way out for everything.
        access: who reads Graph.
        now: the moment, UTC, by which it is settled when to read everything anew.
        kept: gives the body that was last read of an address, or none.
        clock: monotonic seconds.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        net: Net,
        access: Access,
        *,
        now: datetime,
        kept: Callable[[str], bytes | None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._net = net
        self._access = access
        self._reader = Reader(net, access, clock=clock, sleep=sleep)
        self._now = now
        self._kept = kept
        self._clock = clock

    def get(self, request: Request) -> Fetched:
        """As ``Client.get``; an address of Graph is read whole or by its changes."""
        if not at_graph(request.url, self._access):
            return self._net.get(request)
        started = self._clock()
        try:
            fetched = self._read(request)
        except FetchError as error:
            return Failed(error=error, final_url=request.url, seconds=self._clock() - started)
        except ConfigError as error:
            words = NotAllowed(error.message, hint=error.hint)
            return Failed(error=words, final_url=request.url, seconds=self._clock() - started)
        except Exception as error:
            # Whatever an answer sets off stays with this source; a night has others to read.
            log.exception("%s could not be read", request.url)
            odd = Garbled(f"Graph's answer could not be understood ({type(error).__name__}).", transient=False)
            return Failed(error=odd, final_url=request.url, seconds=self._clock() - started)
        return replace(fetched, seconds=self._clock() - started)

    def _read(self, request: Request) -> Fresh | Unchanged:
        of = endpoint(request.url)
        since = self._since(request, of) if of.delta else None
        if since is not None:
            try:
                return self._merged(request, of, since)
            except BadStatus as error:
                # A Graph that cannot be asked for differences can be asked for everything.
                if error.status != 400:
                    raise
        return self._merged(request, of, None)

    def _merged(self, request: Request, of: Endpoint, since: _Since | None) -> Fresh | Unchanged:
        merged = dict(since.objects) if since else {}
        only = f"lastModifiedDateTime gt {_stamp(since.until - OVERLAP)}" if since else ""
        size = 0
        for page in self._reader.pages(of, only=only):
            for one in page:
                name = str(one.get(of.key) or len(merged))
                merged[name] = one
                size += len(json.dumps(one))
            if size > MOST_BYTES:
                raise TooLarge(f"{of.path} holds more than {MOST_BYTES // 1024**2} MiB.")
        body = _body(merged)
        whole = since.whole if since else self._now.date()
        etag = _validator(merged, whole, body) if of.delta else ""
        if since is not None and etag == request.etag:
            return Unchanged(final_url=request.url, etag=etag)
        return Fresh(
            body=body, media_type="application/json", charset="utf-8", final_url=request.url, etag=etag, status=200
        )

    def _since(self, request: Request, of: Endpoint) -> _Since | None:
        """Where the last reading of an address ended; none when it is to be read whole."""
        found = _VALIDATOR.fullmatch(request.etag)
        if found is None:
            return None
        whole, until = date.fromisoformat(found[1]), _moment(found[2])
        if until is None or not timedelta(0) <= self._now.date() - whole < WHOLE_EVERY:
            return None
        body = self._kept(request.url)
        if body is None or hashlib.sha256(body).hexdigest() != found[3]:
            return None
        objects = {str(one.get(of.key)): one for one in _objects(_json(body, of), of)}
        return _Since(whole, until, objects)


def _validator(objects: Mapping[str, Json], whole: date, body: bytes) -> str:
    """What the next night hands back; empty when no object tells when it changed."""
    moments = [moment for one in objects.values() if (moment := _moment(one.get("lastModifiedDateTime")))]
    if not moments:
        return ""
    return f"graph whole={whole.isoformat()} until={_stamp(max(moments))} of={hashlib.sha256(body).hexdigest()}"


def _body(objects: Mapping[str, Json]) -> bytes:
    ordered = [objects[name] for name in sorted(objects)]
    return json.dumps({"value": ordered}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def _objects(answer: Json, of: Endpoint) -> tuple[Json, ...]:
    """The objects of a page; an address of one object gives that, sometimes within ``value``."""
    value = answer.get("value", answer)
    if isinstance(value, list):
        return tuple(one for one in value if isinstance(one, dict))
    if isinstance(value, dict) and any(name in value for name in of.fields):
        return (value,)
    raise Garbled(f"Graph answered for {of.path} with something else than its objects.", transient=False)


def _kept(one: Json, of: Endpoint) -> Json:
    return {name: one[name] for name in of.fields if name in one}


def _json(body: bytes, of: Endpoint) -> Json:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Garbled(f"Graph answered for {of.path} with what is not JSON.") from error
    if not isinstance(answer, dict):
        raise Garbled(f"Graph answered for {of.path} with something else than an object.", transient=False)
    return answer


def _told(error: BadStatus, of: Endpoint) -> FetchError:
    """The same failure in words for whoever registered the application."""
    code = _code(error.body)
    said = f"{error.status} {code}".strip()
    match error.status:
        case 403:
            return NotAllowed(
                f"Microsoft Graph refuses {of.path} ({said}).",
                hint=f"Grant the application permission {of.permission} and give admin consent; see docs/graph.md.",
            )
        case 401:
            return NotAllowed(
                f"Microsoft Graph does not take the application's token for {of.path} ({said}).",
                hint="Check that tenant, application and cloud in [graph] belong together.",
            )
        case 404 if "deviceManagement" in of.path or "deviceAppManagement" in of.path:
            hint = "Intune has nothing of the kind (no Apple certificate, no licence): switch this source off."
        case 400:
            hint = "Please report it: Graph may have changed what may be asked."
        case 429:
            hint = "Graph throttles this tenant; it is read again next time."
        case _:
            hint = error.hint
    return BadStatus(
        f"Microsoft Graph answered {said} for {of.path}.",
        status=error.status,
        retry_after=error.retry_after,
        hint=hint,
    )


def _code(body: bytes) -> str:
    """The code of Graph's error (``Forbidden``), or empty; its message may hold names and is left alone."""
    try:
        error = json.loads(body)["error"]
        code = error["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return code if isinstance(code, str) and re.fullmatch(r"[A-Za-z]{1,60}", code) else ""


def _moment(text: object) -> datetime | None:
    """A moment as Graph writes it, with up to seven digits of a second."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stamp(moment: datetime) -> str:
    return moment.replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")
