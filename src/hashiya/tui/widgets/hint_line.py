"""The hint line: one line of pieces that whoever holds it chooses, such as the keys of an input."""

from __future__ import annotations

from collections.abc import Iterable

from textual.reactive import reactive

from hashiya.tui.commands import translated_keys
from hashiya.tui.locale import _
from hashiya.tui.pieces import Piece, fitted
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["HintLine", "key_hints"]


class HintLine(LineWidget):
    """One line."""

    pieces: reactive[tuple[Piece, ...]] = reactive((), repaint=False)
    """From the left; what does not fit is left away at the end, a key with what it does."""
    line: reactive[Line | None] = reactive(None, repaint=False)
    """A line that was made for this width, instead of pieces."""

    def watch_pieces(self) -> None:
        """Draw other pieces."""
        self.redraw()

    def watch_line(self) -> None:
        """Draw another line."""
        self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """The pieces that fit."""
        if self.line is not None:
            return (self.line,)
        shown = fitted(self.pieces, width)
        if len(shown) < len(self.pieces) and shown and shown[-1].ink == "key":
            shown = shown[:-1]
        return (Line(shown),)


def key_hints(hints: Iterable[tuple[str, str]]) -> tuple[Piece, ...]:
    """Keys and what they do.

    Args:
        hints: A key as people read it, and a message; both are translated here.
    """
    return tuple(
        piece
        for key, words in hints
        for piece in (
            Piece(translated_keys(key), "key"),
            Piece(f" {_(words)}", "quiet"),
            Piece("   "),
        )
    )
