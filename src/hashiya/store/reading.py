"""Reading: documents, layers and lists of them, each as it stood at one moment.

What is read is compared with its checksums and quotes before anybody sees it. Lists go by position
and cost what they show, wherever in the project that is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import Document, Layer, LayerKind
from hashiya.store import reminder_sql, ruling_sql, sql
from hashiya.store.counters import PROJECT, work_scope
from hashiya.store.facts import DocumentFacts, LayerFacts, StoredDocument, StoredLayer
from hashiya.store.people import annotator_id_of
from hashiya.store.rows import attributes_of, document_of, layer_of, line_of
from hashiya.store.seals import REMEDY, expect_document, expect_layer
from hashiya.store.transactions import Handle
from hashiya.store.troubles import reading_back
from hashiya.store.values import PASSAGES, DocumentLine

if TYPE_CHECKING:
    from hashiya.model import DocumentRecord

__all__ = [
    "attributes_given",
    "document_facts",
    "document_lines",
    "document_text",
    "read_document",
    "read_layer",
    "read_line",
    "read_record",
    "read_side_by_side",
    "read_stored",
    "sample_of_texts",
    "stream_records",
    "with_gold",
]

STREAM_DOCUMENTS: Final = 200
"""Documents read in one go when a project is streamed."""

STREAM_CHARACTERS: Final = 1_000_000
"""Code points after which a streamed page ends early, so that memory stays bounded."""

SAMPLE_CHARACTERS: Final = 20_000
"""Code points of each sampled text."""


Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""Name and value pairs in name order."""


class _Owner(NamedTuple):
    """Whose layers are read."""

    annotator_id: str
    alias: str
    kind: LayerKind


def document_facts(
    connection: sqlite3.Connection, document_id: str, annotator_id: str, layer: LayerKind
) -> tuple[DocumentFacts, LayerFacts]:
    """A document's row without its text, and one layer's row of progress.

    Raises:
        StoreError: There is no such document.
    """
    cells = (annotator_id, layer, document_id)
    row = connection.execute(sql.DOCUMENT_WITH_LAYER_FACTS, cells).fetchone()
    if row is None:
        raise StoreError(f"the project has no document {document_id!r}; see the document list")
    return _facts(row)


def document_text(connection: sqlite3.Connection, document_id: str) -> str:
    """A document's text, as its row holds it.

    Raises:
        StoreError: There is no such document.
    """
    facts, _ = document_facts(connection, document_id, "", "annotator")
    return str(connection.execute(sql.TEXT, (facts.position,)).fetchone()[0])


def read_document(connection: sqlite3.Connection, document_id: str) -> Document:
    """One document, compared with its checksums."""
    facts, _ = document_facts(connection, document_id, "", "annotator")
    with reading_back(f"document {document_id!r}"):
        stored = _stored_document(connection, facts)
        expect_document(stored)
        return document_of(stored)


def read_layer(
    connection: sqlite3.Connection, document_id: str, alias: str, kind: LayerKind
) -> Layer:
    """One layer, compared with its document's text and its seal."""
    _, layer = read_stored(connection, document_id, annotator_id_of(connection, alias), kind)
    with reading_back(f"document {document_id!r}"):
        return layer_of(document_id, alias, kind, layer)


def read_stored(
    connection: sqlite3.Connection, document_id: str, annotator_id: str, kind: LayerKind
) -> tuple[StoredDocument, StoredLayer]:
    """The rows of a document and of one layer, compared with each other and with their seals."""
    document, (layer,) = read_side_by_side(connection, document_id, [(annotator_id, kind)])
    return document, layer


def read_side_by_side(
    connection: sqlite3.Connection, document_id: str, owners: Iterable[tuple[str, LayerKind]]
) -> tuple[StoredDocument, list[StoredLayer]]:
    """The same for several layers of one document, which is read once."""
    found = [(*document_facts(connection, document_id, *owner), owner) for owner in owners]
    with reading_back(f"document {document_id!r}"):
        document = _stored_document(connection, found[0][0])
        layers: list[StoredLayer] = []
        for _, progress, owner in found:
            layers.append(_stored_layer(connection, (document_id, *owner), progress))
            expect_layer(document, layers[-1])
        return document, layers


