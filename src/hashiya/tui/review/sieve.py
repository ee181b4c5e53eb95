"""Sieves: which cards of a document are listed, by kind, label and person at once.

Must never know a widget, or what is decided on a card.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from hashiya.services import ReviewCard, ReviewPage

__all__ = ["ALL_OPEN", "ARTICLE", "FIELDS", "Sieve", "choices_of"]

ARTICLE: Final = "article"
FIELDS: Final = ("kind", "label", "person", ARTICLE)
"""What cards are chosen by, in the order of the row; turning the last goes to another article."""


class Sieve(NamedTuple):
    """What is let through; empty lets everything through."""

    kind: str = ""
    """A kind of difference."""
    label: str = ""
    """Name of a label that somebody proposes."""
    person: str = ""
    """Alias of somebody who proposes something."""
    with_agreed: bool = False
    """Whether cards are listed on which nothing is to be decided."""

    @property
    def holds(self) -> bool:
        """Whether any of the three leaves something out."""
        return bool(self.kind or self.label or self.person)

    def lets(self, card: ReviewCard) -> bool:
        """Whether a card is listed."""
        return (
            (self.with_agreed or card.state != "agreed")
            and (not self.kind or self.kind in card.kinds)
            and (not self.label or any(side.label == self.label for side in card.sides))
            and (not self.person or any(self.person in side.people for side in card.sides))
        )

    def listed(self, page: ReviewPage) -> tuple[ReviewCard, ...]:
        """The cards of a document that are listed; one person's work alone is there to be read."""
        sieve = self._replace(with_agreed=True) if page.is_alone else self
        return tuple([card for card in page.cards if sieve.lets(card)])

    def turned(self, field: str, by: int, choices: Iterable[str]) -> Sieve:
        """The sieve with the next choice of one field, everything behind the last."""
        ring = ("", *choices)
        held = getattr(self, field)
        at = ring.index(held) if held in ring else 0
        return self.choosing(field, ring[(at + by) % len(ring)])

    def choosing(self, field: str, value: str) -> Sieve:
        """The sieve with something else in one field."""
        if field == "kind":
            return self._replace(kind=value)
        return self._replace(label=value) if field == "label" else self._replace(person=value)


ALL_OPEN: Final = Sieve()
"""Every card on which something is, or was, to be decided."""


def choices_of(field: str, cards: Iterable[ReviewCard]) -> tuple[str, ...]:
    """What a field can be in some cards, the commonest order: as it first comes."""
    found: dict[str, None] = {}
    for card in cards:
        if field == "kind":
            found.update(dict.fromkeys(card.kinds))
        elif field == "label":
            found.update(dict.fromkeys(side.label for side in card.sides))
        else:
            found.update(dict.fromkeys(one for side in card.sides for one in side.people))
    return tuple(sorted(found))
