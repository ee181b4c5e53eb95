"""`hashiya feedback`: where gold differs from one's own work, and what one says of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import click

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import print_item, print_json, say
from hashiya.errors import UsageError
from hashiya.services import Difference, FeedbackSession, Labelled, check_alias, known_here

__all__ = ["command"]


@click.group(
    "feedback",
    invoke_without_command=True,
    short_help="See where gold differs from your work; accept it or appeal.",
    epilog="Examples: hashiya feedback --as salma"
    " · hashiya feedback --as salma appeal DOCUMENT CARD --note 'the guidelines say otherwise'",
)
@click.option("--as", "alias", metavar="ALIAS", help="Whose work.")
@project_option
@json_option
@click.pass_context
def command(ctx: click.Context, *, alias: str | None, project: str | None, as_json: bool) -> None:
    """List where gold differs from one annotator's finished work, with the adjudicator's reason.

    What others proposed is not told. Each difference is answered once: accepted, or appealed
    against, and an appeal comes back to the adjudicator as a card.
    """
    if alias is None:
        raise UsageError("feedback is about one person's work: say whose with --as")
    path = chosen_project(ctx, project)
    if check_alias(alias) not in known_here(path, alias)[1]:
        raise UsageError(f"{alias} is not in this project; `hashiya people` lists who is")
    ctx.obj = (path, alias)
    if ctx.invoked_subcommand is not None:
        return
    with closing(FeedbackSession.open(*ctx.obj)) as session:
        found = [each for state in session.documents() for each in session.differences(state.id)]
        gold = sum(1 for _ in session.documents())
    differ = sum(each.differs for each in found)
    if as_json:
        print_json([_as_json(each) for each in found])
        return
    for each in found:
        for line in _lines(each):
            print_item(line)
    say(
        f"documents of yours that are gold: {gold:,}; differences: {differ:,}"
        if gold
        else "none of your documents is gold yet"
    )
    if any(each.differs and each.response is None for each in found):
        answer = f"hashiya feedback --as {alias} accept DOCUMENT CARD"
        say(f"to answer one: {answer}, or appeal DOCUMENT CARD --note WHY; both stand above it")


@command.command("accept", short_help="Accept a difference.")
@click.argument("document")
@click.argument("card")
@click.pass_obj
def accept_command(found: tuple[Path, str], *, document: str, card: str) -> None:
    """Accept what gold has on CARD of DOCUMENT; both stand in the list."""
    with closing(FeedbackSession.open(*found)) as session:
        session.respond(session.find(document, card), "accepted")
    say("accepted")


@command.command("appeal", short_help="Appeal against a difference, once.")
@click.argument("document")
@click.argument("card")
@click.option("--note", required=True, help="Why gold should be otherwise.")
@click.pass_obj
def appeal_command(found: tuple[Path, str], *, document: str, card: str, note: str) -> None:
    """Appeal against what gold has on CARD of DOCUMENT; the adjudicator sees it as a card."""
    with closing(FeedbackSession.open(*found)) as session:
        session.respond(session.find(document, card), "appealed", note)
    say("the adjudicator will see it as a card")


def _lines(each: Difference) -> Iterator[str]:
    yield f"{each.document_id}  {each.key}"
    yield f"   {each.sentence}"
    yield f"   yours  {_spans(each.mine)}"
    yield f"   gold   {_spans(each.gold)}"
    why: str = "others agreed on it" if each.by_vote else each.reason
    why = "gold came in with a file" if each.from_file else why
    if why or each.note:
        yield f"   why    {' · '.join(filter(None, (why, each.note)))}"
    if each.response is not None:
        note = f": {each.response.note}" if each.response.note else ""
        yield f"   you    {each.response.kind}{_BECAME[each.outcome]}{note}"


_BECAME: Final = {
    "": "",
    "waits": ", which waits for a ruling",
    "granted": "; it was granted: gold is as you have it",
    "refused": "; it was not granted",
}
"""What became of an appeal, said behind it."""


def _spans(given: tuple[Labelled, ...]) -> str:
    return "  ".join(f"[{each.quote}] {each.label}" for each in given) or "nothing"


def _as_json(each: Difference) -> dict[str, object]:
    response = each.response
    return each._asdict() | {
        "mine": [given._asdict() for given in each.mine],
        "gold": [given._asdict() for given in each.gold],
        "outcome": each.outcome,
        "response": response._asdict() if response is not None else None,
    }
