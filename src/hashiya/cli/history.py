"""`hashiya history`: who merged what, and what one person did, here and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import moment, print_data, print_json, say
from hashiya.errors import UsageError
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Edit,
    MarkSentence,
    Remind,
    Remove,
    Replace,
    Resegment,
    Settle,
)
from hashiya.services import DoneAct, acts_of, check_alias, merges_in
from hashiya.store import PastMerge
from hashiya.text import counted

__all__ = ["command"]

LAST = 20

_STATES = {
    "undone": "undone",
    "dropped": "undone, gave way to another",
    "undo": "undo of it",
    "redo": "redo of it",
}
"""State → what is said beside an act; nothing for one that stands."""


@click.command(
    "history",
    short_help="Who merged what, and your own acts, here and elsewhere.",
    epilog="Examples: hashiya history · hashiya history --as salma --last 100",
)
@click.option("--as", "alias", metavar="ALIAS", help="Whose acts; they are asked for by name.")
@click.option(
    "--last", type=click.IntRange(min=1), default=LAST, show_default=True, help="How many of each."
)
@project_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, *, alias: str | None, last: int, project: str | None, as_json: bool
) -> None:
    """Print the packs that came in, newest first: who merged whose work, and how much of it where.

    With --as ALIAS only theirs, and then that person's acts, also those that were done elsewhere
    and came in with a pack. A merge is not undone: what came in is changed by hand. With --json
    an act on several articles has the edits of its first one, and says so: "is_whole" is false.
    """
    path = chosen_project(ctx, project)
    acts = [] if alias is None else acts_of(path, check_alias(alias), last)
    merges = merges_in(path, alias, last)
    if alias is not None and not acts and not merges:
        raise UsageError(f"{path}: nobody has done anything as {alias!r} here; check the alias")
    if as_json:
        told = [_merge_json(each) for each in merges]
        more = {} if alias is None else {"annotator": alias, "acts": [*map(_act_json, acts)]}
        print_json({**more, "merges": told})
        return
    for merge in merges:
        for line in _merge_lines(merge):
            print_data(line)
    for act in acts:
        print_data(_act_line(act))
    if not merges and alias is None:
        say("no pack was merged here yet; --as ALIAS prints what somebody did")


def _merge_lines(merge: PastMerge) -> Iterator[str]:
    named = f" ({merge.source})" if merge.source else ""
    yield (
        f"{moment(merge.at)}  merge {merge.number}: {merge.by} merged work of"
        f" {merge.alias}{named}, sittings: {merge.sittings:,}"
    )
    for each in merge.documents:
        turned = f" (undone or redone: {each.turned:,})" if each.turned else ""
        yield (
            f"    {each.document_id}: acts {each.acts:,}{turned}, spans {each.spans:+,},"
            f" finished sentences {each.sentences:+,}"
        )


def _act_line(done: DoneAct) -> str:
    is_wide = done.documents > 1
    more = [_extent(done)] if is_wide else []
    more += [_STATES[done.state]] if done.state in _STATES else []
    more += [f"elsewhere, merge {done.merge}"] if done.merge else []
    said = f" ({', '.join(more)})" if more else ""
    return f"{moment(done.at)}  {done.document_id}: {_what(done.act, is_wide=is_wide)}{said}"


def _extent(done: DoneAct) -> str:
    """How much an act on several articles changed in all of them together."""
    spans = f"{counted(done.annotations, 'span')} " if done.annotations else ""
    return f"{spans}on {counted(done.documents, 'article')}"


def _act_words(act: Act, *, is_wide: bool) -> str:
    """What an act did, by its first edit, and how many more there are.

    Args:
        act: What it did on its first article.
        is_wide: Whether it did more on others.
    """
    if not act.edits:
        return "nothing"
    rest = len(act.edits) - 1
    edit = act.edits[0]
    if isinstance(edit, Add):
        words = f"added {_named(edit.annotation)}"
    elif isinstance(edit, Remove):
        words = f"removed {_named(edit.annotation)}"
    elif isinstance(edit, Replace):
        words = f"changed {_named(edit.before)} to {_named(edit.after)}"
    elif isinstance(edit, MarkSentence):
        words = "finished a sentence" if edit.after is not None else "opened a sentence again"
    elif isinstance(edit, Resegment):
        words = "split a sentence" if len(edit.after) > len(edit.before) else "merged sentences"
    else:
        words = "put a flag or a note" if isinstance(edit, Remind) else "changed something"
    if is_wide:
        return f"{words} and more"
    return words + (f" and {rest:,} more" if rest else "")


def _what(act: Act, *, is_wide: bool) -> str:
    """What an act did; is_wide: whether it did more on others."""
    rulings = sum(isinstance(each, Settle) for each in act.edits)
    if not rulings:
        return _act_words(act, is_wide=is_wide)
    words = _ruling_words(act.edits, rulings)
    return f"{words} and more" if is_wide else words


def _ruling_words(edits: Sequence[Edit], rulings: int) -> str:
    """What an act on gold ruled; what it did to gold's spans and marks belongs to that."""
    words = "ruled on a card" if rulings == 1 else f"ruled on {counted(rulings, 'card')}"
    marks = [each.after for each in edits if isinstance(each, MarkSentence)]
    if not marks:
        return words
    return f"{words}, after which the article {'is gold' if all(marks) else 'is not gold any more'}"


def _named(each: Annotation) -> str:
    return f"{each.label} «{each.quote}»"


def _merge_json(merge: PastMerge) -> dict[str, object]:
    documents = [each._asdict() for each in merge.documents]
    return {**merge._asdict(), "documents": documents}


def _act_json(done: DoneAct) -> dict[str, object]:
    edits = done.act.model_dump(mode="json")["edits"]
    return {**done._asdict(), "is_whole": done.documents == 1, "act": edits}
