"""Samples: a piece of text between bars under a ruler, so that anybody can see whether it is right.

The bars, the ruler and the arrows are plain signs that no terminal reorders; what stands between
them is drawn exactly as articles are. Must never know a widget or what an answer means.
"""

from __future__ import annotations

from itertools import groupby
from typing import Final, NamedTuple

from rich.cells import cell_len

from hashiya.layout import Cell, DocumentLayout, Row
from hashiya.tui.examination import Question
from hashiya.tui.pieces import Line, Piece, char_width, drawing
from hashiya.tui.prose import Prose

__all__ = ["Sample", "draw_sample"]

MAX_BOX: Final = 30
"""Columns between the bars; all samples fit in, so that they wrap on small terminals only."""
ROOMY_WIDTH: Final = 40
"""Columns from which on the box stands in from where the words begin."""


class Sample(NamedTuple):
    """A sample as it is drawn."""

    lines: list[Line]
    """Ruler, text, arrows."""
    marked: tuple[int, frozenset[int]] | None
    """Line, counted in `lines`, and the columns that a click on the highlighted letters reports."""


def draw_sample(question: Question, width: int) -> Sample:
    """A question's sample on this many columns."""
    margin = (width - Prose((), width).measure) // 2 + 2 if width >= ROOMY_WIDTH else 0
    box = max(1, min(MAX_BOX, width - 2 * margin - 2))
    marked = question.marked or (0, 0)
    layout = DocumentLayout(
        question.text,
        width=box,
        char_width=char_width,
        splits=frozenset(marked),
        drawing=drawing(),
    )
    ruler = "".join(str((column + 1) % 10) for column in range(box))
    lines = [_between((Piece(ruler, "quiet"),), box, margin)]
    place: tuple[int, frozenset[int]] | None = None
    for number in range(len(layout)):
        row = layout[number]
        columns = [
            margin + 1 + column
            for column in range(row.left, row.right)
            if marked[0] <= row.cells[row.written_at(column)].start < marked[1]
        ]
        if columns:
            place = (len(lines), frozenset(columns))
        lines.append(_between(_text(row, marked), box, margin))
        arrows = {
            layout.place(offset).column
            for offset in question.arrows
            if layout.row_of(offset) == number
        }
        if arrows:
            signs = "".join("↑" if column in arrows else " " for column in range(box))
            lines.append(_between((Piece(signs, "key"),), box, margin))
    return Sample(lines, place)


def _text(row: Row, marked: tuple[int, int]) -> tuple[Piece, ...]:
    def ink(cell: Cell) -> str:
        return "marked" if marked[0] <= cell.start < marked[1] else "strong"

    pieces = (
        Piece("".join(cell.glyph for cell in cells), name)
        for name, cells in groupby(row.in_writing_order(), ink)
    )
    return (Piece(" " * row.left + row.lead * bool(row.left)), *pieces)


def _between(pieces: tuple[Piece, ...], box: int, margin: int) -> Line:
    """Pieces between two bars."""
    bar = Piece("│", "quiet")
    rest = Piece(" " * max(0, box - sum(cell_len(piece.text) for piece in pieces)))
    return Line((Piece(" " * margin), bar, *pieces, rest, bar), is_placed=True)
