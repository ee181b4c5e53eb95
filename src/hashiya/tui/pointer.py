"""Pointers: where a person is in a document and what they have selected there, as one value.

Glossary:
    caret: offset of the letter under the block; the end of a selection that moves.
    anchor: offset of the letter where the selection began.
    grain: what an end takes in: its whole word, its letter, or its cell on the screen.

A selection holds both its ends and everything between. Must never know a key, a label or a widget.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from hashiya.layout import Navigator

__all__ = ["Bounds", "Grain", "Pointer", "selected"]

Grain = Literal["word", "letter", "cell"]
"""How much one end of a selection takes in."""

Bounds = tuple[int, int]
"""A stretch of text, `[start, end)` in code points."""


class Pointer(NamedTuple):
    """Where a person is."""

    caret: int = 0
    """Offset of the letter under the block."""
    anchor: int | None = None
    """Where the selection began; None when nothing is selected and the word counts."""
    grain: Grain = "word"
    """What the caret's end takes in."""
    anchor_grain: Grain = "word"
    """What the anchor's end takes in."""
    is_exact: bool = False
    """Whether the selection's start was set by letter or mouse: no proclitic is left out of it."""
    cut: int = 0
    """Which of the places where the first word may begin is chosen; 0 is the best guess."""
    chosen: str | None = None
    """Id of the annotation that was picked with Tab or the mouse."""
    made: str | None = None
    """Id of the annotation that the last key made or changed; keys about annotations mean it."""
    aim: int | None = None
    """Column that moves by row keep to."""


def selected(pointer: Pointer, navigator: Navigator) -> Bounds | None:
    """What is selected by hand, or None."""
    if pointer.anchor is None:
        return None
    one = taken(pointer.anchor, pointer.anchor_grain, navigator)
    other = taken(pointer.caret, pointer.grain, navigator)
    return min(one[0], other[0]), max(one[1], other[1])


def taken(offset: int, grain: Grain, navigator: Navigator) -> Bounds:
    """What one end of a selection takes in."""
    if grain == "word":
        return navigator.word_at(offset)
    letter = navigator.letter_at(offset)
    cell = navigator.layout.cell_at(offset) if grain == "cell" else None
    return letter if cell is None else (min(cell.start, letter[0]), max(cell.end, letter[1]))
