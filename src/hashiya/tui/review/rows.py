"""Rows: lines whose groups follow one another as the interface runs, each group as it is written.

For lines that hold a stretch of the article laid out beforehand, such as a proposal between its
brackets. Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Iterable

from hashiya.tui.locale import is_mirrored
from hashiya.tui.pieces import Line, Piece

__all__ = ["Group", "row"]

Group = tuple[Piece, ...]
"""Pieces in the order they are written, from the left."""


def row(groups: Iterable[Group], end: Iterable[Group] = ()) -> Line:
    """A line of groups from where the interface begins, and groups at its other end."""
    begin, rest = [*groups], [*end]
    if not is_mirrored():
        return Line(_flat(begin), _flat(rest), is_placed=True)
    return Line(_flat(reversed(rest)), _flat(reversed(begin)), is_placed=True)


def _flat(groups: Iterable[Group]) -> Group:
    return tuple(piece for group in groups for piece in group)
