"""Rulings: what a ruling writes into its rows, in the event's own transaction, and how it is read.

How the same rows come out of the events alone stands in `hashiya.store.replay`. Must never know how
a ruling came about.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple, Protocol

from hashiya.errors import CorruptionError
from hashiya.model import GoldLayer, Ruling, Settle
from hashiya.store import ruling_sql
from hashiya.store.appeals import let_wait
from hashiya.store.facts import DocumentFacts, StoredLayer
from hashiya.store.journal import canonical
from hashiya.store.rows import layer_of
from hashiya.store.seals import REMEDY, ruling_seal

__all__ = ["RulingCells", "gold_of", "project_ruling", "ruling_cells"]


class _Layer(Protocol):
    """A layer, as its rows name it."""

    @property
    def facts(self) -> DocumentFacts: ...

    @property
    def key(self) -> tuple[str, str, str]: ...


class RulingCells(NamedTuple):
    """What a ruling's row holds of it."""

    key: str
    """Its card."""
    start: int
    """First code point of any proposal."""
    end: int
    """Behind the last."""
    outcome: str
    """What was decided."""
    review: str
    """In which session."""
    gap: int
    """Whether the guidelines should say something: 0 or 1."""
    body: str
    """The whole of it, canonical JSON."""


def ruling_cells(ruling: Ruling) -> RulingCells:
    """A ruling's cells."""
    return RulingCells(
        ruling.key,
        ruling.span.start,
        ruling.span.end,
        ruling.outcome,
        ruling.review,
        int(ruling.is_gap),
        canonical(ruling.model_dump(mode="json")),
    )


def project_ruling(
    connection: sqlite3.Connection, layer: _Layer, edit: Settle, by: tuple[str, int]
) -> int:
    """Write a ruling and what it is found by; by how much the layer's seal changes.

    Args:
        connection: Inside the transaction.
        layer: Whose rows they are.
        edit: The ruling before and after.
        by: Session and number of the event.

    Raises:
        CorruptionError: The ruling that it changes does not stand so.
    """
    document_id, owner, _ = layer.key
    change = 0
    if edit.before is not None:
        cells = ruling_cells(edit.before)
        found = connection.execute(ruling_sql.DELETE_RULING, (*layer.key, cells.key, cells.body))
        if found.rowcount != 1:
            raise _disagreement(document_id, "has no such ruling as is to be changed")
        where = [(form, document_id, owner, cells.key) for form in edit.before.forms]
        connection.executemany(ruling_sql.DELETE_PRECEDENT, where)
        change -= ruling_seal(cells.key, cells.body)
    if edit.after is not None:
        cells = ruling_cells(edit.after)
        row = (document_id, layer.facts.length, *layer.key[1:], *cells, *by)
        try:
            connection.execute(ruling_sql.INSERT_RULING, row)
        except sqlite3.IntegrityError as error:
            raise _disagreement(document_id, "holds a ruling on this card already") from error
        where = [(form, document_id, owner, cells.key) for form in edit.after.forms]
        connection.executemany(ruling_sql.INSERT_PRECEDENT, where)
        change += ruling_seal(cells.key, cells.body)
    answers = edit.after.answers if edit.after is not None else ()
    let_wait(connection, layer.facts.position, edit.key, answers)
    return change


def gold_of(document_id: str, alias: str, stored: StoredLayer) -> GoldLayer:
    """A gold layer from its rows."""
    plain = layer_of(document_id, alias, "gold", stored)
    return GoldLayer(
        document_id=document_id,
        annotator=alias,
        annotations=plain.annotations,
        marks=plain.marks,
        reminders=plain.reminders,
        rulings=tuple(Ruling.model_validate_json(body) for _, body in stored.rulings),
    )


def _disagreement(document_id: str, what: str) -> CorruptionError:
    return CorruptionError(f"document {document_id!r}: its gold layer {what}. {REMEDY}")
