"""`hashiya import`: bring articles and annotations in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final, Literal

import click

from hashiya.cli.asking import silent_alias
from hashiya.cli.options import (
    as_option,
    chosen_project,
    json_option,
    project_option,
)
from hashiya.cli.output import Progress, in_words, print_data, print_json, say
from hashiya.errors import UsageError
from hashiya.formats import (
    OFFSET_UNITS,
    ImportReport,
    OffsetUnit,
    ReadOptions,
    expect_writable,
    key_map,
    reader_names,
)
from hashiya.services import (
    Imported,
    ImportOptions,
    NewLabels,
    expect_known,
    foreseen_documents,
    import_paths,
)
from hashiya.text import counted

__all__ = ["command"]


MAX_SHOWN_FILES: Final = 20
"""Files whose format is said one by one; of more, the formats are counted."""


@click.command(
    "import",
    short_help="Bring articles and annotations in.",
    epilog="Examples: hashiya import articles/ · hashiya import work.jsonl --as salma"
    " · hashiya import gold.conll --layer gold --new-labels add",
)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
    metavar="PATH…",
)
@click.option(
    "--format", "format_name", metavar="FORMAT", help=f"{', '.join(reader_names())}; else guessed."
)
@click.option(
    "--layer",
    type=click.Choice(["annotator", "gold"]),
    help="Whose annotations these become, whatever the file says: an annotator's, or gold.",
)
@click.option(
    "--new-labels",
    type=click.Choice(["refuse", "add"]),
    default="refuse",
    show_default=True,
    help="What to do with labels that the scheme lacks.",
)
@click.option("--encoding", metavar="NAME", help="Of text that is not UTF-8, such as cp1256.")
@click.option(
    "--offsets",
    type=click.Choice(OFFSET_UNITS),
    help="What the file's offsets count, where that is not code points.",
)
@click.option(
    "--keys",
    metavar="OURS=THEIRS,…",
    help="Names of a JSONL line's keys, such as text=body,spans=marks,start=from.",
)
@click.option(
    "--column", metavar="NAME", help="The column of a table that holds the text; a number counts."
)
@click.option(
    "--tags", default="auto", metavar="SCHEME", help="Of a token file: BIO, IOB1, BIOES or BILOU."
)
@click.option(
    "--tag-columns",
    type=click.Choice(["auto", "last", "all"]),
    default="auto",
    help="Which columns of a token file hold tags, where that is not seen.",
)
@click.option("--done", "is_done", is_flag=True, help="The annotated documents are finished.")
@click.option("--repair", is_flag=True, help="Repair illegal CoNLL tags and report each.")
@click.option(
    "--update",
    is_flag=True,
    help="Change somebody's work that is here to what the file says; undo takes it back.",
)
@click.option("--dry-run", is_flag=True, help="Report what would come in; write nothing.")
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="FILE", help="Write all refusals."
)
@as_option
@project_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    paths: tuple[Path, ...],
    format_name: str | None,
    layer: Literal["annotator", "gold"] | None,
    new_labels: NewLabels,
    encoding: str | None,
    offsets: OffsetUnit | None,
    keys: str | None,
    column: str | None,
    tags: str,
    tag_columns: Literal["auto", "last", "all"],
    is_done: bool,
    repair: bool,
    update: bool,
    dry_run: bool,
    report: Path | None,
    alias: str | None,
    project: str | None,
    as_json: bool,
) -> int:
    """Bring files and folders in. The format is guessed and said; docs/importing.md lists all.

    What cannot be true is refused by file and line; everything beside it comes in. The same file
    again changes nothing. Exit code 1 when anything was refused.
    """
    if report is not None:
        if report.exists():
            raise UsageError(f"{report} is there already; choose another name for the report")
        expect_writable(report)
    path = chosen_project(ctx, project)
    name = silent_alias(path, alias)
    if name is not None:
        expect_known(path, name, may_come=True)
    options = ImportOptions(
        alias=name,
        format_name=format_name,
        new_labels=new_labels,
        is_done=is_done,
        layer=layer,
        update=update,
        dry_run=dry_run,
        read=ReadOptions(
            encoding=encoding,
            annotator=name,
            layer=layer or "annotator",
            offsets=offsets,
            column=column,
            tags=tags,
            tag_columns=tag_columns,
            keys={} if keys is None else key_map(keys),
            repair=repair,
        ),
    )
    with Progress("document") as progress:
        if progress.is_shown:
            progress.expect(foreseen_documents(paths))
        done = import_paths(path, paths, options, advance=progress.advance)
    # What came in is told first: a report that cannot be written takes none of it back.
    if as_json:
        print_json(_as_json(done))
    else:
        _tell(done, dry_run=dry_run)
    if report is not None:
        done.report.write(report)
    has_refusals = done.report.documents["refused"] or done.report.spans_refused
    return 1 if has_refusals else 0


def _as_json(done: Imported) -> dict[str, object]:
    report = done.report
    return {
        "formats": [{"path": path, "format": name, "why": why} for path, name, why in done.formats],
        "documents": {"in": report.documents_in, **_outcomes(report)},
        "spans": {"in": report.spans_in, "out": report.spans_out, "refused": report.spans_refused},
        "new_labels": list(done.new_labels),
        "updated": {alias: each._asdict() for alias, each in done.updated.items()},
        "kinds": dict(report.kinds),
        "examples": {
            kind: [loss._asdict() for loss in losses] for kind, losses in report.examples.items()
        },
    }


def _outcomes(report: ImportReport) -> dict[str, int]:
    names = ("added", "layer_added", "layer_updated", "unchanged", "refused")
    return {
        name: report.documents[name]
        for name in names
        if name != "layer_updated" or report.documents[name]
    }


def _tell(done: Imported, *, dry_run: bool) -> None:
    report = done.report
    for path, name, why in done.formats[:MAX_SHOWN_FILES]:
        say(f"{path}: read as {name} ({why})")
    others = Counter((name, why) for _, name, why in done.formats[MAX_SHOWN_FILES:])
    for (name, why), count in sorted(others.items()):
        say(f"{count:,} more: read as {name} ({why})")
    for kind, count in sorted(report.kinds.items()):
        examples = report.examples[kind]
        for loss in examples:
            say(f"  {in_words(kind)}: {loss.doc + ': ' if loss.doc else ''}{loss.why}")
        if count > len(examples):
            say(
                f"  {in_words(kind)}: {count - len(examples):,} more; --report FILE writes them all"
            )
    if done.new_labels:
        say(f"the scheme has new labels: {', '.join(done.new_labels)}")
    _tell_updated(done)
    if dry_run:
        say("a trial: nothing was written")
    outcomes = ", ".join(
        f"{count:,} {name.replace('_', ' ')}" for name, count in _outcomes(report).items()
    )
    print_data(f"documents: {report.documents_in:,} in = {outcomes}")
    print_data(
        f"spans: {report.spans_in:,} in = {report.spans_out:,} taken,"
        f" {report.spans_refused:,} refused"
    )


def _tell_updated(done: Imported) -> None:
    for alias, each in sorted(done.updated.items()):
        say(_updated_line(alias, *each))


def _updated_line(alias: str, documents: int, added: int, removed: int, *rest: int) -> str:
    """What became of one person's work; `rest` is how many spans were changed and kept."""
    changed, kept = rest
    return (
        f"{alias}: {counted(added, 'span')} added, {removed:,} removed, {changed:,} changed,"
        f" {kept:,} kept, in {counted(documents, 'document')}; it is in the history of {alias},"
        " whose undo takes it back"
    )
