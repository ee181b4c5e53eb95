"""Weighing: a decision on a card beside what was ruled on its forms before.

Must never know how rulings are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from hashiya.services.precedents import Precedents, added_up, form_of, goes_against
from hashiya.services.review_cards import ReviewCard
from hashiya.services.review_pages import ReviewPage
from hashiya.services.ruling import Decision, verdicts_of
from hashiya.store import Precedent

__all__ = ["MAX_PRECEDENTS", "Weighing"]

MAX_PRECEDENTS: Final = 500
"""Rulings about one form that are read."""


class Weighing:
    """What was ruled before, looked up.

    Args:
        about: From a form to what was ruled about it, `MAX_PRECEDENTS` at most.
    """

    def __init__(self, about: Callable[[str], list[Precedent]]) -> None:
        self._about = about

    def remembering(self) -> Weighing:
        """The same, with each form looked up once."""
        return Weighing(cache(self._about))

    def told(self, page: ReviewPage, card: ReviewCard) -> list[Precedents]:
        """What was ruled before about each form of a card, its own rulings left out."""
        own = {card.key, *([card.former.key] if card.former is not None else [])}
        text = page.document.text
        forms = dict.fromkeys(form_of(text, side.start, side.end) for side in card.sides)
        told: list[Precedents] = []
        for form in forms:
            found = self._about(form)
            others = [
                each.ruling
                for each in found
                if each.document_id != page.document.id or each.ruling.key not in own
            ]
            told.append(added_up(others, form, is_all=len(found) < MAX_PRECEDENTS))
        return [each for each in told if each.total]

    def weighed(self, page: ReviewPage, card: ReviewCard, decision: Decision) -> Decision:
        """The decision, told whether the same form has been ruled otherwise most times."""
        verdicts = verdicts_of(page.document.text, card, decision)
        return decision._replace(against=goes_against(verdicts, self.told(page, card)))
