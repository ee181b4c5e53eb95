"""Recording: one act as one event with its projection; undo and redo as events of their own.

Undo takes back a person's newest act that stands, wherever it was done; each is an event whose act
is the inverse of the event it cites. Nothing is ever taken out of the journal.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hashiya.errors import CorruptionError
from hashiya.model import Act, Add, Annotation, Event, EventKind, Replace
from hashiya.store import sql
from hashiya.store.counters import add_to_counters
from hashiya.store.journal import CLOCK, Chain, EventRow, SessionRow, utc_now
from hashiya.store.projections import LayerRef, Stamp, project_act
from hashiya.store.reading import document_facts
from hashiya.store.rows import act_body, act_of, event_of
from hashiya.store.schemes import current_scheme_facts
from hashiya.store.values import Undone

__all__ = ["expect_quotes", "record_act", "redo_act", "undo_act"]


def expect_quotes(act: Act, text: str) -> None:
    """Compare the quotes of what an act adds with the text.

    Raises:
        CorruptionError: One is not what stands at its span.
    """
    added: list[Annotation] = []
    for edit in act.edits:
        if isinstance(edit, Add):
            added.append(edit.annotation)
        elif isinstance(edit, Replace):
            added.append(edit.after)
    for annotation in added:
        start, end = annotation.span.start, annotation.span.end
        if text[start:end] != annotation.quote:
            raise CorruptionError(
                f"offsets {start} to {end}: the quote of this {annotation.label!r} span is not what"
                " stands there; nothing was saved. Reopen the document, and do it again"
            )


class _Deed(NamedTuple):
    """What is written down as one event."""

    kind: EventKind
    document_id: str
    act: Act
    cites: tuple[str, int] | None


def record_act(
    connection: sqlite3.Connection, session: SessionRow, document_id: str, act: Act
) -> Event:
    """Append an edit and project it; inside the caller's transaction.

    Raises:
        StoreError: There is no such document.
        CorruptionError: The act does not fit the layer as it is stored.
    """
    return _append(connection, session, _Deed("edit", document_id, act, None))


def undo_act(connection: sqlite3.Connection, session: SessionRow) -> Undone | None:
    """Take back the person's newest act that stands; None when there is none."""
    cited = _next_to_undo(connection, session.annotator_id)
    return None if cited is None else _compensate(connection, session, cited, "undo")


def redo_act(connection: sqlite3.Connection, session: SessionRow) -> Undone | None:
    """Bring back what was undone last; None when nothing was, or an act came since."""
    cited = _next_to_redo(connection, session.annotator_id)
    return None if cited is None else _compensate(connection, session, cited, "redo")


def _next_to_undo(connection: sqlite3.Connection, annotator_id: str) -> tuple[str, int] | None:
    taken_back = 0
    for kind, session_id, seq in connection.execute(sql.HISTORY, (annotator_id,)):
        if kind == "undo":
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return session_id, seq
    return None


def _next_to_redo(connection: sqlite3.Connection, annotator_id: str) -> tuple[str, int] | None:
    brought_back = 0
    for kind, session_id, seq in connection.execute(sql.HISTORY, (annotator_id,)):
        if kind == "edit":
            return None
        if kind == "redo":
            brought_back += 1
        elif brought_back:
            brought_back -= 1
        else:
            return session_id, seq
    return None


def _compensate(
    connection: sqlite3.Connection, session: SessionRow, cited: tuple[str, int], kind: EventKind
) -> Undone:
    event = EventRow(*connection.execute(sql.EVENT, cited).fetchone())
    act = act_of(event.body).inverse()
    written = _append(connection, session, _Deed(kind, event.document_id, act, cited))
    return Undone(written, act, event.document_id)


def _append(connection: sqlite3.Connection, session: SessionRow, deed: _Deed) -> Event:
    owner = session.annotator_id
    facts, before = document_facts(connection, deed.document_id, owner, "annotator")
    scheme = current_scheme_facts(connection)
    names = (scheme.name, scheme.version)
    body = act_body(deed.act, layer="annotator", scheme=names, cites=deed.cites)
    lamport = (connection.execute(sql.COUNTER, CLOCK).fetchone() or (0,))[0] + 1
    chain = Chain(connection, session)
    event = chain.append(deed.kind, facts.id, body, lamport=lamport, at=utc_now())
    connection.execute(sql.INSERT_EVENT, event)
    add_to_counters(connection, {CLOCK: 1})
    ref = LayerRef(facts, owner, "annotator")
    stamp = Stamp(scheme.key, session.id, event.seq)
    project_act(connection, ref, before, deed.act, stamp)
    return event_of(event)
