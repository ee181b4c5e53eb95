"""Projections: what an event does to the rows of its layer, in the event's own transaction.

Every edit says what stood before it; a row that does not say the same stops the change. How the
same rows come out of the events alone stands in `hashiya.store.replay`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from hashiya.errors import CorruptionError
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Edit,
    MarkSentence,
    Remind,
    Reminder,
    Remove,
    Replace,
    Resegment,
    Settle,
)
from hashiya.store import reminder_sql, ruling_sql, sql
from hashiya.store.facts import LayerFacts
from hashiya.store.progressing import LayerRef, Progress, Stamp, write_progress
from hashiya.store.rows import span_cells
from hashiya.store.rulings import project_ruling
from hashiya.store.seals import mark_seal, reminder_seal, spans_seal
from hashiya.store.sentences import cut_sentences
from hashiya.store.values import document_state

__all__ = ["project_act", "project_carried"]


class _Change:
    """What one act adds up to in a layer."""

    def __init__(self) -> None:
        self.annotations = 0
        self.done = 0
        self.seal = 0
        self.flags = 0
        self.notes = 0
        self.labels: Counter[str] = Counter()

    def count_span(self, annotation: Annotation, sign: int) -> None:
        self.annotations += sign
        self.seal += sign * spans_seal([span_cells(annotation)])
        self.labels[annotation.label] += sign
        self.flags += sign * annotation.is_flagged
        self.notes += sign * bool(annotation.note)

    def count_mark(self, start: int, end: int, state: str, sign: int) -> None:
        self.done += sign
        self.seal += sign * mark_seal(start, end, state)

    def count_reminder(self, reminder: Reminder, sign: int) -> None:
        self.seal += sign * reminder_seal(*reminder.bounds, reminder.is_flagged, reminder.note)
        self.flags += sign * reminder.is_flagged
        self.notes += sign * bool(reminder.note)


def project_act(
    connection: sqlite3.Connection, ref: LayerRef, before: LayerFacts, act: Act, stamp: Stamp
) -> None:
    """Apply an act to a layer's rows, its progress and the counters.

    Where it cuts sentences, the document's own rows change too; other layers are the matter of
    `hashiya.store.resegmenting`.

    Raises:
        CorruptionError: An edit speaks of a row that is not there, or not so.
    """
    change = _Change()
    for edit in act.edits:
        if isinstance(edit, Resegment):
            ref = _resegment(connection, ref, edit, stamp, change)
        else:
            _apply(connection, ref, edit, stamp, change)
    after = LayerFacts(
        exists=True,
        annotations=before.annotations + change.annotations,
        done=before.done + change.done,
        state=document_state(
            sentences=ref.facts.sentences,
            done=before.done + change.done,
            annotations=before.annotations + change.annotations,
        ),
        seal=before.seal + change.seal,
        flags=before.flags + change.flags,
        notes=before.notes + change.notes,
    )
    if ref.kind == "gold" and not _holds_anything(connection, ref, after):
        # Nobody makes gold any more what was all taken back; somebody else may.
        after = LayerFacts()
    write_progress(connection, ref, Progress(before, after, change.labels), stamp)


def _holds_anything(connection: sqlite3.Connection, ref: LayerRef, facts: LayerFacts) -> bool:
    if facts.annotations or facts.done or facts.flags or facts.notes:
        return True
    return connection.execute(ruling_sql.HAS_RULING, ref.key).fetchone() is not None


def project_carried(
    connection: sqlite3.Connection,
    ref: LayerRef,
    before: LayerFacts,
    carried: Iterable[MarkSentence | Remind],
    stamp: Stamp,
) -> None:
    """Apply the marks and reminders that go and come with sentences to a layer's rows."""
    change = _Change()
    for edit in carried:
        _apply(connection, ref, edit, stamp, change)
    done = before.done + change.done
    state = document_state(sentences=ref.facts.sentences, done=done, annotations=before.annotations)
    after = before._replace(
        done=done,
        state=state,
        seal=before.seal + change.seal,
        flags=before.flags + change.flags,
        notes=before.notes + change.notes,
    )
    write_progress(connection, ref, Progress(before, after, Counter()), stamp)


def _apply(
    connection: sqlite3.Connection, ref: LayerRef, edit: Edit, stamp: Stamp, change: _Change
) -> None:
    match edit:
        case Add():
            _insert_span(connection, ref, edit.annotation, stamp)
            change.count_span(edit.annotation, 1)
        case Remove():
            cells = (*ref.key, *_as_it_stood(edit.annotation))
            _expect_one(connection.execute(sql.DELETE_SPAN, cells), ref, edit.annotation.id)
            change.count_span(edit.annotation, -1)
        case Replace():
            _replace_span(connection, ref, edit, stamp)
            change.count_span(edit.before, -1)
            change.count_span(edit.after, 1)
        case MarkSentence():
            _mark(connection, ref, edit, stamp, change)
        case Remind():
            _remind(connection, ref, edit, stamp, change)
        case Settle():
            change.seal += project_ruling(connection, ref, edit, stamp[1:])


