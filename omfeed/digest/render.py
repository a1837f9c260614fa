"""Lays a context out with its templates: HTML and plain text, the user's folder before the bundled ones.

The templates are ours or the user's, never fetched. They run in a sandbox all the same, because a folder of overrides
may come from a colleague. Whatever a context holds is escaped by rule in HTML; the only markup shown as it is are the
``Markup`` fields that the builders filled with sanitised HTML.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from omfeed import __version__, resources
from omfeed.digest.body import script_json
from omfeed.digest.contexts import Page, PageLink, Rendered
from omfeed.digest.plain import document, markdown, rule, wrap
from omfeed.digest.speech import speech
from omfeed.digest.standins import faults
from omfeed.errors import ConfigError

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


def render(context: Page, *, folders: Sequence[Path] = ()) -> Rendered:
    """The context laid out as HTML and as plain text.

    Args:
        context: what to show.
        folders: folders whose templates go before the bundled ones, the first one first.

    Raises:
        ConfigError: a template of the user's cannot be read or asks for what is not there.
    """
    return Rendered(
        html=html_alone(context, folders=folders), text=plain_text(context, folders=folders), subject=context.subject
    )


def plain_text(context: Page, *, folders: Sequence[Path] = ()) -> str:
    """The context laid out as plain text alone; empty where there is no such template.

    Raises:
        ConfigError: as ``render``.
    """
    return _tidy(laid_out(context, "body.txt", folders))


def html_alone(context: Page, *, folders: Sequence[Path] = ()) -> str:
    """The context laid out as HTML alone.

    Raises:
        ConfigError: as ``render``.
    """
    return laid_out(context, "body.html", folders)


def laid_out(context: Page, form: str, folders: Sequence[Path]) -> str:
    """The context laid out by one template of its folder; the bundled one may stand in, see ``digest.standins``.

    Args:
        context: what to show.
        form: the template's name within the folder, such as ``body.txt``; HTML is escaped unless it is text or JSON.
        folders: as ``render``.

    Raises:
        ConfigError: as ``render``.
    """
    met = faults()
    name = f"{context.template}/{form}"
    if folders and met is not None and name in met:
        folders = ()
    try:
        return _laid_out(context, name, folders)
    except ConfigError as error:
        if met is None or not folders:
            raise
        met[name] = error.message
        return _laid_out(context, name, ())


def _laid_out(context: Page, name: str, folders: Sequence[Path]) -> str:
    from jinja2 import TemplateError, TemplateNotFound

    environment = _environment(tuple(folders), context.language)
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    try:
        return environment.get_template(name).render(values)
    except TemplateNotFound as error:
        if name.endswith("/body.txt") and error.name == name:
            return ""
        raise ConfigError(f"The template {error.name} is missing.", hint="Look into your templates folder.") from error
    except TemplateError as error:
        raise _unusable(error, name, error.message) from error
    except _OWN as error:
        # Of a template of ours that would be a fault of omfeed, whose traceback is wanted.
        if not folders:
            raise
        raise _unusable(error, name, f"{type(error).__name__}: {error}") from error


def _unusable(error: Exception, name: str, reason: str | None) -> ConfigError:
    return ConfigError(
        f"The template {_place(error, name)} cannot be used: {reason}.",
        hint="docs/templates.md lists what a template may show.",
    )


def _place(error: Exception, name: str) -> str:
    """Template and line of an error: as it says itself, else those of the innermost template that was at work."""
    if line := getattr(error, "lineno", None):
        return f"{getattr(error, 'name', None) or name}, line {line}"
    at_work = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(_FORMS)]
    return f"{at_work[-1].filename}, line {at_work[-1].lineno}" if at_work else name


_OWN: Final = (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What a template may raise besides errors of templates: sums over words, unreadable files, endless nesting."""
_FORMS: Final = (".html", ".txt", ".json")
"""How the names of templates end."""


@lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...], language: str) -> SandboxedEnvironment:
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    from omfeed.digest.compiled import Beside

    bundled = resources.path("templates")
    environment = SandboxedEnvironment(
        # A template that replaces a bundled one of the same name can still extend it, under its second name.
        loader=ChoiceLoader(
            [FileSystemLoader([*folders, bundled]), PrefixLoader({"bundled": FileSystemLoader(bundled)})]
        ),
        autoescape=lambda name: name is None or not name.endswith((".txt", ".json")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=None if folders else Beside(bundled, f"{__version__}.{language}"),
    )
    talk = speech(language)
    environment.globals = {"_": talk.say, "ngettext": talk.count, "range": range}
    environment.filters["wrap"] = wrap
    environment.filters["rule"] = rule
    environment.filters["number"] = talk.number
    environment.filters["md"] = markdown
    environment.filters["csp"] = _policy_hash
    environment.filters["names"] = _names
    environment.filters["adf"] = document
    return environment


def _policy_hash(code: str) -> str:
    """The hash by which a page's content security policy allows this one script and no other."""
    return f"sha256-{b64encode(sha256(code.encode()).digest()).decode()}"


def _names(words: Mapping[str, str], platforms: Sequence[PageLink]) -> Markup:
    """Words and platform names as JSON for a script."""
    return script_json({**words, **{platform.href: platform.title for platform in platforms}})


def _tidy(text: str) -> str:
    """Without spaces at line ends, and never more than one empty line in a row."""
    lines: list[str] = []
    for line in text.split("\n"):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n") + "\n" if any(lines) else ""
