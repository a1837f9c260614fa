"""Several nights of a small, invented world in the true formats of vendors: what ``omfeed demo`` reads.

No sentence was taken from a vendor, and no feature, deadline, version or CVE number named here is a promise of one.
Bodies are made from the pages in ``content/``, the edits in ``omfeed.demo.story`` and the feeds in
``omfeed.demo.news``; the same night always has the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Final

from omfeed.demo import feeds, news, story
from omfeed.demo.learn import Page, framed, render
from omfeed.demo.story import ARCHIVE, BLOG, IN_DEVELOPMENT, WHATS_NEW, Turn
from omfeed.model import Nature, Platform, Source

HOUR: Final = time(3, 0)
"""When a night begins, UTC; what was published before is on its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleBody:
    """How the server answers for one path."""

    status: int = 200
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One night of the sample."""

    date: date
    title: str
    tells: str
    """What this night shows, one sentence."""
    bodies: Mapping[str, SampleBody] = field(hash=False)
    """By path."""

    @property
    def at(self) -> datetime:
        """The moment at which the night's run begins, UTC."""
        return datetime.combine(self.date, HOUR, UTC)


_PATHS: Final[Mapping[str, str]] = {
    WHATS_NEW: "/en-us/intune/whats-new/",
    ARCHIVE: "/en-us/intune/whats-new/archive",
    IN_DEVELOPMENT: "/en-us/intune/whats-new/in-development",
    BLOG: "/t5/rss/board",
    "chrome": "/feeds/posts/default",
    "android": "/android-enterprise/notes.json",
    "ios": "/v2/ios_data_feed.json",
    "macos": "/v2/macos_data_feed.json",
}
_TITLES: Final[Mapping[str, tuple[str, str]]] = {
    WHATS_NEW: ("What's new in Microsoft Intune", "Find out what's new in Microsoft Intune."),
    ARCHIVE: ("What's new in the Microsoft Intune - previous months", "Past releases of Microsoft Intune."),
    IN_DEVELOPMENT: ("In development for Microsoft Intune", "Features of Microsoft Intune that are in development."),
}
_POSTS_SHOWN: Final = 8
_SHELL: Final = """\
<h2 id="explore-whats-coming">Explore what's coming</h2>
<p>We've made it easier to see what's on the way. Choose an area to begin.</p>
<div class="columns" id="app-root" data-hydrate="roadmap-cards">
<div class="card"><a class="card-title" href="?area=apps">App management</a></div>
<div class="card"><a class="card-title" href="?area=configuration">Device configuration</a></div>
<div class="card"><a class="card-title" href="?area=security">Device security</a></div>
</div>
"""
"""What a redesigned page shows to whom runs no script."""


def sources(base_url: str) -> tuple[Source, ...]:
    """The sources of the sample.

    Args:
        base_url: address of the server that shows the nights, without a slash at its end.
    """

    def source(name: str, id: str, title: str, collector: str, **more: object) -> Source:  # noqa: A002
        return Source(
            id=id,
            title=title,
            url=base_url + _PATHS[name],
            # Links lead to where the real page stands: the demo's own server is gone when somebody follows them.
            page=f"https://learn.microsoft.com{_PATHS[name]}" if collector == "learn-html" else "",
            collector=collector,
            allow_private=True,
            **more,  # type: ignore[arg-type]  # each call below names fields of Source with values of their types
        )

    return (
        source(
            WHATS_NEW, "intune-whats-new", "What's new in Intune", "learn-html", vendor="Microsoft", family="intune",
            stage="released",
        ),
        source(
            ARCHIVE, "intune-whats-new-archive", "What's new in Intune: archive", "learn-html", vendor="Microsoft",
            family="intune", stage="archive", look_back_days=0, cadence_days=30.0,
        ),
        source(
            IN_DEVELOPMENT, "intune-in-development", "Intune: In development", "learn-html", vendor="Microsoft",
            family="intune", stage="development", cadence_days=30.0, options={"window": "transient"},
        ),
        source(BLOG, "intune-blog", "Intune customer success blog", "feed", vendor="Microsoft"),
        source(
            "chrome", "chrome-releases", "Chrome releases", "feed", vendor="Google", nature=Nature.RELEASE,
            platforms=(Platform.WINDOWS, Platform.MACOS, Platform.LINUX),
        ),
        source(
            "android", "android-enterprise", "Android Enterprise notes", "feed", vendor="Google",
            platforms=(Platform.ANDROID,), cadence_days=14.0,
        ),
        source(
            "ios", "ios-releases", "iOS and iPadOS releases", "sofa", vendor="Apple", platforms=(Platform.IOS,),
            nature=Nature.RELEASE, cadence_days=21.0,
        ),
        source(
            "macos", "macos-releases", "macOS releases", "sofa", vendor="Apple", platforms=(Platform.MACOS,),
            nature=Nature.RELEASE, cadence_days=21.0,
        ),
    )  # fmt: skip


