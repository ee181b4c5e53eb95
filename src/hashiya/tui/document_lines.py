"""Document lines: a stretch of the list of articles, one a line, drawn when they are seen.

A line runs from right to left: how far the article is, whether it is gold and has flags, its name,
sentences done of all, spans.
Must never know a widget, or where the documents come from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from hashiya.store import DocumentLine, DocumentState, Work
from hashiya.tui.line_sequence import LineSequence
from hashiya.tui.pieces import Line, Piece, pieces_width
from hashiya.tui.prose import Run, line_of

__all__ = ["DocumentLines", "state_counts"]

STATE_SIGNS: Final[dict[DocumentState, tuple[str, str]]] = {
    "new": ("○", "quiet"),
    "begun": ("◐", "warning"),
    "done": ("●", "good"),
}
"""How far an article is → its sign and the ink of it."""

GOLD: Final = "★"
"""Sign of an article that has been adjudicated."""

LEAST_NAME: Final = 12
"""Columns of a name under which the numbers beside it give way."""
WIDE: Final = 56
"""Columns from which an article's number stands beside its name."""


def state_counts(documents: int, work: Work) -> tuple[Piece, ...]:
    """How many of a project's documents a person has done, begun and not seen."""
    new = documents - work.done - work.begun
    counts = {"done": work.done, "begun": work.begun, "new": new}
    pieces: list[Piece] = []
    for state in ("done", "begun", "new"):
        sign, ink = STATE_SIGNS[state]
        gap = "  " if pieces else ""
        pieces += [Piece(f"{gap}{sign} ", ink), Piece(f"{counts[state]:,}")]
    return tuple(pieces)


class DocumentLines(LineSequence):
    """The lines of the documents that are held."""

    def __init__(self) -> None:
        self.held: list[DocumentLine] = []
        """In position order; there may be more on both sides."""
        self.cursor = 0
        """Number of the one that keys mean."""
        self.here = ""
        """Id of the document that is open."""
        self.width = 0
        """Columns there are."""

    def __len__(self) -> int:
        return len(self.held)

    def line(self, number: int) -> Line:
        """One line, from its right end: cursor, state, name, numbers at the left end."""
        document = self.held[number]
        is_here = document.id == self.here
        sign, ink = STATE_SIGNS[document.state]
        cursor = "◂ " if number == self.cursor else "▪ " if is_here else "  "
        mark = (
            Piece(f"{document.number:,} " if self.width >= WIDE else "", "quiet"),
            Piece("⚑ " if document.flags else "", "warning"),
            Piece(f"{GOLD} " if document.is_gold else "", "name"),
            Piece(f"{sign} ", ink),
            Piece(cursor, "name"),
        )
        work = self._work(document, self.width - pieces_width(mark))
        room = self.width - pieces_width((*mark, *work)) - 2
        name = line_of((Run(document.name, "strong" if is_here else "text"),), max(1, room))
        return Line(work, (*name, Piece(" "), *mark), is_placed=True)

    def _work(self, document: DocumentLine, room: int) -> tuple[Piece, ...]:
        """Sentences done of all, and spans; as much of it as leaves room for a name."""
        spans = Piece(f" {document.annotations:,}".rjust(4), "quiet")
        done = Piece(f" {document.done}/{document.sentences}".rjust(6), "text")
        if document.state == "new":
            done = done._replace(ink="quiet")
        for pieces in ((spans, done), (done,)):
            if room - pieces_width(pieces) >= LEAST_NAME:
                return pieces
        return ()

    def number_from(self, position: int) -> int:
        """Number of the first document held at a position or behind it; of the last without one."""
        at = bisect_left(self.held, position, key=lambda each: each.position)
        return max(0, min(at, len(self.held) - 1))

    def add(self, lines: Sequence[DocumentLine], *, before: bool) -> None:
        """Hold more at one end; the cursor stays on its document."""
        if before:
            self.held[:0] = lines
            self.cursor += len(lines)
        else:
            self.held += lines

    def shorten(self, most: int, *, before: bool) -> int:
        """Hold no more than so many and let go at one end, the cursor's too; how many that were."""
        count = max(0, len(self.held) - most)
        if before:
            del self.held[:count]
            self.cursor = max(0, self.cursor - count)
        else:
            del self.held[len(self.held) - count :]
            self.cursor = min(self.cursor, len(self.held) - 1)
        return count

    def renew(self, line: DocumentLine) -> None:
        """Take what is known of a document now, if it is held."""
        at = self.number_from(line.position)
        if self.held and self.held[at].position == line.position:
            self.held[at] = line
