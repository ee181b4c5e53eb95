"""`hashiya reread`: a share of what people have finished, given to the same people again."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

import click

from hashiya.cli.asking import known_alias
from hashiya.cli.options import as_option, chosen_project, project_option
from hashiya.cli.output import print_data, say
from hashiya.errors import UsageError
from hashiya.services import (
    PlannedFor,
    Rereading,
    check_alias,
    plan_rereading,
    take_back_passages,
)
from hashiya.text import counted

__all__ = ["command"]

DAYS: Final = 7
"""How long ago a sentence was finished at least, where nobody says otherwise."""


def _share(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Fraction | None:
    """A share in percent, `5`, `2.5` or `5%`, as a fraction of one; None where none is said."""
    if value is None:
        return None
    try:
        share = Fraction(value.strip().removesuffix("%")) / 100
    except (ValueError, ZeroDivisionError) as error:
        raise click.BadParameter(f"{value!r} is no share; write 5, 2.5 or 5%") from error
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{value} is not between 0 and 100")
    return share


@click.command(
    "reread",
    short_help="Give people a share of their finished sentences again, unmarked.",
    epilog="Examples: hashiya reread --share 5 --dry-run · hashiya reread --share 5% --after 14"
    " --for salma · hashiya agreement --self",
)
@click.option(
    "--share",
    callback=_share,
    metavar="PERCENT",
    help="How many of a hundred sentences that somebody has finished.",
)
@click.option(
    "--after",
    "days",
    type=click.IntRange(0, 3650),
    metavar="DAYS",
    help="Only sentences that were finished so long ago; 7 otherwise.",
)
@click.option(
    "--for",
    "people",
    multiple=True,
    metavar="ALIAS",
    help="Who reads again, once for each; everybody who has finished an article otherwise.",
)
@click.option("--seed", type=int, help="Where drawing lots starts; 0 otherwise.")
@click.option("--dry-run", is_flag=True, help="Say what would be given; give nothing.")
@click.option("--take-back", is_flag=True, help="Take back what was not opened yet, instead.")
@as_option
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    share: Fraction | None,
    days: int | None,
    people: tuple[str, ...],
    seed: int | None,
    dry_run: bool,
    take_back: bool,
    alias: str | None,
    project: str | None,
) -> None:
    """Give people finished sentences again, to see how far they agree with themselves.

    Sentences are drawn by lot, a few in a row, and come back as short articles with one sentence
    around, at the end of the person's work. Nothing on the screen says that they are not new. What
    was said of them first stays as it is, and the second answers are in no export, no gold and no
    other figure. Given again, the same share only fills up what is missing.

    How far it is, and what comes of it: hashiya agreement --self
    """
    path = chosen_project(ctx, project)
    by = known_alias(path, alias)
    named = tuple(check_alias(each) for each in people)
    if take_back:
        if dry_run or {share, days, seed} != {None}:
            raise UsageError("--take-back goes with --for only")
        _take_back(path, by, named)
    elif share is None:
        raise UsageError("say how much is read again, as --share 5, or --take-back")
    else:
        wanted = Rereading(share, DAYS if days is None else days, named, seed or 0)
        _plan(path, by, wanted, dry_run=dry_run)


def _take_back(path: Path, by: str, people: Sequence[str]) -> None:
    for alias, count in take_back_passages(path, by, people).items():
        print_data(f"{alias}  {counted(count, 'passage')} taken back; what was opened stays")


def _plan(path: Path, by: str, wanted: Rereading, *, dry_run: bool) -> None:
    planned = plan_rereading(path, by, wanted, dry_run=dry_run)
    for line in _lines(planned, wanted.days, dry_run=dry_run):
        print_data(line)
    if not any(each.finished for each in planned):
        say(
            f"nothing was finished {counted(wanted.days, 'day')} ago or before; --after says how"
            " long ago"
        )


def _lines(planned: Sequence[PlannedFor], days: int, *, dry_run: bool) -> list[str]:
    width = max(len(each.alias) for each in planned)
    verb = "would be given" if dry_run else "given"
    return [
        f"{each.alias:<{width}}  {each.sentences:,} {verb} again in"
        f" {counted(each.passages, 'passage')},"
        f" {each.before:,} before; of {each.finished:,} finished {counted(days, 'day')} ago or"
        " before"
        for each in planned
    ]
