"""Plain spans: those of one text that say where they are and what they are called, as columns.

Nearly all spans of nearly all files are such, and whole columns are judged and written in a tenth
of the time that spans one by one would take. Whoever walks through them meets ordinary records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import itemgetter, lt
from typing import Final, Self, overload

from hashiya.model.record import SpanRecord

__all__ = ["PlainSpans", "bounds_and_labels"]

IMPORTED: Final = "import"
"""How a span came to be whose file does not say."""


class PlainSpans(Sequence[SpanRecord]):
    """Spans without notes, attributes or flags; equal to a tuple of the same records.

    All columns are of one length. Made by `of` alone, so that where one is, its bounds lie in its
    text in order, its quotes are what stands there, and no label and no source is empty.
    """

    __slots__ = ("ends", "labels", "quotes", "sources", "starts", "text")

    text: str
    """What they are spans of."""
    starts: tuple[int, ...]
    """Offsets of the first code points."""
    ends: tuple[int, ...]
    """Offsets after the last ones."""
    labels: tuple[str, ...]
    """Names of labels, not yet looked up in a scheme."""
    quotes: tuple[str, ...]
    """What the text has there."""
    sources: tuple[str, ...]
    """How each came to be."""

    @classmethod
    def of(
        cls,
        text: str,
        columns: tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]],
        sources: tuple[str, ...] | None = None,
    ) -> Self | None:
        """Spans of a text, or None where one of them is not as it must be.

        Args:
            text: The text.
            columns: Starts, ends and labels.
            sources: How they came to be; without it they were imported.
        """
        starts, ends, labels = columns
        if not (
            all(map(lt, starts, ends))
            and min(starts, default=0) >= 0
            and max(ends, default=0) <= len(text)
            and all(labels)
            and (sources is None or all(sources))
        ):
            return None
        made = cls()
        made.text, made.starts, made.ends, made.labels = text, starts, ends, labels
        made.quotes = tuple([text[start:end] for start, end in zip(starts, ends, strict=True)])
        made.sources = (IMPORTED,) * len(starts) if sources is None else sources
        return made

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[SpanRecord]:
        cells = (self.starts, self.ends, self.labels, self.quotes, repeat(""), repeat(()))
        return map(SpanRecord, *cells, self.sources)

    @overload
    def __getitem__(self, index: int) -> SpanRecord: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[SpanRecord, ...]: ...
    def __getitem__(self, index: int | slice) -> SpanRecord | tuple[SpanRecord, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        where = self.starts[index], self.ends[index], self.labels[index], self.quotes[index]
        return SpanRecord(*where, source=self.sources[index])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PlainSpans | tuple):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


_bounds_and_label: Final = itemgetter(0, 1, 2)


def bounds_and_labels(
    spans: Sequence[SpanRecord],
) -> tuple[Sequence[int], Sequence[int], Sequence[str]]:
    """Starts, ends and labels of any spans, column by column."""
    if type(spans) is PlainSpans:
        return spans.starts, spans.ends, spans.labels
    starts, ends, labels = zip(*map(_bounds_and_label, spans), strict=True) if spans else ((),) * 3
    return starts, ends, labels
