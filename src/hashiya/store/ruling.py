"""Ruling: an act on a document's gold layer, which one person owns, and that layer read back.

How an event is written stands in `hashiya.store.pen`, what a ruling's rows are in
`hashiya.store.rulings`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple, TypeAlias

from hashiya.model import Act, Add, Edit, Event, GoldLayer, LayerKind, MarkSentence, Remind, Settle
from hashiya.store import ruling_sql, sql
from hashiya.store.appeals import responses_on
from hashiya.store.event_rows import group_of
from hashiya.store.gold_owners import other_gold
from hashiya.store.journal import EventRow, SessionRow
from hashiya.store.judging import expect_quotes
from hashiya.store.pen import Deed, Pen
from hashiya.store.people import annotator_id_of, session_for
from hashiya.store.reading import document_facts, read_side_by_side, read_stored
from hashiya.store.reviews import UnderReview, review_state
from hashiya.store.rows import document_of, layer_of
from hashiya.store.rulings import gold_of
from hashiya.store.seals import expect_document
from hashiya.store.seeing import note_seen
from hashiya.store.troubles import reading_back

__all__ = [
    "OnEach",
    "Rule",
    "read_for_review",
    "read_gold",
    "record_ruling",
    "record_rulings",
    "take_over",
]

Seals: TypeAlias = tuple[tuple[str, int], ...]
"""Alias and seal of the annotators' layers that gold stands on."""
Rule: TypeAlias = Callable[[UnderReview], tuple[Act, Seals] | None]
"""What to do to one document's gold, and what that stands on; None leaves it as it is."""


class OnEach(NamedTuple):
    """What is done to each of several documents."""

    decide: Rule
    """What to do."""
    people: Collection[str] | None
    """Whose layers are read; everybody's for None."""
    goes_on: bool
    """Whether it is one with what the sitting did last, unless the person has done something
    elsewhere since."""


def read_for_review(
    connection: sqlite3.Connection, document_id: str, alias: str, wanted: Collection[str] | None
) -> UnderReview:
    """A document with everybody's layers, and this person's gold, as they stand at one moment."""
    state = review_state(connection, document_id)
    aliases = [each.alias for each in state.layers if wanted is None or each.alias in wanted]
    people: list[tuple[str, LayerKind]] = [
        (annotator_id_of(connection, each), "annotator") for each in aliases
    ]
    owners = [*people, (annotator_id_of(connection, alias), "gold")]
    document, (*layers, gold) = read_side_by_side(connection, document_id, owners)
    expect_document(document)
    with reading_back(f"document {document_id!r}"):
        return UnderReview(
            document_of(document),
            state,
            tuple(
                layer_of(document_id, name, "annotator", layer)
                for name, layer in zip(aliases, layers, strict=True)
            ),
            gold_of(document_id, alias, gold),
            responses_on(connection, state.position),
        )


def read_gold(connection: sqlite3.Connection, document_id: str, alias: str) -> GoldLayer:
    """One person's gold layer of a document, compared with the text and its seal."""
    annotator_id = annotator_id_of(connection, alias)
    _, stored = read_stored(connection, document_id, annotator_id, "gold")
    return gold_of(document_id, alias, stored)


def record_ruling(
    connection: sqlite3.Connection,
    session: SessionRow,
    document_id: str,
    act: Act,
    *,
    together: bool = False,
) -> Event:
    """Append an act on gold and project it; inside the caller's transaction.

    Raises:
        StoreError: There is no such document, or its gold is somebody else's.
        CorruptionError: The act does not fit the layer as it is stored, or a quote the text.
    """
    facts, _ = document_facts(connection, document_id, session.annotator_id, "gold")
    expect_quotes(act, connection.execute(sql.TEXT, (facts.position,)).fetchone()[0])
    pen = Pen(connection, session)
    group = pen.next_seq if together else None
    return pen.write(Deed("edit", document_id, act, group=group, layer="gold")).event


def record_rulings(
    connection: sqlite3.Connection,
    session: SessionRow,
    document_ids: Iterable[str],
    each: OnEach,
) -> int:
    """Append one act on gold a document, all of them one group; inside the caller's transaction.

    Each document is read as it stands, decided on, and forgotten before the next; one whose gold is
    somebody else's is left out. Returns how many were written.
    """
    pen = Pen(connection, session)
    group, written = (_last_group(connection, pen) if each.goes_on else None) or pen.next_seq, 0
    for document_id in document_ids:
        found = read_for_review(connection, document_id, session.alias, each.people)
        if other_gold(connection, session.annotator_id, found.state.position) is not None:
            continue
        decided = each.decide(found)
        if decided is not None:
            act, seen = decided
            expect_quotes(act, found.document.text)
            pen.write(Deed("edit", document_id, act, group=group, layer="gold"))
            note_seen(connection, document_id, seen)
            written += 1
    return written


def _last_group(connection: sqlite3.Connection, pen: Pen) -> int | None:
    """The group of the sitting's last event, while it is the person's newest act and stands."""
    newest = pen.diary.to_undo()
    if newest is None or newest.last != pen.last or newest.number != pen.diary.newest:
        return None
    return group_of(EventRow(*connection.execute(sql.EVENT, pen.last).fetchone()).body)


def take_over(connection: sqlite3.Connection, session: SessionRow, document_id: str) -> str | None:
    """Go on with the gold that somebody else has begun or made; inside the caller's transaction.

    All of it is this person's from then on: annotations, marks and rulings. It is no act of
    theirs, nor of whoever had it, so that no undo takes it back; taking it over again does.
    Returns whose it was; None where it is nobody else's.
    """
    facts, _ = document_facts(connection, document_id, session.annotator_id, "gold")
    other = other_gold(connection, session.annotator_id, facts.position)
    if other is None:
        return None
    giver = session_for(connection, session, other, "adjudicator")
    gold = read_gold(connection, document_id, other)
    cells = (document_id, giver.annotator_id)
    cites: tuple[str, int] = connection.execute(ruling_sql.LAST_OF_GOLD, cells).fetchone()
    given = _given(gold)
    for who, act in ((giver, given.inverse()), (session, given)):
        Pen(connection, who).write(Deed("edit", document_id, act, cites, layer="gold"))
    return other


def _given(gold: GoldLayer) -> Act:
    """Everything in a gold layer, put into one that holds nothing."""
    edits: list[Edit] = [Add(annotation=each) for each in gold.annotations]
    edits += [Settle(before=None, after=each) for each in gold.rulings]
    edits += [MarkSentence(span=each.span, before=None, after=each.state) for each in gold.marks]
    edits += [Remind(before=None, after=each) for each in gold.reminders]
    return Act(edits=tuple(edits))