@cache
def nights() -> tuple[Night, ...]:
    """The nights in order."""
    pages = {
        name: files("omfeed.demo").joinpath("content", f"{name}.md").read_text(encoding="utf-8") for name in _TITLES
    }
    reviewed = dict.fromkeys(_TITLES, date(2026, 10, 9))
    told: list[Night] = []
    for turn in story.turns(pages):
        for name, edits in turn.edits.items():
            pages[name] = _edited(pages[name], edits)
            reviewed[name] = turn.on
        told.append(_night(turn, pages, reviewed))
    return tuple(told)


def _edited(text: str, edits: Sequence[tuple[str, str]]) -> str:
    for before, after in edits:
        if text.count(before) != 1:
            raise ValueError(f"an edit of the sample fits {text.count(before)} times: {before[:60]!r}")
        text = text.replace(before, after)
    return text


def _night(turn: Turn, pages: Mapping[str, str], reviewed: Mapping[str, date]) -> Night:
    now = datetime.combine(turn.on, HOUR, UTC)
    bodies: dict[str, SampleBody] = {
        _PATHS[name]: SampleBody(
            media_type="text/html; charset=utf-8",
            body=_page(name, pages[name], reviewed[name], shell=name in turn.redesigned),
        )
        for name in _TITLES
    }
    for name, (media_type, made) in _FEEDS.items():
        bodies[_PATHS[name]] = (
            SampleBody(
                status=503,
                media_type="text/html; charset=utf-8",
                body=b"<html><head><title>503 Service Unavailable</title></head><body>Back soon.</body></html>",
            )
            if name in turn.broken
            else SampleBody(media_type=media_type, body=made(now))
        )
    return Night(date=turn.on, title=turn.title, tells=turn.tells, bodies=bodies)


def _page(name: str, markdown: str, reviewed: date, *, shell: bool) -> bytes:
    title, description = _TITLES[name]
    page = Page(title=title, path=_PATHS[name], description=description, reviewed=reviewed)
    if shell:
        return framed(page, _SHELL)
    return render(page, markdown)


def _shown(posts: Sequence[feeds.Post], now: datetime) -> tuple[feeds.Post, ...]:
    """The newest posts that are out, newest first."""
    out = sorted((post for post in posts if post.at <= now), key=lambda post: post.at, reverse=True)
    return tuple(out[:_POSTS_SHOWN])


def _released(releases: Sequence[feeds.Release], now: datetime) -> tuple[feeds.Release, ...]:
    """The releases that are out, newest version first."""
    out = [release for release in releases if release.on < now.date()]
    return tuple(sorted(out, key=lambda one: tuple(map(int, one.version.split("."))), reverse=True))


