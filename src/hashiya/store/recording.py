"""Recording: one act as one event, and acts on many documents as one group of events.

How an event is written stands in `hashiya.store.pen`, how acts are taken back in
`hashiya.store.undoing`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import TypeAlias

from hashiya.model import Act, DocumentRecord, Event
from hashiya.store.journal import SessionRow
from hashiya.store.judging import Drafted, expect_quotes
from hashiya.store.pen import Deed, Pen
from hashiya.store.reading import read_record

__all__ = ["Decide", "record_act", "record_together"]

Decide: TypeAlias = Callable[[DocumentRecord], Act | None]
"""What to do to one document with one's own layer on it; None leaves it as it is."""


def record_act(
    connection: sqlite3.Connection,
    session: SessionRow,
    document_id: str,
    drafted: Drafted,
) -> Event:
    """Append an edit and project it; inside the caller's transaction.

    Labels of the scheme it was made under are written as they are called in the one in use, and
    what is written is what the judge makes of it.

    Raises:
        StoreError: There is no such document.
        PolicyError: A span would lie in no sentence of the document as it stands now, or the judge
            refuses the act.
        CorruptionError: The act does not fit the layer as it is stored.
    """
    pen = Pen(connection, session)
    act, under, judge = drafted
    act = act if under is None else pen.as_called_now(act, under)
    act = act if judge is None else pen.judged(act, document_id, under, judge)
    return pen.write(Deed("edit", document_id, act)).event


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
    pen = Pen(connection, session)
    pen.expect_scheme(under)
    group, written = pen.next_seq, 0
    for document_id in document_ids:
        record = read_record(connection, document_id, session.alias)
        act = decide(record)
        if act is not None:
            expect_quotes(act, record.text)
            pen.write(Deed("edit", document_id, act, group=group))
            written += 1
    return written
