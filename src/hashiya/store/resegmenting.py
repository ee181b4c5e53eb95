"""Resegmenting: a document's sentences cut otherwise, as a new segmentation that nobody edits.

What is refused, and what becomes of the marks in every layer, is settled here before the event is
written, so that the event says all of it. It must never know who asked, nor how it was drafted.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from hashiya.errors import PolicyError, Reason
from hashiya.model import (
    Act,
    Add,
    Edit,
    MarkSentence,
    Policy,
    Remind,
    Replace,
    Resegment,
    Span,
    cut_otherwise,
    expect_uncut,
    spans_cut,
)
from hashiya.store import reminder_sql, sentence_sql, sql
from hashiya.store.carrying import LayerOwner, with_all_moved
from hashiya.store.facts import DocumentFacts
from hashiya.store.progressing import LayerRef, Stamp
from hashiya.store.projections import project_carried
from hashiya.store.reading import document_facts

__all__ = ["Fitted", "expect_fits", "fitted", "project_others", "spans_in_the_way"]

FIRST_SEGMENTATION = 1


class Fitted(NamedTuple):
    """An act as it can be done now."""

    act: Act
    """Its edits that still mean something."""
    missed: str = ""
    """Why the others do not, a `Reason`; empty when there are none."""


def expect_fits(connection: sqlite3.Connection, ref: LayerRef, act: Act, policy: Policy) -> Act:
    """The act with the marks and reminders of all layers in it, when the sentences allow for it.

    Raises:
        PolicyError: Its sentences are no longer there, or a span would leave its own.
    """
    if ref.facts.segmentation > FIRST_SEGMENTATION:
        _expect_sentences(connection, ref.facts, act)
        if not policy.across_sentences:
            _expect_inside(connection, ref.facts, act)
    if not any(isinstance(edit, Resegment) for edit in act.edits):
        return act
    if len(act.edits) > 1:
        raise PolicyError(Reason("sentences are cut in an act of their own"), rule="sentences")
    return Act(edits=tuple(_settled(connection, ref, edit, policy) for edit in act.edits))


def fitted(connection: sqlite3.Connection, ref: LayerRef, act: Act, policy: Policy) -> Fitted:
    """What of an undo or redo can be done, after whatever others did to the sentences since.

    A person's own spans always come and go. A mark or a reminder whose sentence is gone, and a cut
    that the sentences no longer allow, are left as they are, with the reason.
    """
    if ref.facts.segmentation == FIRST_SEGMENTATION:
        return Fitted(act)
    kept: list[Edit] = []
    missed = ""
    for edit in act.edits:
        try:
            if isinstance(edit, MarkSentence | Remind):
                _expect_stands(connection, ref, edit)
            kept.append(_settled(connection, ref, edit, policy))
        except PolicyError as error:
            missed = error.args[0]
    return Fitted(Act(edits=tuple(kept)), missed)


def project_others(
    connection: sqlite3.Connection, owner: LayerRef, edit: Resegment, stamp: Stamp
) -> None:
    """Bring every other layer of the document in line with its new sentences.

    Args:
        connection: Inside the transaction, the document's own row changed already.
        owner: The layer of whoever cut the sentences, which is in line already.
        edit: What was done.
        stamp: What the rows say of the event.
    """
    moved: defaultdict[LayerOwner, list[MarkSentence | Remind]] = defaultdict(list)
    for mark in edit.others:
        moved[mark.annotator_id, mark.layer].append(
            MarkSentence(span=mark.span, before=mark.before, after=mark.after)
        )
    for each in edit.other_reminders:
        moved[each.annotator_id, each.layer].append(each.edit)
    cells = (owner.facts.position,)
    layers = connection.execute(sentence_sql.LAYERS_OF_DOCUMENT, cells).fetchall()
    for annotator_id, layer in layers:
        if (annotator_id, layer) == (owner.annotator_id, owner.kind):
            continue
        facts, before = document_facts(connection, owner.facts.id, annotator_id, layer)
        ref = LayerRef(facts, annotator_id, layer)
        project_carried(connection, ref, before, moved[annotator_id, layer], stamp)


def _settled(connection: sqlite3.Connection, ref: LayerRef, edit: Edit, policy: Policy) -> Edit:
    """An edit with what is carried in all layers in it; anything but a cut is itself."""
    if not isinstance(edit, Resegment):
        return edit
    cells = (ref.facts.id, ref.facts.segmentation)
    rows = connection.execute(sql.SENTENCES, cells).fetchall()
    cut_otherwise([Span(start=start, end=end) for start, end in rows], edit)
    if not policy.across_sentences:
        _expect_uncut(connection, ref, edit)
    own = (ref.annotator_id, ref.kind)
    return with_all_moved(connection, ref.facts, edit, own)


def spans_in_the_way(
    connection: sqlite3.Connection, document_id: str, edit: Resegment
) -> list[tuple[str, str]]:
    """Whose spans would lie in no sentence any more, by annotator's id, with their quotes."""
    cells = (document_id, edit.before[0].start, edit.before[-1].end)
    rows: Sequence[tuple[str, int, int, str]] = connection.execute(
        sentence_sql.SPANS_WITHIN, cells
    ).fetchall()
    return [
        (annotator_id, quote)
        for annotator_id, start, end, quote in rows
        if spans_cut([Span(start=start, end=end)], edit)
    ]


