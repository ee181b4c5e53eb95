"""The grid's values: a cell, the place of an offset, and neighbouring columns of a row.

Must never know how a text is cut into cells (`hashiya.layout.paragraph`) nor how they are placed.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Cell", "Place", "Rectangle"]


class Cell(NamedTuple):
    """One letter cluster on the grid."""

    start: int
    """Offset of its first code point in the document."""

    end: int
    """Offset after its last; what prints nothing itself is included."""

    glyph: str
    """What is printed: shaped, mirrored, with its marks; never a control or format character."""

    width: int
    """Columns it takes, 1 or 2."""

    rtl: bool
    """Whether it stands in a right-to-left run; its logical end is then its left edge."""


class Place(NamedTuple):
    """Where an offset stands; a block caret is painted over exactly these columns."""

    row: int
    """Row of the document."""

    column: int
    """Left column of its cell in the measure."""

    width: int
    """Columns of its cell, 1 or 2."""


class Rectangle(NamedTuple):
    """Neighbouring columns of one row, half-open and never empty."""

    row: int
    """Row of the document."""

    left: int
    """First column."""

    right: int
    """Column after the last."""
