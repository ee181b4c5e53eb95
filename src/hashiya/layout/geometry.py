"""Geometry: a whole document on the grid, with exact maps between offsets, places and rectangles.

Glossary:
    offset: a code point of the document.
    row: counted from the document's first row.
    column: counted from the measure's left edge.

Rows are wrapped at once, because scrolling needs their number; their cells are put in visual order
when a row is first looked at, and kept. This file must not know what a letter is
(`hashiya.layout.paragraph`) or where a row breaks (`hashiya.layout.lines`).
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from hashiya.layout.drawing import AS_READ, Drawing
from hashiya.layout.grid import Cell, Place, Rectangle
from hashiya.layout.lines import Extent, Lines, Row
from hashiya.layout.paragraph import CharWidth, paragraphs

__all__ = ["DocumentLayout"]

MAX_CACHED_ROWS: Final = 1024


class DocumentLayout:
    """A text laid out in a measure; a value that does not change.

    Args:
        text: The document's text. An empty one has one row without cells.
        width: Columns of the measure; less than 1 counts as 1.
        char_width: Columns of one character, the rule of whoever paints.
        splits: Offsets, such as span edges and the caret, at which a lam-alef may not be one cell.
            Those that fall inside no lam-alef change nothing.
        drawing: How it is printed.
    """

    def __init__(
        self,
        text: str,
        *,
        width: int,
        char_width: CharWidth,
        splits: frozenset[int] = frozenset(),
        drawing: Drawing = AS_READ,
    ) -> None:
        self.text = text
        self.drawing = drawing
        self._char_width = char_width
        self.width = max(1, width)
        self.splits: frozenset[int] = frozenset()
        self.lines = [Lines(part, self.width) for part in paragraphs(text, char_width, drawing)]
        """The paragraphs in order, each wrapped."""
        self._starts = [lines.paragraph.start for lines in self.lines]
        self._cache: dict[tuple[Lines, int], Row] = {}
        if splits:
            self.splits = splits
            self.lines = self._split(splits, splits)
        self.first_rows = _first_rows(self.lines)
        """The row each paragraph begins with, then the number of rows."""

    def __len__(self) -> int:
        return self.first_rows[-1]

    def __getitem__(self, index: int) -> Row:
        """A row; the same object as long as nothing about it changes.

        Raises:
            IndexError: There is no such row.
        """
        if not 0 <= index < len(self):
            raise IndexError(f"row {index} of {len(self)}")
        number = bisect_right(self.first_rows, index) - 1
        return self._row(number, index - self.first_rows[number])

    def row_of(self, offset: int) -> int:
        """The row that holds an offset; an offset outside the text counts as its nearest end."""
        number, _, row = self._locate(offset)
        return self.first_rows[number] + row

    def row_starts(self) -> list[int]:
        """The first offset of each row, for those who place many offsets at once."""
        return [start for lines in self.lines for start in lines.starts()]

    def blank_rows(self) -> list[int]:
        """The rows on which nothing is painted."""
        pairs = zip(self.first_rows, self.lines, strict=False)
        return [first + row for first, lines in pairs for row in lines.blank_rows()]

    def extent(self, row: int) -> Extent:
        """The code points of a row, without putting its cells in order.

        Raises:
            IndexError: There is no such row.
        """
        if not 0 <= row < len(self):
            raise IndexError(f"row {row} of {len(self)}")
        number = bisect_right(self.first_rows, row) - 1
        return self.lines[number].extent(row - self.first_rows[number])

    def place(self, offset: int) -> Place:
        """Where an offset's cell stands.

        A hanging space, a line break and the text's end have no cell: they stand one column after
        the row's last cell in reading direction, pushed back to the measure when it is full.
        """
        number, cell, local = self._locate(offset)
        row = self._row(number, local)
        index = self.first_rows[number] + local
        nth = cell - self.lines[number].cells(local).first
        if nth < len(row.visual):
            seen = row.visual[nth]
            return Place(index, row.columns[seen], row.cells[seen].width)
        column = max(0, row.left - 1) if row.rtl else min(self.width - 1, row.right)
        return Place(index, column, 1)

    def cell_at(self, offset: int) -> Cell | None:
        """The cell that holds an offset; None where `place` stands beside a cell."""
        number, cell, local = self._locate(offset)
        row = self._row(number, local)
        nth = cell - self.lines[number].cells(local).first
        return row.cells[row.visual[nth]] if nth < len(row.visual) else None

    def offset_at(self, row: int, column: int) -> int:
        """The first offset of the cell at a place, or of the cell nearest to it.

        Rows and columns outside the text count as the nearest inside; a row without cells gives
        its own first offset.
        """
        found = self[min(max(row, 0), len(self) - 1)]
        index = found.cell_index(column)
        return found.start if index < 0 else found.cells[index].start

    def offset_under(self, row: int, column: int) -> int:
        """Like `offset_at`, for a column as the terminal reports it of the mouse.

        Differs where rows are written in logical order: such a terminal reports the column that was
        written to.
        """
        found = self[min(max(row, 0), len(self) - 1)]
        index = found.written_at(column)
        return found.start if index < 0 else found.cells[index].start

    def rectangles(self, start: int, end: int) -> list[Rectangle]:
        """The columns whose cells hold an offset of `[start, end)`.

        **Order**: row by row, then left to right; as many on a row as there are visual runs.
        """
        if start >= end:
            return []
        found: list[Rectangle] = []
        for index in range(self.row_of(start), self.row_of(end - 1) + 1):
            found += self.rectangles_on(index, start, end)
        return found

    def rectangles_on(self, row: int, start: int, end: int) -> list[Rectangle]:
        """The part of `rectangles(start, end)` that lies on one row, from left to right.

        Raises:
            IndexError: There is no such row.
        """
        extent = self.extent(row)
        start, end = max(start, extent.start), min(end, extent.painted)
        if start >= end:
            return []
        number, first, local = self._locate(start)
        base = self.lines[number].cells(local).first
        last = self._locate(end - 1)[1]
        shown = self._row(number, local)
        return [
            Rectangle(row, shown.columns[left], shown.columns[right] + shown.cells[right].width)
            for left, right in _runs(sorted(shown.visual[first - base : last + 1 - base]))
        ]

    def aligned(self, start: int, end: int) -> tuple[int, int]:
        """`[start, end)` stretched to whole cells."""
        first, last = self._cell_bounds(start), self._cell_bounds(max(start, end - 1))
        return first[0], last[1]

    def with_splits(self, splits: frozenset[int]) -> DocumentLayout:
        """The layout with other splits; untouched paragraphs and their rows are kept."""
        changed = splits ^ self.splits
        if not changed:
            return self
        new = copy.copy(self)
        new.splits = splits
        new.lines = self._split(changed, splits)
        new.first_rows = _first_rows(new.lines)
        return new

    def with_width(self, width: int) -> DocumentLayout:
        """The layout in another measure: wrapped anew, nothing shaped anew."""
        if max(1, width) == self.width:
            return self
        new = copy.copy(self)
        new.width = max(1, width)
        new.lines = [Lines(lines.paragraph, new.width) for lines in self.lines]
        new.first_rows = _first_rows(new.lines)
        return new

    def with_drawing(self, drawing: Drawing) -> DocumentLayout:
        """The layout printed otherwise, or in another direction: everything is shaped anew."""
        if drawing == self.drawing:
            return self
        return DocumentLayout(
            self.text,
            width=self.width,
            char_width=self._char_width,
            splits=self.splits,
            drawing=drawing,
        )

    def changed_rows(self, before: DocumentLayout) -> range:
        """The rows to paint again after `before`, a layout of the same text.

        Returns:
            From the first row that differs to the last; to the end when the rows below moved.
        """
        pairs = list(zip(self.lines, before.lines, strict=True))
        differing = [number for number, (new, old) in enumerate(pairs) if new is not old]
        if not differing:
            return range(0)
        rows = [
            self.first_rows[number] + row
            for number in differing
            for row in pairs[number][0].differing(pairs[number][1])
        ]
        if not rows:
            return range(0)
        moved = len(self) != len(before)
        return range(rows[0], len(self) if moved else rows[-1] + 1)

    def _locate(self, offset: int) -> tuple[int, int, int]:
        """Number of the paragraph, cell in it, row in it; the cell after all for a line break."""
        offset = min(max(offset, 0), len(self.text))
        number = bisect_right(self._starts, offset) - 1
        lines = self.lines[number]
        cell = lines.paragraph.cell_of(offset)
        return number, cell, lines.holding(cell)

    def _cell_bounds(self, offset: int) -> tuple[int, int]:
        offset = min(max(offset, 0), len(self.text))
        paragraph = self.lines[bisect_right(self._starts, offset) - 1].paragraph
        return paragraph.cell_bounds(paragraph.cell_of(offset))

    def _row(self, number: int, local: int) -> Row:
        lines = self.lines[number]
        row = self._cache.get((lines, local))
        if row is None:
            row = lines.row(local, number)
            self._remember(lines, local, row)
        return row

    def _remember(self, lines: Lines, local: int, row: Row) -> None:
        if len(self._cache) >= MAX_CACHED_ROWS:
            self._cache.pop(next(iter(self._cache)))
        self._cache[lines, local] = row

    def _split(self, changed: Iterable[int], splits: frozenset[int]) -> list[Lines]:
        """The lines with every paragraph that holds a changed offset split anew."""
        ordered = sorted(splits)
        result = self.lines.copy()
        for number in {bisect_right(self._starts, offset) - 1 for offset in changed} - {-1}:
            old = result[number].paragraph
            inside = ordered[bisect_left(ordered, old.start) : bisect_left(ordered, old.end)]
            new = old.split_at(inside)
            if new is not old:
                result[number] = self.lines[number].rewrapped(new)
                self._keep_rows(self.lines[number], result[number])
        return result

    def _keep_rows(self, old: Lines, new: Lines) -> None:
        """Carry the rows over that a split elsewhere in their paragraph did not touch."""
        changed = sorted(old.paragraph.splits ^ new.paragraph.splits)
        kept = [
            (local, row)
            for (lines, old_local), row in self._cache.items()
            if lines is old and new.is_same(local := new.at(row.start), old, old_local, changed)
        ]
        for local, row in kept:
            self._remember(new, local, row)


def _first_rows(lines: Iterable[Lines]) -> list[int]:
    return list(accumulate((len(each) for each in lines), initial=0))


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of neighbours in ascending numbers."""
    first = last = places[0]
    for place in places[1:]:
        if place > last + 1:
            yield first, last
            first = place
        last = place
    yield first, last
