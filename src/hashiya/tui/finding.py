"""Finding: where a query stands in one document, whatever way its letters are written.

The document is folded once; each query is one pass over the folded text. Must never know a widget
or who asks.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from hashiya.text import fold

__all__ = ["Finder", "Hits"]


class Hits(NamedTuple):
    """Where a query stands, in folded characters; most are never looked at."""

    starts: tuple[int, ...] = ()
    """Where each hit begins, in order; hits do not overlap."""
    length: int = 0
    """Length of each."""


class Finder:
    """The folded form of one text.

    Args:
        text: What is searched.
    """

    def __init__(self, text: str) -> None:
        self._folded = fold(text)

    def hits(self, query: str) -> Hits:
        """All places of a query; none for one that folds to nothing. Linear."""
        wanted = fold(query).text
        if not wanted.strip():
            return Hits()
        text = self._folded.text
        found: list[int] = []
        at = text.find(wanted)
        while at >= 0:
            found.append(at)
            at = text.find(wanted, at + len(wanted))
        return Hits(tuple(found), len(wanted))

    def span(self, hits: Hits, number: int) -> tuple[int, int]:
        """A hit in the text as it is written, `[start, end)` in code points."""
        start = hits.starts[number]
        return self._folded.span(start, start + hits.length)

    def first_from(self, hits: Hits, offset: int) -> int:
        """Number of the first hit at an offset of the text or after it; past the last, the first.

        Hits must not be empty.
        """
        folded = bisect_left(self._folded.starts, offset)
        number = bisect_left(hits.starts, folded)
        return number if number < len(hits.starts) else 0
