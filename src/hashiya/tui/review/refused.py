"""Refused sides: which sides of a card gold may not hold now, and the rows that say why.

Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hashiya.services import ReviewCard
from hashiya.tui.locale import _, told
from hashiya.tui.pieces import Line, Piece, sentence
from hashiya.tui.review.nines import keys_of
from hashiya.tui.review.state import Review

__all__ = ["REFUSED", "hidden_refusal", "refusals_of", "refused_lines"]

REFUSED: Final = "✗"
"""Stands before the key of a side that cannot be taken."""


def refusals_of(review: Review, card: ReviewCard) -> tuple[str, ...]:
    """For each side why it cannot be taken, with those that were chosen; empty where it can."""
    return tuple([_why(review, card, number) for number in range(len(card.sides))])


def _why(review: Review, card: ReviewCard, number: int) -> str:
    others = [each for each in review.chosen if each != number]
    refused = review.page.refusal(card, number, others)
    return told(refused) if refused is not None else ""


def refused_lines(review: Review, why: Sequence[str], width: int) -> Iterator[Line]:
    """A row for each reason, with the keys of the sides that it is about."""
    for keys, words in _reasons(review, why):
        mark = Piece(f" {keys} ", "warning")
        yield Line((mark, Piece(sentence(words, max(8, width - mark.width - 1)), "quiet")))


def hidden_refusal(review: Review, rows: int) -> str:
    """The first reason in words where its row is below the rows that a card has; else empty.

    It stands under the heading, the sides and what takes none of them.
    """
    card = review.card
    if card is None or review.mode or len(card.sides) + 2 < rows:
        return ""
    return next(
        (f"{keys} {words}" for keys, words in _reasons(review, refusals_of(review, card))), ""
    )


def _reasons(review: Review, why: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The keys of the sides that each reason is about, and its words."""
    for reason in dict.fromkeys(each for each in why if each):
        keys = [
            keys_of(number, len(why), review.nine)
            for number, each in enumerate(why)
            if each == reason
        ]
        yield f"{REFUSED}{' '.join(keys)}", _("cannot be taken: {reason}").format(reason=reason)
