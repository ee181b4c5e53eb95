"""Clauses: moves to the next punctuation or clause edge, and selections up to it.

An arrow goes where it points: in a row read from the right, left is forwards. Must never know a
widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, Literal

from hashiya.text import clause_starts
from hashiya.tui.change import Change, Edit
from hashiya.tui.phrasing import Words, words_around
from hashiya.tui.pointer import Pointer
from hashiya.tui.reading import Context, Reading

__all__ = ["DEEDS"]

Side = Literal["left", "right"]


def _move(reading: Reading, context: Context, *, side: Side) -> Change:
    """Go to where the next clause begins, else to the next sentence; backwards likewise."""
    caret, navigator = reading.pointer.caret, context.navigator
    here = navigator.word_at(caret)[0]
    words = words_around(reading.page.document.text, context.sentence, here)
    starts = [words.bounds[place][0] for place in clause_starts(words.texts)]
    if _is_forward(side, caret, context):
        goal = next((start for start in starts if start > here), None)
        goal = navigator.sentence_next(caret) if goal is None else navigator.snap(goal)
    else:
        goal = next((start for start in reversed(starts) if start < here), None)
        goal = navigator.sentence_previous(caret) if goal is None else navigator.snap(goal)
    return Change(None, Pointer(goal))


def _extend(reading: Reading, context: Context, *, side: Side) -> Change:
    """Take in the words up to the next clause edge, on the side the arrow points to."""
    pointer = reading.pointer
    here = context.navigator.word_at(pointer.caret)[0]
    words = words_around(reading.page.document.text, context.sentence, here)
    if _is_forward(side, pointer.caret, context):
        goal = next((last for last in _clause_ends(words) if last > here), here)
    else:
        starts = [words.bounds[place][0] for place in clause_starts(words.texts)]
        goal = next((first for first in reversed(starts) if first < here), here)
    if pointer.anchor is None:
        return Change(None, Pointer(goal, here))
    return Change(None, pointer._replace(caret=goal, grain="word", cut=0, chosen=None, made=None))


def _clause_ends(words: Words) -> list[int]:
    """Where each clause's last word begins, in order."""
    ends = (*clause_starts(words.texts)[1:], len(words))
    return [words.bounds[_last_word(words, end)][0] for end in ends if len(words)]


def _last_word(words: Words, end: int) -> int:
    """The last place before `end` that is a word and no punctuation."""
    return next((at for at in range(end - 1, 0, -1) if any(map(str.isalnum, words.texts[at]))), 0)


def _is_forward(side: Side, caret: int, context: Context) -> bool:
    layout = context.navigator.layout
    return (side == "left") == layout[layout.row_of(caret)].rtl


DEEDS: Final[Mapping[str, Edit]] = MappingProxyType(
    {
        "phrase_left": partial(_move, side="left"),
        "phrase_right": partial(_move, side="right"),
        "extend_phrase_left": partial(_extend, side="left"),
        "extend_phrase_right": partial(_extend, side="right"),
    }
)
"""Command name to where it goes."""
