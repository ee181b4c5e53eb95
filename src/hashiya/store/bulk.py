"""Bulk: bringing checked documents and layers in, a batch in one transaction.

A hot loop over plain tuples: rows are gathered here and written many at a time. What becomes of a
document that is there already is decided in `hashiya.store.again`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import chain, starmap
from operator import itemgetter
from typing import Final, NamedTuple

from hashiya.model import DocumentRecord, LayerKind, text_sha256
from hashiya.store import sql
from hashiya.store.counters import PROJECT, add_to_counters, label_scope, work_scope
from hashiya.store.facts import DocumentFacts
from hashiya.store.journal import CLOCK, Chain, SessionRow, canonical, utc_now
from hashiya.store.rows import NO_ATTRIBUTES, PLAIN_SPAN
from hashiya.store.schemes import current_scheme_facts
from hashiya.store.seals import document_seal, mark_seal, spans_seal
from hashiya.store.tokens import TokenCounter
from hashiya.store.values import document_state

__all__ = ["Batch"]

MAX_PENDING_SPANS: Final = 20_000
"""Rows gathered before they are written; more would only take memory."""

FIRST_SEGMENTATION: Final = 1

ROWS_A_RUN: Final = 20
"""Rows that one run of a statement inserts."""

_MANY_ROWS: Final = {
    statement: sql.with_rows(statement, ROWS_A_RUN)
    for statement in (sql.INSERT_SENTENCE, sql.INSERT_SPAN, sql.INSERT_MARK)
}

_SEALED_CELLS: Final = itemgetter(6, 7, 8, 9, 10, 11, 12, 4)
"""From a row of spans, the cells in the order of `SpanCells`."""


class _Rows(NamedTuple):
    """Rows that wait to be written, by table, in the order the tables need."""

    documents: list[tuple[object, ...]]
    sentences: list[tuple[object, ...]]
    events: list[tuple[object, ...]]
    spans: list[tuple[object, ...]]
    marks: list[tuple[object, ...]]
    progress: list[tuple[object, ...]]


_STATEMENTS: Final = (
    sql.INSERT_DOCUMENT,
    sql.INSERT_SENTENCE,
    sql.INSERT_EVENT,
    sql.INSERT_SPAN,
    sql.INSERT_MARK,
    sql.SET_PROGRESS,
)


class Batch:
    """Documents and layers on their way into a project, inside one transaction.

    Args:
        connection: Inside the transaction.
        tokens: Counts words, and remembers from batch to batch.
    """

    def __init__(self, connection: sqlite3.Connection, tokens: TokenCounter) -> None:
        self.connection = connection
        self.fresh: set[str] = set()
        """Ids of the documents gathered so far."""
        scheme = current_scheme_facts(connection)
        self._scheme_id = scheme.key
        self._scheme = (scheme.name, scheme.version)
        self._at = utc_now()
        self._tokens = tokens
        self._rows = _Rows([], [], [], [], [], [])
        self._counts: Counter[tuple[str, str]] = Counter()
        self._chains: dict[str, Chain] = {}
        self._documents = self._counter((PROJECT, "documents"))
        self._lamport = self._counter(CLOCK)

    def add_document(self, record: DocumentRecord) -> DocumentFacts:
        """Gather a document that the project does not have."""
        text = record.text
        sentences = record.sentences or ()
        self._documents += 1
        facts = DocumentFacts(
            position=self._documents,
            id=record.id,
            name=record.name,
            length=len(text),
            sha256=text_sha256(text),
            date=record.date,
            source=record.source,
            segmentation=FIRST_SEGMENTATION,
            sentences=len(sentences),
            seal=0,
        )
        seal = document_seal(facts.sealed, sentences)
        tokens = self._tokens.count(text)
        self.fresh.add(record.id)
        self._rows.documents.append(
            (*facts[:7], self._at, tokens, FIRST_SEGMENTATION, len(sentences), seal, text)
        )
        self._rows.sentences.extend(
            [
                (record.id, FIRST_SEGMENTATION, ordinal, start, end)
                for ordinal, (start, end) in enumerate(sentences)
            ]
        )
        self._counts[PROJECT, "documents"] += 1
        self._counts[PROJECT, "sentences"] += len(sentences)
        self._counts[PROJECT, "tokens"] += tokens
        return facts

    def add_layer(self, facts: DocumentFacts, record: DocumentRecord, session: SessionRow) -> None:
        """Gather a layer where there is none yet, as one event of its owner's session."""
        chain = self._chains.get(session.id)
        if chain is None:
            chain = self._chains[session.id] = Chain(self.connection, session)
        by = (session.id, chain.next_seq)
        owner = (facts.id, facts.length, session.annotator_id, record.layer)
        spans = self._span_rows(record, owner, by)
        self._rows.spans.extend(spans)
        self._rows.marks.extend([(*owner, *mark, *by) for mark in record.marks])
        self._lamport += 1
        self._counts[CLOCK] += 1
        body = _import_body(record, self._scheme)
        event = chain.append("import", facts.id, body, lamport=self._lamport, at=self._at)
        self._rows.events.append(event)
        seal = spans_seal(map(_SEALED_CELLS, spans)) + sum(starmap(mark_seal, record.marks))
        self._gather_progress(facts, record, session.annotator_id, seal)
        if len(self._rows.spans) >= MAX_PENDING_SPANS:
            self.write()

    def write(self) -> None:
        """Write what has been gathered."""
        for statement, rows in zip(_STATEMENTS, self._rows, strict=True):
            if rows:
                _insert(self.connection, statement, rows)
                rows.clear()
        add_to_counters(self.connection, self._counts)
        self._counts.clear()

    def _span_rows(
        self, record: DocumentRecord, owner: tuple[str, int, str, LayerKind], by: tuple[str, int]
    ) -> list[tuple[object, ...]]:
        """The rows of a layer's spans; ids follow from the event."""
        text = record.text
        scheme_id = self._scheme_id
        beginning = f"{by[0]}.{by[1]}."
        return [
            (
                *owner,
                f"{beginning}{number}",
                scheme_id,
                start,
                end,
                label,
                text[start:end],
                note,
                canonical(sorted(attributes)) if attributes else NO_ATTRIBUTES,
                source,
                *by,
            )
            for number, (start, end, label, _, note, attributes, source) in enumerate(record.spans)
        ]

    def _gather_progress(
        self, facts: DocumentFacts, record: DocumentRecord, annotator_id: str, seal: int
    ) -> None:
        held, done = len(record.spans), len(record.marks)
        state = document_state(sentences=facts.sentences, done=done, annotations=held)
        cells = (annotator_id, record.layer, facts.position, held, done, state, seal)
        self._rows.progress.append(cells)
        work = work_scope(record.layer, annotator_id)
        self._counts[work, "documents"] += 1
        self._counts[work, "done"] += state == "done"
        self._counts[work, "annotations"] += held
        scope = label_scope(record.layer, annotator_id)
        for label, count in Counter(map(itemgetter(2), record.spans)).items():
            self._counts[scope, label] += count

    def _counter(self, key: tuple[str, str]) -> int:
        found = self.connection.execute(sql.COUNTER, key).fetchone()
        return 0 if found is None else int(found[0])


def _insert(connection: sqlite3.Connection, statement: str, rows: list[tuple[object, ...]]) -> None:
    """Insert rows, several in each run of the statement: running it costs more than a row."""
    whole = len(rows) - len(rows) % ROWS_A_RUN
    if whole and statement in _MANY_ROWS:
        runs = (
            tuple(chain.from_iterable(rows[first : first + ROWS_A_RUN]))
            for first in range(0, whole, ROWS_A_RUN)
        )
        connection.executemany(_MANY_ROWS[statement], runs)
        rows = rows[whole:]
    connection.executemany(statement, rows)


def _import_body(record: DocumentRecord, scheme: tuple[str, int]) -> str:
    """One compact event: spans as lists without ids and quotes, which follow from it.

    A span that has nothing but its bounds and label leaves the rest out too (`PLAIN_SPAN`).
    """
    spans = [
        span[:3] if span[4:] == PLAIN_SPAN else (*span[:3], span[4], sorted(span[5]), span[6])
        for span in record.spans
    ]
    body = {"layer": record.layer, "scheme": scheme, "spans": spans, "marks": record.marks}
    return canonical(body)
