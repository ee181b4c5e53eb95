"""Lines: one paragraph wrapped to a width, and each of its rows put in visual order.

Wrapping is logical and comes first; levels are reset per row (UAX #9 L1), then cells are reordered
(L2). Joining belongs to the paragraph, so a wrap never changes a letter's form. Spaces at a wrap
hang: they belong to the row but have no cell. Nothing here knows the document's other paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from hashiya.layout.drawing import Drawing, marks_moved_left, written_columns, written_order
from hashiya.layout.grid import Cell
from hashiya.layout.paragraph import Paragraph
from hashiya.text import visual_order

__all__ = ["CellRange", "Extent", "Lines", "Row"]

NARROW_STAND_IN: Final = "\u25a1"
"""Printed for a cell of two columns in a measure of one."""

MAX_HANGING_SPACES: Final = 1000
"""Spaces that hang on one row; more go on hanging on the next, so that wrapping stays linear."""

_SPACES = re.compile(rb"s+")
_CLOSING: Final = ord("p")


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row of text, its cells from left to right; equal only to itself."""

    start: int
    """Offset of its first code point in the document."""

    end: int
    """Offset after its last: hanging spaces and the line break are included."""

    paragraph: int
    """Number of its paragraph in the document."""

    rtl: bool
    """Base direction of its paragraph; such a row ends at the measure's right edge."""

    cells: tuple[Cell, ...]
    """What is painted, in visual order from left to right."""

    columns: tuple[int, ...]
    """Left column of each cell in the measure."""

    visual: tuple[int, ...]
    """For each cell in logical order, where it stands in `cells`."""

    left: int
    """First column of the text; where it would begin when there is none."""

    lead: str = ""
    """Marks that are printed onto the column before `left` (`Drawing.marks`); mostly none."""

    written: tuple[int, ...] | None = None
    """Which of `cells` is written at each place from the left; None when each at its own."""

    def in_writing_order(self) -> tuple[Cell, ...]:
        """The cells in the order they are written to the terminal."""
        if self.written is None:
            return self.cells
        return tuple(self.cells[nth] for nth in self.written)

    def written_at(self, column: int) -> int:
        """Like `cell_index`, for a column as a terminal that reorders the row reports it."""
        if self.written is None or not self.cells:
            return self.cell_index(column)
        columns = written_columns(self.cells, self.written, self.left)
        return self.written[min(max(0, bisect_right(columns, column) - 1), len(self.written) - 1)]

    @property
    def right(self) -> int:
        """Column after the text's last; equals `left` when there is no cell."""
        return self.columns[-1] + self.cells[-1].width if self.cells else self.left

    def cell_index(self, column: int) -> int:
        """Which of `cells` stands at a column, else the nearest; -1 when there is none."""
        if not self.cells:
            return -1
        return max(0, bisect_right(self.columns, column) - 1)


class Extent(NamedTuple):
    """What a row covers, in code points of the document; known without any visual work."""

    start: int
    """Its first."""

    painted: int
    """After the last that has a cell."""

    end: int
    """After its last, hanging spaces and the line break included."""


class CellRange(NamedTuple):
    """The cells of a row, counted in its paragraph."""

    first: int
    """Its first."""

    stop: int
    """After the last that is painted."""

    after: int
    """After its last, hanging spaces included; the next row's first."""


