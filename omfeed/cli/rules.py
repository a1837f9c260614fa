"""``omfeed rules diff``: what other rules would have made of the stored past, before anybody trusts them."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import click

from omfeed.cli.context import Cli, clock_at, echo, echo_json, pass_cli
from omfeed.cli.printing import fitted
from omfeed.cli.since import Since
from omfeed.text.counting import counted


@click.group()
def rules() -> None:
    """Try your own rules on the stored past."""


@rules.command(
    "diff",
    short_help="List what other rules would judge otherwise.",
    epilog="Example: omfeed rules diff omfeed.toml omfeed-new.toml --since 90d",
)
@click.option("--since", type=Since(), help="A date, or days such as 90d (default: the last 90 days).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a change.")
@click.argument("old", metavar="OLD.toml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", metavar="NEW.toml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_cli
def diff(cli: Cli, since: datetime | None, as_json: bool, old: Path, new: Path) -> None:
    """List the stored changes that the rules of NEW would raise, lower, mute, tag or route otherwise than those of OLD.

    Both are whole configurations: copy omfeed.toml, change the rules of the copy, compare. Only rules are compared;
    fleet and weights are those of OLD. Each change is told with the rule and the words by which it fits, and last the
    rules that are new and fit nothing. Nothing is recorded or sent.
    """
    from omfeed.assess.rules import called
    from omfeed.config import load
    from omfeed.rejudge import rejudged
    from omfeed.understand import Judge

    before, after = (load(file, environ=os.environ) for file in (old, new))
    now = clock_at(None).now()
    start = since or now - timedelta(days=90)
    with cli.recorded(now) as store:
        items = store.items(since=start)
        corrections = store.corrections.standing()
    judge = Judge(fleet=before.fleet, rules=before.rules, severity_table=before.severity)
    found = 0
    fitting: set[str] = set()
    for one in rejudged(items, judge, after.rules, corrections=corrections):
        fitting.update(row.rule for row in one.spoke_after)
        if not one.words:
            continue
        found += 1
        title = one.item.change.entry.title
        if as_json:
            echo_json({"change": one.item.id, "title": title, "differs": list(one.words), "why": list(one.why)})
        else:
            echo(f"{one.item.id}  {'; '.join(one.words)}")
            echo(fitted(f"    {title}"))
            for why in one.why:
                echo(fitted(f"    {why}"))
    cli.say(f"{found:,} of {counted(len(items), 'change')} would be judged differently.")
    for rule in after.rules:
        if rule not in before.rules and called(rule) not in fitting:
            cli.say(f"“{rule.name}” fits none of them.")
    if before.severity != after.severity or before.fleet != after.fleet:
        cli.say(f"The fleet or [severity] of {new} is another; both were judged by those of {old}.")
