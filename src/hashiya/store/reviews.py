"""Reviews: who is how far with a document, what was ruled before, and the sessions it is done in.

Documents are looked at a bounded stretch at a time: each person's rows of progress in it lie
together, so that no look costs more than the stretch. Must never know what a card is.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Final, NamedTuple, TypeAlias

from hashiya.errors import StoreError
from hashiya.model import Document, GoldLayer, Layer, LayerKind, Ruling
from hashiya.store import ruling_sql, sql
from hashiya.store.appeals import Response, appeals_by_position
from hashiya.store.counters import KINDS
from hashiya.store.journal import SessionRow, utc_now
from hashiya.store.seeing import seen_by_position
from hashiya.store.values import DocumentState

__all__ = [
    "FIRST_RULING",
    "LayerState",
    "Precedent",
    "ReviewFacts",
    "ReviewList",
    "ReviewState",
    "RuledCard",
    "RulingKey",
    "UnderReview",
    "begin_review",
    "precedents_of",
    "remember_card",
    "review_facts",
    "review_list",
    "review_state",
    "ruled_cards",
]

STRETCH: Final = 1000
"""Documents that one look passes at most."""

RulingKey: TypeAlias = tuple[str, int, str]
"""A document's id, a card's first code point, and its key; rulings are read in this order."""

FIRST_RULING: Final[RulingKey] = ("", -1, "")
"""Before everything."""


class LayerState(NamedTuple):
    """How far one layer of a document is."""

    alias: str
    """Whose."""
    kind: LayerKind
    """`annotator` or `gold`."""
    annotations: int
    """Annotations in it."""
    done: int
    """Sentences with a mark."""
    state: DocumentState
    """`new`, `begun` or `done`."""
    seal: int = 0
    """Of what is in it; the same for the same."""


class ReviewState(NamedTuple):
    """A document, and how far everybody is with it."""

    position: int
    """Its place in the project."""
    id: str
    """What files and events call it."""
    name: str
    """What people call it."""
    sentences: int
    """How many sentences it has."""
    layers: tuple[LayerState, ...]
    """Annotators' layers, by alias."""
    gold: LayerState | None
    """Its gold layer; None before anybody ruled on it."""
    appeals: int = 0
    """Appeals that no ruling has answered."""
    expected: tuple[str, ...] = ()
    """Who was given it or has claimed it, and has not handed it in; `?` for a place nobody has."""
    changed: tuple[str, ...] = ()
    """Annotators whose layers are not what they were when it was made gold, or looked at since."""
    fresh: tuple[str, ...] = ()
    """Of these, whose layers were not there or did not count when it was made gold."""


class UnderReview(NamedTuple):
    """A document and all that is compared on it, as it stood at one moment."""

    document: Document
    """The text and its sentences."""
    state: ReviewState
    """Who is how far."""
    layers: tuple[Layer, ...]
    """Layers of annotators, by alias."""
    gold: GoldLayer
    """The adjudicator's own gold layer."""
    responses: tuple[Response, ...]
    """What annotators say of its rulings."""


class ReviewList(NamedTuple):
    """What one bounded look at the list found."""

    documents: tuple[ReviewState, ...]
    """In position order; those that nobody has annotated are left out."""
    next: int | None
    """`after` of the look that goes on from here; None at the end."""


class Precedent(NamedTuple):
    """What was ruled about a form once."""

    document_id: str
    """Where."""
    ruling: Ruling
    """What."""


class RuledCard(NamedTuple):
    """A ruling, and when it was made."""

    document_id: str
    """Where."""
    start: int
    """First code point of its card."""
    ruling: Ruling
    """What."""
    at: str
    """UTC time for people: `2026-01-29T10:15:00.123Z`."""

    @property
    def order(self) -> RulingKey:
        """Where it comes in a list."""
        return (self.document_id, self.start, self.ruling.key)


class ReviewFacts(NamedTuple):
    """A review session."""

    name: str
    """What people call it."""
    alias: str
    """The adjudicator."""
    body: str
    """What it is about, as its opener wrote it down."""
    opened_at: str
    """UTC time for people."""
    document_id: str | None
    """The document it was at last; None at the beginning."""
    key: str
    """The card it was at last; empty for the document's first."""


def review_state(connection: sqlite3.Connection, document_id: str) -> ReviewState:
    """Who is how far with one document.

    Raises:
        StoreError: There is no such document.
    """
    row = connection.execute(ruling_sql.DOCUMENT, (document_id,)).fetchone()
    if row is None:
        raise StoreError(f"the project has no document {document_id!r}; see the document list")
    layers = connection.execute(ruling_sql.LAYERS_OF, (row[0],)).fetchall()
    around = _Around.of(connection, row[0] - 1, row[0])
    return _state(row, [LayerState(*layer) for layer in layers], around)


