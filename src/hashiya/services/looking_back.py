"""Looking back: the words that a person's acts were on, and the way to a point among the acts.

Must never know how acts are kept, or in which words they are told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hashiya.model import (
    Act,
    Add,
    Document,
    MarkSentence,
    Remind,
    Remove,
    Replace,
    Resegment,
)
from hashiya.services.hits import Hit
from hashiya.services.surroundings import Surroundings, surroundings_of
from hashiya.store import PastAct

__all__ = ["act_place", "offset_of", "quotes_of"]


def act_place(act: Act) -> tuple[int, int] | None:
    """Where in its document an act was: the bounds of what its first edit is about.

    None for an act that changed nothing, or only what is said of the document as a whole.
    """
    if not act.edits:
        return None
    edit = act.edits[0]
    if isinstance(edit, Resegment):
        return edit.after[0].start, edit.after[-1].end
    if isinstance(edit, Remind):
        return None if edit.span is None else (edit.span.start, edit.span.end)
    if isinstance(edit, Add | Remove):
        span = edit.annotation.span
    elif isinstance(edit, Replace):
        span = edit.after.span
    else:
        span = edit.span if isinstance(edit, MarkSentence) else edit.ruling.span
    return span.start, span.end


def offset_of(act: Act) -> int | None:
    """Where a person should look to see what an act changed: its first edit's start.

    None for an act that has no place (`act_place`). Of a split, where the second half starts.
    """
    if act.edits and isinstance(act.edits[0], Resegment):
        return act.edits[0].after[-1].start
    place = act_place(act)
    return None if place is None else place[0]


def quotes_of(
    acts: Sequence[PastAct], document: Callable[[str], Document]
) -> dict[int, Surroundings]:
    """From the number of an act to its words in their sentence; documents are read one by one."""
    hits: list[Hit] = []
    numbers: list[int] = []
    for act in acts:
        place = act_place(act.act)
        if place is not None:
            hits.append(Hit(act.document_id, *place, verdict="proposed", is_chosen=True))
            numbers.append(act.number)
    return dict(zip(numbers, surroundings_of(hits, document), strict=True))
