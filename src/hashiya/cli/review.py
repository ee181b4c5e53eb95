"""`hashiya review`: turn several people's work into gold, card by card.

Without a subcommand the screen is opened.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Literal

import click

from hashiya.cli.asking import known_alias
from hashiya.cli.finding import terminal_finder
from hashiya.cli.options import (
    as_option,
    chosen_project,
    language_option,
    project_option,
    terminal_options,
)
from hashiya.cli.review_reports import gaps_command, report_command
from hashiya.errors import UsageError
from hashiya.services import ReviewPlan, ReviewSession, check_alias, chosen_review
from hashiya.terminal import TerminalQuestion, chosen_overrides

__all__ = ["command", "plan_of"]

Quorum = Literal["all", "most", "some"]


@click.group(
    "review",
    short_help="Decide where people differ, and make gold.",
    epilog="Example: hashiya -p news.hashiya review --as nour --people salma,omar",
    invoke_without_command=True,
)
@project_option
@as_option
@click.option("--session", "name", metavar="NAME", help="Review session; your newest otherwise.")
@click.option(
    "--quorum",
    metavar="all|most|N",
    help="How many must propose the same for it to need no ruling; all by default.",
)
@click.option("--people", metavar="A,B", help="Whose work is compared; everybody's otherwise.")
@click.option(
    "--articles",
    metavar="A,B",
    help="Which articles it is about, by id, number or range such as 3-12; all otherwise.",
)
@click.option("--unfinished", is_flag=True, help="Also compare work that is only begun.")
@click.option(
    "--anonymous", is_flag=True, help="Call people by letters, otherwise in each article."
)
@language_option
@terminal_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    project: str | None,
    alias: str | None,
    name: str | None,
    quorum: str | None,
    people: str | None,
    articles: str | None,
    *,
    unfinished: bool,
    anonymous: bool,
    language: str | None,
    **said: str | None,
) -> int:
    """Open the review screen: one article, one card after the other, until it is gold.

    A session keeps its options: give --quorum, --people, --articles, --unfinished and --anonymous
    when you begin one, with a new name. Press ? inside for the keys.
    """
    ctx.obj = project or ctx.obj
    if ctx.invoked_subcommand is not None:
        return 0
    path = chosen_project(ctx, None)
    plan = plan_of(quorum, people, articles, unfinished=unfinished, anonymous=anonymous)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("review needs a terminal for its screen")
    who = known_alias(path, alias)
    usual = _name(path, who, plan)
    open_session = partial(ReviewSession.open, path, who, name or usual, plan)
    overrides = chosen_overrides(said, os.environ)
    # The terminal answers while Textual is loaded.
    with TerminalQuestion(os.environ, asks=overrides.bidi is None) as question:
        from hashiya.tui import review_project  # noqa: PLC0415 - Textual is loaded for the screen only

        return review_project(open_session, terminal_finder(question, overrides), language)


def _name(path: Path, alias: str, plan: ReviewPlan | None) -> str:
    """The session to go on with; a new one where options were given, which an old one keeps.

    Raises:
        UsageError: This person may not review.
    """
    return chosen_review(path, alias, is_new=plan is not None)


def plan_of(
    quorum: str | None,
    people: str | None,
    articles: str | None = None,
    *,
    unfinished: bool,
    anonymous: bool,
) -> ReviewPlan | None:
    """What a new session is about; None when no option was given."""
    if quorum is people is articles is None and not (unfinished or anonymous):
        return None
    of, votes = _quorum(quorum or "all")
    return ReviewPlan(
        people=_people(people or ""),
        documents=tuple(_named(articles or "")),
        quorum=of,
        votes=votes,
        unfinished=unfinished,
        anonymous=anonymous,
    )


def _quorum(said: str) -> tuple[Quorum, int]:
    if said == "all":
        return "all", 2
    if said == "most":
        return "most", 2
    if said.isdecimal() and int(said) > 0:
        return "some", int(said)
    raise UsageError(f"--quorum is all, most or a number of people; {said!r} is none of them")


def _named(said: str) -> list[str]:
    return [each.strip() for each in said.split(",") if each.strip()]


def _people(said: str) -> tuple[str, ...]:
    return tuple(sorted({check_alias(each) for each in _named(said)}))


command.add_command(report_command)
command.add_command(gaps_command)
