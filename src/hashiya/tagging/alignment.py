"""Alignment: which tokens a span of characters touches, and whether its edges are their edges.

Glossary: a *span* and a *token* are both `[start, end)` in code points of the same text. Tokens are
disjoint and in order; what lies between two tokens is a *gap*. A span *fits* when it begins where
a token begins and ends where a token ends. Nothing here widens, cuts or drops a span.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from hashiya.errors import AlignmentError

__all__ = ["Alignment", "align", "expect_aligned"]


class Alignment(NamedTuple):
    """One span beside the tokens it touches."""

    first: int
    """Index of the first token that shares a character with the span."""
    last: int
    """Index after the last such token; equal to `first` when the span lies in a gap."""
    start: int
    """The token edge nearest to the span's start that leaves out none of its tokens."""
    end: int
    """The same for its end. `(start, end)` is empty when the span touches no token."""
    fits: bool
    """Whether `(start, end)` is the span itself."""


_as_alignment: Final = partial(tuple.__new__, Alignment)
"""An alignment of a tuple; its own constructor costs twice as much."""


def align(
    spans: Iterable[tuple[int, int] | tuple[int, int, str]],
    starts: Sequence[int],
    ends: Sequence[int],
) -> Iterator[Alignment]:
    """Lay spans beside tokens, in the order given; O(log tokens) each.

    Args:
        spans: `(start, end)` in code points, not empty; a label behind them is passed over.
        starts: Where each token begins, ascending.
        ends: Where each token ends; as many as `starts`.

    >>> next(align([(1, 8)], [0, 9], [8, 12]))
    Alignment(first=0, last=1, start=0, end=8, fits=False)
    """
    for span in spans:
        start, end = span[0], span[1]
        first = bisect_right(ends, start)
        last = bisect_left(starts, end, first)
        if first >= last:
            yield Alignment(first, first, start, start, fits=False)
            continue
        from_edge, to_edge = starts[first], ends[last - 1]
        fits = from_edge == start and to_edge == end
        yield _as_alignment((first, last, from_edge, to_edge, fits))


def expect_aligned(
    start: int, end: int, starts: Sequence[int], ends: Sequence[int]
) -> tuple[int, int]:
    """The tokens `[first, last)` that a span consists of.

    Raises:
        AlignmentError: An edge falls inside a token or in a gap; it carries the nearest edges.
    """
    found = next(align([(start, end)], starts, ends))
    if found.fits:
        return found.first, found.last
    nearest = (found.start, found.end)
    reason = (
        f"the span [{start}, {end}) touches no token"
        if found.first == found.last
        else f"the span [{start}, {end}) does not fit the tokens; the nearest edges are {nearest}"
    )
    raise AlignmentError(reason, start=start, end=end, nearest=nearest)
