"""Spans: the half-open ranges of a document's text that annotations cover.

Every offset counts Unicode code points from the start of `Document.text`, exactly as
`text[start:end]` does in Python. Bytes, UTF-16 units, grapheme clusters and terminal
cells live in `hashiya.text` and `hashiya.layout`; nothing else may mention them.
"""

from __future__ import annotations

from typing import Self

from pydantic import NonNegativeInt, model_validator

from hashiya.model.base import Model

__all__ = ["Span"]


class Span(Model):
    """A half-open range of code points, `[start, end)`, never empty.

    >>> Span(start=1, end=14).length
    13
    """

    start: NonNegativeInt
    """Offset of the first code point inside the span: `1`."""

    end: NonNegativeInt
    """Offset of the first code point after the span: `14`."""

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"a span ends after it starts; this one is [{self.start}, {self.end})")
        return self

    @property
    def length(self) -> int:
        """Code points in the span, at least 1."""
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span; equal extents contain each other."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def crosses(self, other: Span) -> bool:
        """Whether the two overlap without either containing the other.

        Crossing spans fit no tagging scheme and no nesting; the default policy refuses them.
        """
        first, second = sorted((self, other), key=lambda span: (span.start, -span.end))
        return first.start < second.start < first.end < second.end
