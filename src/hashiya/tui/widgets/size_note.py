"""The size note: one line that says how large a terminal should be, shown when it is smaller."""

from __future__ import annotations

from typing import Final

from hashiya.tui.locale import _
from hashiya.tui.pieces import Piece
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["LEAST_HEIGHT", "LEAST_WIDTH", "SizeNote"]

LEAST_WIDTH: Final = 40
"""Columns that everything needs."""
LEAST_HEIGHT: Final = 10
"""Lines that everything needs."""


class SizeNote(LineWidget):
    """One line, in as many words as fit."""

    def lines(self, width: int) -> tuple[Line, ...]:
        """The wish, long or short."""
        size = f"{LEAST_WIDTH}×{LEAST_HEIGHT}"
        for words in (_("enlarge the terminal to {size} or more"), _("needs {size}"), "{size}"):
            piece = Piece(f" {words.format(size=size)}", "warning")
            if piece.width <= width:
                return (Line((piece,)),)
        return (Line((Piece("↔", "warning"),)),)
