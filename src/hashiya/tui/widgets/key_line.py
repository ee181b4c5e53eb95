"""The key line: keys and what they do, closer together or fewer where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from hashiya.tui.commands import translated_keys
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _
from hashiya.tui.pieces import Piece, pieces_width
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["KeyLine"]


class KeyLine(LineWidget):
    """Which keys answer."""

    def __init__(self, inks: Inks) -> None:
        super().__init__()
        self.keys: tuple[tuple[str, str], ...] = ()
        """Key and what it means."""
        self.set_reactive(LineWidget.inks, inks)

    def lines(self, width: int) -> tuple[Line, ...]:
        """Key and word, closer together or fewer of them where there is little room."""
        known = [
            (Piece(translated_keys(key), "key"), Piece(f" {_(words)}", "quiet"))
            for key, words in self.keys
        ]
        gap = 3
        while known and pieces_width(_spaced(known, gap)) > width:
            if gap > 1:
                gap -= 1
            else:
                known.pop()
        return (Line(_spaced(known, gap)),)


def _spaced(known: Sequence[tuple[Piece, Piece]], gap: int) -> tuple[Piece, ...]:
    """Keys with their words, each so many columns after the one before."""
    blank = Piece(" " * gap)
    pieces = [piece for pair in known for piece in (blank, *pair)]
    return (Piece(" "), *pieces[1:])
