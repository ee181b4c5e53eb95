"""Agreeing: whether every document's rows are what its events make of it, and the counters too.

Documents, events, spans and marks are walked side by side in the order of the document's id, so
that memory holds one document at a time.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from hashiya.errors import CorruptionError
from hashiya.store import pack_sql, passage_sql, reminder_sql, ruling_sql, sentence_sql, sql
from hashiya.store.counters import (
    AGAIN,
    GIVEN,
    PEOPLE,
    counted_as,
    document_scope,
    label_scope,
    work_scope,
)
from hashiya.store.facts import DocumentFacts, StoredDocument
from hashiya.store.journal import CLOCK
from hashiya.store.layer_rows import Bounds, LayerKey, LayerRows
from hashiya.store.outcomes import REPLAYABLE, Finding
from hashiya.store.replay import Replay, ReplayedEvent
from hashiya.store.seals import expect_document
from hashiya.store.values import document_state
from hashiya.text import counted

__all__ = ["Agreement"]

RESTORE: Final = "copy the file away as it is, then go on from the last backup"
"""What to do when the events themselves do not fit."""


class _Walk:
    """Rows in the order of their first cell, handed out one document at a time."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next: tuple[str, list[tuple[Any, ...]]] | None = None
        self.strays = 0
        """Documents that rows speak of, and that the project has not."""
        self._advance()

    def take(self, document_id: str) -> list[tuple[Any, ...]]:
        """The rows of a document; those of ids before it belong to none."""
        while self._next is not None and self._next[0] < document_id:
            self.strays += 1
            self._advance()
        if self._next is None or self._next[0] != document_id:
            return []
        rows = self._next[1]
        self._advance()
        return rows

    def finish(self) -> int:
        """Walk to the end; how many documents were strays altogether."""
        while self._next is not None:
            self.strays += 1
            self._advance()
        return self.strays

    def _advance(self) -> None:
        found = next(self._groups, None)
        self._next = None if found is None else (found[0], list(found[1]))


