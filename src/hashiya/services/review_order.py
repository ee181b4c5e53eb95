"""Review order: which documents are under review, which come next, and which came before.

Every look is bounded, however large the project is. Must never know a card.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hashiya.services.review_pages import ReviewPlan, ReviewProgress, progress_of, who_counts
from hashiya.store import ReviewState, Store

__all__ = ["ReviewOrder", "Waiting"]

STRETCH: Final = 200
"""Places in the project that one look backwards passes."""


class Waiting(NamedTuple):
    """One document of the list."""

    state: ReviewState
    """Who is how far."""
    progress: ReviewProgress
    """How far it is on its way to gold."""


class ReviewOrder:
    """The documents of a project as one adjudicator goes through them.

    Args:
        store: The project.
        plan: What the session is about.
        alias: The adjudicator.
    """

    def __init__(self, store: Store, plan: ReviewPlan, alias: str) -> None:
        self._store = store
        self._plan = plan
        self._alias = alias
        self._scope = frozenset(plan.documents)

    def listed(self, *, after: int, limit: int) -> tuple[list[Waiting], int | None]:
        """The next documents that anybody has annotated, and where to go on; None at the end.

        What the session is not about is passed over.
        """
        found = self._store.review_list(after=after, limit=limit)
        documents = [each for each in found.documents if self._is_meant(each)]
        listed = [Waiting(each, progress_of(each, self._plan)) for each in documents]
        return listed, found.next

    def ready(self, *, after: int) -> Iterator[Waiting]:
        """Documents that can be reviewed and are not gold, in the project's order."""
        position: int | None = after
        while position is not None:
            listed, position = self.listed(after=position, limit=100)
            yield from (each for each in listed if each.progress != "gold" and self._is_open(each))

    def appealed(self) -> Iterator[Waiting]:
        """Documents of this adjudicator's on which appeals wait, in the project's order."""
        for document_id in self._store.appealed():
            state = self._store.review_state(document_id)
            each = Waiting(state, progress_of(state, self._plan))
            if state.gold is not None and self._is_meant(state) and self._is_open(each):
                yield each

    def before(self, position: int | None) -> Iterator[Waiting]:
        """Documents that can be reviewed or are this adjudicator's gold, from a place backwards.

        Args:
            position: The place, whose own document is left out; None for behind the last one.
        """
        last = self._store.counts().documents if position is None else position - 1
        while last > 0:
            first = max(0, last - STRETCH)
            found = self._store.review_list(after=first, limit=STRETCH).documents
            for state in reversed([each for each in found if each.position <= last]):
                waiting = Waiting(state, progress_of(state, self._plan))
                if self._is_meant(state) and self._is_open(waiting):
                    yield waiting
            last = first

    def _is_meant(self, state: ReviewState) -> bool:
        """Whether the session is about it."""
        return not self._scope or state.id in self._scope

    def _is_open(self, each: Waiting) -> bool:
        """Whether this adjudicator may enter it; what is open again for somebody waits for them."""
        gold = each.state.gold
        if each.progress == "waiting" or (gold is not None and gold.alias != self._alias):
            return False
        return not who_counts(each.state, self._plan)[1]
