"""Drawings: how letters are put on a grid that not every terminal and font shows alike.

shape
    `forms`: presentation forms, joined by us. `base`: the letters themselves, for fonts without
    the forms and terminals that join by themselves; lam and alef are then two cells.
marks
    `show`: on their letter. `hide`: not printed. `left`: written onto the cell left of their
    letter, for terminals that draw a cell's marks one column too far right (Alacritty).
order
    `visual`: from left to right as it is read. `logical`: right-to-left stretches are written in
    the order of the text, for terminals that reorder and cannot be told not to.
direction
    `auto`: each paragraph by its first strong character. `rtl`, `ltr`: all paragraphs.

Shape, marks and order change what is printed, never where it is seen: cells, columns and all maps
are those of the eye. Marks are those of right-to-left letters; an accent of a Latin letter stays.
A terminal that reorders is taken to reorder the stretches of a left-to-right line, which is what
`order = logical` undoes. A number to the right of Arabic would need a direction mark to stay there;
none is written. Must never know which terminal wants what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from hashiya.layout.grid import Cell
from hashiya.text import Direction, mirrored

__all__ = [
    "AS_READ",
    "Drawing",
    "marks_moved_left",
    "without_marks",
    "written_columns",
    "written_order",
]


class Drawing(NamedTuple):
    """How a text is put on the grid; the default suits every terminal that does as it is told."""

    shape: Literal["forms", "base"] = "forms"
    """Whether letters are printed in the form they have beside their neighbours."""

    marks: Literal["show", "hide", "left"] = "show"
    """Where the marks of right-to-left letters are printed."""

    order: Literal["visual", "logical"] = "visual"
    """In which order a row's cells are written to the terminal."""

    direction: Direction = "auto"
    """Direction of the paragraphs."""


AS_READ: Final = Drawing()
"""Joined letters with their marks in visual order, each paragraph in its own direction."""


def without_marks(cell: Cell) -> Cell:
    """A cell as `marks = hide` prints it."""
    return cell._replace(glyph=cell.glyph[0]) if _carries_marks(cell) else cell


def marks_moved_left(cells: Sequence[Cell]) -> tuple[list[Cell], str]:
    """The cells of a row as `marks = left` prints them.

    Args:
        cells: From left to right.

    Returns:
        The cells, and the marks that go onto the column left of the first.
    """
    moved, lead = list(cells), ""
    for nth, cell in enumerate(cells):
        if not _carries_marks(cell):
            continue
        moved[nth] = moved[nth]._replace(glyph=cell.glyph[0] + moved[nth].glyph[len(cell.glyph) :])
        if nth == 0:
            lead = cell.glyph[1:]
        else:
            moved[nth - 1] = _with_more(moved[nth - 1], cell.glyph[1:])
    return moved, lead


def written_order(cells: Sequence[Cell]) -> tuple[list[Cell], tuple[int, ...]]:
    """The cells of a row as `order = logical` prints them.

    A stretch lies between two Latin letters and reaches from its first right-to-left letter to its
    last, the numbers between them included: what a terminal turns around as a whole.

    Args:
        cells: From left to right.

    Returns:
        The cells, mirrored again where the terminal mirrors them, and for each place from the left
        which of them is written there.
    """
    shown, order = list(cells), list(range(len(cells)))
    for first, after in _turned(cells):
        order[first:after] = sorted(range(first, after), key=lambda nth: cells[nth].start)
        for nth in range(first, after):
            if cells[nth].rtl:
                glyph = cells[nth].glyph
                shown[nth] = cells[nth]._replace(glyph=mirrored(glyph[0]) + glyph[1:])
    return shown, tuple(order)


def written_columns(cells: Sequence[Cell], order: Sequence[int], left: int) -> list[int]:
    """The column each cell is written to, in the order they are written; then the one after."""
    return list(accumulate((cells[nth].width for nth in order), initial=left))


def _turned(cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Each stretch of a row that a reordering terminal turns around."""
    first = last = -1
    for nth, cell in enumerate(cells):
        if not cell.glyph[0].isalpha():
            continue
        if cell.rtl:
            first, last = (nth if first < 0 else first), nth
        elif first >= 0:
            yield first, last + 1
            first = -1
    if first >= 0:
        yield first, last + 1


def _carries_marks(cell: Cell) -> bool:
    return cell.rtl and cell.width == 1 and len(cell.glyph) > 1


def _with_more(cell: Cell, marks: str) -> Cell:
    return cell._replace(glyph=cell.glyph + marks)
