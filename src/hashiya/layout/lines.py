"""Lines: one paragraph wrapped to a width, and each of its rows put in visual order.

Wrapping is logical and comes first; levels are reset per row (UAX #9 L1), then cells are reordered
(L2). Joining belongs to the paragraph, so a wrap never changes a letter's form. Spaces at a wrap
hang: they belong to the row but have no cell. Nothing here knows the document's other paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from hashiya.layout.drawing import Drawing, marks_moved_left, written_columns, written_order
from hashiya.layout.grid import Cell
from hashiya.layout.paragraph import MAX_MOVED_SPLITS, Paragraph
from hashiya.layout.wrapping import CellRange, wrap
from hashiya.text import visual_order

__all__ = ["Extent", "Lines", "Row"]

NARROW_STAND_IN: Final = "\u25a1"
"""Printed for a cell of two columns in a measure of one."""

ROWS_BEFORE_A_SPLIT: Final = 2
"""A word that got shorter may fit the row before; two are wrapped again to be on the safe side."""


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


class Lines:
    """A paragraph's rows at one width.

    Args:
        paragraph: What is wrapped.
        width: Columns of the measure, at least 1. At 1, wide cells print a narrow stand-in.
        rows: Its rows, where they are known.
    """

    def __init__(
        self, paragraph: Paragraph, width: int, rows: list[CellRange] | None = None
    ) -> None:
        self.paragraph = paragraph
        self.width = width
        self._rows = list(_wrapped(paragraph, width, 0)) if rows is None else rows
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

    def blank_rows(self) -> list[int]:
        """The rows on which nothing is painted, counted in the paragraph."""
        return [row for row, (first, stop, _) in enumerate(self._rows) if first == stop]

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

    def rewrapped(self, paragraph: Paragraph) -> Lines:
        """The lines of the same paragraph split otherwise; only rows about a split are wrapped."""
        changed = paragraph.splits ^ self.paragraph.splits
        if len(changed) > MAX_MOVED_SPLITS:
            return Lines(paragraph, self.width)
        shift = len(paragraph.kinds) - len(self.paragraph.kinds)
        past = paragraph.cell_of(paragraph.start + max(changed)) + 1
        rows = self._rows[: self._row_before(min(changed))]
        for row in _wrapped(paragraph, self.width, rows[-1].after if rows else 0):
            old = bisect_left(self._firsts, row.first - shift)
            if row.first > past and self._firsts[old : old + 1] == [row.first - shift]:
                rows += [
                    CellRange(first + shift, stop + shift, after + shift)
                    for first, stop, after in self._rows[old:]
                ]
                break
            rows.append(row)
        return Lines(paragraph, self.width, rows)

    def differing(self, other: Lines) -> Iterator[int]:
        """The rows that paint something else than those of the same paragraph split otherwise.

        In order. When there are as many rows as there were, rows after the last one are the same.
        """
        changed = sorted(self.paragraph.splits ^ other.paragraph.splits)
        if not changed or self.width != other.width:
            yield from range(len(self) if self.width != other.width else 0)
            return
        last = self.paragraph.start + changed[-1]
        for row in range(self._row_before(changed[0]), len(self)):
            if row < len(other) and self.is_same(row, other, row, changed):
                if self.extent(row).start > last and len(self) == len(other):
                    return
            else:
                yield row

    def is_same(self, row: int, other: Lines, other_row: int, changed: Sequence[int]) -> bool:
        """Whether a row paints exactly what a row of the same paragraph split otherwise does.

        Args:
            row: Of these lines.
            other: The other lines.
            other_row: Of the other lines.
            changed: In ascending order, the splits that only one of the two has.
        """
        extent = self.extent(row)
        if extent != other.extent(other_row) or self.width != other.width:
            return False
        start = self.paragraph.start
        return bisect_left(changed, extent.start - start) == bisect_left(
            changed, extent.end - start
        )

    def _row_before(self, split: int) -> int:
        """A row that a split, counted in the paragraph, cannot change, nor any before it."""
        return max(0, self.at(self.paragraph.start + split) - ROWS_BEFORE_A_SPLIT)

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
        widths = [cell.width for cell in cells]
        left = self.width - sum(widths) if paragraph.base else 0
        extent = self.extent(row)
        return Row(
            start=extent.start,
            end=extent.end,
            paragraph=number,
            rtl=bool(paragraph.base),
            cells=tuple(cells),
            columns=tuple(accumulate(widths[:-1], initial=left)) if cells else (),
            visual=tuple(visual),
            left=left,
            lead=lead,
            written=written,
        )


def _wrapped(paragraph: Paragraph, width: int, first: int) -> Iterator[CellRange]:
    """The rows of a paragraph from a cell on."""
    kinds = paragraph.kinds
    columns = range(len(kinds) + 1) if width == 1 else paragraph.columns
    return wrap(kinds, columns, width, first)


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
