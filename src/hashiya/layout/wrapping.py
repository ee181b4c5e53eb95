"""Wrapping: where the rows of a paragraph break, in cells and in logical order.

Spaces at a break hang on the row before it, and nothing that closes begins a row after a space.
Must never know a letter, a direction or an offset.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

__all__ = ["CellRange", "wrap"]

MAX_HANGING_SPACES: Final = 1000
"""Spaces that hang on one row; more go on hanging on the next, so that wrapping stays linear."""

_SPACES = re.compile(rb"s+")
_CLOSING: Final = ord("p")


class CellRange(NamedTuple):
    """The cells of a row, counted in its paragraph."""

    first: int
    """Its first."""

    stop: int
    """After the last that is painted."""

    after: int
    """After its last, hanging spaces included; the next row's first."""


def wrap(kinds: bytes, columns: Sequence[int], width: int, first: int) -> Iterator[CellRange]:
    """The rows of a paragraph from a cell on, each to its last break, or cut where it is full.

    Args:
        kinds: One a cell (`hashiya.layout.kinds`).
        columns: Columns before each cell, then all of them.
        width: Columns of a row.
        first: The cell that the first of them begins with.
    """
    spaces = kinds.replace(b"d", b"s").replace(b"q", b"p")
    tail = len(spaces.rstrip(b"s"))
    while True:
        fitting = bisect_right(columns, columns[first] + width, first) - 1
        if fitting >= tail:
            yield CellRange(first, fitting, len(kinds))
            return
        row = _broken(spaces, first, fitting)
        yield row
        first = row.after


def _broken(spaces: bytes, first: int, fitting: int) -> CellRange:
    """The row that begins with a cell: to its last break, or cut where it is full."""
    space = spaces.rfind(b"s", first, fitting + 1)
    while space >= 0:
        stop = first + len(spaces[first:space].rstrip(b"s"))
        hanging = _SPACES.match(spaces, space, space + MAX_HANGING_SPACES)
        after = hanging.end() if hanging else space
        if spaces[after] != _CLOSING:
            return CellRange(first, stop, after)
        space = spaces.rfind(b"s", first, stop)
    return CellRange(first, fitting, fitting)
