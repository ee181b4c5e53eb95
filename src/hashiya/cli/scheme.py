"""`hashiya scheme`: look at a project's labels, change them, and see what waits for a decision."""

from __future__ import annotations

from pathlib import Path

import click

from hashiya.cli.options import as_option, chosen_project, json_option, project_option
from hashiya.cli.output import Progress, print_data, print_json, say
from hashiya.cli.scheme_changes import apply_command, check_command, edit_command
from hashiya.services import (
    Breach,
    PendingSpan,
    chosen_alias,
    pending_spans,
    project_schemes,
    scheme_of_version,
    scheme_toml,
)
from hashiya.text import counted

__all__ = ["command"]


@click.group(
    "scheme",
    short_help="Show, check and change the labels.",
    epilog="A change: hashiya scheme show > labels.toml, edit it, hashiya scheme apply labels.toml",
)
def command() -> None:
    """Labels, their keys, colours and guidelines, and what spans may do to each other.

    A scheme is never changed: a change is a new version, and old ones stay as they were.
    """


@command.command(
    "show",
    short_help="Print the scheme as TOML.",
    epilog="Example: hashiya scheme show > labels.toml",
)
@click.option(
    "--version", "version", type=int, metavar="N", help="An older version; the newest otherwise."
)
@project_option
@json_option
@click.pass_context
def show_command(
    ctx: click.Context, *, version: int | None, project: str | None, as_json: bool
) -> None:
    """Print the scheme as TOML that `scheme apply` and `init --scheme` read back."""
    scheme = scheme_of_version(chosen_project(ctx, project), version)
    if as_json:
        print_json(scheme.model_dump(mode="json") | {"sha256": scheme.sha256})
    else:
        print_data(scheme_toml(scheme).removesuffix("\n"))


@command.command(
    "history", short_help="List every version.", epilog="Example: hashiya scheme history --json"
)
@project_option
@json_option
@click.pass_context
def history_command(ctx: click.Context, *, project: str | None, as_json: bool) -> None:
    """List every version: when it came, by whom, and what became of labels."""
    versions = project_schemes(chosen_project(ctx, project))
    if as_json:
        print_json(
            [
                {
                    "id": each.scheme.id,
                    "version": each.scheme.version,
                    "sha256": each.scheme.sha256,
                    "state": each.state,
                    "at": each.published_at or None,
                    "by": each.alias or None,
                    "labels": [label.name for label in each.scheme.labels],
                    "migration": {
                        "rename": dict(each.migration.rename),
                        "merge": {new: list(olds) for new, olds in each.migration.merge},
                        "split": {old: list(news) for old, news in each.migration.split},
                    },
                }
                for each in versions
            ]
        )
        return
    for each in versions:
        when = each.published_at or "at a time that was not written down"
        who = f" by {each.alias}" if each.alias else ""
        print_data(f"{each.scheme.id} {each.scheme.version}  {each.state}  {when}{who}")
        print_data(f"  sha256 {each.scheme.sha256}")
        print_data(f"  labels {', '.join(label.name for label in each.scheme.labels)}")
        for old, new in sorted(each.migration.labels.items()):
            print_data(f"  {old} became {new}")
        for old, news in each.migration.split:
            print_data(f"  {old} was split into {', '.join(news)}")


@command.command(
    "pending",
    short_help="List spans to decide again.",
    epilog="Example: hashiya scheme pending --as salma --json",
)
@click.option("--policy", "whole_policy", is_flag=True, help="Whatever breaks the policy as well.")
@as_option
@project_option
@json_option
@click.pass_context
def pending_command(
    ctx: click.Context,
    *,
    whole_policy: bool,
    alias: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """List spans to decide again: of labels that were split, and those that overlap after a merge.

    Everybody's, or one annotator's with --as.
    """
    path = chosen_project(ctx, project)
    if as_json:
        _pending_as_json(path, alias, whole_policy=whole_policy)
        return
    count = 0
    with Progress("document") as progress:
        found = pending_spans(
            path,
            alias=_named(alias),
            whole_policy=whole_policy,
            advance=progress.advance,
        )
        for each in found:
            count += 1
            print_data(_line(each))
    say(f"{counted(count, 'span')} to decide" if count else "nothing waits for a decision")


def _pending_as_json(path: Path, alias: str | None, *, whole_policy: bool) -> None:
    with Progress("document") as progress:
        found = pending_spans(
            path, alias=_named(alias), whole_policy=whole_policy, advance=progress.advance
        )
        print_json([_facts(each) for each in found])


def _named(alias: str | None) -> str | None:
    """The alias that was said; nobody's in particular otherwise, whatever the environment says."""
    return None if alias is None else chosen_alias(alias)


def _facts(each: PendingSpan | Breach) -> dict[str, object]:
    facts: dict[str, object] = {
        "document": each.document_id,
        "annotator": each.alias,
        "layer": each.kind,
        "start": each.start,
        "end": each.end,
        "quote": each.quote,
        "label": each.label,
    }
    if isinstance(each, PendingSpan):
        return facts | {"why": "label", "candidates": list(each.candidates), "id": each.id}
    return facts | {"why": each.rule, "reason": each.reason}


def _line(each: PendingSpan | Breach) -> str:
    whose = "gold" if each.kind == "gold" else each.alias
    where = f"{each.document_id}  {whose}  {each.start}–{each.end}  «{each.quote}»  {each.label}"
    if isinstance(each, Breach):
        return f"{where}: {each.reason}"
    return f"{where}: {' or '.join(each.candidates) or 'the scheme lacks this label'}?"


for _command in (check_command, edit_command, apply_command):
    command.add_command(_command)
