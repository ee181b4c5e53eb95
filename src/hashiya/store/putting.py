"""Putting: deciding what becomes of each imported record; how rows are written is `bulk`'s matter.

A document that is there already with the same text and nothing new changes nothing; a layer where
its owner has none is added; whatever would contradict what is stored is refused with its reason.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final, TypeAlias

from hashiya.errors import StoreError
from hashiya.model import DocumentRecord, ReminderRecord, SpanRecord, text_sha256
from hashiya.store import reminder_sql, sql
from hashiya.store.bulk import Batch
from hashiya.store.facts import DocumentFacts
from hashiya.store.gold_owners import other_gold
from hashiya.store.journal import SessionRow, canonical
from hashiya.store.outcomes import Outcome
from hashiya.store.people import annotator_id_of, session_for
from hashiya.store.reading import document_facts
from hashiya.store.rows import attributes_of
from hashiya.store.tokens import TokenCounter
from hashiya.store.values import PASSAGES, Role
from hashiya.text import counted

__all__ = ["put_records"]

_SpanKey: TypeAlias = tuple[int, int, str, str, tuple[tuple[str, str], ...], bool]
"""start, end, label, note, attributes and flag: what makes two annotations the same."""

WHOLE_DOCUMENT: Final = (0, 0)
"""Where a reminder of the document stands."""


def put_records(
    connection: sqlite3.Connection,
    importer: SessionRow | None,
    records: Sequence[DocumentRecord],
    tokens: TokenCounter,
) -> list[Outcome]:
    """Bring records in, inside the caller's transaction; one outcome a record, in order.

    Raises:
        StoreError: A record has a layer, and nobody brings it in.
    """
    ids = canonical([record.id for record in records])
    known = {row[0] for row in connection.execute(sql.KNOWN_DOCUMENTS, (ids,)).fetchall()}
    putting = _Putting(Batch(connection, tokens), importer)
    outcomes: list[Outcome] = []
    for record in records:
        is_known = record.id in known or record.id in putting.batch.fresh
        outcomes.append(putting.put_again(record) if is_known else putting.put_first(record))
    putting.batch.write()
    return outcomes


class _Putting:
    """One batch, and the sessions it writes in."""

    def __init__(self, batch: Batch, importer: SessionRow | None) -> None:
        self.batch = batch
        self._connection = batch.connection
        self._importer = importer
        self._sessions: dict[tuple[str | None, str], SessionRow] = {}

    def put_first(self, record: DocumentRecord) -> Outcome:
        """A document whose id is new."""
        reason = _impossible_mark(record, record.sentences or ())
        if reason:
            return Outcome("refused", reason)
        facts = self.batch.add_document(record)
        if _has_layer(record):
            self.batch.add_layer(facts, record, self._session(record))
        return Outcome("added")

    def put_again(self, record: DocumentRecord) -> Outcome:
        """A document whose id is in the project, or came earlier in this batch."""
        self.batch.write()
        importer = "" if self._importer is None else self._importer.alias
        alias = record.annotator or importer
        annotator_id = annotator_id_of(self._connection, alias)
        facts, layer = document_facts(self._connection, record.id, annotator_id, record.layer)
        if facts.position > PASSAGES or facts.sha256 != text_sha256(record.text):
            return Outcome("refused", "another text has this id already; give it an id of its own")
        sentences = self._sentences(facts)
        note = _differences(facts, sentences, record)
        if not _has_layer(record):
            return Outcome("unchanged", note)
        gained = self._gained(annotator_id, record) if layer.exists else record
        if gained is None:
            reason = (
                f"{alias} has another layer on this document already"
                f" ({counted(layer.annotations, 'annotation')}); bring it in under another alias to"
                " keep both, or with --update to have what the file says"
            )
            return Outcome("refused", reason, is_other_layer=record.layer == "annotator")
        if layer.exists and not _says_something(gained):
            return Outcome("unchanged", note)
        reason = _impossible_mark(record, sentences) or self._other_gold(
            facts, annotator_id, record
        )
        if reason:
            return Outcome("refused", reason)
        self.batch.add_layer(facts, gained, self._session(record), layer)
        return Outcome("layer_added", note)

    def _session(self, record: DocumentRecord) -> SessionRow:
        key = (record.annotator, record.layer)
        if self._importer is None:
            raise StoreError(f"{record.id}: nobody brings its annotations in; open a session first")
        if key not in self._sessions:
            role: Role = "annotator"
            if record.layer == "gold" and self._leads(self._importer):
                role = "adjudicator"
            self._sessions[key] = session_for(
                self._connection, self._importer, record.annotator, role
            )
        return self._sessions[key]

    def _leads(self, importer: SessionRow) -> bool:
        """Whether somebody may make an adjudicator of who is new: no annotator may."""
        row = self._connection.execute(sql.ANNOTATOR, (importer.alias,)).fetchone()
        return bool(row and row[2] != "annotator")

    def _sentences(self, facts: DocumentFacts) -> list[tuple[int, int]]:
        cells = (facts.id, facts.segmentation)
        return self._connection.execute(sql.SENTENCES, cells).fetchall()

    def _other_gold(self, facts: DocumentFacts, annotator_id: str, record: DocumentRecord) -> str:
        """Why this cannot be gold; empty when it can: a document has one gold layer."""
        if record.layer != "gold":
            return ""
        other = other_gold(self._connection, annotator_id, facts.position)
        if other is None:
            return ""
        return f"{other} has made this document gold already; it has one gold layer at most"

    def _gained(self, annotator_id: str, record: DocumentRecord) -> DocumentRecord | None:
        """What the record says beyond a stored layer; None when the two contradict each other.

        A layer that came in cut short, by labels that were missing, is completed by the same file
        later. One that its owner has edited stands for itself. How annotations came to be does not
        matter.
        """
        cells = (record.id, annotator_id, record.layer)
        stored = Counter(
            (start, end, label, note, attributes_of(attributes), bool(flagged))
            for start, end, label, _, note, attributes, _, flagged, _ in self._connection.execute(
                sql.SPANS, cells
            ).fetchall()
        )
        keys = [
            (start, end, label, note, tuple(sorted(attributes)), is_flagged)
            for start, end, label, _, note, attributes, _, is_flagged in record.spans
        ]
        marks = set(self._connection.execute(sql.MARKS, cells).fetchall())
        reminders = {
            ReminderRecord(start, end, bool(flagged), note)
            for start, end, flagged, note in self._connection.execute(
                reminder_sql.REMINDERS, cells
            ).fetchall()
        }
        if (
            stored - Counter(keys)
            or not marks <= set(record.marks)
            or not reminders <= set(record.reminders)
        ):
            return None
        spans = tuple(_beyond(stored, keys, record.spans))
        gained = record._replace(
            spans=spans,
            marks=tuple(mark for mark in record.marks if mark not in marks),
            reminders=tuple(each for each in record.reminders if each not in reminders),
        )
        is_edited = self._connection.execute(sql.IS_EDITED, cells[:2]).fetchone() is not None
        return None if is_edited and _says_something(gained) else gained


def _beyond(
    stored: Counter[_SpanKey], keys: Sequence[_SpanKey], spans: Sequence[SpanRecord]
) -> Iterator[SpanRecord]:
    """The spans whose like is not stored as often as they are given."""
    left = stored.copy()
    for key, span in zip(keys, spans, strict=True):
        if left[key]:
            left[key] -= 1
        else:
            yield span


def _has_layer(record: DocumentRecord) -> bool:
    return record.has_layer or _says_something(record)


def _says_something(record: DocumentRecord) -> bool:
    return bool(record.spans or record.marks or record.reminders)


def _impossible_mark(record: DocumentRecord, sentences: Collection[tuple[int, int]]) -> str:
    """Why the record's marks and reminders cannot be kept; empty when they can."""
    if not (record.marks or record.reminders):
        return ""
    marked = [(start, end) for start, end, _ in record.marks]
    reminded = [(start, end) for start, end, _, _ in record.reminders]
    if len(set(marked)) < len(marked) or len(set(reminded)) < len(reminded):
        return "it marks one sentence twice"
    astray = sorted({*marked, *reminded}.difference(sentences, [WHOLE_DOCUMENT]))
    if not astray:
        return ""
    start, end = astray[0]
    return f"it marks a sentence from {start} to {end}, and the document has none there"


def _differences(
    facts: DocumentFacts, sentences: Sequence[tuple[int, int]], record: DocumentRecord
) -> str:
    """What a record says otherwise of a stored document, which stays as it is; often nothing."""
    differing = [
        what
        for what, is_other in (
            ("name", record.name not in {facts.name, record.id}),
            ("date", record.date is not None and record.date != facts.date),
            ("sentences", record.sentences is not None and [*record.sentences] != [*sentences]),
        )
        if is_other
    ]
    if not differing:
        return ""
    verb = "differs" if differing in (["name"], ["date"]) else "differ"
    return f"its {' and '.join(differing)} {verb} from what is stored, which stays as it is"
