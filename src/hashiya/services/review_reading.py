"""Reading for review: one document's page, from the store's rows to cards.

Must never know what is decided on a card.
"""

from __future__ import annotations

from random import Random

from hashiya.agreement import Quorum
from hashiya.model import Act, GoldLayer, Scheme, apply_act
from hashiya.services.proposals import sided_cards
from hashiya.services.review_cards import laid_out
from hashiya.services.review_pages import ReviewPage, ReviewPlan, who_counts
from hashiya.store import Store, UnderReview

__all__ = ["PageReader"]


class PageReader:
    """Reads pages for one review session.

    Args:
        store: The project.
        scheme: The scheme in use.
        plan: What the session is about.
        alias: The adjudicator.
        name: The session.
    """

    def __init__(
        self, store: Store, scheme: Scheme, plan: ReviewPlan, *, alias: str, name: str
    ) -> None:
        self._store = store
        self._scheme = scheme
        self._plan = plan
        self._alias = alias
        self._name = name
        self._quorum = Quorum(plan.quorum, plan.votes)
        self.people = plan.people or None
        """Whose layers are read; None for everybody's."""

    def after(self, page: ReviewPage, act: Act) -> ReviewPage:
        """A page as it will stand once an act on its gold is written."""
        gold = apply_act(page.gold, act)
        if not isinstance(gold, GoldLayer):
            raise TypeError("gold stays gold")
        people = [layer.annotator for layer in page.layers]
        cards = laid_out(page.sided, gold, self._scheme.policy, people, page.responses)
        return page._replace(gold=gold, cards=cards)

    def page(self, document_id: str) -> ReviewPage:
        """One document under review, as it stands.

        Raises:
            StoreError: There is no such document.
            CorruptionError: Its text or a quote is not what was stored.
        """
        return self.page_of(self._store.under_review(document_id, self._alias, self.people))

    def page_of(self, found: UnderReview) -> ReviewPage:
        """A document's page, of what was read of it."""
        document, state, _, gold, responses = found
        counted, left_out = who_counts(state, self._plan)
        layers = tuple([layer for layer in found.layers if layer.annotator in counted])
        sided = sided_cards(document, layers, self._scheme, self._quorum)
        return ReviewPage(
            document=document,
            state=state,
            layers=layers,
            left_out=left_out,
            gold=gold,
            responses=responses,
            sided=sided,
            cards=laid_out(sided, gold, self._scheme.policy, counted, responses),
            policy=self._scheme.policy,
            names=self._names(document.id, counted),
        )

    def _names(self, document_id: str, people: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """What people are called; by letters, in an order of the document's own, when anonymous."""
        if not self._plan.anonymous:
            return tuple((alias, alias) for alias in people)
        shuffled = [*people]
        Random(f"{self._name}\n{document_id}").shuffle(shuffled)  # noqa: S311 - no secret, an order
        return tuple((alias, _letters(number)) for number, alias in enumerate(shuffled))


def _letters(number: int) -> str:
    """A, B, … Z, AA, AB, …."""
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    return name
