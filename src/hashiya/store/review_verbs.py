"""The SQLite engine's verbs about reviews and rulings; they are a part of `hashiya.store.sqlite`.

What they do is loaded by them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from hashiya.store.journal import session_row
from hashiya.store.transactions import Handle
from hashiya.store.values import Heard, Undone

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

__all__ = ["ReviewVerbs"]


class ReviewVerbs:
    """What an engine does with gold on its way; see `hashiya.store.review_protocol`."""

    _handle: Handle

    def gold(self, document_id: str, alias: str) -> GoldLayer:
        """An adjudicator's gold layer with its rulings."""
        from hashiya.store.ruling import read_gold  # noqa: PLC0415 - whoever reviews

        with self._handle.read() as connection:
            return read_gold(connection, document_id, alias)

    def under_review(
        self, document_id: str, alias: str, people: Collection[str] | None = None
    ) -> UnderReview:
        """A document with annotators' layers and this person's gold."""
        from hashiya.store.ruling import read_for_review  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return read_for_review(connection, document_id, alias, people)

    def rule(
        self,
        session: str,
        document_id: str,
        act: Act,
        *,
        together: bool = False,
        seen: Iterable[tuple[str, int]] = (),
    ) -> Event:
        """Write one act on gold."""
        from hashiya.store.ruling import record_ruling  # noqa: PLC0415 - as above
        from hashiya.store.seeing import note_seen  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            row = session_row(connection, session)
            event = record_ruling(connection, row, document_id, act, together=together)
            note_seen(connection, document_id, seen)
            return event

    def rule_together(
        self,
        session: str,
        document_ids: Iterable[str],
        decide: Rule,
        people: Collection[str] | None = None,
        *,
        goes_on: bool = False,
    ) -> int:
        """Write one act on gold a document, all of them one."""
        from hashiya.store.ruling import OnEach, record_rulings  # noqa: PLC0415 - as above

        each = OnEach(decide, people, goes_on)
        with self._handle.write() as connection:
            row = session_row(connection, session)
            return record_rulings(connection, row, document_ids, each)

    def take_over_gold(self, session: str, document_id: str) -> str | None:
        """Go on with gold that is somebody else's."""
        from hashiya.store.ruling import take_over  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return take_over(connection, session_row(connection, session), document_id)

    def note_seen(self, document_id: str, seen: Iterable[tuple[str, int]]) -> None:
        """Write down what gold stands on."""
        from hashiya.store.seeing import note_seen  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            note_seen(connection, document_id, seen)

    def undo_ruling(
        self, session: str, near: str | None = None, heard: Heard | None = None
    ) -> Undone | None:
        """Take back the newest act on gold."""
        from hashiya.store.undoing import undo_act  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return undo_act(
                connection, session_row(connection, session), near, layer="gold", heard=heard
            )

    def redo_ruling(
        self, session: str, near: str | None = None, heard: Heard | None = None
    ) -> Undone | None:
        """Bring back what was undone last on gold."""
        from hashiya.store.undoing import redo_act  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return redo_act(
                connection, session_row(connection, session), near, layer="gold", heard=heard
            )

    def respond(
        self, session: str, document_id: str, key: str, kind: ResponseKind, note: str = ""
    ) -> Response:
        """Write down what somebody says of a card."""
        from hashiya.store.appeals import respond  # noqa: PLC0415 - whoever looks at gold
        from hashiya.store.reviews import review_state  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            row = session_row(connection, session)
            position = review_state(connection, document_id).position
            return respond(connection, row, position, (key, kind, note))

    def review_state(self, document_id: str) -> ReviewState:
        """Who is how far with one document."""
        from hashiya.store.reviews import review_state  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return review_state(connection, document_id)

    def review_list(self, *, after: int = 0, limit: int = 100) -> ReviewList:
        """The next documents that anybody has annotated."""
        from hashiya.store.reviews import review_list  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return review_list(connection, after=after, limit=limit)

    def appealed(self, *, limit: int = 200) -> list[str]:
        """Ids of the first documents on which appeals wait."""
        from hashiya.store.appeals import appealed_documents  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return appealed_documents(connection, limit)

    def gold_under_way(self) -> list[GoldUnderWay]:
        """Gold that a review has begun and not finished."""
        from hashiya.store.underway import gold_under_way  # noqa: PLC0415 - whoever counts gold

        with self._handle.read() as connection:
            return gold_under_way(connection)

    def precedents(self, form: str, *, limit: int = 500) -> list[Precedent]:
        """Rulings about a folded form."""
        from hashiya.store.reviews import precedents_of  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return precedents_of(connection, form, limit)

    def ruled(self, review: str, *, after: RulingKey, limit: int = 200) -> list[RuledCard]:
        """The next rulings of a review session."""
        from hashiya.store.reviews import ruled_cards  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return ruled_cards(connection, review, after, limit)

    def gaps(self, *, after: RulingKey, limit: int = 200) -> list[RuledCard]:
        """The next rulings that show a gap in the guidelines."""
        from hashiya.store.reviews import ruled_cards  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return ruled_cards(connection, None, after, limit)

    def begin_review(self, session: str, name: str, body: str) -> ReviewFacts:
        """Write down a new review session."""
        from hashiya.store.reviews import begin_review  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return begin_review(connection, session_row(connection, session), name, body)

    def reviews(self) -> list[ReviewFacts]:
        """Every review session."""
        from hashiya.store.reviews import review_facts  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return review_facts(connection)

    def remember_card(self, name: str, document_id: str, key: str) -> None:
        """Note where a review session is."""
        from hashiya.store.reviews import remember_card  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            remember_card(connection, name, document_id, key)
