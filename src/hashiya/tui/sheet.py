"""Sheets: a document laid out in a measure with its lanes, and which rows a change touches.

Glossary:
    row: a row of the layout, counted from 0.
    line: a line of the sheet. Each row takes one for its letters and one for each of its lanes, at
        least one; under several lanes follows a blank one, so that they are seen to belong upwards.

Knows where everything stands and nothing of colours. Must never know a widget.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final, NamedTuple

from hashiya.layout import AS_READ, DocumentLayout, Drawing, Lanes, Navigator, RowLanes
from hashiya.model import Annotation, Document, Span
from hashiya.text import word_spans
from hashiya.tui.pieces import char_width

__all__ = ["Damage", "Sheet", "lines_under"]

MAX_MEASURED_ROWS: Final = 100
"""Rows whose lanes are measured one by one."""
LINES_ABOVE: Final = 1
"""Blank lines before the first row."""

_ALEFS: Final = frozenset("اأإآ")


class Damage(NamedTuple):
    """What must be painted again."""

    rows: frozenset[int] = frozenset()
    """Rows that look different and stand where they stood."""
    below: int | None = None
    """The first row from which on everything moved; None when nothing did."""

    def __or__(self, other: tuple[object, ...]) -> Damage:
        """Both damages together."""
        if not isinstance(other, Damage):
            return NotImplemented
        starts = [start for start in (self.below, other.below) if start is not None]
        return Damage(self.rows | other.rows, min(starts, default=None))


class Sheet:
    """One document on the grid, changing with its annotations, its splits and the width.

    Args:
        document: The text and its sentences.
        annotations: What stands on it.
        width: Columns of the measure.
        drawing: How letters are printed, and in which direction.
    """

    def __init__(
        self,
        document: Document,
        annotations: tuple[Annotation, ...],
        *,
        width: int,
        drawing: Drawing = AS_READ,
    ) -> None:
        self.document = document
        self._edges = _edges(document.text, annotations)
        self._held: frozenset[int] = frozenset()
        self.layout = DocumentLayout(
            document.text,
            width=width,
            char_width=char_width,
            splits=self._edges,
            drawing=drawing,
        )
        self.navigator = Navigator(
            self.layout,
            words=word_spans(document.text),
            sentences=[(sentence.start, sentence.end) for sentence in document.sentences],
        )
        self._sentence_starts = [sentence.start for sentence in document.sentences]
        self._annotations = annotations
        self._lanes = Lanes(annotations)
        self._measure_lanes()

    @property
    def height(self) -> int:
        """Lines of the whole sheet."""
        return self._tops[-1]

    def lines_of(self, row: int) -> range:
        """The lines a row takes."""
        return range(self._tops[row], self._tops[row + 1])

    def row_at(self, line: int) -> tuple[int, int]:
        """The row that a line belongs to, and which of its lines it is; the nearest row outside."""
        row = min(max(bisect_right(self._tops, line) - 1, 0), len(self.layout) - 1)
        return row, line - self._tops[row]

    def is_blank(self, line: int) -> bool:
        """Whether nothing stands on a line: no letters and no lane."""
        if line < LINES_ABOVE:
            return True
        row, nth = self.row_at(line)
        return nth > self._heights[row]

    def lanes_of(self, row: int) -> RowLanes:
        """What stands under a row."""
        return self._lanes.row(self.layout, row)

    def touching(self, row: int) -> tuple[Annotation, ...]:
        """The annotations of a row, outermost first."""
        extent = self.layout.extent(row)
        found = self._lanes.touching(extent.start, extent.painted)
        return tuple(sorted(found, key=lambda annotation: -annotation.span.length))

    def sentences_on(self, row: int) -> tuple[Span, ...]:
        """The sentences that begin on a row, in order."""
        extent = self.layout.extent(row)
        first = bisect_left(self._sentence_starts, extent.start)
        return self.document.sentences[first : bisect_left(self._sentence_starts, extent.end)]

    def rows_of(self, start: int, end: int) -> frozenset[int]:
        """The rows that hold a part of `[start, end)`."""
        if start >= end:
            return frozenset()
        return frozenset(range(self.layout.row_of(start), self.layout.row_of(end - 1) + 1))

    def annotate(self, annotations: tuple[Annotation, ...]) -> Damage:
        """Put other annotations on the sheet."""
        if annotations is self._annotations:
            return Damage()
        changed = _differing(self._annotations, annotations)
        self._annotations = annotations
        self._lanes = self._lanes.with_annotations(annotations)
        self._edges = _edges(self.document.text, annotations)
        damage = self._split()
        rows = frozenset[int]().union(
            *(self.rows_of(annotation.span.start, annotation.span.end) for annotation in changed)
        )
        return damage | Damage(rows) | self._measure_rows(rows)

    def recut(self, document: Document) -> None:
        """Take the same text with other sentences; nothing moves.

        Which rows look different then is the matter of the scenes before and after.
        """
        self.document = document
        sentences = [(sentence.start, sentence.end) for sentence in document.sentences]
        self.navigator = self.navigator.with_sentences(sentences)
        self._sentence_starts = [start for start, _ in sentences]

    def hold(self, offsets: Iterable[int]) -> Damage:
        """Split lam-alefs also at these offsets: the caret and the edges of a selection."""
        held = frozenset(_inside_lam_alef(self.document.text, offsets))
        if held == self._held:
            return Damage()
        self._held = held
        return self._split()

    def resize(self, width: int) -> None:
        """Wrap in another measure; every row may move."""
        self._lay_out(self.layout.with_width(width))

    def redraw(self, drawing: Drawing) -> None:
        """Print otherwise, or in another direction; every row may move."""
        self._lay_out(self.layout.with_drawing(drawing))

    def _lay_out(self, layout: DocumentLayout) -> None:
        self.layout = layout
        self.navigator = self.navigator.with_layout(self.layout)
        self._measure_lanes()

    def _split(self) -> Damage:
        before = self.layout
        self.layout = before.with_splits(self._edges | self._held)
        if self.layout is before:
            return Damage()
        self.navigator = self.navigator.with_layout(self.layout)
        changed = self.layout.changed_rows(before)
        if not changed:
            return Damage()
        if len(self.layout) != len(before):
            self._measure_lanes()
            return Damage(below=changed.start)
        rows = frozenset(changed)
        return Damage(rows) | self._measure_rows(rows)

    def _measure_lanes(self) -> None:
        self._heights = bytearray(self._lanes.heights(self.layout))
        self._stack()

    def _measure_rows(self, rows: Iterable[int]) -> Damage:
        """Measure the lanes of some rows again; rows below move when one of them grew."""
        moved = []
        rows = set(rows)
        # Of many rows at once most lie inside what stands on them, which is quicker to count.
        all_heights = self._lanes.heights(self.layout) if len(rows) > MAX_MEASURED_ROWS else None
        for row in rows:
            height = all_heights[row] if all_heights else self._lanes.height(self.layout, row)
            if lines_under(height) != lines_under(self._heights[row]):
                moved.append(row)
            self._heights[row] = height
        if not moved:
            return Damage()
        self._stack()
        return Damage(below=min(moved))

    def _stack(self) -> None:
        lines = (1 + lines_under(height) for height in self._heights)
        self._tops = list(accumulate(lines, initial=LINES_ABOVE))


def lines_under(lanes: int) -> int:
    """Lines under a row's letters.

    >>> [lines_under(lanes) for lanes in range(4)]
    [1, 1, 3, 4]
    """
    return lanes + 1 if lanes > 1 else 1


def _differing(before: tuple[Annotation, ...], after: tuple[Annotation, ...]) -> list[Annotation]:
    """The annotations that only one of the two holds; told apart by identity, which is cheap."""
    old, new = ({id(annotation): annotation for annotation in side} for side in (before, after))
    return [old[key] for key in old.keys() - new.keys()] + [
        new[key] for key in new.keys() - old.keys()
    ]


def _edges(text: str, annotations: Iterable[Annotation]) -> frozenset[int]:
    spans = [annotation.span for annotation in annotations]
    offsets = (offset for span in spans for offset in (span.start, span.end))
    return frozenset(_inside_lam_alef(text, offsets))


def _inside_lam_alef(text: str, offsets: Iterable[int]) -> Iterable[int]:
    """The offsets that may lie inside a lam-alef: those before an alef."""
    return (offset for offset in offsets if offset < len(text) and text[offset] in _ALEFS)