def review_list(connection: sqlite3.Connection, *, after: int, limit: int) -> ReviewList:
    """The next documents that anybody has annotated."""
    rows = connection.execute(ruling_sql.DOCUMENTS_FROM, (after, after + STRETCH)).fetchall()
    held: defaultdict[int, list[LayerState]] = defaultdict(list)
    for annotator_id, alias, *_ in connection.execute(sql.ANNOTATORS).fetchall():
        for kind in KINDS:
            cells = (annotator_id, kind, after, after + STRETCH)
            for position, *state in connection.execute(ruling_sql.LAYERS_FROM, cells).fetchall():
                held[position].append(LayerState(alias, kind, *state))
    around = _Around.of(connection, after, after + STRETCH)
    found = [_state(row, held[row[0]], around) for row in rows if row[0] in held]
    if len(found) > limit:
        return ReviewList(tuple(found[:limit]), found[limit - 1].position)
    return ReviewList(tuple(found), rows[-1][0] if len(rows) == STRETCH else None)


def precedents_of(connection: sqlite3.Connection, form: str, limit: int) -> list[Precedent]:
    """Rulings about a folded form."""
    rows = connection.execute(ruling_sql.PRECEDENTS, (form, limit)).fetchall()
    return [Precedent(document_id, Ruling.model_validate_json(body)) for document_id, body in rows]


def ruled_cards(
    connection: sqlite3.Connection, review: str | None, after: RulingKey, limit: int
) -> list[RuledCard]:
    """The next rulings of a session; of all, those that show a gap in the guidelines, for None."""
    if review is None:
        rows = connection.execute(ruling_sql.RULINGS_WITH_GAP, (*after, limit))
    else:
        rows = connection.execute(ruling_sql.RULINGS_OF_REVIEW, (review, *after, limit))
    return [
        RuledCard(document_id, start, Ruling.model_validate_json(body), at)
        for document_id, start, _, body, at in rows.fetchall()
    ]


def review_facts(connection: sqlite3.Connection) -> list[ReviewFacts]:
    """Every review session, oldest first."""
    return [ReviewFacts(*row) for row in connection.execute(ruling_sql.REVIEWS).fetchall()]


def begin_review(
    connection: sqlite3.Connection, session: SessionRow, name: str, body: str
) -> ReviewFacts:
    """Write down a new review session.

    Raises:
        StoreError: The name is taken.
    """
    at = utc_now()
    try:
        connection.execute(ruling_sql.INSERT_REVIEW, (name, session.annotator_id, body, at))
    except sqlite3.IntegrityError as error:
        raise StoreError(f"there is a review session {name!r} already; choose another") from error
    return ReviewFacts(name, session.alias, body, at, None, "")


def remember_card(connection: sqlite3.Connection, name: str, document_id: str, key: str) -> None:
    """Note where a review session is."""
    connection.execute(ruling_sql.SET_REVIEW_PLACE, (document_id, key, name))


class _Around(NamedTuple):
    """What is said of documents beside their layers, by position."""

    appeals: dict[int, int]
    """How many wait."""
    expected: dict[int, list[str]]
    """Whose work is not handed in."""
    seen: dict[int, dict[str, int]]
    """What each layer was when gold was made."""

    @classmethod
    def of(cls, connection: sqlite3.Connection, after: int, last: int) -> _Around:
        expected: defaultdict[int, list[str]] = defaultdict(list)
        for position, alias in connection.execute(ruling_sql.EXPECTED, (after, last)).fetchall():
            expected[position].append(alias)
        seen = seen_by_position(connection, after, last)
        return cls(appeals_by_position(connection, after, last), expected, seen)


def _state(
    row: tuple[int, str, str, int], layers: list[LayerState], around: _Around
) -> ReviewState:
    gold = next((layer for layer in layers if layer.kind == "gold"), None)
    others = sorted(layer for layer in layers if layer.kind == "annotator")
    expected = tuple(around.expected.get(row[0], ()))
    seen = around.seen.get(row[0], {})
    changed = [each.alias for each in others if seen and seen.get(each.alias) != each.seal]
    appeals = around.appeals.get(row[0], 0)
    fresh = tuple(alias for alias in changed if alias not in seen)
    return ReviewState(*row, tuple(others), gold, appeals, expected, tuple(changed), fresh)
