"""Gaps: where a caret between two letters may stand in a text that is being typed, and its moves.

Glossary:
    gap: a place between two letters, named by the offset of the letter after it; the text's length
        is the gap after all. Always a boundary of grapheme clusters.
    place of a gap: the cell of the letter after it. A gap without one (at a line's end) stands one
        column after the row's last cell in reading direction, also outside the measure.
    stop: a gap that moves halt at. A row has one for each letter, and one at its end where a line
        break, a hanging space or the text's end follows.

Left goes left, whatever the direction of the letters there. Must not know what an edit is, a key,
or how anything is painted.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Final

from hashiya.layout.drawing import AS_READ, Drawing
from hashiya.layout.geometry import DocumentLayout
from hashiya.layout.grid import Place
from hashiya.layout.navigator import Navigator
from hashiya.layout.paragraph import CharWidth
from hashiya.text import is_grapheme_boundary, next_grapheme, word_spans

__all__ = ["Gaps"]

_TAIL: Final = "\u2029\u200f"
"""Laid out after the text: the row after a final line break then exists, and lines without a letter
run from right to left. Its own row is never shown."""


class Gaps:
    """The gaps of one text in one measure; a value that does not change.

    Args:
        text: What has been typed so far; the first strong letter of a line decides its direction;
            one without goes on like the line before it, at the top right to left.
        width: Columns of the measure; less than 1 counts as 1.
        char_width: Columns of one character, the rule of whoever paints.
        drawing: How it is printed.
    """

    def __init__(
        self, text: str, *, width: int, char_width: CharWidth, drawing: Drawing = AS_READ
    ) -> None:
        self.text = text
        laid_out = text + _TAIL
        self.layout = DocumentLayout(laid_out, width=width, char_width=char_width, drawing=drawing)
        self.navigator = Navigator(self.layout, words=word_spans(laid_out), sentences=())
        """Knows the letters and words of each row."""

    def __len__(self) -> int:
        """How many rows the text has; an empty one has one."""
        return len(self.layout) - 1

    def with_splits(self, *gaps: int) -> Gaps:
        """The same with every lam-alef in two cells that one of the gaps falls into."""
        layout = self.layout.with_splits(frozenset(gaps))
        if layout is self.layout:
            return self
        new = copy.copy(self)
        new.layout = layout
        new.navigator = self.navigator.with_layout(layout)
        return new

    def place(self, gap: int) -> Place:
        """Where a block caret for the gap stands; its column may be -1 or the measure's width."""
        place = self.layout.place(self._clamped(gap))
        if self.layout.cell_at(self._clamped(gap)) is not None:
            return place
        row = self.layout[place.row]
        return Place(place.row, row.left - 1 if row.rtl else row.right, 1)

    def stops(self, row: int) -> list[int]:
        """The stops of a row from left to right."""
        found = self.navigator.letters_on(row)
        extent = self.layout.extent(row)
        end = extent.painted
        if not is_grapheme_boundary(self.layout.text, end):
            end = next_grapheme(self.layout.text, end)
        if end < extent.end and end not in found:
            return [end, *found] if self.layout[row].rtl else [*found, end]
        return found

    def snap(self, gap: int) -> int:
        """The stop at a gap, else the last before it."""
        gap = self._clamped(gap)
        for row in range(self.layout.row_of(gap), -1, -1):
            before = [stop for stop in self.stops(row) if stop <= gap]
            if before:
                return max(before)
        return 0

    def at(self, row: int, column: int, *, is_reported: bool = False) -> int:
        """The stop at a place, or the nearest one in the nearest row.

        Args:
            row: Row of the text.
            column: Column of the measure.
            is_reported: Whether it is the mouse's, as the terminal reports it.
        """
        row = min(max(row, 0), len(self) - 1)
        shown = self.layout[row]
        if shown.cells and shown.left <= column < shown.right:
            offset_at = self.layout.offset_under if is_reported else self.layout.offset_at
            return self.snap(offset_at(row, column))
        stops = self.stops(row)
        if not stops:
            return self.snap(shown.start)
        return stops[0] if column < shown.left else stops[-1]

    def left(self, gap: int) -> int:
        """The stop to the left on screen."""
        return self._step(gap, -1, is_by_word=False)

    def right(self, gap: int) -> int:
        """The stop to the right on screen."""
        return self._step(gap, 1, is_by_word=False)

    def word_left(self, gap: int) -> int:
        """The nearest beginning of a word to the left, else the line's end or the text's start."""
        return self._step(gap, -1, is_by_word=True)

    def word_right(self, gap: int) -> int:
        """The nearest beginning of a word to the right; see `word_left`."""
        return self._step(gap, 1, is_by_word=True)

    def up(self, gap: int, column: int | None = None) -> int:
        """The stop one row up, aiming at a column; the text's start in the first row."""
        return self._row_step(gap, -1, column)

    def down(self, gap: int, column: int | None = None) -> int:
        """The stop one row down, aiming at a column; the text's end in the last row."""
        return self._row_step(gap, 1, column)

    def row_start(self, gap: int) -> int:
        """The logical start of the gap's row."""
        return min(self.stops(self.layout.row_of(self._clamped(gap))), default=gap)

    def row_end(self, gap: int) -> int:
        """The logical end of the gap's row: the gap after its last letter where it has one."""
        return max(self.stops(self.layout.row_of(self._clamped(gap))), default=gap)

    def _clamped(self, gap: int) -> int:
        return min(max(gap, 0), len(self.text))

    def _row_step(self, gap: int, step: int, column: int | None) -> int:
        place = self.place(gap)
        row = place.row + step
        if not 0 <= row < len(self):
            return 0 if step < 0 else len(self.text)
        return self.at(row, place.column if column is None else column)

    def _step(self, gap: int, step: int, *, is_by_word: bool) -> int:
        start = self.snap(gap)
        row = self.layout.row_of(start)
        stops = self.stops(row)
        at = stops.index(start)
        wanted = self._wanted(row, is_by_word=is_by_word)
        for stop in stops[at + 1 :] if step > 0 else stops[:at][::-1]:
            if stop in wanted:
                return stop
        if (step < 0) == self.layout[row].rtl:
            return self._enter(range(row + 1, len(self)), start, is_by_word=is_by_word)
        return self._enter(range(row - 1, -1, -1), start, is_by_word=is_by_word)

    def _enter(self, rows: range, start: int, *, is_by_word: bool) -> int:
        """The first stop met on going through rows in reading order or against it."""
        for row in rows:
            wanted = self._wanted(row, is_by_word=is_by_word)
            stops = [stop for stop in self.stops(row) if stop in wanted]
            if stops:
                return stops[-1 if self.layout[row].rtl == (rows.step > 0) else 0]
        return start

    def _wanted(self, row: int, *, is_by_word: bool) -> Collection[int]:
        """The stops of a row that a move halts at."""
        stops = self.stops(row)
        if not is_by_word:
            return stops
        ends = {max(stops)} if stops and self._ends_line(row) else set()
        first = {0} if row == 0 else set()
        return {self.snap(word) for word in self.navigator.words_on(row)} | ends | first

    def _ends_line(self, row: int) -> bool:
        following = self.layout[row + 1].paragraph
        return following != self.layout[row].paragraph
