"""Finding: where a query stands in one document, by the same rule as in a search of all.

The document is folded once; each query is one pass over the folded text. Must never know a widget
or who asks.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from hashiya.text import Query, fold

__all__ = ["Finder", "Hits"]


class Hits(NamedTuple):
    """Where a query stands, in folded characters; most are never looked at."""

    starts: tuple[int, ...] = ()
    """Where each hit begins, in order; hits do not overlap."""
    ends: tuple[int, ...] = ()
    """Where each ends."""
    is_inside: bool = False
    """Whether no word begins with the query, so that these stand inside words."""
    is_blank: bool = False
    """Whether there is nothing to look for: marks and signs do not count."""


class Finder:
    """The folded form of one text.

    Args:
        text: What is searched.
    """

    def __init__(self, text: str) -> None:
        self._folded = fold(text)

    def hits(self, query: str) -> Hits:
        """All places of a query that is being typed. Linear.

        Its words stand one after the other, behind proclitics too, and the last may go on; the
        hit is the bare form. Where there is none, it is looked for inside words, just as typed.
        """
        wanted = Query(query, is_typing=True)
        if wanted.is_empty:
            return Hits(is_blank=True)
        found = wanted.spans_folded(self._folded)
        inside = [] if found else self._inside(fold(query).text)
        starts, ends = zip(*(found or inside), strict=True) if found or inside else ((), ())
        return Hits(starts, ends, bool(inside))

    def _inside(self, wanted: str) -> list[tuple[int, int]]:
        """Every place of some letters that does not overlap the one before."""
        text = self._folded.text
        found: list[tuple[int, int]] = []
        at = text.find(wanted)
        while at >= 0:
            found.append((at, at + len(wanted)))
            at = text.find(wanted, at + len(wanted))
        return found

    def span(self, hits: Hits, number: int) -> tuple[int, int]:
        """A hit in the text as it is written, `[start, end)` in code points."""
        return self._folded.span(hits.starts[number], hits.ends[number])

    def first_from(self, hits: Hits, offset: int) -> int:
        """Number of the first hit at an offset of the text or after it; past the last, the first.

        Hits must not be empty.
        """
        folded = bisect_left(self._folded.starts, offset)
        number = bisect_left(hits.starts, folded)
        return number if number < len(hits.starts) else 0
