"""`hashiya export`: write a layer as a file that others read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

import click
from click.core import ParameterSource

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import Progress, in_words, print_data, print_json, say
from hashiya.errors import HashiyaError, UsageError
from hashiya.formats import (
    OFFSET_UNITS,
    ConllOptions,
    LossError,
    LossReport,
    Split,
    TokenOptions,
    writer_names,
)
from hashiya.services import DEFAULT_FOLDER, Exported, ExportOptions, export_layers
from hashiya.text import counted

__all__ = ["command"]

SEPARATORS: Final[dict[str, Literal[" ", "\t"]]] = {"space": " ", "tab": "\t"}
OF_FORMATS: Final = frozenset(
    {"policy", "nested", "on_collision", "columns", "separator", "tags", "sidecar", "nfc"}
    | {"offsets"}
)
"""Options that mean something to some formats only."""

MOST_NAMES: Final = 10
"""Ids that are named on the screen; the report has all."""

WAY_OUT: Final = "Ctrl-C stops; a file that is not whole is not written"


@click.command(
    "export",
    short_help="Write annotations as files that others read.",
    epilog="Examples: hashiya export jsonl · hashiya export conll --layer salma --policy split"
    " --nested columns · hashiya export hf --split 80/10/10 --out release/",
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
@click.option("--labels", metavar="A,B", help="Only the spans of these labels.")
@click.option(
    "--split",
    metavar="80/10/10",
    help="Shares of train, dev and test (80/20: train and test), by document id: stable for ever.",
)
@click.option("--seed", default="", metavar="WORD", help="Another seed splits otherwise.")
@click.option("--strict", is_flag=True, help="Any loss at all is an error: write nothing, exit 3.")
@click.option(
    "--policy",
    type=click.Choice(["snap", "split", "strict"]),
    help="An edge inside a word: widen, cut the word, or write nothing and exit 3; each format of"
    " tokens has its own usual way.",
)
@click.option(
    "--nested",
    type=click.Choice(["outer", "inner", "columns", "files"]),
    default="outer",
    show_default=True,
    help="Nested spans: the longest, the shortest; of conll also one column or one file a label.",
)
@click.option(
    "--on-collision",
    type=click.Choice(["error", "outer", "first"]),
    default="error",
    show_default=True,
    help="Two spans that meet on one word after widening.",
)
@click.option(
    "--columns",
    type=click.Choice(["2", "4"]),
    default="2",
    show_default=True,
    help="Of conll: token and tag, or the four columns of CoNLL-2003.",
)
@click.option(
    "--separator",
    type=click.Choice(["space", "tab"]),
    default="space",
    show_default=True,
    help="What stands between conll's columns.",
)
@click.option(
    "--tags",
    type=click.Choice(["BIO", "BIOES", "BILOU"]),
    default="BIO",
    show_default=True,
    help="How tags say where a span begins and ends; BIO is IOB2.",
)
@click.option("--sidecar/--no-sidecar", default=True, help="The offsets that make CoNLL lossless.")
@click.option("--nfc", is_flag=True, help="Compose the forms of CoNLL-U, which its readers demand.")
@click.option(
    "--offsets",
    type=click.Choice(OFFSET_UNITS),
    default="codepoints",
    show_default=True,
    help="What doccano's offsets count.",
)
@click.option("--unfinished", is_flag=True, help="Take in gold that is still under review.")
@click.option("--overwrite", is_flag=True, help="Replace files of the same names.")
@project_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    project: str | None,
    as_json: bool,
    **said: Any,
) -> int:
    """Write a layer below exports/; FORMAT is one of {formats}.

    Each file is read back before it appears. Beside it stand a report that names every span the
    format could not hold as it is, and a manifest with counts and checksums.
    """
    done: list[Exported] = []
    try:
        with Progress("document", way_out=WAY_OUT) as progress:
            export_layers(
                chosen_project(ctx, project),
                _options(ctx, said),
                advance=progress.advance,
                expect=progress.expect,
                wrote=done.append,
            )
    except HashiyaError as error:
        if not as_json:
            _tell_all(done)
        if isinstance(error, LossError):
            _list_losses(error.report, as_json=as_json)
        raise
    if as_json:
        print_json([_as_json(each) for each in done])
        return 0
    _tell_all(done)
    if done and done[0].gold_aside:
        begun = counted(len(done[0].gold_aside), "document is", "documents are")
        say(
            f"no article is gold yet, so these are annotators' layers; {begun} under"
            " review, and --layer gold --unfinished exports what gold holds so far"
        )
    return 0


command.help = (command.help or "").replace("{formats}", ", ".join(writer_names()))


def _options(ctx: click.Context, said: dict[str, Any]) -> ExportOptions:
    """What was said, and which of it is about one format or another."""
    given = {
        name
        for name in said
        if name in OF_FORMATS and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }
    labels = said["labels"]
    names = tuple(filter(None, map(str.strip, (labels or "").split(","))))
    if labels is not None and not names:
        raise UsageError("--labels names no label; leave it away to have the spans of all")
    if said["seed"] and not said["split"]:
        raise UsageError("--seed says how to divide; say --split too, such as --split 80/10/10")
    return ExportOptions(
        format_name=said["format_name"],
        layer=said["layer"],
        folder=said["folder"],
        overwrite=said["overwrite"],
        labels=names,
        split=Split.parse(said["split"], said["seed"]) if said["split"] else None,
        strict=said["strict"],
        tokens=TokenOptions(
            policy=said["policy"], nested=said["nested"], on_collision=said["on_collision"]
        ),
        conll=ConllOptions(
            columns=4 if said["columns"] == "4" else 2,
            separator=SEPARATORS[said["separator"]],
            tags=said["tags"],
            sidecar=said["sidecar"],
        ),
        nfc=said["nfc"],
        unfinished=said["unfinished"],
        offsets=said["offsets"],
        said=frozenset(given),
    )


def _tell_all(done: Sequence[Exported]) -> None:
    for each in done:
        _tell(each)


def _tell(done: Exported) -> None:
    report = done.report
    _tell_losses(report)
    for note in (*report.notes, *report.aside):
        say(f"  note: {note}")
    if report.under_review:
        shown = ", ".join(report.under_review[:MOST_NAMES])
        more = len(report.under_review) - MOST_NAMES
        shown += f" and {more:,} more, all of them in the report" if more > 0 else ""
        say(
            "  under review, not gold yet and left out:"
            f" {counted(len(report.under_review), 'document')}"
            f" ({shown}); --unfinished takes them in"
        )
    asked = f", {report.not_asked:,} of other labels" if report.not_asked else ""
    say(
        f"{done.layer}: {counted(report.documents_out, 'document')},"
        f" {counted(report.spans_in, 'span')} ="
        f" {report.kept:,} kept, {report.changed:,} changed, {report.dropped:,} left out{asked}"
    )
    for path in done.paths:
        print_data(str(path))


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
        **({"under_review": report.under_review} if report.under_review else {}),
        **({"gold_under_review": [*done.gold_aside]} if done.gold_aside else {}),
        **({"not_asked": report.not_asked} if report.not_asked else {}),
        **({"notes": report.notes} if report.notes else {}),
        **({"aside": report.aside} if report.aside else {}),
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
        span = tuple(loss["span"]) if loss["span"] else None
        say(f"  {_loss_line(loss['kind'], loss['doc'], span, loss['why'])}")


def _tell_losses(report: LossReport) -> None:
    for kind, count in sorted(report.kinds.items()):
        examples = report.examples[kind]
        for loss in examples:
            say(f"  {_loss_line(kind, loss.doc, loss.span, loss.why)}")
        if count > len(examples):
            say(f"  {in_words(kind)}: {count - len(examples):,} more, all of them in the report")


def _loss_line(kind: str, doc: str, span: tuple[int, int, str] | None, why: str) -> str:
    """What was lost, of which document and which span, and why."""
    place = f"{span[2]} [{span[0]}, {span[1]})" if span else ""
    return ": ".join(filter(None, (in_words(kind), doc, place, why)))
