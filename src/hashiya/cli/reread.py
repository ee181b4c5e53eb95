"""`hashiya reread`: a share of what people have finished, given to the same people again."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import click

from hashiya.cli.options import alias_or_login, as_option, chosen_project, project_option
from hashiya.cli.output import print_data, say
from hashiya.services import PlannedFor, Rereading, check_alias, plan_rereading

__all__ = ["command"]


def _share(_ctx: click.Context, _param: click.Parameter, value: str) -> Fraction:
    """A share in percent, `5`, `2.5` or `5%`, as a fraction of one."""
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
    required=True,
    metavar="PERCENT",
    help="How many of a hundred sentences that somebody has finished.",
)
@click.option(
    "--after",
    "days",
    type=click.IntRange(0, 3650),
    default=7,
    show_default=True,
    metavar="DAYS",
    help="Only sentences that were finished so long ago.",
)
@click.option(
    "--for",
    "people",
    multiple=True,
    metavar="ALIAS",
    help="Who reads again, once for each; everybody who has finished an article otherwise.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Where drawing lots starts.")
@click.option("--dry-run", is_flag=True, help="Say what would be given; give nothing.")
@as_option
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    share: Fraction,
    days: int,
    people: tuple[str, ...],
    seed: int,
    dry_run: bool,
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
    path: Path = chosen_project(ctx, project)
    wanted = Rereading(share, days, tuple(check_alias(each) for each in people), seed)
    planned = plan_rereading(path, alias_or_login(alias), wanted, dry_run=dry_run)
    for line in _lines(planned, days, dry_run=dry_run):
        print_data(line)
    if not any(each.finished for each in planned):
        say(f"nothing was finished {days} days ago or before; --after says how long ago")


def _lines(planned: Sequence[PlannedFor], days: int, *, dry_run: bool) -> list[str]:
    width = max(len(each.alias) for each in planned)
    verb = "would be given" if dry_run else "given"
    return [
        f"{each.alias:<{width}}  {each.sentences:,} {verb} again in {each.passages:,} passages,"
        f" {each.before:,} before; of {each.finished:,} finished {days} days ago or before"
        for each in planned
    ]
