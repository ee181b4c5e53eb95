"""`hashiya export`: write a layer as a file that others read."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Literal

import click

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import Progress, print_data, print_json, say
from hashiya.formats import (
    Collision,
    ConllOptions,
    LossError,
    LossReport,
    Nesting,
    TokenOptions,
    TokenPolicy,
)
from hashiya.services import DEFAULT_FOLDER, Exported, ExportOptions, export_layers

__all__ = ["command"]

SEPARATORS: dict[str, Literal[" ", "\t"]] = {"space": " ", "tab": "\t"}


@click.command(
    "export",
    short_help="Write annotations as CoNLL or JSONL.",
    epilog="Examples: hashiya export jsonl · hashiya export conll --layer salma --policy split"
    " --nested columns --out release/",
)
@click.argument("format_name", metavar="FORMAT")
@click.option(
    "--layer", metavar="gold|ALIAS", help="gold where there is some, else every annotator."
)
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    default=DEFAULT_FOLDER,
    show_default=True,
    metavar="DIR",
    help="The folder to write into.",
)
@click.option(
    "--policy",
    type=click.Choice(["snap", "split", "strict"]),
    default="snap",
    show_default=True,
    help="An edge inside a word: widen, cut the word, or write nothing and exit 3.",
)
@click.option(
    "--nested",
    type=click.Choice(["outer", "inner", "columns", "files"]),
    default="outer",
    show_default=True,
    help="Nested spans: the longest, the shortest, one column or one file a label.",
)
@click.option(
    "--on-collision",
    type=click.Choice(["error", "outer", "first"]),
    default="error",
    show_default=True,
    help="Two spans that meet on one word after widening.",
)
@click.option("--columns", type=click.Choice(["2", "4"]), default="2", show_default=True)
@click.option(
    "--separator", type=click.Choice(["space", "tab"]), default="space", show_default=True
)
@click.option("--tags", type=click.Choice(["BIO", "BIOES"]), default="BIO", show_default=True)
@click.option("--overwrite", is_flag=True, help="Replace files of the same names.")
@project_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    format_name: str,
    layer: str | None,
    folder: Path,
    policy: TokenPolicy,
    nested: Nesting,
    on_collision: Collision,
    columns: str,
    separator: str,
    tags: str,
    overwrite: bool,
    project: str | None,
    as_json: bool,
) -> int:
    """Write a layer below exports/ as jsonl (holds everything) or conll (words and tags).

    Each file is read back before it appears. Beside it stands a report that names every span the
    format could not hold as it is.
    """
    options = ExportOptions(
        format_name=format_name,
        layer=layer,
        folder=folder,
        overwrite=overwrite,
        tokens=TokenOptions(policy=policy, nested=nested, on_collision=on_collision),
        conll=ConllOptions(
            columns=4 if columns == "4" else 2, separator=SEPARATORS[separator], tags=tags
        ),
    )
    try:
        with Progress("documents") as progress:
            done = export_layers(chosen_project(ctx, project), options, advance=progress.advance)
    except LossError as error:
        _list_losses(error.report, as_json=as_json)
        raise
    if as_json:
        print_json([_as_json(each) for each in done])
        return 0
    for each in done:
        _tell_losses(each.report)
        report = each.report
        say(
            f"{each.layer}: {report.documents_out:,} documents, {report.spans_in:,} spans ="
            f" {report.kept:,} kept, {report.changed:,} changed, {report.dropped:,} left out"
        )
        for path in each.paths:
            print_data(str(path))
    return 0


def _as_json(done: Exported) -> dict[str, object]:
    report = done.report
    return {
        "paths": [str(path) for path in done.paths],
        "layer": done.layer,
        "documents": {"in": report.documents_in, "out": report.documents_out},
        "spans": {
            "in": report.spans_in,
            "out": report.spans_out,
            "kept": report.kept,
            "changed": report.changed,
            "dropped": report.dropped,
        },
        "losses": dict(report.kinds),
    }


def _list_losses(report: LossReport, *, as_json: bool) -> None:
    """Every loss of an export that wrote nothing: on stdout for scripts, else a line each."""
    whole = BytesIO()
    report.write_to(whole)
    facts = json.loads(whole.getvalue())
    if as_json:
        print_json(facts)
        return
    for loss in facts["losses"]:
        say(f"  {loss['kind']}: {loss['doc']}: {loss['span']}: {loss['why']}")


def _tell_losses(report: LossReport) -> None:
    for kind, count in sorted(report.kinds.items()):
        examples = report.examples[kind]
        for loss in examples:
            say(f"  {kind}: {loss.doc}: {loss.why}")
        if count > len(examples):
            say(f"  {kind}: {count - len(examples):,} more, all of them in the report")
