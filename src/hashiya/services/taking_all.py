"""Taking all: one person's work ruled on as a whole, card after card, as one act.

Pure functions; what gold cannot take of it stays open and is named. Must never know a store.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hashiya.errors import PolicyError
from hashiya.model import Act, Edit
from hashiya.services.review_cards import ReviewCard
from hashiya.services.review_pages import ReviewPage
from hashiya.services.ruling import Decision, side_of

__all__ = ["LeftOpen", "TakenAll", "taken_all"]


class LeftOpen(NamedTuple):
    """A card that was not ruled on with the others."""

    key: str
    """Its name in its document."""
    why: PolicyError
    """What stands in the way."""


class TakenAll(NamedTuple):
    """What became of taking all that one person proposed."""

    page: ReviewPage
    """The document as it stands then."""
    ruled: int
    """Cards that were ruled on."""
    left: tuple[LeftOpen, ...]
    """Those that wait on, in the order of the text."""


def taken_all(
    page: ReviewPage,
    alias: str,
    rule: Callable[[ReviewPage, ReviewCard, Decision], Act],
    after: Callable[[ReviewPage, Act], ReviewPage],
) -> tuple[Act, TakenAll]:
    """Every card that waits, ruled as one person proposed.

    Args:
        page: The document.
        alias: The person.
        rule: What a decision does to gold; raises `PolicyError` where it cannot be made.
        after: A document once an act on its gold is written.
    """
    held = page
    edits: list[Edit] = []
    left: list[LeftOpen] = []
    ruled = 0
    for key in [card.key for card in page.cards if card.waits]:
        card = next((each for each in held.cards if each.key == key), None)
        if card is None or not card.waits:
            continue
        try:
            act = rule(held, card, _as_proposed(card, alias))
        except PolicyError as error:
            left.append(LeftOpen(key, error))
            continue
        ruled += 1
        edits.extend(act.edits)
        held = after(held, act)
    return Act(edits=tuple(edits)), TakenAll(held, ruled, tuple(left))


def _as_proposed(card: ReviewCard, alias: str) -> Decision:
    """To take what one person proposes on a card; neither, where they propose nothing.

    What was said when it was put off is said with it.
    """
    sides = [
        number
        for number, side in enumerate(card.sides)
        if alias in side.people and not card.is_left_over
    ]
    wanted = tuple(side_of(card, number) for number in sides)
    decision = Decision("take" if wanted else "neither", wanted)
    put_off = card.ruling
    if put_off is None:
        return decision
    return decision._replace(reason=put_off.reason, note=put_off.note, is_gap=put_off.is_gap)
