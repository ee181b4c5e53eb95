"""`hashiya agreement`: how far annotators agree, in words, as data or as a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from operator import not_
from pathlib import Path
from typing import Final

import click

from hashiya.cli.agreement_rows import agreement_csv, agreement_json, table_of
from hashiya.cli.agreement_words import report_lines
from hashiya.cli.options import chosen_project, json_option, language_option, project_option
from hashiya.cli.output import Progress, print_data, print_json, say
from hashiya.cli.self_agreement import self_json, self_lines, self_rows
from hashiya.errors import UsageError
from hashiya.formats import atomic_writer
from hashiya.services import (
    Measured,
    MeasureOptions,
    SelfMeasured,
    measure_agreement,
    measure_selves,
    project_status,
    scheme_of_version,
)

__all__ = ["command"]

CASES: Final = 5
"""Places that each kind of disagreement keeps, unless somebody says otherwise."""

CASES_ON_A_PAGE: Final = 50
"""The same on a page, where they are folded away."""


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
    help="Whom to compare, once for each; `gold` alone compares everybody with gold only.",
)
@click.option(
    "--self",
    "selves",
    is_flag=True,
    help="Only how far people agree with themselves, on what they were given again.",
)
@click.option("--unfinished", is_flag=True, help="Count articles too that somebody has only begun.")
@click.option("--gamma", is_flag=True, help="Sample gamma too; takes longer.")
@click.option(
    "--cases",
    type=click.IntRange(0, 1000),
    help="Places behind each kind of disagreement: 5, or 50 on a page.",
)
@click.option("--seed", type=int, help="Where drawing starts; the same for ever otherwise.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a page with plots; needs hashiya[report].",
)
@click.option("--overwrite", is_flag=True, help="Replace the page if it is there.")
@language_option
@project_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    people: tuple[str, ...],
    selves: bool,
    unfinished: bool,
    gamma: bool,
    cases: int | None,
    seed: int | None,
    as_csv: bool,
    page: Path | None,
    overwrite: bool,
    language: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Measure how far annotators agree with each other, and with gold where there is some.

    The first figure is F1 of spans: the share of what two people marked that both marked, with the
    range of 95 in 100 draws of these articles, with replacement. Kappa, alpha and disagreements
    follow. An article counts for two people when both have marked all its sentences. What people
    were given again with `hashiya reread` is counted apart, as agreement with themselves.
    """
    if as_csv + as_json + (page is not None) > 1:
        raise UsageError("--csv, --json and --html exclude each other; give one of them")
    if language and page is None:
        raise UsageError("--lang is the language of --html; what is printed is in English")
    path = chosen_project(ctx, project)
    if selves:
        if unfinished or gamma or page is not None:
            raise UsageError("--self goes with --between, --cases, --seed, --json and --csv only")
        _print_selves(_selves(path, people, seed, cases), as_json=as_json, as_csv=as_csv)
        return
    options = MeasureOptions(
        people,
        unfinished=unfinished,
        gamma=gamma,
        over_time=as_csv or as_json or page is not None,
        cases=cases if cases is not None else (CASES if page is None else CASES_ON_A_PAGE),
        seed=seed,
    )
    total = project_status(path).counts.documents
    if page is not None:
        _expect_plots(language)
    with Progress("article", total=total, way_out="Ctrl-C stops") as progress:
        measured = measure_agreement(path, options, advance=progress.advance)
    found = measure_selves(path, people=people, seed=seed, cases=options.cases)
    if page is not None:
        from hashiya.tui import use_titles  # noqa: PLC0415 - for a page only

        use_titles(scheme_of_version(path).labels)
        _write_page(measured, path.stem, page, found, overwrite=overwrite)
    else:
        _print(measured, found, as_json=as_json, as_csv=as_csv)


def _selves(
    path: Path, people: Sequence[str], seed: int | None, cases: int | None
) -> list[SelfMeasured]:
    """What was measured of these people, or of everybody who reads something again.

    Raises:
        UsageError: There is nobody, or one of them reads nothing again.
    """
    found = measure_selves(path, people=people, seed=seed, cases=CASES if cases is None else cases)
    missing = {*people} - {each.alias for each in found}
    if missing or not found:
        who = f"{min(missing)} was given no sentence" if missing else "nobody was given a sentence"
        raise UsageError(f"{who} to read again; give some with: hashiya reread --share 5")
    return found


def _print(
    measured: Measured, selves: Sequence[SelfMeasured], *, as_json: bool, as_csv: bool
) -> None:
    if as_json:
        print_json(agreement_json(measured) | {"self": self_json(selves)})
    elif as_csv:
        print_data(agreement_csv(measured, self_rows(selves)))
    else:
        for line in (*report_lines(measured), *self_lines(selves)):
            print_data(line)


def _print_selves(selves: Sequence[SelfMeasured], *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        print_json({"self": self_json(selves)})
    elif as_csv:
        print_data(table_of(self_rows(selves)))
    else:
        for line in dropwhile(not_, self_lines(selves)):  # nothing stands above it
            print_data(line)


def _expect_plots(language: str | None) -> None:
    """Learn the page's language, and find out before the work whether it can be drawn."""
    from hashiya.cli.agreement_plots import Plots  # noqa: PLC0415 - for a page only
    from hashiya.tui import speak  # noqa: PLC0415 - as above

    speak(language)
    Plots(is_mirrored=False)


def _write_page(
    measured: Measured, title: str, page: Path, selves: Sequence[SelfMeasured], *, overwrite: bool
) -> None:
    from hashiya.cli.agreement_page import agreement_page  # noqa: PLC0415 - as above

    with atomic_writer(page, overwrite=overwrite) as out:
        out.write(agreement_page(measured, title, selves).encode())
    say(f"{page} is a page for any browser; it needs no network")
