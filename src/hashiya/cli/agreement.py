"""`hashiya agreement`: how far annotators agree, in words with what it rests on, as CSV or JSON."""

from __future__ import annotations

import click

from hashiya.cli.agreement_rows import agreement_csv, agreement_json
from hashiya.cli.agreement_words import report_lines
from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import Progress, print_data, print_json
from hashiya.errors import UsageError
from hashiya.services import MeasureOptions, measure_agreement, project_status

__all__ = ["command"]


@click.command(
    "agreement",
    short_help="How far annotators agree, with each other and with gold.",
    epilog="Example: hashiya agreement --between salma --between omar --json",
)
@click.option(
    "--between",
    "people",
    multiple=True,
    metavar="ALIAS",
    help="Whom to compare, once for each; everybody who has finished an article otherwise.",
)
@click.option("--unfinished", is_flag=True, help="Count articles too that somebody has only begun.")
@click.option("--gamma", is_flag=True, help="Sample gamma too; takes longer.")
@click.option(
    "--cases",
    type=click.IntRange(0, 1000),
    default=5,
    show_default=True,
    help="Examples behind each kind of disagreement, in --json.",
)
@click.option("--seed", type=int, help="Where drawing starts; the same for ever otherwise.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets.")
@project_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    people: tuple[str, ...],
    unfinished: bool,
    gamma: bool,
    cases: int,
    seed: int | None,
    as_csv: bool,
    project: str | None,
    as_json: bool,
) -> None:
    """Measure how far annotators agree with each other, and with gold where there is some.

    The first figure is F1 of spans: the share of what two people marked that both marked, with the
    range of 95 in 100 draws of these articles, with replacement. Kappa, alpha and disagreements
    follow. An article counts for two people when both have marked all its sentences.
    """
    if as_csv and as_json:
        raise UsageError("--csv and --json exclude each other; give one of them")
    path = chosen_project(ctx, project)
    options = MeasureOptions(people, unfinished=unfinished, gamma=gamma, cases=cases, seed=seed)
    total = project_status(path).counts.documents
    with Progress("articles", total=total, way_out="Ctrl-C stops") as progress:
        measured = measure_agreement(path, options, advance=progress.advance)
    if as_json:
        print_json(agreement_json(measured))
    elif as_csv:
        print_data(agreement_csv(measured))
    else:
        for line in report_lines(measured):
            print_data(line)
