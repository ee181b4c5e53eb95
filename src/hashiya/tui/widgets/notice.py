"""Notices: a few centred lines where the text would be, when there is none to show."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.reactive import reactive

from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Piece, pieces_width, sentence
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["EMPTY", "OPENING", "Notice"]

OPENING: Final = ((later("opening the project …"), "quiet"),)
"""While the project is being read."""

EMPTY: Final = (
    (later("This project has no articles yet."), "strong"),
    ("", "text"),
    (later("Bring some in from another terminal; they appear here:"), "quiet"),
    ("hashiya import articles/", "key"),
    ("", "text"),
    (later("Plain text, JSONL and CoNLL files can be read."), "quiet"),
    (later("F12 is a lesson on a sample article, F1 shows every key."), "quiet"),
)
"""A project without documents."""


class Notice(LineWidget):
    """Words in the middle of the screen."""

    GROUND: ClassVar[str] = "background"

    words: reactive[tuple[tuple[str, str], ...]] = reactive(OPENING, repaint=False)
    """Messages, translated here, with the names of their inks."""

    def watch_words(self) -> None:
        """Draw other words."""
        self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """The words, centred both ways; they begin at the top where there is little room."""
        above = max(0, (self.size.height - len(self.words)) // 3)
        return (*[Line()] * above, *(_centred(_(text), ink, width) for text, ink in self.words))


def _centred(text: str, ink: str, width: int) -> Line:
    piece = Piece(sentence(text, width), ink)
    return Line((Piece(" " * ((width - pieces_width((piece,))) // 2)), piece))
