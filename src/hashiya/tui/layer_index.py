"""Layer indexes: what a layer holds, arranged so that one key costs one look-up.

Must never know a widget, a store or the scheme.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from hashiya.model import Annotation, Layer, MarkState

__all__ = ["LayerIndex"]


class LayerIndex:
    """One layer's annotations by offset and by order, its marks and reminders by sentence.

    Args:
        layer: What is looked up; its annotations are in reading order.
    """

    def __init__(self, layer: Layer) -> None:
        self.annotations = layer.annotations
        """In reading order: by start, longer first."""
        self._edges = [
            (annotation.span.start, annotation.span.end) for annotation in self.annotations
        ]
        self._places = {annotation.id: at for at, annotation in enumerate(self.annotations)}
        self.marks: Mapping[int, MarkState] = {mark.span.start: mark.state for mark in layer.marks}
        """Start of a finished sentence → how it was finished."""
        self.reminders: Mapping[int, bool] = {
            each.span.start: each.is_flagged for each in layer.reminders if each.span is not None
        }
        """Start of a sentence with a flag or a note → whether it is a flag, perhaps with a note."""

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Label name → annotations that carry it."""
        return Counter(annotation.label for annotation in self.annotations)

    def get(self, identifier: str | None) -> Annotation | None:
        """The annotation of this id, or None."""
        at = self._places.get(identifier) if identifier is not None else None
        return None if at is None else self.annotations[at]

    def overlapping(self, start: int, end: int) -> tuple[Annotation, ...]:
        """The annotations that share a code point with `[start, end)`, in reading order."""
        last = bisect_left(self._edges, (end, 0))
        return tuple(self.annotations[at] for at in range(last) if self._edges[at][1] > start)

    def innermost(self, offset: int) -> Annotation | None:
        """The shortest annotation over a code point; of equal ones the last in order."""
        covering = self.overlapping(offset, offset + 1)
        if not covering:
            return None
        return min(reversed(covering), key=lambda annotation: annotation.span.length)

    def following(self, caret: int, chosen: str | None) -> Annotation | None:
        """The annotation after the chosen one, else the first that starts at or after the caret."""
        place = self._places.get(chosen) if chosen is not None else None
        at = bisect_left(self._edges, (caret, 0)) if place is None else place + 1
        return self.annotations[at] if at < len(self.annotations) else None

    def preceding(self, caret: int, chosen: str | None) -> Annotation | None:
        """The annotation before the chosen one, else the last that starts before the caret."""
        place = self._places.get(chosen) if chosen is not None else None
        at = (bisect_left(self._edges, (caret, 0)) if place is None else place) - 1
        return self.annotations[at] if at >= 0 else None
