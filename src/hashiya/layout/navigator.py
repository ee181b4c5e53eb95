"""Navigator: where the caret goes, by word, letter, row and sentence, as the eye sees them.

Left goes left: inside a row a move follows columns, whatever the direction of the letters there.
At the row's edge it goes on to the next row in reading order when left is forward (right-to-left
paragraphs) and to the one before when it is backward. Every move is a function of the caret alone,
defined for every text and every offset; where there is nowhere to go, the caret stays.

A caret is the first offset of a cell, or of the alef inside a lam-alef cell: whoever paints it
splits the layout there. This file must not know keys, selections kept between keys, or labels.
"""

from __future__ import annotations

import copy
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from hashiya.layout.geometry import DocumentLayout
from hashiya.layout.grid import Cell
from hashiya.text import is_grapheme_boundary, next_grapheme, previous_grapheme

__all__ = ["Navigator"]

_LAM = "ل"
_ALEFS = frozenset("آأإا")

Bounds = tuple[int, int]
"""Start and end of a word, sentence or letter, in code points of the document."""


class Navigator:
    """Moves over one document in one layout.

    Args:
        layout: Where everything stands.
        words: Disjoint and in order. Those without a letter or digit are passed over, unless there
            are no others.
        sentences: Disjoint and in order.
    """

    def __init__(
        self, layout: DocumentLayout, *, words: Sequence[Bounds], sentences: Sequence[Bounds]
    ) -> None:
        text = layout.text
        self.layout = layout
        self.sentences = tuple(sentences)
        self._words = [
            (start, end) for start, end in words if any(map(str.isalnum, text[start:end]))
        ] or list(words)
        self._word_starts = [start for start, _ in self._words]
        self._sentence_starts = [start for start, _ in self.sentences]

    def with_layout(self, layout: DocumentLayout) -> Navigator:
        """The same moves in another layout of the same text."""
        new = copy.copy(self)
        new.layout = layout
        return new

    def with_sentences(self, sentences: Sequence[Bounds]) -> Navigator:
        """The same moves over the same text with other sentences, disjoint and in order."""
        new = copy.copy(self)
        new.sentences = tuple(sentences)
        new._sentence_starts = [start for start, _ in sentences]  # noqa: SLF001 - of our own kind
        return new

    def word_left(self, caret: int) -> int:
        """The nearest word to the left on screen, at its first letter."""
        return self._move(caret, -1, self.words_on)

    def word_right(self, caret: int) -> int:
        """The nearest word to the right on screen, at its first letter."""
        return self._move(caret, 1, self.words_on)

    def letter_left(self, caret: int) -> int:
        """The letter to the left on screen; lam and alef are two also when they share a cell."""
        return self._move(caret, -1, self.letters_on)

    def letter_right(self, caret: int) -> int:
        """The letter to the right on screen; lam and alef are two also when they share a cell."""
        return self._move(caret, 1, self.letters_on)

    def row_up(self, caret: int, column: int | None = None) -> int:
        """The letter one row up.

        Args:
            caret: Where the caret is.
            column: Column to aim at, so that several moves keep to it; None for the caret's own.
        """
        return self._row_move(caret, -1, column)

    def row_down(self, caret: int, column: int | None = None) -> int:
        """The letter one row down; see `row_up`."""
        return self._row_move(caret, 1, column)

    def row_start(self, caret: int) -> int:
        """The first letter of the caret's row in reading order: its right end when it is rtl."""
        row = self.layout[self.layout.row_of(caret)]
        return self.snap(row.cells[row.visual[0]].start) if row.cells else row.start

    def row_end(self, caret: int) -> int:
        """The last letter of the caret's row in reading order: its left end when it is rtl."""
        row = self.layout[self.layout.row_of(caret)]
        return self.snap(row.cells[row.visual[-1]].end - 1) if row.cells else row.start

    def document_start(self) -> int:
        """The document's first letter."""
        return self.row_start(0)

    def document_end(self) -> int:
        """The document's last letter."""
        return self.row_end(len(self.layout.text))

    def sentence_at(self, caret: int) -> int:
        """Number of the sentence that holds the caret, else of the nearest; -1 without any."""
        return _nearest(self.sentences, self._sentence_starts, caret)

    def sentence_start(self, caret: int) -> int:
        """The first letter of the caret's sentence."""
        return self._sentence_edge(self.sentence_at(caret), caret)

    def sentence_end(self, caret: int) -> int:
        """The last letter of the caret's sentence."""
        number = self.sentence_at(caret)
        return caret if number < 0 else self.snap(self.sentences[number][1] - 1)

    def sentence_next(self, caret: int) -> int:
        """The first letter of the sentence after the caret's; the caret itself in the last one."""
        return self._sentence_edge(self.sentence_at(caret) + 1, caret)

    def sentence_previous(self, caret: int) -> int:
        """The first letter of the sentence before the caret's; the caret itself in the first."""
        return self._sentence_edge(self.sentence_at(caret) - 1, caret)

    def word_at(self, caret: int) -> Bounds:
        """The word that holds the caret, else the nearest, of two equally near the later.

        Without any word the letter stands for it.
        """
        number = _nearest(self._words, self._word_starts, caret)
        return self.letter_at(caret) if number < 0 else self._words[number]

    def word_start_before(self, offset: int) -> int | None:
        """Where the last word begins that begins before an offset; None before the first."""
        at = bisect_left(self._word_starts, offset) - 1
        return self._word_starts[at] if at >= 0 else None

    def word_start_after(self, offset: int) -> int | None:
        """Where the first word begins that begins after an offset; None in the last."""
        at = bisect_right(self._word_starts, offset)
        return self._word_starts[at] if at < len(self._words) else None

    def word_end_before(self, offset: int) -> int | None:
        """Where the last word ends that ends before an offset; None in the first."""
        at = bisect_left(self._words, offset, key=_end) - 1
        return self._words[at][1] if at >= 0 else None

    def word_end_after(self, offset: int) -> int | None:
        """Where the first word ends that ends after an offset; None behind the last."""
        at = bisect_right(self._words, offset, key=_end)
        return self._words[at][1] if at < len(self._words) else None

    def words_between(self, start: int, end: int) -> list[Bounds]:
        """The words that begin in `[start, end)`, in order."""
        first = bisect_left(self._word_starts, start)
        return self._words[first : bisect_left(self._word_starts, end, lo=first)]

    def letter_at(self, caret: int) -> Bounds:
        """The grapheme cluster that holds the caret; empty only in an empty text."""
        text = self.layout.text
        if not text:
            return 0, 0
        caret = min(max(caret, 0), len(text) - 1)
        start = _letter_start(text, caret)
        end = next_grapheme(text, start)
        cell = self.layout.cell_at(start)
        while cell and end < cell.end and unicodedata.category(text[start]) == "Cf":
            start, end = end, next_grapheme(text, end)
        return start, end

    def select_words(self, anchor: int, caret: int) -> Bounds:
        """From the first of the two carets' words to the last, both included."""
        return _hull(self.word_at(anchor), self.word_at(caret))

    def select_letters(self, anchor: int, caret: int) -> Bounds:
        """From the first of the two carets' letters to the last, both included."""
        return _hull(self.letter_at(anchor), self.letter_at(caret))

    def snap(self, offset: int) -> int:
        """The caret for any offset: the letter that holds it, else the last of its row."""
        place = self.layout.place(offset)
        cell = self.layout.cell_at(offset)
        if cell is None:
            row = self.layout[place.row]
            return self.row_end(offset) if row.cells else row.start
        stops = [stop for stop in self._letters_in(cell) if stop <= offset]
        return max(stops, default=_letter_start(self.layout.text, cell.start))

    def words_on(self, row: int) -> list[int]:
        """Where the words that begin on a row are entered, from left to right."""
        extent = self.layout.extent(row)
        first = bisect_left(self._word_starts, extent.start)
        last = bisect_left(self._word_starts, extent.end)
        stops = {self._first_stop(word) for word in self._words[first:last]}
        return sorted(stops, key=self.layout.place)

    def letters_on(self, row: int) -> list[int]:
        """The letters of a row from left to right; a row without any is a stop itself."""
        found = self.layout[row]
        if not found.cells:
            return [found.start]
        return [stop for cell in found.cells for stop in self._letters_in(cell)]

    def _sentence_edge(self, number: int, caret: int) -> int:
        if not 0 <= number < len(self.sentences):
            return caret
        return self._first_stop(self.sentences[number])

    def _row_move(self, caret: int, step: int, column: int | None) -> int:
        place = self.layout.place(caret)
        row = place.row + step
        if not 0 <= row < len(self.layout):
            return caret
        aim = place.column if column is None else column
        return self.snap(self.layout.offset_at(row, aim))

    def _move(self, caret: int, step: int, stops_on: Callable[[int], list[int]]) -> int:
        """The stop next to the caret: on its row, else on the nearest row that has one."""
        place = self.layout.place(caret)
        stops = stops_on(place.row)
        if caret in stops:
            beside = stops.index(caret) + step
        else:
            columns = [self.layout.place(stop).column for stop in stops]
            at_right = bisect_right(columns, place.column)
            beside = at_right if step > 0 else bisect_left(columns, place.column) - 1
        if 0 <= beside < len(stops):
            return stops[beside]
        if (step < 0) == self.layout[place.row].rtl:
            rows = range(place.row + 1, len(self.layout))
        else:
            rows = range(place.row - 1, -1, -1)
        return self._enter(
            self._rows_of_words(rows) if stops_on == self.words_on else rows, stops_on, caret
        )

    def _rows_of_words(self, rows: range) -> range:
        """The rows from the nearest on that a word begins on; a word may be thousands long."""
        if not rows:
            return rows
        extent = self.layout.extent(rows.start)
        if rows.step > 0:
            word = bisect_left(self._word_starts, extent.start)
        else:
            word = bisect_left(self._word_starts, extent.end) - 1
        if not 0 <= word < len(self._words):
            return range(0)
        return range(self.layout.row_of(self._word_starts[word]), rows.stop, rows.step)

    def _enter(self, rows: range, stops_on: Callable[[int], list[int]], caret: int) -> int:
        """The first stop met on going through rows in reading order or against it."""
        for row in rows:
            stops = stops_on(row)
            if stops:
                from_right = self.layout[row].rtl == (rows.step > 0)
                return stops[-1 if from_right else 0]
        return caret

    def _letters_in(self, cell: Cell) -> list[int]:
        """A cell's letters from left to right; none when it only continues the one before."""
        text = self.layout.text
        if not is_grapheme_boundary(text, cell.start):
            return []
        for alef in range(cell.start + 1, cell.end):
            if text[alef] in _ALEFS and _LAM in text[cell.start : alef]:
                return [alef, cell.start] if cell.rtl else [cell.start, alef]
        return [cell.start]

    def _first_stop(self, bounds: Bounds) -> int:
        """The first cell that begins inside the bounds, else the one that holds their start."""
        cell = self.layout.cell_at(bounds[0])
        if cell and cell.start < bounds[0] and cell.end < bounds[1]:
            return self.snap(cell.end)
        return self.snap(bounds[0])


def _end(bounds: Bounds) -> int:
    return bounds[1]


def _letter_start(text: str, offset: int) -> int:
    return offset if is_grapheme_boundary(text, offset) else previous_grapheme(text, offset)


def _hull(one: Bounds, other: Bounds) -> Bounds:
    return min(one[0], other[0]), max(one[1], other[1])


def _nearest(bounds: Sequence[Bounds], starts: Sequence[int], caret: int) -> int:
    """Number of the bounds that hold the caret, else of the nearest, the later of two; or -1."""
    at = bisect_right(starts, caret) - 1
    if at + 1 == len(bounds) or (at >= 0 and caret < bounds[at][1]):
        return at
    if at < 0:
        return 0
    return at if caret - bounds[at][1] + 1 < starts[at + 1] - caret else at + 1
