"""Draft lines: the span that is being edited, on one row, with both ends and what is beyond them.

What is long is cut in its middle, so that the edge that moves is always seen. Must never know a
widget.
"""

from __future__ import annotations

from typing import Final

from hashiya.text import paragraph_level
from hashiya.tui.locale import _
from hashiya.tui.pieces import Line, Piece, as_written, pieces_width
from hashiya.tui.prose import Run, line_of
from hashiya.tui.review.rows import Group, row
from hashiya.tui.review.state import Edited
from hashiya.tui.titles import title_of

__all__ = ["draft_line"]

FEW_LETTERS: Final = (12, 8, 5, 3, 2, 1)
"""Letters beyond each edge that are shown; within it there are twice as many."""
LEAST_QUOTE: Final = 10
TITLE_COLUMNS: Final = 16


def draft_line(text: str, edited: Edited, width: int) -> Line:
    """What Enter would take, on so many columns: its label, its words, and which edge moves."""
    title = as_written(title_of(edited.label), min(TITLE_COLUMNS, max(4, width // 5)))
    label = (Piece(" "), Piece(title, label=edited.label), Piece(" "))
    edge = _("the start moves") if edited.moves_start else _("the end moves")
    about = (Piece("  "), Piece(as_written(edge, max(4, width // 3)), "quiet"), Piece(" "))
    room = width - pieces_width((*label, *about)) - 1
    return row((label, _quote(text, edited, max(LEAST_QUOTE, room)), about))


def _quote(text: str, edited: Edited, room: int) -> Group:
    """The words between brackets, the one that moves marked, in what stands around them."""
    start, end = edited.bounds
    inks = ("marked", "key") if edited.moves_start else ("key", "marked")
    shown: tuple[Run, ...] = ()
    for few in FEW_LETTERS:
        words = text[start:end]
        if len(words) > 4 * few + 1:
            words = f"{words[: 2 * few]}…{words[-2 * few :]}"
        shown = (
            Run(text[max(0, start - few) : start], "quiet"),
            Run("[", inks[0]),
            Run(words, "strong"),
            Run("]", inks[1]),
            Run(text[end : end + few], "quiet"),
        )
        if sum(len(run.text) for run in shown) < room:
            break
    is_leftward = paragraph_level(text[start:end])
    return line_of([run for run in shown if run.text], room, "rtl" if is_leftward else "ltr")
