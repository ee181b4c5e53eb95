"""`hashiya status`: what the project holds and how far everybody is."""

from __future__ import annotations

import click

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import print_data, print_json
from hashiya.services import ProjectStatus, project_status
from hashiya.text import counted

__all__ = ["command"]


@click.command(
    "status",
    short_help="Count documents, annotators and labels.",
    epilog="Example: hashiya status --json",
)
@project_option
@json_option
@click.pass_context
def command(ctx: click.Context, project: str | None, *, as_json: bool) -> None:
    """Say what the project holds: documents, sentences, who has done how much, labels."""
    status = project_status(chosen_project(ctx, project))
    if as_json:
        print_json(status.as_json())
        return
    for line in _lines(status):
        print_data(line)


def _lines(status: ProjectStatus) -> list[str]:
    counts = status.counts
    lines = [
        f"project    {status.info.name}  ({status.info.path})",
        f"scheme     {status.scheme.id} version {status.scheme.version}",
        f"documents  {counts.documents:,}",
        f"sentences  {counts.sentences:,}",
        f"tokens     {counts.tokens:,}",
    ]
    for alias, work in counts.annotators.items():
        lines.append(
            f"annotator  {alias}: {work.done:,} of {counts.documents:,} done,"
            f" {work.begun:,} begun, {counted(work.annotations, 'annotation')},"
            f" {counted(work.flags, 'flag')}, {counted(work.notes, 'note')}"
            + ("; inactive" if alias in status.inactive else "")
        )
    gold = status.gold
    begun = f"; {gold.under_review:,} more under review, not gold yet" if gold.under_review else ""
    lines.append(
        f"gold       {counted(gold.documents, 'document')},"
        f" {counted(gold.annotations, 'annotation')}{begun}"
    )
    also = ", gold included" if gold.annotations or gold.under_review else ""
    lines += [f"label      {name}: {count:,}{also}" for name, count in counts.labels.items()]
    if not counts.documents:
        lines.append("nothing is here yet; bring articles in with: hashiya import PATH…")
    return lines