class Lines:
    """A paragraph's rows at one width.

    Args:
        paragraph: What is wrapped.
        width: Columns of the measure, at least 1. At 1, wide cells print a narrow stand-in.
    """

    def __init__(self, paragraph: Paragraph, width: int) -> None:
        self.paragraph = paragraph
        self.width = width
        columns = range(len(paragraph.kinds) + 1) if width == 1 else paragraph.columns
        self._rows = _wrap(paragraph.kinds, columns, width)
        self._firsts = [row.first for row in self._rows]

    def __len__(self) -> int:
        return len(self._rows)

    def starts(self) -> list[int]:
        """First offset of each row in the document."""
        start, firsts = self.paragraph.start, self.paragraph.firsts
        return [start + firsts[cell] for cell in self._firsts]

    def holding(self, cell: int) -> int:
        """Row that holds a cell, counted in the paragraph; the last for the cell after all."""
        return bisect_right(self._firsts, cell) - 1

    def at(self, offset: int) -> int:
        """Row that holds an offset of the document, counted in the paragraph."""
        return self.holding(self.paragraph.cell_of(offset))

    def cells(self, row: int) -> CellRange:
        """The cells of a row."""
        return self._rows[row]

    def extent(self, row: int) -> Extent:
        """The code points of a row."""
        first, stop, after = self._rows[row]
        paragraph = self.paragraph
        start, firsts = paragraph.start, paragraph.firsts
        is_last = row == len(self._rows) - 1
        return Extent(
            start + firsts[first],
            start + firsts[stop],
            paragraph.end if is_last else start + firsts[after],
        )

    def is_same(self, row: int, other: Lines, other_row: int) -> bool:
        """Whether a row paints exactly what a row of the same paragraph split otherwise does."""
        extent = self.extent(row)
        if extent != other.extent(other_row) or self.width != other.width:
            return False
        start = self.paragraph.start
        changed = self.paragraph.splits ^ other.paragraph.splits
        return not any(extent.start <= start + split < extent.end for split in changed)

    def row(self, row: int, number: int) -> Row:
        """A row with its cells in visual order.

        Args:
            row: Counted in the paragraph.
            number: The paragraph's number in the document.
        """
        first, stop, after = self._rows[row]
        paragraph = self.paragraph
        levels = paragraph.cell_levels(first, after)[: stop - first]
        order = visual_order(levels)
        cells = paragraph.cells(first, order, levels)
        if self.width == 1:
            cells = [_narrowed(cell) for cell in cells]
        visual = [0] * len(order)
        for place, cell in enumerate(order):
            visual[cell] = place
        cells, lead, written = _drawn(cells, paragraph.drawing)
        taken = sum(cell.width for cell in cells)
        left = self.width - taken if paragraph.base else 0
        extent = self.extent(row)
        return Row(
            start=extent.start,
            end=extent.end,
            paragraph=number,
            rtl=bool(paragraph.base),
            cells=tuple(cells),
            columns=tuple(accumulate((cell.width for cell in cells[:-1]), initial=left))
            if cells
            else (),
            visual=tuple(visual),
            left=left,
            lead=lead,
            written=written,
        )


def _drawn(cells: list[Cell], drawing: Drawing) -> tuple[list[Cell], str, tuple[int, ...] | None]:
    """The cells as the terminal gets them, with `Row.lead` and `Row.written`."""
    if drawing.order == "logical":
        shown, written = written_order(cells)
        return shown, "", written
    if drawing.marks == "left":
        return *marks_moved_left(cells), None
    return cells, "", None


def _narrowed(cell: Cell) -> Cell:
    return cell if cell.width == 1 else cell._replace(glyph=NARROW_STAND_IN, width=1)


def _wrap(kinds: bytes, columns: Sequence[int], width: int) -> list[CellRange]:
    spaces = kinds.replace(b"d", b"s").replace(b"q", b"p")
    tail = len(spaces.rstrip(b"s"))
    rows: list[CellRange] = []
    first = 0
    while True:
        fitting = bisect_right(columns, columns[first] + width, first) - 1
        if fitting >= tail:
            rows.append(CellRange(first, fitting, len(kinds)))
            return rows
        row = _broken(spaces, first, fitting)
        rows.append(row)
        first = row.after


def _broken(spaces: bytes, first: int, fitting: int) -> CellRange:
    """The row that begins with a cell: to its last break, or cut where it is full."""
    space = spaces.rfind(b"s", first, fitting + 1)
    while space >= 0:
        stop = first + len(spaces[first:space].rstrip(b"s"))
        hanging = _SPACES.match(spaces, space, space + MAX_HANGING_SPACES)
        after = hanging.end() if hanging else space
        if spaces[after] != _CLOSING:
            return CellRange(first, stop, after)
        space = spaces.rfind(b"s", first, stop)
    return CellRange(first, fitting, fitting)