def _resegment(
    connection: sqlite3.Connection,
    ref: LayerRef,
    edit: Resegment,
    stamp: Stamp,
    change: _Change,
) -> LayerRef:
    """The layer on the new sentences: what stood on the old ones goes with them, then all else."""
    carried: tuple[MarkSentence | Remind, ...] = (*edit.marks, *edit.reminders)
    for each in carried:
        if each.after is None:
            _apply(connection, ref, each, stamp, change)
    ref = ref._replace(facts=cut_sentences(connection, ref.facts, edit))
    for each in carried:
        if each.after is not None:
            _apply(connection, ref, each, stamp, change)
    return ref


def _insert_span(
    connection: sqlite3.Connection, ref: LayerRef, annotation: Annotation, stamp: Stamp
) -> None:
    *cells, span_id = span_cells(annotation)
    row = (ref.facts.id, ref.facts.length, ref.annotator_id, ref.kind, span_id, stamp.scheme_id)
    try:
        connection.execute(sql.INSERT_SPAN, (*row, *cells, stamp.session_id, stamp.seq))
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
            raise _disagreement(ref, f"holds an annotation {span_id!r} already") from error
        raise


def _replace_span(
    connection: sqlite3.Connection, ref: LayerRef, edit: Replace, stamp: Stamp
) -> None:
    *cells, span_id = span_cells(edit.after)
    if span_id != edit.before.id:
        raise _disagreement(ref, f"cannot turn annotation {edit.before.id!r} into {span_id!r}")
    values = (*cells, stamp.scheme_id, stamp.session_id, stamp.seq)
    found = connection.execute(sql.REPLACE_SPAN, (*values, *ref.key, *_as_it_stood(edit.before)))
    _expect_one(found, ref, span_id)


def _mark(
    connection: sqlite3.Connection,
    ref: LayerRef,
    edit: MarkSentence,
    stamp: Stamp,
    change: _Change,
) -> None:
    start, end = edit.span.start, edit.span.end
    where = f"{start} to {end}"
    if edit.before is not None:
        found = connection.execute(sql.DELETE_MARK, (*ref.key, start, end, edit.before))
        _expect_one(found, ref, where)
        change.count_mark(start, end, edit.before, -1)
    if edit.after is None:
        return
    _expect_sentence(connection, ref, (start, end))
    row = (ref.facts.id, ref.facts.length, ref.annotator_id, ref.kind, start, end, edit.after)
    try:
        connection.execute(sql.INSERT_MARK, (*row, stamp.session_id, stamp.seq))
    except sqlite3.IntegrityError as error:
        raise _disagreement(ref, f"holds a mark on the sentence {where} already") from error
    change.count_mark(start, end, edit.after, 1)


def _remind(
    connection: sqlite3.Connection, ref: LayerRef, edit: Remind, stamp: Stamp, change: _Change
) -> None:
    before, after = edit.before, edit.after
    if before is not None:
        cells = (*before.bounds, before.is_flagged, before.note)
        found = connection.execute(reminder_sql.DELETE_REMINDER, (*ref.key, *cells))
        _expect_one(found, ref, "the flag or note")
        change.count_reminder(before, -1)
    if after is None:
        return
    if after.span is not None:
        _expect_sentence(connection, ref, after.bounds)
    row = (ref.facts.id, ref.facts.length, ref.annotator_id, ref.kind)
    cells = (*after.bounds, after.is_flagged, after.note)
    try:
        connection.execute(
            reminder_sql.INSERT_REMINDER, (*row, *cells, stamp.session_id, stamp.seq)
        )
    except sqlite3.IntegrityError as error:
        raise _disagreement(ref, "holds another flag or note there already") from error
    change.count_reminder(after, 1)


def _expect_sentence(
    connection: sqlite3.Connection, ref: LayerRef, bounds: tuple[int, int]
) -> None:
    sentence = (ref.facts.id, ref.facts.segmentation, *bounds)
    if connection.execute(sql.IS_SENTENCE, sentence).fetchone() is None:
        raise _disagreement(ref, f"has no sentence from {bounds[0]} to {bounds[1]}")


def _as_it_stood(annotation: Annotation) -> tuple[object, ...]:
    *cells, span_id = span_cells(annotation)
    return (span_id, *cells)


def _expect_one(cursor: sqlite3.Cursor, ref: LayerRef, what: str) -> None:
    if cursor.rowcount != 1:
        raise _disagreement(ref, f"does not hold {what!r} as the edit expects it")


def _disagreement(ref: LayerRef, how: str) -> CorruptionError:
    return CorruptionError(
        f"document {ref.facts.id!r}: the layer {how}; nothing was saved. Reopen the document and"
        " try again"
    )