def read_record(connection: sqlite3.Connection, document_id: str, alias: str) -> DocumentRecord:
    """One document with a person's own layer, compared with checksums, quotes and seal."""
    owner = _Owner(annotator_id_of(connection, alias), alias, "annotator")
    facts, progress = document_facts(connection, document_id, owner.annotator_id, owner.kind)
    return _record(connection, facts, progress, owner)


def attributes_given(
    connection: sqlite3.Connection, alias: str, label: str, limit: int
) -> list[tuple[str, Attributes]]:
    """Quotes and attributes of a person's own annotations of one label that have any."""
    cells = (annotator_id_of(connection, alias), label, limit)
    rows = connection.execute(sql.ATTRIBUTES_GIVEN, cells).fetchall()
    with reading_back("attributes"):
        return [(quote, attributes_of(cell)) for quote, cell in rows]


def read_line(connection: sqlite3.Connection, document_id: str, alias: str) -> DocumentLine:
    """One document's line of the list."""
    annotator_id = annotator_id_of(connection, alias)
    line = line_of(*document_facts(connection, document_id, annotator_id, "annotator"))
    return with_gold(connection, [line])[0]


def document_lines(
    connection: sqlite3.Connection, alias: str, *, after: int, limit: int, backwards: bool
) -> list[DocumentLine]:
    """Lines of the documents behind a position or before it, in position order."""
    statement = sql.DOCUMENTS_BEFORE if backwards else sql.DOCUMENTS_AFTER
    cells = (annotator_id_of(connection, alias), "annotator", after, max(limit, 0))
    lines = [line_of(*_facts(row)) for row in connection.execute(statement, cells).fetchall()]
    if backwards:
        lines.reverse()
    positions = [line.position for line in lines]
    _expect_no_gap(positions if backwards else [max(after, 0), *positions])
    return with_gold(connection, lines)


def with_gold(connection: sqlite3.Connection, lines: Sequence[DocumentLine]) -> list[DocumentLine]:
    """Lines that say which of their documents have a gold layer that is done.

    Passages are numbered behind the articles, each person's for themselves.
    """
    positions = json.dumps([line.position for line in lines])
    gold = {row[0] for row in connection.execute(sql.GOLD_AMONG, (positions,)).fetchall()}
    found = [line._replace(is_gold=True) if line.position in gold else line for line in lines]
    if any(line.position > PASSAGES for line in found):
        from hashiya.store.passage_owners import numbered  # noqa: PLC0415 - few lists have any

        return numbered(connection, found)
    return found


