"""Offer lines: what can be asked for, a line each, drawn when it is seen.

Must never know a widget, or what an offer does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, language
from hashiya.tui.offers import TAG, Offer
from hashiya.tui.pieces import Line, Piece, drawn, onward, pieces_width, sentence, worded

__all__ = ["OfferLines"]

KEY_COLUMNS: Final = 14
"""Where keys stand under one another."""
WITH_GROUPS: Final = 72
"""Columns from which the group is told too."""


class OfferLines(ItemLines):
    """The lines of offers.

    Args:
        offers: In the order they are shown.
    """

    def __init__(self, offers: Sequence[Offer] = ()) -> None:
        super().__init__()
        self.offers = tuple(offers)
        """What is shown."""

    @property
    def item_count(self) -> int:
        """Those there are."""
        return len(self.offers)

    def line(self, number: int) -> Line:
        """One line: what it does, its group where there is room, and its key."""
        offer = self.offers[number]
        mark = Piece(f" {onward()} " if number == self.cursor else "   ", "name")
        ink = "strong" if number == self.cursor else "text"
        right = self._key(offer)
        room = self.width - mark.width - pieces_width(right) - 1
        return Line((mark, *_words(offer, room, ink)), right)

    def _key(self, offer: Offer) -> tuple[Piece, ...]:
        key = Piece(drawn(offer.keys[0]) if offer.keys else "–", "key" if offer.keys else "quiet")
        if self.width < WITH_GROUPS:
            return (key, Piece(" "))
        other = Piece(f"  {offer.arabic}" if offer.arabic else "", "quiet")
        gap = Piece(" " * max(1, KEY_COLUMNS - pieces_width((key, other))))
        return (Piece(sentence(_(offer.group)), "quiet"), Piece("   "), key, other, gap)


def _words(offer: Offer, room: int, ink: str) -> tuple[Piece, ...]:
    label = offer.label
    if label is None:
        return (Piece(sentence(offer.words, room), ink),)
    title = Piece(drawn(label.title(language()), max(1, room - 16)), label=label.name)
    return worded(_(TAG), ink, label=title)
