"""The store's verbs about reviews and rulings; they are a part of `hashiya.store.protocol`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hashiya.model import Act, Event, GoldLayer
    from hashiya.store.appeals import Response, ResponseKind
    from hashiya.store.reviews import (
        Precedent,
        ReviewFacts,
        ReviewList,
        ReviewState,
        RuledCard,
        RulingKey,
        UnderReview,
    )
    from hashiya.store.ruling import Rule
    from hashiya.store.underway import GoldUnderWay
    from hashiya.store.values import Heard, Undone

__all__ = ["ReviewStore"]


class ReviewStore(Protocol):
    """What can be asked about gold on its way, and done to it."""

    def gold(self, document_id: str, alias: str) -> GoldLayer:
        """An adjudicator's gold layer of a document with its rulings; empty when there is none.

        Raises:
            CorruptionError: Quotes, or the layer's seal, are not what was stored.
        """
        ...

    def under_review(
        self, document_id: str, alias: str, people: Collection[str] | None = None
    ) -> UnderReview:
        """A document with annotators' layers and this person's gold, as they stand at one moment.

        Layers of these people, or everybody's for None.

        Raises:
            StoreError: There is no such document.
            CorruptionError: The text, quotes, or a layer's seal, are not what was stored.
        """
        ...

    def rule(
        self,
        session: str,
        document_id: str,
        act: Act,
        *,
        together: bool = False,
        seen: Iterable[tuple[str, int]] = (),
    ) -> Event:
        """Write one act on the gold layer of the session's person.

        `together`: what it adds counts as done at many places, not one at a time. `seen`: alias and
        seal of the annotators' layers that gold stands on, where the act makes it whole.

        Raises:
            StoreError: Somebody else has begun this document's gold layer.
            CorruptionError: The act does not fit the layer as it is stored, or a quote the text.
        """
        ...

    def rule_together(
        self,
        session: str,
        document_ids: Iterable[str],
        decide: Rule,
        people: Collection[str] | None = None,
        *,
        goes_on: bool = False,
    ) -> int:
        """Write one act on gold a document, all of them one that is undone at once; how many.

        They are one with those of the call before too when it `goes_on` with them, unless the
        person has done something elsewhere meanwhile.

        Each document is read with these people's layers, or everybody's, as it stands when it is
        decided on. One whose gold somebody else has begun is left out. Others' writes wait
        meanwhile.

        Raises:
            CorruptionError: As `rule`; nothing was written.
        """
        ...

    def take_over_gold(self, session: str, document_id: str) -> str | None:
        """Make a document's gold this person's, with its marks and rulings; whose it was.

        None where it is nobody else's. No undo takes it back; taking it over again does.

        Raises:
            StoreError: There is no such document.
            CorruptionError: The gold is not what was stored.
        """
        ...

    def note_seen(self, document_id: str, seen: Iterable[tuple[str, int]]) -> None:
        """Write down that gold stands on these layers of annotators, by alias and seal: no event.

        Whose layer has another seal from then on is named in `ReviewState.changed`.
        """
        ...

    def undo_ruling(
        self, session: str, near: str | None = None, heard: Heard | None = None
    ) -> Undone | None:
        """Take back the person's newest act when it is one on gold; None when there is none.

        Of several documents that it changes, `near` is told of where it is one of them; `heard` is
        told of each.

        Raises:
            StoreError: The newest act was made while annotating.
        """
        ...

    def redo_ruling(
        self, session: str, near: str | None = None, heard: Heard | None = None
    ) -> Undone | None:
        """Bring back what was undone last when it is an act on gold; otherwise as above."""
        ...

    def respond(
        self, session: str, document_id: str, key: str, kind: ResponseKind, note: str = ""
    ) -> Response:
        """Write down what the session's person says of a card: once, and no event.

        Raises:
            StoreError: They have said something of it before, or there is no such document.
        """
        ...

    def review_state(self, document_id: str) -> ReviewState:
        """Who is how far with one document, and with its gold.

        Raises:
            StoreError: There is no such document.
        """
        ...

    def review_list(self, *, after: int = 0, limit: int = 100) -> ReviewList:
        """The next documents that anybody has annotated, in position order.

        One bounded look, however large the project is: documents may be few or none, and `next`
        says where to go on.
        """
        ...

    def gold_under_way(self) -> list[GoldUnderWay]:
        """Gold that a review has begun and not finished, in position order.

        What a file brought in as gold is gold, and is not among them until it is reviewed.
        """
        ...

    def precedents(self, form: str, *, limit: int = 500) -> list[Precedent]:
        """Rulings about a folded form, in any document, `limit` at most."""
        ...

    def ruled(self, review: str, *, after: RulingKey, limit: int = 200) -> list[RuledCard]:
        """The next rulings of a review session, by document and place in the text."""
        ...

    def gaps(self, *, after: RulingKey, limit: int = 200) -> list[RuledCard]:
        """The next rulings about which the guidelines should say something, likewise."""
        ...

    def begin_review(self, session: str, name: str, body: str) -> ReviewFacts:
        """Write down a new review session of the session's person; `body` is what it is about.

        Raises:
            StoreError: The name is taken.
        """
        ...

    def reviews(self) -> list[ReviewFacts]:
        """Every review session, oldest first."""
        ...

    def appealed(self, *, limit: int = 200) -> list[str]:
        """Ids of the first documents on which an appeal waits that no ruling has answered."""
        ...

    def remember_card(self, name: str, document_id: str, key: str) -> None:
        """Note where a review session is; no event, the last note wins."""
        ...