_FEEDS: Final[Mapping[str, tuple[str, Callable[[datetime], bytes]]]] = {
    BLOG: (
        "application/rss+xml; charset=utf-8",
        lambda now: feeds.rss(
            "Intune Customer Success",
            "https://techcommunity.microsoft.com/t5/intune-customer-success/bg-p/IntuneCustomerSuccess",
            "Articles of the customer success team",
            _shown(news.BLOG, now),
        ),
    ),
    "chrome": (
        "application/atom+xml; charset=UTF-8",
        lambda now: feeds.atom(
            "Chrome Releases",
            "tag:blogger.com,1999:blog-8800000000000000001",
            "https://chromereleases.googleblog.com/",
            _shown(news.CHROME, now),
        ),
    ),
    "android": (
        "application/feed+json; charset=utf-8",
        lambda now: feeds.json_feed(
            "Android Enterprise notes", "https://android-enterprise.example.com/notes", _shown(news.ANDROID, now)
        ),
    ),
    "ios": ("application/json", lambda now: feeds.sofa("iOS", _released(news.IOS, now), now)),
    "macos": ("application/json", lambda now: feeds.sofa("macOS", _released(news.MACOS, now), now)),
}

_ZONE: Final = 'time_zone = "UTC"'
_SERVED: Final = """
# The addresses below answer only while `omfeed demo` runs. All that looks into the past works here at any time:
# omfeed changes, omfeed show, omfeed awareness, omfeed fleet impact, omfeed sources check …
"""

_CONFIG: Final = """\
# The omfeed.toml of the sample: a company with 2,614 devices.

[output]
folder = "digests"
database = "omfeed.db"
time_zone = "UTC"

[[platform]]
name = "ios"
devices = 1204
versions = { "17.7.10" = 38, "18.7.9" = 214, "26.6.1" = 341, "26.7" = 402, "27.0.1" = 209 }
enrolment = "ade"

[[platform]]
name = "windows"
devices = 860
versions = { "10.0.26100.6899" = 318, "10.0.26200.6899" = 542 }
enrolment = "autopilot"

[[platform]]
name = "macos"
devices = 240
versions = { "15.7.8" = 61, "26.7" = 133, "27.0.1" = 46 }
enrolment = "ade"

[[platform]]
name = "android"
devices = 310
versions = { "11" = 17, "13" = 88, "14" = 121, "15" = 84 }

[audience.helpdesk]
platforms = ["ios", "macos", "windows", "android"]

[[rule]]
name = "Certificates wake us at night"
action = "raise"
words = ["SCEP", "PKCS", "push certificate"]

[[rule]]
name = "New protected apps are for the app team"
action = "tag"
value = "app-team"
sections = ["Intune apps"]

[catalogue]
enabled = false
"""


def config_text(base_url: str = "", *, language: str = "en") -> str:
    """An omfeed.toml for the sample's fleet.

    Args:
        base_url: as for ``sources``; with it, the sample's sources stand in the text, else no source does.
        language: of the digests.
    """
    config = _CONFIG if language == "en" else _CONFIG.replace(_ZONE, f'{_ZONE}\nlanguage = "{language}"')
    if not base_url:
        return config
    return config + _SERVED + "".join(_block(source) for source in sources(base_url))


def _block(source: Source) -> str:
    lines = [
        f'id = "{source.id}"',
        f'title = "{source.title}"',
        f'vendor = "{source.vendor}"',
        f'url = "{source.url}"',
        f'collector = "{source.collector}"',
        f"cadence_days = {source.cadence_days:g}",
        f"look_back_days = {source.look_back_days}",
        "allow_private = true",
    ]
    if source.platforms:
        lines.append("platforms = [" + ", ".join(f'"{platform}"' for platform in source.platforms) + "]")
    named = {"page": source.page, "nature": source.nature, "stage": source.stage, "family": source.family}
    lines.extend(f'{name} = "{value}"' for name, value in named.items() if value)
    if source.options:
        lines.append("options = { " + ", ".join(f'{name} = "{value}"' for name, value in source.options.items()) + " }")
    return "\n[[sources]]\n" + "\n".join(lines) + "\n"
