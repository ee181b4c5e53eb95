"""`hashiya people`: who is in the project, what they do, and how far they are."""

from __future__ import annotations

from typing import Final, cast

import click

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import print_data, print_json, say
from hashiya.errors import UsageError
from hashiya.services import add_person, change_person, people_of, project_status
from hashiya.store import Person, Role
from hashiya.text import counted

__all__ = ["command"]

ROLES: Final = ("annotator", "adjudicator", "coordinator")


@click.group(
    "people",
    short_help="List, add and change people.",
    epilog="Example: hashiya people add salma --role annotator",
    invoke_without_command=True,
)
@project_option
@json_option
@click.pass_context
def command(ctx: click.Context, *, project: str | None, as_json: bool) -> None:
    """List who is in the project, with what they do and how far they are; add and change people.

    People are aliases: never give a real name. The project, its exports and its packs hold what you
    write here, and who is behind an alias belongs into a list of your own, kept elsewhere.
    """
    ctx.obj = project or ctx.obj
    if ctx.invoked_subcommand is not None:
        return
    path = chosen_project(ctx, None)
    people, gold_of = people_of(path), project_status(path).gold_of
    if as_json:
        print_json({"people": [_as_json(each, gold_of[each.alias].as_json()) for each in people]})
        return
    width = max((len(each.alias) for each in people), default=0)
    for each in people:
        print_data(_line(each, gold_of[each.alias].as_json(), width))
    if not people:
        print_data("nobody is here yet; add somebody with: hashiya people add ALIAS")


@command.command(
    "add",
    short_help="Add somebody.",
    epilog="Example: hashiya people add nour --role adjudicator",
)
@click.argument("alias", metavar="ALIAS")
@click.option(
    "--role", type=click.Choice(ROLES), default="annotator", show_default=True, help="What they do."
)
@project_option
@click.pass_context
def add_command(ctx: click.Context, *, alias: str, role: str, project: str | None) -> None:
    """Add somebody under an alias, never under a real name.

    An annotator tags articles, an adjudicator decides where annotators differ, a coordinator gives
    out work. Whoever annotates first is added by that too.
    """
    near = add_person(chosen_project(ctx, project), alias, cast("Role", role))
    say(f"{alias} is in the project as {role}")
    if near is not None:
        say(
            f"there is {near} too: if that is the same person, work as {near}, and take {alias} out"
        )
        say(f"of what is given out with: hashiya people set {alias} --inactive")


@command.command(
    "set",
    short_help="Change a role, or whether somebody is active.",
    epilog="Example: hashiya people set salma --inactive",
)
@click.argument("alias", metavar="ALIAS")
@click.option("--role", type=click.Choice(ROLES), help="What they do from now on.")
@click.option(
    "--active/--inactive",
    "is_active",
    default=None,
    help="Whoever is inactive keeps their work, and is given no more.",
)
@project_option
@click.pass_context
def set_command(
    ctx: click.Context,
    *,
    alias: str,
    role: str | None,
    is_active: bool | None,
    project: str | None,
) -> None:
    """Change what somebody does, or whether they are given work; what they have done stays."""
    if role is None and is_active is None:
        raise UsageError("say what to change: --role ROLE, --active or --inactive")
    path = chosen_project(ctx, project)
    person = change_person(path, alias, cast("Role | None", role), is_active=is_active)
    state = "active" if person.is_active else "inactive: their work stays, and they get no more"
    say(f"{alias} is {person.role}, {state}")


def _line(person: Person, gold: dict[str, int], width: int) -> str:
    work = person.work
    line = (
        f"{person.alias:<{width}}  {person.role:<11}  {work.done:,} done,"
        f" {work.begun:,} begun, {counted(work.annotations, 'annotation')}"
    )
    line += f"; gold: {counted(gold['documents'], 'document')}" if gold["documents"] else ""
    line += f"; under review: {gold['under_review']:,}" if gold["under_review"] else ""
    return line if person.is_active else f"{line}; inactive"


def _as_json(person: Person, gold: dict[str, int]) -> dict[str, object]:
    return {
        "alias": person.alias,
        "role": person.role,
        "active": person.is_active,
        "documents": person.work.documents,
        "done": person.work.done,
        "begun": person.work.begun,
        "annotations": person.work.annotations,
        "gold": gold,
    }
