"""``omfeed replay`` and ``omfeed assess``: the stages by themselves, for checking them and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO

import click

from omfeed.cli.context import DEFAULT_CONFIG, Cli, clock_at, echo, echo_json, pass_cli
from omfeed.cli.jsonform import assessment_json, change_json
from omfeed.cli.printing import because, counted, devices
from omfeed.errors import OmfeedError
from omfeed.model import Assessment, Entry, Source
from omfeed.understand import Judge

_BASE_URL = "https://replay.example/page"


def _judge(cli: Cli) -> Judge:
    """Judges by your fleet and rules where a configuration or an imported fleet lies here; else for nobody.

    As every command does; but what others measure with these two must not hang on a file unnoticed, so it is said.
    """
    if cli.config_path is None and not DEFAULT_CONFIG.exists():
        if not cli.config.fleet.groups:
            return Judge()
        cli.say(f"Judged for the fleet of {cli.config.fleet_file}; there is no {DEFAULT_CONFIG}.")
        return Judge(fleet=cli.config.fleet)
    cli.say(f"Judged for the fleet and by the rules of {cli.config.file}.")
    return Judge(fleet=cli.config.fleet, rules=cli.config.rules, severity_table=cli.config.severity)


@click.command(
    short_help="Replay files as successive bodies of one source.",
    epilog="Example: omfeed replay --collector learn-markdown captured/whats-new --json | jq -c 'select(.material)'",
)
@click.option("--collector", "collector", required=True, metavar="NAME", help="How the bodies are read.")
@click.option("--url", default=_BASE_URL, show_default=True, help="Address that relative links start from.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a change on standard output.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@pass_cli
def replay(cli: Cli, collector: str, url: str, as_json: bool, folder: Path) -> None:
    """Replay the files of FOLDER, in name order, as successive bodies of one source.

    Says what omfeed would have made of a page's history: every entry new, edited, moved, withdrawn or restored, with
    its assessment. It needs no configuration and no database, and changes nothing. Files may be gzipped; a date in a
    file's name is taken for the day it was read.

    Where an omfeed.toml is named or lies here, its fleet and rules judge, and that is said; so it is of a fleet.json
    that was imported here without one. To have it judged for nobody in particular, wherever it is called: `omfeed -c
    /dev/null replay`.
    """
    from omfeed.replay import replay as replay_history
    from omfeed.replay import revisions

    source = Source(id="replay", title=folder.name, url=url, collector=collector)
    history = revisions(folder, clock_at(None).now())
    good = changes = 0
    for told in replay_history(history, source, _judge(cli)):
        if told.trouble:
            cli.say(f"{told.revision.name}: {told.trouble}")
        else:
            good += 1
        for judged in told.judged:
            changes += judged.announced
            if as_json:
                assessed = {"assessment": assessment_json(judged.assessment)}
                echo_json({"revision": told.revision.name, **change_json(judged.change), **assessed})
            elif judged.announced:
                echo(f"{told.revision.name}  {judged.change.kind:<10} {judged.change.entry.title}")
    cli.say(f"{counted(len(history), 'revision')}, {good:,} understood, {counted(changes, 'change')} to announce.")
    if not good:
        raise OmfeedError(f"No file of {folder} could be read as {collector}.", hint="Try another --collector.")


@click.command(
    short_help="Judge entries given as JSON, one a line.", epilog="Example: omfeed assess --explain entry.jsonl"
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an entry on standard output.")
@click.option("--explain", is_flag=True, help="Say for each conclusion which rule and which words it rests on.")
@click.argument("file", type=click.File("r", encoding="utf-8-sig"), default="-")
@pass_cli
def assess(cli: Cli, as_json: bool, explain: bool, file: IO[str]) -> None:
    """Judge the entries of FILE (or standard input), one JSON object a line.

    Each line has "title" and one of "markdown", "html" or "text", and may have "id", "source" (an id of the
    catalogue), "section" (outer to inner headings) and "published" (an ISO date, which relative dates start from).
    Fleet and rules are those of an omfeed.toml that is named or lies here, else of an imported fleet.json, as for
    `omfeed replay`.
    """
    judge = _judge(cli)
    catalogue = {source.id: source for source in _catalogue(cli)}
    for number, line in _lines(file):
        entry, source = _entry(line, number, catalogue)
        moment = _published(entry) or clock_at(None).now()
        assessment = judge.assess(entry, source, moment)
        if as_json:
            echo_json({"id": line.get("id", ""), **assessment_json(assessment)})
        else:
            _print(entry, assessment, explain=explain)


def _catalogue(cli: Cli) -> tuple[Source, ...]:
    if cli.config_path is not None or DEFAULT_CONFIG.exists():
        return cli.config.sources
    from omfeed.config import load

    return load(None, environ={}).sources


def _lines(file: IO[str]) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise OmfeedError(
                f"Line {number} of {file.name} is not JSON ({error.msg} at character {error.pos + 1}).",
                hint="Give one JSON object a line.",
            ) from error
        if not isinstance(value, dict):
            raise OmfeedError(f"Line {number} of {file.name} is not a JSON object.", hint="Give one object a line.")
        yield number, value


def _entry(line: dict[str, object], number: int, catalogue: dict[str, Source]) -> tuple[Entry, Source]:
    from omfeed.text.blocks import plain
    from omfeed.text.markup import sanitise

    identifier = str(line.get("source") or "given")
    source = catalogue.get(identifier) or Source(id=identifier, title=identifier, url=_BASE_URL, collector="learn-html")
    if isinstance(line.get("markdown"), str):
        from omfeed.collect.markdown import render

        html = sanitise(render(str(line["markdown"]), language=source.locale).html, base_url=source.url)
    elif isinstance(line.get("html"), str):
        html = sanitise(str(line["html"]), base_url=source.url)
    elif isinstance(line.get("text"), str):
        paragraphs = str(line["text"]).splitlines()
        html = "".join(f"<p>{_escaped(words)}</p>" for words in paragraphs if words.strip())
    else:
        html = ""
    section = line.get("section") or ()
    if not isinstance(section, list | tuple):
        raise OmfeedError(f"“section” in line {number} is not a list.", hint="Give the headings, outer to inner.")
    entry = Entry(
        title=str(line.get("title") or ""),
        section=tuple(str(heading) for heading in section),
        html=html,
        text=plain(html),
        published=str(line.get("published") or ""),
    )
    return entry, source


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _published(entry: Entry) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(entry.published[:10]), time(12), UTC)
    except ValueError:
        return None


def _print(entry: Entry, assessment: Assessment, *, explain: bool) -> None:
    told = assessment_json(assessment) | {"evidence": [], "devices": devices(assessment)}
    for flag in ("devices_at_most", "devices_behind"):
        del told[flag]  # the number's words say so
    echo(entry.title)
    for name, value in told.items():
        if value not in ([], {}, "", None):
            echo(f"  {name:16} {_words(value)}")
    if explain:
        for given in assessment.evidence:
            echo(f"    {because(given)}")
    echo("")


def _words(value: object) -> str:
    if isinstance(value, dict) and "precision" in value:
        what = f" ({value['what']})" if value["what"] else ""
        return f"{value['date']}{what}"
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value)
    if isinstance(value, dict):
        return " ".join(f"{name} {_words(part)}" for name, part in value.items() if part not in ("", "day"))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