def _expect_uncut(connection: sqlite3.Connection, ref: LayerRef, edit: Resegment) -> None:
    found = spans_in_the_way(connection, ref.facts.id, edit)
    own = [quote for annotator_id, quote in found if annotator_id == ref.annotator_id]
    expect_uncut(own, len(found) - len(own))


def _expect_sentences(connection: sqlite3.Connection, facts: DocumentFacts, act: Act) -> None:
    """Refuse a mark, a flag or a note on a sentence that is cut otherwise than its drafter saw."""
    for edit in act.edits:
        if not isinstance(edit, MarkSentence | Remind) or edit.span is None:
            continue
        cells = (facts.id, facts.segmentation, edit.span.start, edit.span.end)
        if connection.execute(sql.IS_SENTENCE, cells).fetchone() is None:
            reason = Reason(
                "somebody has split or merged this sentence meanwhile; do it on the sentences as"
                " they are now"
            )
            raise PolicyError(reason, rule="sentences")


def _expect_inside(connection: sqlite3.Connection, facts: DocumentFacts, act: Act) -> None:
    """Refuse a new span over an edge that its drafter's screen did not show yet."""
    for edit in act.edits:
        if isinstance(edit, Add):
            annotation = edit.annotation
        elif isinstance(edit, Replace) and edit.before.span != edit.after.span:
            annotation = edit.after
        else:
            continue
        cells = (facts.id, facts.segmentation, annotation.span.start, annotation.span.end)
        if connection.execute(sentence_sql.IN_ONE_SENTENCE, cells).fetchone() is None:
            reason = Reason(
                "«{quote}» does not lie in one sentence any more: somebody has split or merged"
                " sentences meanwhile",
                quote=annotation.quote,
            )
            raise PolicyError(reason, rule="across_sentences")


def _expect_stands(
    connection: sqlite3.Connection, ref: LayerRef, edit: MarkSentence | Remind
) -> None:
    """Refuse to change what stands on a sentence that others have cut since."""
    if edit.span is None:
        return
    bounds = (edit.span.start, edit.span.end)
    cells = (ref.facts.id, ref.facts.segmentation, *bounds)
    is_there = connection.execute(sql.IS_SENTENCE, cells).fetchone() is not None
    stood: tuple[object, ...] | None = None
    if isinstance(edit, MarkSentence):
        reason = Reason("the sentence was split or merged since, and its mark went with it")
        statement = sentence_sql.MARK_STATE
        if edit.before is not None:
            stood = (edit.before,)
    else:
        reason = Reason(
            "the sentence was split or merged since, and its flag and note went with it"
        )
        statement = reminder_sql.REMINDER
        if edit.before is not None:
            stood = (edit.before.is_flagged, edit.before.note)
    if connection.execute(statement, (*ref.key, *bounds)).fetchone() != stood or not is_there:
        raise PolicyError(reason, rule="sentences")