def sample_of_texts(connection: sqlite3.Connection, limit: int) -> list[str]:
    """Beginnings of the texts of evenly spread documents."""
    count = (connection.execute(sql.COUNTER, ("project", "documents")).fetchone() or (0,))[0]
    wanted = min(limit, count)
    positions = [1 + number * count // wanted for number in range(wanted)]
    rows = (
        connection.execute(sql.TEXT_BEGINNING, (SAMPLE_CHARACTERS, position)).fetchone()
        for position in positions
    )
    return [row[0] for row in rows if row is not None]


def stream_records(
    handle: Handle, alias: str, kind: LayerKind, *, only_with_layer: bool
) -> Iterator[DocumentRecord]:
    """Every document with one layer, in position order; no transaction is open between pages."""
    after = 0
    while True:
        with handle.read() as connection:
            owner = _Owner(annotator_id_of(connection, alias), alias, kind)
            page = _stream_page(connection, owner, after, only_with_layer=only_with_layer)
            if not page:
                _expect_all_seen(connection, owner, None if only_with_layer else after)
                return
        after = page[-1][0]
        yield from (record for _, record in page)


def _stream_page(
    connection: sqlite3.Connection, owner: _Owner, after: int, *, only_with_layer: bool
) -> list[tuple[int, DocumentRecord]]:
    """The next documents and their positions; as many as stay below the bounds."""
    from hashiya.store.streaming import records_together  # noqa: PLC0415 - bulk work only

    statement = sql.DOCUMENTS_WITH_LAYER_AFTER if only_with_layer else sql.ARTICLES_AFTER
    cells = (owner.annotator_id, owner.kind, after, STREAM_DOCUMENTS)
    rows = connection.execute(statement, cells).fetchall()
    found = list(_first_of([_facts(row) for row in rows]))
    records = records_together(connection, found, owner)
    if records is None:
        records = [_record(connection, facts, progress, owner) for facts, progress in found]
    page = [(facts.position, record) for (facts, _), record in zip(found, records, strict=True)]
    if not only_with_layer:
        _expect_no_gap([after, *(position for position, _ in page)])
    return page


def _expect_no_gap(positions: Sequence[int]) -> None:
    """No article is ever taken out, so a gap is a row that was lost; passages are not counted.

    Raises:
        CorruptionError: There is one.
    """
    for before, after in pairwise(positions):
        if after != before + 1 and after < PASSAGES:
            raise CorruptionError(
                f"the list of documents has nothing between {before} and {after}. {REMEDY}"
            )


def _expect_all_seen(
    connection: sqlite3.Connection, owner: _Owner, last_position: int | None
) -> None:
    """At the end of a stream, compare what was there with the counters.

    Raises:
        CorruptionError: Documents or layers were lost.
    """
    if last_position is None:
        cells = (owner.annotator_id, owner.kind)
        there = connection.execute(sql.COUNT_LAYERS, cells).fetchone()[0]
        counter = (work_scope(owner.kind, owner.annotator_id), "documents")
    else:
        there, counter = last_position, (PROJECT, "documents")
    said = (connection.execute(sql.COUNTER, counter).fetchone() or (0,))[0]
    if there != said:
        raise CorruptionError(f"documents written: {said}; to be read: {there}. {REMEDY}")


def _first_of(
    found: list[tuple[DocumentFacts, LayerFacts]],
) -> Iterator[tuple[DocumentFacts, LayerFacts]]:
    """The first document, and as many after it as stay below the bound together."""
    characters = 0
    for facts, layer in found:
        if characters and characters + facts.length > STREAM_CHARACTERS:
            return
        characters += facts.length
        yield facts, layer


def _record(
    connection: sqlite3.Connection, facts: DocumentFacts, progress: LayerFacts, owner: _Owner
) -> DocumentRecord:
    from hashiya.store.record_rows import record_of  # noqa: PLC0415 - bulk work only

    with reading_back(f"document {facts.id!r}"):
        document = _stored_document(connection, facts)
        expect_document(document)
        layer = _stored_layer(connection, (facts.id, owner.annotator_id, owner.kind), progress)
        expect_layer(document, layer)
        return record_of(document, layer, owner.alias, owner.kind)


def _facts(row: Sequence[Any]) -> tuple[DocumentFacts, LayerFacts]:
    exists, *progress = row[10:]
    return DocumentFacts._make(row[:10]), LayerFacts(bool(exists), *progress)


def _stored_document(connection: sqlite3.Connection, facts: DocumentFacts) -> StoredDocument:
    text = connection.execute(sql.TEXT, (facts.position,)).fetchone()[0]
    cells = (facts.id, facts.segmentation)
    return StoredDocument(facts, connection.execute(sql.SENTENCES, cells).fetchall(), text)


def _stored_layer(
    connection: sqlite3.Connection, key: tuple[str, str, str], progress: LayerFacts
) -> StoredLayer:
    spans, marks, reminders = (
        connection.execute(statement, key).fetchall()
        for statement in (sql.SPANS, sql.MARKS, reminder_sql.REMINDERS)
    )
    rulings = connection.execute(ruling_sql.RULINGS, key).fetchall() if key[2] == "gold" else ()
    return StoredLayer(progress, spans, marks, reminders, rulings)
