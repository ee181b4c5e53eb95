"""Where letters stand on a terminal's grid: cells, rows, and exact maps between offsets and both.

This floor knows letters (`hashiya.text`) and spans (`hashiya.model`). It must never know a file, a
database, Rich or Textual: how many columns a character takes is passed in as a function, so that
what is laid out and what is painted are measured by the same rule.

Glossary:
    offset: a code point of the document, counted from 0.
    cell: one letter with its marks, one or two columns wide; the smallest thing that is painted.
    row: the cells of one line on screen, in visual order from left to right.
    column: a place in the measure, counted from its left edge, 0 <= column < width.
    measure: the columns the text may use; rows of right-to-left paragraphs end at its right edge.
    run: neighbouring columns that one span covers on one row; mixed directions make several.
    gap: a place between two letters, where text is typed; named by the offset of the next letter.
    lane: a line under a row that shows which columns a span covers and with which label.
"""

from __future__ import annotations

from hashiya.layout.drawing import AS_READ, Drawing
from hashiya.layout.gaps import Gaps
from hashiya.layout.geometry import DocumentLayout
from hashiya.layout.grid import Cell, Place, Rectangle
from hashiya.layout.lanes import MAX_LANES, Lanes, LaneSegment, RowLanes
from hashiya.layout.lines import Row
from hashiya.layout.navigator import Navigator
from hashiya.layout.paragraph import CharWidth

__all__ = [
    "AS_READ",
    "MAX_LANES",
    "Cell",
    "CharWidth",
    "DocumentLayout",
    "Drawing",
    "Gaps",
    "LaneSegment",
    "Lanes",
    "Navigator",
    "Place",
    "Rectangle",
    "Row",
    "RowLanes",
]
