"""Streaming: several documents with one person's layers, read with a few statements for all.

Rows come in the order of the documents, and how many of them are whose is what the documents' own
rows say. Every document is compared with its checksums; where anything is odd, nothing is returned,
and whoever reads one document after the other will say what it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter, lt
from typing import Any, Final

from hashiya.errors import CorruptionError
from hashiya.model import DocumentRecord, LayerKind
from hashiya.store import bulk_sql
from hashiya.store.facts import (
    DocumentFacts,
    LayerFacts,
    ReminderCells,
    SpanCells,
    StoredDocument,
    StoredLayer,
)
from hashiya.store.journal import canonical
from hashiya.store.record_rows import record_of
from hashiya.store.seals import expect_document, expect_layer
from hashiya.store.troubles import reading_back

__all__ = ["records_together"]

_start: Final = itemgetter(0)


def records_together(
    connection: sqlite3.Connection,
    found: Sequence[tuple[DocumentFacts, LayerFacts]],
    owner: tuple[str, str, LayerKind],
) -> list[DocumentRecord] | None:
    """The records of these documents, in order; None where they have to be read one by one.

    Args:
        connection: Inside a transaction.
        found: Each document's row, and its layer's.
        owner: Id and alias of the layers' owner, and what sort of layers they are.
    """
    _, alias, kind = owner
    if kind == "gold":  # it may have rulings, which are few
        return None
    try:
        with reading_back("documents"):
            return [
                record_of(document, layer, alias, kind)
                for document, layer in _stored(connection, found, owner)
            ]
    except (CorruptionError, sqlite3.DatabaseError):
        return None


def _stored(
    connection: sqlite3.Connection,
    found: Sequence[tuple[DocumentFacts, LayerFacts]],
    owner: tuple[str, str, LayerKind],
) -> Iterator[tuple[StoredDocument, StoredLayer]]:
    """Each document with its layer, compared with their checksums."""
    positions = canonical([facts.position for facts, _ in found])
    annotator_id, _, kind = owner
    key = (positions, annotator_id, kind)

    def rows(statement: str, *cells: str) -> Iterator[Any]:
        return iter(connection.execute(statement, cells).fetchall())

    texts = rows(bulk_sql.TEXTS, positions)
    sentences = rows(bulk_sql.SENTENCES, positions)
    spans, marks = rows(bulk_sql.SPANS, *key), rows(bulk_sql.MARKS, *key)
    reminders = _by_document(rows(bulk_sql.REMINDERS, *key))
    for number, (facts, progress) in enumerate(found):
        document = StoredDocument(facts, [*islice(sentences, facts.sentences)], next(texts)[0])
        expect_document(document)
        layer = StoredLayer(
            progress,
            _in_order([*islice(spans, progress.annotations)]),
            [*islice(marks, progress.done)],
            reminders.get(number, ()),
        )
        expect_layer(document, layer)
        yield document, layer
    if any(next(left, None) for left in (texts, sentences, spans, marks)):
        raise CorruptionError("there are more rows than documents and layers say")


def _by_document(rows: Iterator[Any]) -> dict[int, Sequence[ReminderCells]]:
    return {number: [row[1:] for row in held] for number, held in groupby(rows, key=_start)}


def _in_order(spans: list[SpanCells]) -> list[SpanCells]:
    """By start, longer first, then label and id; nearly always no two start in one place."""
    spans.sort()
    starts = list(map(_start, spans))
    if not all(map(lt, starts, islice(starts, 1, None))):
        spans.sort(key=lambda span: (span[0], -span[1], span[2], span[-1]))
    return spans
