"""`hashiya merge`: bring in what people did offline."""

from __future__ import annotations

from pathlib import Path

import click

from hashiya.cli.asking import known_alias
from hashiya.cli.options import as_option, chosen_project, project_option
from hashiya.cli.output import print_data, say
from hashiya.services import merge_packs
from hashiya.store import Merged, Refused, Renamed
from hashiya.text import counted

__all__ = ["command"]


@click.command(
    "merge",
    short_help="Bring packs of work back in.",
    epilog="Example: hashiya merge news-salma.back.jsonl news-omar.back.jsonl",
)
@click.argument("packs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACK…")
@as_option
@project_option
@click.pass_context
def command(
    ctx: click.Context, *, packs: tuple[Path, ...], alias: str | None, project: str | None
) -> int:
    """Bring in the work of packs that came back, each all or nothing.

    In which order they come makes no difference, and the same pack again changes nothing. A pack
    that was changed or belongs to another project is refused, with the line and the reason.
    Sentences that were split or merged there are so here too, unless they were cut here as well;
    then they stay as they are here, which is told by line, and the exit code is 1. No span is lost.
    """
    refused: list[Refused] = []

    def tell(pack: Path, merged: Merged) -> None:
        _tell(pack, merged)
        refused.extend(merged.refused)

    path = chosen_project(ctx, project)
    merge_packs(path, known_alias(path, alias), packs, tell)
    return 1 if refused else 0


def _tell(pack: Path, merged: Merged) -> None:
    line = (
        f"{pack}: {merged.alias}: {counted(merged.events, 'new act')} on"
        f" {counted(merged.documents, 'article')} in {counted(merged.sessions, 'sitting')}"
    )
    line += f", {counted(merged.known, 'was', 'were')} here before" if merged.known else ""
    if merged.skipped:
        line += (
            f"; without effect: {merged.skipped:,}, against earlier work of {merged.alias} on the"
            " same article"
        )
    print_data(line)
    for renamed in merged.renamed:
        say(f"{pack}: {_renamed(renamed)}")
    for each in merged.refused:
        say(f"{pack}:{each.line}: {each.reason}")


def _renamed(each: Renamed) -> str:
    """What became of a label that the pack knows and the scheme calls otherwise, or no more."""
    name = f"as {each.new}" if each.new != each.old else "under that label"
    line = f"{counted(each.spans, 'span')} of {each.old} came in {name}"
    if not each.is_to_decide:
        return f"{line}, as the scheme calls it since"
    return (
        f"{line}, which the scheme does not have any more; `hashiya scheme pending` lists what is"
        " to be decided again"
    )
