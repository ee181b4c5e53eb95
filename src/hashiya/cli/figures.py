"""`hashiya figures`: what one person's work adds up to, written out by that person."""

from __future__ import annotations

import csv
from io import StringIO

import click

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import print_data, print_json
from hashiya.errors import UsageError
from hashiya.services import (
    WorkFigures,
    by_the_hour,
    check_alias,
    exported_figures,
)
from hashiya.store import Worked
from hashiya.text import counted

__all__ = ["command"]

COLUMNS = (
    "day",
    "seconds",
    "sentences",
    "sentences_an_hour",
    "spans",
    "spans_an_hour",
    "spans_in_one_go",
)


@click.command(
    "figures",
    short_help="Write out your own hours, spans and sentences.",
    epilog="Example: hashiya figures --as salma --csv > salma.csv",
)
@click.option("--as", "alias", metavar="ALIAS", help="Whose figures; they are asked for by name.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets.")
@project_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, *, alias: str | None, as_csv: bool, project: str | None, as_json: bool
) -> None:
    """Print what one person's work adds up to, day by day: time, sentences and spans.

    Figures belong to the person whose work they are: they are written out when that person does it,
    and shown to nobody else. Days are those of this computer's calendar. An act counts for the time
    since the one before it, two minutes at most; what was undone or imported is not counted.
    """
    if alias is None:
        raise UsageError(
            "figures belong to one person and are written out by that person: say who with --as"
        )
    if as_csv and as_json:
        raise UsageError("--csv and --json exclude each other; give one of them")
    figures = exported_figures(chosen_project(ctx, project), check_alias(alias))
    if as_json:
        print_json(_as_json(figures))
    elif as_csv:
        print_data(_as_csv(figures))
    else:
        for line in _lines(figures):
            print_data(line)


def _cells(worked: Worked) -> dict[str, int | float | None]:
    return {
        "seconds": worked.seconds,
        "sentences": worked.sentences,
        "sentences_an_hour": _rate(worked.sentences, worked.seconds),
        "spans": worked.spans,
        "spans_an_hour": _rate(worked.spans, worked.seconds),
        "spans_in_one_go": worked.together,
    }


def _rate(count: int, seconds: int) -> float | None:
    rate = by_the_hour(count, seconds)
    return None if rate is None else round(rate, 1)


def _as_json(figures: WorkFigures) -> dict[str, object]:
    days = [{"day": str(each.day), **_cells(each.worked)} for each in reversed(figures.days)]
    return {"annotator": figures.alias, "total": _cells(figures.total), "days": days}


def _as_csv(figures: WorkFigures) -> str:
    """A header and a row for each day, the oldest first."""
    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in reversed(figures.days):
        cells = _cells(each.worked).values()
        writer.writerow([each.day, *("" if cell is None else cell for cell in cells)])
    return table.getvalue().rstrip("\n")


def _lines(figures: WorkFigures) -> list[str]:
    lines = [f"annotator  {figures.alias}", _line("in all", figures.total)]
    return [*lines, *(_line(str(each.day), each.worked) for each in reversed(figures.days))]


def _line(name: str, worked: Worked) -> str:
    hours, minutes = divmod(worked.seconds // 60, 60)
    sentences = _rated(worked.sentences, "sentence", worked.seconds)
    spans = _rated(worked.spans, "span", worked.seconds)
    more = f", {worked.together:,} more in one go" if worked.together else ""
    return f"{name:<10} {hours:,} h {minutes:02} min: {sentences}, {spans}{more}"


def _rated(count: int, what: str, seconds: int) -> str:
    rate = by_the_hour(count, seconds)
    return counted(count, what) + ("" if rate is None else f" ({rate:,.0f} an hour)")
