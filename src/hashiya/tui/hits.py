"""Hits: what stands under a place of a sheet, for a mouse that points at it.

Must never know a widget, a button or what a click does.
"""

from __future__ import annotations

from typing import NamedTuple

from hashiya.tui.sheet import Sheet

__all__ = ["Hit", "hit_at"]


class Hit(NamedTuple):
    """What a place means."""

    offset: int
    """First offset of the cell there, or of the cell nearest to it."""
    annotation: str | None = None
    """Id of the annotation whose lane is there; None on letters and beside everything."""


def hit_at(sheet: Sheet, line: int, column: int) -> Hit:
    """What stands on a line of the sheet at a column of the measure; any integers do."""
    row, nth = sheet.row_at(line)
    offset = sheet.layout.offset_under(row, column)
    if nth < 1:
        return Hit(offset)
    for segment in sheet.lanes_of(row).segments:
        if segment.lane == nth - 1 and segment.left <= column < segment.right:
            return Hit(offset, segment.annotation.id)
    return Hit(offset)
