"""Bulk: bringing checked documents and layers in, a batch in one transaction.

A hot loop over plain tuples: rows are gathered here and written many at a time. What becomes of a
document that is there already is decided in `hashiya.store.putting`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import starmap
from operator import add
from typing import Final

from hashiya.model import DocumentRecord, bounds_and_labels, text_sha256
from hashiya.store import reminder_sql, sql
from hashiya.store.columns import SpanColumns, import_body
from hashiya.store.counters import PROJECT, add_to_counters, label_scope, work_scope
from hashiya.store.facts import DocumentFacts, LayerFacts
from hashiya.store.gathering import Gathered
from hashiya.store.journal import CLOCK, Chain, SessionRow, utc_now
from hashiya.store.plain_spans import GatheredPlainSpans, PlainLayer
from hashiya.store.schemes import current_scheme_facts
from hashiya.store.seals import document_seal, mark_seal, reminder_seal
from hashiya.store.slots import settle
from hashiya.store.tokens import TokenCounter
from hashiya.store.values import DocumentState, document_state

__all__ = ["Batch"]

MAX_PENDING_SPANS: Final = 8_000
"""Rows gathered before they are written; more would only take memory."""

FIRST_SEGMENTATION: Final = 1

NO_LAYER: Final = LayerFacts()


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
        self._rows_of_documents = Gathered(sql.INSERT_DOCUMENT)
        self._sentences = Gathered(sql.INSERT_SENTENCE)
        self._events = Gathered(sql.INSERT_EVENT)
        self._plain_spans = GatheredPlainSpans()
        self._spans = Gathered(sql.INSERT_SPAN)
        self._marks = Gathered(sql.INSERT_MARK)
        self._reminders = Gathered(reminder_sql.INSERT_REMINDER)
        self._progress = Gathered(sql.REPLACE_PROGRESS)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._labels: dict[str, list[str]] = {}
        """Labels of the spans gathered so far, by the counter that they add to."""
        self._chains: dict[str, Chain] = {}
        self._turned: list[tuple[int, str, str, bool]] = []
        """Layers that became done, or no longer are: position, person, session, whether done."""
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
            sha256=record.sha256 or text_sha256(text),
            date=record.date,
            source=record.source,
            segmentation=FIRST_SEGMENTATION,
            sentences=len(sentences),
            seal=0,
        )
        seal = document_seal(facts.sealed, sentences)
        tokens = self._tokens.count(text)
        self.fresh.add(record.id)
        self._rows_of_documents.add(
            (*facts[:7], self._at, tokens, FIRST_SEGMENTATION, len(sentences), seal, text)
        )
        self._sentences.extend(
            [
                (record.id, FIRST_SEGMENTATION, ordinal, start, end)
                for ordinal, (start, end) in enumerate(sentences)
            ]
        )
        self._counts[PROJECT, "documents"] += 1
        self._counts[PROJECT, "sentences"] += len(sentences)
        self._counts[PROJECT, "tokens"] += tokens
        return facts

    def add_layer(
        self,
        facts: DocumentFacts,
        record: DocumentRecord,
        session: SessionRow,
        before: LayerFacts = NO_LAYER,
    ) -> None:
        """Gather what a layer gains beside what it held `before`, as one event of its owner's."""
        chain = self._chains.get(session.id)
        if chain is None:
            chain = self._chains[session.id] = Chain(self.connection, session)
        by = (session.id, chain.next_seq)
        owner = (facts.id, facts.length, session.annotator_id, record.layer)
        plain = PlainLayer.of(record, by)
        if plain is None:
            spans = SpanColumns.of(record, by)
            self._spans.extend(spans.rows(owner, self._scheme_id, by))
            held = (spans.seal, *spans.reminding)
        else:
            self._plain_spans.add(plain, owner, self._scheme_id, by)
            held = (plain.seal, 0, 0)
        self._lamport += 1
        self._counts[CLOCK] += 1
        body = import_body(record, self._scheme, plain)
        event = chain.append("import", facts.id, body, lamport=self._lamport, at=self._at)
        self._events.add(event)
        if record.marks or record.reminders:
            self._marks.extend([(*owner, *mark, *by) for mark in record.marks])
            self._reminders.extend([(*owner, *each, *by) for each in record.reminders])
            held = tuple(map(add, held, _of_sentences(record)))
        state = self._gather_progress(facts, (before, held), record, session.annotator_id)
        is_done = state == "done"
        if record.layer == "annotator" and is_done != (before.state == "done"):
            self._turned.append((facts.position, session.annotator_id, session.id, is_done))
        if len(self._spans) + len(self._plain_spans) >= MAX_PENDING_SPANS:
            self.write()

    def write(self) -> None:
        """Write what has been gathered."""
        for table in (
            self._rows_of_documents,
            self._sentences,
            self._events,
            self._plain_spans,
            self._spans,
            self._marks,
            self._reminders,
            self._progress,
        ):
            table.write(self.connection)
        for scope, labels in self._labels.items():
            self._counts.update({(scope, name): count for name, count in Counter(labels).items()})
        self._labels.clear()
        add_to_counters(self.connection, self._counts)
        self._counts.clear()
        for position, annotator_id, session_id, is_done in self._turned:
            settle(self.connection, position, annotator_id, session_id, is_done=is_done)
        self._turned.clear()

    def _gather_progress(
        self,
        facts: DocumentFacts,
        change: tuple[LayerFacts, tuple[int, ...]],
        record: DocumentRecord,
        annotator_id: str,
    ) -> DocumentState:
        """Add seal, flags and notes that a layer gained to what it held before, and count.

        Returns:
            How far its owner is now.
        """
        before, (seal, flags, notes) = change
        annotations = before.annotations + len(record.spans)
        done = before.done + len(record.marks)
        state = document_state(sentences=facts.sentences, done=done, annotations=annotations)
        after = (annotations, done, state, before.seal + seal)
        flagged, noted = before.flags + flags, before.notes + notes
        place = (annotator_id, record.layer, facts.position)
        self._progress.add((*place, *after, flagged, noted))
        counts = self._counts
        work = work_scope(record.layer, annotator_id)
        counts[work, "documents"] += not before.exists
        counts[work, "done"] += (state == "done") - (before.state == "done")
        counts[work, "begun"] += (state == "begun") - (before.state == "begun")
        counts[work, "annotations"] += len(record.spans)
        counts[work, "flags"] += flags
        counts[work, "notes"] += notes
        scope = label_scope(record.layer, annotator_id)
        self._labels.setdefault(scope, []).extend(bounds_and_labels(record.spans)[2])
        return state

    def _counter(self, key: tuple[str, str]) -> int:
        found = self.connection.execute(sql.COUNTER, key).fetchone()
        return 0 if found is None else int(found[0])


def _of_sentences(record: DocumentRecord) -> tuple[int, int, int]:
    """What marks and reminders add to a layer's seal, flags and notes."""
    seal = sum(starmap(mark_seal, record.marks)) + sum(starmap(reminder_seal, record.reminders))
    flags = sum([each.is_flagged for each in record.reminders])
    return seal, flags, sum([bool(each.note) for each in record.reminders])
