"""Lanes: the lines under a row that show which columns each annotation covers.

The innermost annotation lies nearest the text, whatever holds it further down, so that a nested
span reads from its words outwards. Annotations that share no code point share a lane. A row knows
only the annotations that overlap it: an edit changes nothing anywhere else. Colours, keys and
patterns belong to whoever paints.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from hashiya.layout.geometry import DocumentLayout
from hashiya.layout.lines import Extent, Row
from hashiya.model import Annotation

__all__ = ["MAX_LANES", "LaneSegment", "Lanes", "RowLanes"]

MAX_LANES: Final = 3
"""Lanes under a row; what finds no room in them is counted."""

_BLOCK_ANNOTATIONS: Final = 64
"""Annotations in one block of the lookup; a block that ends before a row is skipped whole."""

_MAX_KNOWN_ROWS: Final = 1024

_START: Callable[[Annotation], int] = attrgetter("span.start")
_END: Callable[[Annotation], int] = attrgetter("span.end")


class LaneSegment(NamedTuple):
    """Neighbouring columns of one lane that one annotation covers."""

    lane: int
    """0 nearest the text."""

    left: int
    """First column in the measure."""

    right: int
    """Column after the last."""

    annotation: Annotation
    """Whose it is."""

    closes_left: bool
    """Whether the annotation ends at the left side in an rtl row, and starts there in another.

    Otherwise it goes on elsewhere: on the next row, or in another segment of this one.
    """

    closes_right: bool
    """The same of the right side: the start of an annotation in an rtl row."""

    key: int | None
    """Column for the label's key: once a row and annotation, where the reader leaves it."""


class RowLanes(NamedTuple):
    """What stands under one row."""

    segments: tuple[LaneSegment, ...]
    """By lane, then from left to right; no two of a lane overlap."""

    height: int
    """Lanes that hold something."""

    hidden: int
    """Annotations of the row that found no lane."""


class _Known(NamedTuple):
    """A row's lanes with everything they were worked out from."""

    row: Row
    annotations: tuple[Annotation, ...]
    lanes: RowLanes


class _Stack(NamedTuple):
    """Annotations of a row with their lanes, and how many found none."""

    shown: list[tuple[Annotation, int]]
    hidden: int


class Lanes:
    """The annotations of a document, ready to be asked row by row; a value that does not change.

    Args:
        annotations: In any order; in `Layer.annotations` order equal extents keep their lanes.
        limit: Lanes a row may have.
        known: What `with_annotations` hands on.
    """

    def __init__(
        self,
        annotations: Iterable[Annotation],
        *,
        limit: int = MAX_LANES,
        known: dict[int, _Known] | None = None,
    ) -> None:
        self.annotations = tuple(sorted(annotations, key=_START))
        """By start."""
        self.limit = limit
        self._starts = [_START(annotation) for annotation in self.annotations]
        ends = [_END(annotation) for annotation in self.annotations]
        blocks = range(0, len(ends), _BLOCK_ANNOTATIONS)
        self._block_ends = [max(ends[at : at + _BLOCK_ANNOTATIONS]) for at in blocks]
        self._known = {} if known is None else known

    def with_annotations(self, annotations: Iterable[Annotation]) -> Lanes:
        """Lanes of other annotations; rows that hold the same ones are not worked out again."""
        return Lanes(annotations, limit=self.limit, known=self._known)

    def touching(self, start: int, end: int) -> tuple[Annotation, ...]:
        """The annotations that share a code point with `[start, end)`, by start."""
        after = bisect_left(self._starts, end) if start < end else 0
        found: list[Annotation] = []
        for block, at in enumerate(range(0, after, _BLOCK_ANNOTATIONS)):
            if self._block_ends[block] > start:
                some = self.annotations[at : min(at + _BLOCK_ANNOTATIONS, after)]
                found += [annotation for annotation in some if _END(annotation) > start]
        return tuple(found)

    def row(self, layout: DocumentLayout, index: int) -> RowLanes:
        """What stands under a row; the same object as long as nothing about the row changes.

        Raises:
            IndexError: There is no such row.
        """
        row, extent = layout[index], layout.extent(index)
        annotations = self.touching(extent.start, extent.painted)
        known = self._known.get(extent.start)
        if known and known.row is row and known.annotations == annotations:
            return known.lanes
        lanes = _lay(layout, index, self._stack(layout, extent, annotations))
        if len(self._known) >= _MAX_KNOWN_ROWS:
            self._known.clear()
        self._known[extent.start] = _Known(row, annotations, lanes)
        return lanes

    def height(self, layout: DocumentLayout, index: int) -> int:
        """Lanes a row needs, worked out without putting its cells in order.

        Raises:
            IndexError: There is no such row.
        """
        extent = layout.extent(index)
        annotations = self.touching(extent.start, extent.painted)
        if len(annotations) < 2:
            return min(len(annotations), self.limit)
        return _height(self._stack(layout, extent, annotations).shown)

    def heights(self, layout: DocumentLayout) -> bytes:
        """Lanes every row needs, one number a row."""
        starts = layout.row_starts()
        edges, crossing = set(layout.blank_rows()), [0] * (len(starts) + 1)
        for annotation in self.annotations:
            first = bisect_right(starts, _START(annotation)) - 1
            last = max(first, bisect_left(starts, _END(annotation), first) - 1)
            edges.update((first, last))
            if first < last:
                crossing[first + 1] += 1
                crossing[last] -= 1
        # Where nothing begins or ends, all that cross the row lie over each other.
        heights = bytearray(min(count, self.limit) for count in accumulate(crossing[:-1]))
        for row in edges:
            heights[row] = self.height(layout, row)
        return bytes(heights)

    def _stack(
        self, layout: DocumentLayout, extent: Extent, annotations: Sequence[Annotation]
    ) -> _Stack:
        """Give each annotation the lane below everything shorter that shares a cell with it."""
        shown: list[tuple[Annotation, int]] = []
        taken: list[tuple[int, int, int]] = []
        for annotation in sorted(annotations, key=_length):
            start, end = layout.aligned(_START(annotation), _END(annotation))
            start, end = max(start, extent.start), min(end, extent.painted)
            above = [lane for left, right, lane in taken if left < end and start < right]
            lane = max(above, default=-1) + 1
            if lane < self.limit:
                taken.append((start, end, lane))
                shown.append((annotation, lane))
        return _Stack(shown, len(annotations) - len(shown))


def _length(annotation: Annotation) -> int:
    return _END(annotation) - _START(annotation)


def _height(shown: Iterable[tuple[Annotation, int]]) -> int:
    return max((lane for _, lane in shown), default=-1) + 1


def _lay(layout: DocumentLayout, index: int, stack: _Stack) -> RowLanes:
    extent, rtl = layout.extent(index), layout[index].rtl
    segments: list[LaneSegment] = []
    for annotation, lane in stack.shown:
        start, end = _START(annotation), _END(annotation)
        found = layout.rectangles_on(index, start, end)
        starts, ends = start >= extent.start, end <= extent.end
        at_left, at_right = (ends, starts) if rtl else (starts, ends)
        last = len(found) - 1
        for nth, (_, left, right) in enumerate(found):
            key = None if nth != (0 if rtl else last) else left if rtl else right - 1
            closes_left, closes_right = at_left and nth == 0, at_right and nth == last
            segments.append(
                LaneSegment(lane, left, right, annotation, closes_left, closes_right, key)
            )
    segments.sort(key=itemgetter(0, 1))
    return RowLanes(tuple(segments), _height(stack.shown), stack.hidden)
