"""Found lines: the hits of a project search as two lines each, drawn when they are seen.

Must never know a widget, or how a hit was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from hashiya.services import Surroundings
from hashiya.store import Hit
from hashiya.tui.hit_lines import context_pieces
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _
from hashiya.tui.pieces import Line, Piece, as_written, pieces_width
from hashiya.tui.titles import title_of

__all__ = ["LINES_A_FIND", "FoundLines"]

LINES_A_FIND: Final = 2
"""The hit in its sentence, and where that is."""


class FoundLines(ItemLines):
    """The lines of all hits so far.

    Args:
        hits: The hits; more may come at the end.
    """

    EACH: ClassVar[int] = LINES_A_FIND

    def __init__(self, hits: Sequence[Hit] = ()) -> None:
        super().__init__()
        self.hits = list(hits)
        """In the order of documents and texts."""

    @property
    def item_count(self) -> int:
        """Those there are."""
        return len(self.hits)

    def line(self, number: int) -> Line:
        """One line."""
        nth, line = divmod(number, LINES_A_FIND)
        return self._where(nth) if line else self._hit(nth)

    def _hit(self, number: int) -> Line:
        hit = self.hits[number]
        mark = Piece(" ◂ " if number == self.cursor else "   ", "name")
        around = Surroundings(
            hit.name, hit.sentence, hit.before, hit.quote, hit.after, is_cut=False
        )
        label = hit.labels[0] if hit.labels else None
        room = self.width - mark.width - 2
        return Line((), (*context_pieces(around, room, label=label), mark), is_placed=True)

    def _where(self, number: int) -> Line:
        hit = self.hits[number]
        words = [Piece(as_written(hit.name, max(8, self.width // 3)), "quiet")]
        if hit.sentence:
            said = _("sentence {number}").format(number=hit.sentence)
            words.append(Piece(as_written(said), "quiet"))
        words += [Piece(as_written(title_of(label), 20), label=label) for label in hit.labels]
        dot = Piece(" · ", "faint")
        pieces = [piece for word in reversed(words) for piece in (word, dot)][:-1]
        while pieces_width(pieces) > self.width - 4 and len(pieces) > 1:
            del pieces[-2:]
        return Line((), (*pieces, Piece("    ")), is_placed=True)