class Agreement:
    """One comparison of everything with everything; `documents` first, then `counters`.

    Args:
        connection: Sees one moment until it is done.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._schemes = {
            (name, version): key for name, version, key in connection.execute(sql.SCHEME_IDS)
        }
        self._events = _Walk(connection.execute(sql.EVENTS_BY_DOCUMENT))
        self._spans = _Walk(connection.execute(sql.SPANS_BY_DOCUMENT))
        self._marks = _Walk(connection.execute(sql.MARKS_BY_DOCUMENT))
        self._reminders = _Walk(connection.execute(reminder_sql.REMINDERS_BY_DOCUMENT))
        self._rulings = _Walk(connection.execute(ruling_sql.RULINGS_BY_DOCUMENT))
        self._forms = _Walk(connection.execute(ruling_sql.PRECEDENTS_BY_DOCUMENT))
        self._counts: Counter[tuple[str, str]] = Counter()
        self._counts[PEOPLE] = len(connection.execute(sql.ANNOTATORS).fetchall())
        for annotator_id, given in connection.execute(passage_sql.COUNT_BY_PERSON).fetchall():
            self._counts[work_scope(AGAIN, annotator_id), GIVEN] = given
        self._layers = 0
        self._has_merged = bool(connection.execute(pack_sql.HAS_MERGED).fetchone()[0])

    def documents(self) -> Iterator[Finding]:
        """What is wrong with documents and their layers."""
        for row in self._connection.execute(sql.DOCUMENTS_BY_ID):
            *cells, tokens, text = row
            yield from self._document(DocumentFacts._make(cells), tokens, text)
        walks = {
            "event": self._events,
            "span": self._spans,
            "mark": self._marks,
            "reminder": self._reminders,
            "ruling": self._rulings,
            "precedent": self._forms,
        }
        for table, walk in walks.items():
            if walk.finish():
                what = f"its rows speak of {counted(walk.strays, 'document')} not in the project"
                yield Finding("error", what, f"table {table}", RESTORE)
        written = self._connection.execute(sql.COUNT_PROGRESS).fetchone()[0]
        if written != self._layers:
            layers = counted(written, "layer has", "layers have")
            what = f"{layers} progress, and the journal made {self._layers}"
            yield Finding("error", what, "table progress", REPLAYABLE)

    def counters(self) -> Iterator[Finding]:
        """What the counters say that is not so."""
        found = {
            (scope, name): n
            for scope, name, n in self._connection.execute(sql.COUNTERS)
            if n and (scope, name) != CLOCK
        }
        for key in sorted(found.keys() | +self._counts):
            said, counted = found.get(key, 0), self._counts[key]
            if said != counted:
                what = f"{key[1]!r} is said to be {said}, and {counted} were counted"
                yield Finding("error", what, f"counter {key[0]}", REPLAYABLE)

    def _document(self, facts: DocumentFacts, tokens: int, text: str) -> Iterator[Finding]:
        where = f"document {facts.id!r}"
        sentences = self._sentences(facts.id, facts.segmentation)
        try:
            expect_document(StoredDocument(facts, sentences, text))
        except CorruptionError as error:
            yield Finding("error", str(error), where, RESTORE)
        scope = document_scope(facts.position)
        self._counts[scope, "documents"] += 1
        self._counts[scope, "sentences"] += len(sentences)
        self._counts[scope, "tokens"] += tokens
        replay = Replay(text, self._schemes, partial(self._sentences, facts.id))
        if self._has_merged:
            cells = (facts.id,)
            replay.allow(self._connection.execute(pack_sql.MERGED_ON, cells).fetchall())
        for _, *cells_of_event in self._events.take(facts.id):
            event = ReplayedEvent._make(cells_of_event)
            try:
                replay.apply(event)
            except (ValueError, LookupError, TypeError) as error:
                what = f"event {event.seq} of session {event.session_id} does not fit: {error}"
                yield Finding("error", what, where, RESTORE)
        yield from self._segmentations(facts, replay.segmentation, where)
        yield from self._layers_of(facts, text, replay.layers)
        yield from _marks_astray(replay.layers, sentences, where)

    def _sentences(self, document_id: str, segmentation: int) -> list[Bounds]:
        return self._connection.execute(sql.SENTENCES, (document_id, segmentation)).fetchall()

    def _segmentations(self, facts: DocumentFacts, replayed: int, where: str) -> Iterator[Finding]:
        """Whether the sentences in use are those of the last event that cut them."""
        cells = (facts.id,)
        last = self._connection.execute(sentence_sql.LAST_SEGMENTATION, cells).fetchone()[0]
        if facts.segmentation != replayed or (last or facts.segmentation) != replayed:
            what = (
                f"segmentation {facts.segmentation} is in use and {last or 0} is the last one"
                f" written, and the events make {replayed}"
            )
            yield Finding("error", what, where, REPLAYABLE)

    def _layers_of(
        self, facts: DocumentFacts, text: str, replayed: dict[LayerKey, LayerRows]
    ) -> Iterator[Finding]:
        stored = self._stored(facts.id)
        for key in sorted(replayed.keys() | stored.keys()):
            expected, found = replayed.get(key, LayerRows()), stored.get(key, LayerRows())
            where = f"document {facts.id!r}, layer {key[1]} of {key[0]}"
            for what in _differences(expected, found, text):
                yield Finding("error", what, where, REPLAYABLE)
            yield from self._progress(facts, key, expected, where)
        self._layers += len(replayed)

    def _stored(self, document_id: str) -> dict[LayerKey, LayerRows]:
        layers: dict[LayerKey, LayerRows] = {}
        for _, annotator_id, layer, span_id, *cells in self._spans.take(document_id):
            rows = layers.setdefault((annotator_id, layer), LayerRows())
            rows.spans[span_id] = tuple(cells)
        for _, annotator_id, layer, start, end, *cells in self._marks.take(document_id):
            rows = layers.setdefault((annotator_id, layer), LayerRows())
            rows.marks[start, end] = tuple(cells)
        for _, annotator_id, layer, start, end, *cells in self._reminders.take(document_id):
            rows = layers.setdefault((annotator_id, layer), LayerRows())
            rows.reminders[start, end] = tuple(cells)
        for _, annotator_id, layer, key, *cells in self._rulings.take(document_id):
            rows = layers.setdefault((annotator_id, layer), LayerRows())
            rows.rulings[key] = tuple(cells)
        for _, annotator_id, key, form in self._forms.take(document_id):
            layers.setdefault((annotator_id, "gold"), LayerRows()).forms.add((key, form))
        return layers

    def _progress(
        self, facts: DocumentFacts, key: LayerKey, rows: LayerRows, where: str
    ) -> Iterator[Finding]:
        held, done = len(rows.spans), len(rows.marks)
        state = document_state(sentences=facts.sentences, done=done, annotations=held)
        cells = (*key, facts.position)
        found = self._connection.execute(sql.PROGRESS, cells).fetchone()
        flags, notes = rows.counts
        if found != (held, done, state, rows.seal, flags, notes):
            what = "its progress or seal is not what the events make of it"
            yield Finding("error", what, where, REPLAYABLE)
        annotator_id, layer = key
        kind = counted_as(layer, facts.position)
        scope = work_scope(kind, annotator_id)
        self._counts[scope, "documents"] += 1
        self._counts[scope, "done"] += state == "done"
        self._counts[scope, "begun"] += state == "begun"
        for name, n in (("annotations", held), ("flags", flags), ("notes", notes)):
            self._counts[scope, name] += n
        for row in rows.spans.values():
            self._counts[label_scope(kind, annotator_id), row[2]] += 1


def _marks_astray(
    layers: dict[LayerKey, LayerRows], sentences: list[Bounds], where: str
) -> Iterator[Finding]:
    """Marks, flags and notes whose sentence is not one of the document's."""
    known = {*sentences, (0, 0)}
    for one, many, held in (
        ("mark is", "marks are", [rows.marks.keys() for rows in layers.values()]),
        (
            "flag or note is",
            "flags or notes are",
            [rows.reminders.keys() for rows in layers.values()],
        ),
    ):
        astray = sum(len(keys - known) for keys in held)
        if astray:
            said = f"{counted(astray, one, many)} on sentences that the document has not"
            yield Finding("error", said, where, REPLAYABLE)


