"""Deciding: which decision a key stands for, and which reason, person or sides a digit chooses.

Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from dataclasses import replace

from hashiya.services import Decision, GoldSpan, ReviewCard, ReviewPage
from hashiya.tui.locale import _, n_, told
from hashiya.tui.review.state import Remarks, Review
from hashiya.tui.review.wording import REASONS

__all__ = ["both", "chosen", "person_of", "reasoned", "restated", "taken"]


def taken(review: Review, number: int) -> Decision | str:
    """The decision for a side, counted from 0, or for none at -1; or why there is none."""
    card = review.card
    if card is None:
        return _("there is no card here")
    if number < 0:
        return Decision("neither")
    if number >= len(card.sides):
        count = len(card.sides)
        return n_("the card has {count} side", "the card has {count} sides", count).format(
            count=count
        )
    return Decision("take", review.sides((number,)))


def chosen(review: Review, number: int) -> Review:
    """With a side more, or one fewer, of those that are taken together.

    One that gold may not hold beside the others is not chosen, and it is said why.
    """
    if review.card is None or not 0 <= number < len(review.card.sides):
        return review
    others = tuple(each for each in review.chosen if each != number)
    is_new = others == review.chosen
    refused = review.page.refusal(review.card, number, others) if is_new else None
    if refused is not None:
        return review.saying(told(refused), "warning")
    return replace(review, chosen=(*others, number) if is_new else others).saying("")


def both(review: Review) -> Decision:
    """The decision to take the sides that were chosen."""
    wanted = review.sides(review.chosen)
    return Decision("both" if len(wanted) > 1 else "take", wanted)


def reasoned(review: Review, digit: int) -> Review | None:
    """With the reason of a digit, with none for 0; None for a digit that is no reason's."""
    if digit > len(REASONS):
        return None
    reason = REASONS[digit - 1][0] if digit else ""
    return replace(review, remarks=review.remarks._replace(reason=reason), mode="")


def person_of(review: Review, number: int) -> str | None:
    """The alias of one of the people, counted from 0; None for nobody."""
    people = review.offered
    return people[number][0] if 0 <= number < len(people) else None


def restated(page: ReviewPage, card: ReviewCard, remarks: Remarks) -> Decision | None:
    """The ruling of a card once more, when something else is said with it; None when nothing is."""
    ruling = card.ruling
    if ruling is None or remarks == Remarks(ruling.reason, ruling.note, ruling.is_gap):
        return None
    made = [each for each in page.gold.annotations if each.id in ruling.made]
    wanted = tuple(GoldSpan(each.span, each.label, each.attributes) for each in made)
    return Decision(ruling.outcome, wanted)
