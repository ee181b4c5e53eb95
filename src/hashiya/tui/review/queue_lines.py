"""Queue lines: the cards of a document, a line each, drawn when they are seen.

What is decided stays, quiet, with its ruling. Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hashiya.model import Ruling
from hashiya.services import ReviewCard
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _
from hashiya.tui.pieces import Line, Piece, drawn, onward, pieces_width, sentence
from hashiya.tui.review.wording import STATES, kind_words
from hashiya.tui.titles import title_of

__all__ = ["QueueLines"]

LEAST_QUOTE: Final = 8
MARKS: Final = 6
"""Columns of a line for where the queue is, for a card's state and for the air around words."""


class QueueLines(ItemLines):
    """The lines of the cards that are listed.

    Args:
        cards: Those that are listed.
        text: The document's.
    """

    def __init__(self, cards: Sequence[ReviewCard] = (), text: str = "") -> None:
        super().__init__()
        self._text = text
        self._cards = cards

    @property
    def item_count(self) -> int:
        """Those that are listed."""
        return len(self._cards)

    def line(self, number: int) -> Line:
        """One line: its state, its words, and what differs or was decided."""
        card = self._cards[number]
        is_here = number == self.cursor
        mark = Piece(f" {onward()}" if is_here else "  ", "name")
        sign = Piece(
            f"{'!' if card.appeals else STATES[card.state][0]} ",
            "warning" if card.waits else "good",
        )
        about = self._about(card)
        room = max(LEAST_QUOTE, self.width - pieces_width((mark, sign, *about)) - 2)
        words = drawn(self._text[card.start : card.end], room)
        ink = "strong" if is_here else ("text" if card.waits else "quiet")
        return Line((mark, sign, Piece(words, ink)), (*about, Piece(" ")))

    def _about(self, card: ReviewCard) -> tuple[Piece, ...]:
        room = max(6, self.width // 2 - 4)
        ruling = card.ruling
        if ruling is not None and card.state == "ruled":
            return _decided(ruling, room)
        if card.state == "agreed":
            label = card.sides[0].label
            return (Piece(drawn(title_of(label), room), "quiet"),)
        wide = max(room, self.width - MARKS - LEAST_QUOTE)
        return (Piece(sentence(kind_words(card.kinds, wide), wide), "quiet"),)


def _decided(ruling: Ruling, room: int) -> tuple[Piece, ...]:
    """What became of a card, in a word."""
    labels = list(dict.fromkeys(each.label for each in ruling.verdicts if each.label))
    if ruling.outcome == "neither" or not labels:
        return (Piece("∅ ", "quiet"), Piece(sentence(_("none"), room), "quiet"))
    return (Piece(drawn(title_of(labels[0]), room), label=labels[0]),)
