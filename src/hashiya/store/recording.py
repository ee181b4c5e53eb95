"""Recording: one act as one event with its projection; undo and redo as events of their own.

Undo takes back a person's newest act that stands, wherever it was done; each is an event whose act
is the inverse of the event it cites. Acts that were done together are one group, which is taken
back and brought back whole. Nothing is ever taken out of the journal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import (
    Act,
    Add,
    Annotation,
    DocumentRecord,
    Event,
    EventKind,
    MarkSentence,
    Policy,
    Replace,
    Resegment,
)
from hashiya.store import sql
from hashiya.store.counters import add_to_counters
from hashiya.store.journal import CLOCK, Chain, EventRow, SessionRow, utc_now
from hashiya.store.projections import LayerRef, Stamp, project_act
from hashiya.store.reading import document_facts, read_record
from hashiya.store.resegmenting import Fitted, expect_fits, fitted, project_others
from hashiya.store.rows import act_body, act_of, event_of, group_of, scheme_of_body
from hashiya.store.schemes import current_scheme_facts
from hashiya.store.values import Undone

__all__ = ["Decide", "expect_quotes", "record_act", "record_together", "redo_act", "undo_act"]

Decide: TypeAlias = Callable[[DocumentRecord], Act | None]
"""What to do to one document with one's own layer on it; None leaves it as it is."""

_NO_SPANS: Final = (MarkSentence, Resegment)
"""Edits that change no annotation."""

_BODY: Final = EventRow._fields.index("body")


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
    cites: tuple[str, int] | None = None
    group: int | None = None


class _Written(NamedTuple):
    """One event, and what it does."""

    event: Event
    act: Act
    missed: str


class _Pen:
    """Writes the events of one sitting one after the other; it belongs to one transaction.

    Args:
        connection: Inside the transaction.
        session: The sitting.
    """

    def __init__(self, connection: sqlite3.Connection, session: SessionRow) -> None:
        self._connection = connection
        self._session = session
        self._scheme = current_scheme_facts(connection)
        self._names: dict[tuple[str, int], dict[str, str]] = {}
        self._policy = Policy.model_validate_json(self._scheme.rules)
        self._chain = Chain(connection, session)
        self._lamport: int = (connection.execute(sql.COUNTER, CLOCK).fetchone() or (0,))[0]

    @property
    def next_seq(self) -> int:
        """The number the next event will have."""
        return self._chain.next_seq

    def as_called_now(self, act: Act, scheme: tuple[str, int]) -> Act:
        """An act made under a scheme, with labels as they are called in the one in use."""
        if scheme == (self._scheme.name, self._scheme.version):
            return act
        from hashiya.model import relabel_act  # noqa: PLC0415 - after a migration only
        from hashiya.store.steps import labels_since  # noqa: PLC0415 - as above

        if scheme not in self._names:
            self._names[scheme] = labels_since(self._connection, scheme)
        return relabel_act(act, self._names[scheme])

    def expect_scheme(self, scheme: tuple[str, int] | None) -> None:
        """Who looks at layers with labels of before would not see what is there already."""
        if scheme not in {None, (self._scheme.name, self._scheme.version)}:
            raise StoreError(
                "the project's labels were changed since it was opened here; nothing was changed."
                " Open it again, and do it then"
            )

    def write(self, deed: _Deed) -> _Written:
        """Append one event and project its act, as far as the sentences still allow for it."""
        owner, scheme = self._session.annotator_id, self._scheme
        facts, before = document_facts(self._connection, deed.document_id, owner, "annotator")
        ref = LayerRef(facts, owner, "annotator")
        act, missed = self._fitted(ref, deed)
        names = (scheme.name, scheme.version)
        body = act_body(act, layer="annotator", scheme=names, cites=deed.cites, group=deed.group)
        self._lamport += 1
        event = self._chain.append(deed.kind, facts.id, body, lamport=self._lamport, at=utc_now())
        self._connection.execute(sql.INSERT_EVENT, event)
        add_to_counters(self._connection, {CLOCK: 1})
        stamp = Stamp(scheme.key, self._session.id, event.seq)
        project_act(self._connection, ref, before, act, stamp)
        for edit in act.edits:
            if isinstance(edit, Resegment):
                project_others(self._connection, ref, edit, stamp)
        return _Written(event_of(event), act, missed)

    def _fitted(self, ref: LayerRef, deed: _Deed) -> Fitted:
        if deed.cites is None:
            return Fitted(expect_fits(self._connection, ref, deed.act, self._policy))
        return fitted(self._connection, ref, deed.act, self._policy)