def _differences(expected: LayerRows, found: LayerRows, text: str) -> Iterator[str]:
    """How a layer's rows differ from what the events make of it, each in words."""
    for start, end, label, quote, *_ in found.spans.values():
        if text[start:end] != quote:
            yield f"the quote of the {label!r} span {start} to {end} is not what stands there"
    if expected.spans != found.spans:
        ids = expected.spans.keys() | found.spans.keys()
        count = sum(expected.spans.get(name) != found.spans.get(name) for name in ids)
        yield f"{counted(count, 'span is', 'spans are')} not what the events make of it"
    if expected.marks != found.marks:
        places = expected.marks.keys() | found.marks.keys()
        count = sum(expected.marks.get(place) != found.marks.get(place) for place in places)
        yield f"{counted(count, 'mark is', 'marks are')} not what the events make of it"
    if expected.reminders != found.reminders:
        places = expected.reminders.keys() | found.reminders.keys()
        count = sum(expected.reminders.get(at) != found.reminders.get(at) for at in places)
        what = counted(count, "flag or note of a sentence is", "flags and notes of sentences are")
        yield f"{what} not what the events make of it"
    if expected.rulings != found.rulings:
        keys = expected.rulings.keys() | found.rulings.keys()
        count = sum(expected.rulings.get(key) != found.rulings.get(key) for key in keys)
        yield f"{counted(count, 'ruling is', 'rulings are')} not what the events make of it"
    if expected.forms != found.forms:
        count = len(expected.forms ^ found.forms)
        what = counted(
            count, "form that rulings are found by is", "forms that rulings are found by are"
        )
        yield f"{what} not what the events make of it"