def record_act(
    connection: sqlite3.Connection,
    session: SessionRow,
    document_id: str,
    act: Act,
    *,
    under: tuple[str, int] | None = None,
) -> Event:
    """Append an edit and project it; inside the caller's transaction.

    Labels of the scheme it was made `under` are written as they are called in the one in use.

    Raises:
        StoreError: There is no such document.
        PolicyError: A span would lie in no sentence of the document as it stands now.
        CorruptionError: The act does not fit the layer as it is stored.
    """
    pen = _Pen(connection, session)
    act = act if under is None else pen.as_called_now(act, under)
    return pen.write(_Deed("edit", document_id, act)).event


def record_together(
    connection: sqlite3.Connection,
    session: SessionRow,
    document_ids: Iterable[str],
    decide: Decide,
    *,
    under: tuple[str, int] | None = None,
) -> int:
    """Append one edit a document, all of them one group; inside the caller's transaction.

    Each document is read as it stands, decided on, and forgotten before the next.

    Raises:
        StoreError: It is decided `under` another scheme than the one in use.
    """
    pen = _Pen(connection, session)
    pen.expect_scheme(under)
    group, written = pen.next_seq, 0
    for document_id in document_ids:
        record = read_record(connection, document_id, session.alias)
        act = decide(record)
        if act is not None:
            expect_quotes(act, record.text)
            pen.write(_Deed("edit", document_id, act, group=group))
            written += 1
    return written


def undo_act(
    connection: sqlite3.Connection, session: SessionRow, near: str | None = None
) -> Undone | None:
    """Take back the person's newest act that stands; None when there is none."""
    cited = _next_to_undo(connection, session.annotator_id)
    return None if cited is None else _compensate(connection, session, cited, "undo", near)


def redo_act(
    connection: sqlite3.Connection, session: SessionRow, near: str | None = None
) -> Undone | None:
    """Bring back what was undone last; None when nothing was, or an act came since."""
    cited = _next_to_redo(connection, session.annotator_id)
    return None if cited is None else _compensate(connection, session, cited, "redo", near)


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
    connection: sqlite3.Connection,
    session: SessionRow,
    cited: tuple[str, int],
    kind: EventKind,
    near: str | None,
) -> Undone:
    """Write the inverse of the event cited and of all that are in its group, newest first.

    A group's events follow one another in their session, and the one cited is its last: whoever
    takes one back takes all back, in one transaction.
    """
    pen = _Pen(connection, session)
    shown: Undone | None = None
    documents = annotations = 0
    missed = ""
    group = pen.next_seq if _is_grouped(connection, cited) else None
    for event in _group(connection, cited):
        inverse = act_of(event.body).inverse()
        deed = _Deed(
            kind,
            event.document_id,
            pen.as_called_now(inverse, scheme_of_body(event.body)),
            (event.session_id, event.seq),
            group,
        )
        written = pen.write(deed)
        documents += 1
        annotations += sum(not isinstance(edit, _NO_SPANS) for edit in written.act.edits)
        missed = written.missed or missed
        if shown is None or shown.document_id != near:
            shown = Undone(written.event, written.act, event.document_id)
    if shown is None:
        raise _broken_group(cited)
    return shown._replace(documents=documents, annotations=annotations, missed=missed)


def _is_grouped(connection: sqlite3.Connection, cited: tuple[str, int]) -> bool:
    row = connection.execute(sql.EVENT, cited).fetchone()
    return group_of(row[_BODY]) is not None


def _group(connection: sqlite3.Connection, last: tuple[str, int]) -> Iterator[EventRow]:
    """An event and those before it in its group, newest first.

    Raises:
        CorruptionError: One of them says that it belongs to another group.
    """
    session_id, seq = last
    group: int | None = None
    while group is None or seq >= group:
        row = connection.execute(sql.EVENT, (session_id, seq)).fetchone()
        said = group_of(row[_BODY]) if row else None
        group = (said or seq) if group is None else group
        if row is None or (said or seq) != group or group > seq:
            raise _broken_group(last)
        yield EventRow(*row)
        seq -= 1


def _broken_group(last: tuple[str, int]) -> CorruptionError:
    session_id, seq = last
    return CorruptionError(
        f"event {seq} of session {session_id} was written together with others that are not what"
        " they were; nothing was changed. Run `hashiya doctor`"
    )
