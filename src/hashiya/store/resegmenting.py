"""Resegmenting: a document's sentences cut otherwise, as a new segmentation that nobody edits.

What is refused, and what becomes of the marks in every layer, is settled here before the event is
written, so that the event says all of it. It must never know who asked, nor how it was drafted.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hashiya.errors import PolicyError, Reason
from hashiya.model import (
    Act,
    Add,
    Edit,
    LayerKind,
    MarkSentence,
    MarkState,
    MovedMark,
    Policy,
    Replace,
    Resegment,
    Span,
    carried_marks,
    cut_otherwise,
    expect_uncut,
    spans_cut,
)
from hashiya.store import sentence_sql, sql
from hashiya.store.facts import DocumentFacts
from hashiya.store.projections import LayerRef, Stamp, project_marks, write_progress
from hashiya.store.reading import document_facts
from hashiya.store.values import document_state

__all__ = ["Fitted", "expect_fits", "fitted", "project_others"]

FIRST_SEGMENTATION = 1

_Marks = dict[Span, MarkState]
_Key = tuple[str, LayerKind]


class Fitted(NamedTuple):
    """An act as it can be done now."""

    act: Act
    """Its edits that still mean something."""
    missed: str = ""
    """Why the others do not, a `Reason`; empty when there are none."""


def expect_fits(connection: sqlite3.Connection, ref: LayerRef, act: Act, policy: Policy) -> Act:
    """The act with the marks of all layers in it, when the sentences allow for it.

    Raises:
        PolicyError: Its sentences are no longer there, or a span would leave its own.
    """
    if ref.facts.segmentation > FIRST_SEGMENTATION and not policy.across_sentences:
        _expect_inside(connection, ref.facts, act)
    if not any(isinstance(edit, Resegment) for edit in act.edits):
        return act
    if len(act.edits) > 1:
        raise PolicyError(Reason("sentences are cut in an act of their own"), rule="sentences")
    return Act(edits=tuple(_settled(connection, ref, edit, policy) for edit in act.edits))


def fitted(connection: sqlite3.Connection, ref: LayerRef, act: Act, policy: Policy) -> Fitted:
    """What of an undo or redo can be done, after whatever others did to the sentences since.

    A person's own spans always come and go. A mark whose sentence is gone, and a cut that the
    sentences no longer allow, are left as they are, with the reason.
    """
    if ref.facts.segmentation == FIRST_SEGMENTATION:
        return Fitted(act)
    kept: list[Edit] = []
    missed = ""
    for edit in act.edits:
        try:
            if isinstance(edit, MarkSentence):
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
    moved: defaultdict[_Key, list[MovedMark]] = defaultdict(list)
    for mark in edit.others:
        moved[mark.annotator_id, mark.layer].append(mark)
    cells = (owner.facts.position,)
    layers = connection.execute(sentence_sql.LAYERS_OF_DOCUMENT, cells).fetchall()
    for annotator_id, layer in layers:
        if (annotator_id, layer) == (owner.annotator_id, owner.kind):
            continue
        facts, before = document_facts(connection, owner.facts.id, annotator_id, layer)
        ref = LayerRef(facts, annotator_id, layer)
        marks = [
            MarkSentence(span=mark.span, before=mark.before, after=mark.after)
            for mark in moved[annotator_id, layer]
        ]
        change = project_marks(connection, ref, marks, stamp)
        done = before.done + change.done
        after = before._replace(
            done=done,
            state=document_state(
                sentences=facts.sentences, done=done, annotations=before.annotations
            ),
            seal=before.seal + change.seal,
        )
        write_progress(connection, ref, before, after, Counter())


def _settled(connection: sqlite3.Connection, ref: LayerRef, edit: Edit, policy: Policy) -> Edit:
    """An edit with the marks of all layers in it; anything but a cut is itself."""
    if not isinstance(edit, Resegment):
        return edit
    cells = (ref.facts.id, ref.facts.segmentation)
    rows = connection.execute(sql.SENTENCES, cells).fetchall()
    cut_otherwise([Span(start=start, end=end) for start, end in rows], edit)
    if not policy.across_sentences:
        _expect_uncut(connection, ref, edit)
    own = (ref.annotator_id, ref.kind)
    moved = _moved_marks(connection, ref.facts, edit, own)
    mine = moved.pop(own, {})
    return Resegment(
        before=edit.before,
        after=edit.after,
        marks=tuple(
            MarkSentence(span=span, before=states[0], after=states[1])
            for span, states in mine.items()
        ),
        others=tuple(
            MovedMark(
                annotator_id=annotator_id,
                layer=layer,
                span=span,
                before=states[0],
                after=states[1],
            )
            for (annotator_id, layer), marks in sorted(moved.items())
            for span, states in marks.items()
        ),
    )


def _moved_marks(
    connection: sqlite3.Connection, facts: DocumentFacts, edit: Resegment, own: _Key
) -> dict[_Key, dict[Span, tuple[MarkState | None, MarkState | None]]]:
    """For each layer, the marks that go with the old sentences and come with the new ones.

    An edit that undoes another says what stood before that one: it comes back wherever its owner
    has not marked the sentences again since. Otherwise `carried_marks` decides.
    """
    leaving: defaultdict[_Key, _Marks] = defaultdict(dict)
    coming: defaultdict[_Key, _Marks] = defaultdict(dict)
    said = [(own, mark.span, mark.before, mark.after) for mark in edit.marks]
    said += [
        ((mark.annotator_id, mark.layer), mark.span, mark.before, mark.after)
        for mark in edit.others
    ]
    for key, span, before, after in said:
        if before is not None:
            leaving[key][span] = before
        if after is not None:
            coming[key][span] = after
    standing = _standing_marks(connection, facts, edit)
    moved: dict[_Key, dict[Span, tuple[MarkState | None, MarkState | None]]] = {}
    for key in sorted(standing.keys() | leaving.keys() | coming.keys()):
        held = standing.get(key, {})
        is_as_said = held == leaving.get(key, {}) and bool(leaving.get(key) or coming.get(key))
        new = coming.get(key, {}) if is_as_said else carried_marks(edit.before, edit.after, held)
        moved[key] = {span: (state, None) for span, state in held.items()}
        moved[key].update({span: (None, state) for span, state in new.items()})
    return moved


def _standing_marks(
    connection: sqlite3.Connection, facts: DocumentFacts, edit: Resegment
) -> Mapping[_Key, _Marks]:
    """Every layer's marks on the sentences that are to go."""
    cells = (facts.id, edit.before[0].start, edit.before[-1].end)
    found: defaultdict[_Key, _Marks] = defaultdict(dict)
    for annotator_id, layer, start, end, state in connection.execute(
        sentence_sql.MARKS_WITHIN, cells
    ).fetchall():
        found[annotator_id, layer][Span(start=start, end=end)] = state
    return found


def _expect_uncut(connection: sqlite3.Connection, ref: LayerRef, edit: Resegment) -> None:
    cells = (ref.facts.id, edit.before[0].start, edit.before[-1].end)
    rows: Sequence[tuple[str, int, int, str]] = connection.execute(
        sentence_sql.SPANS_WITHIN, cells
    ).fetchall()
    own: list[str] = []
    others = 0
    for annotator_id, start, end, quote in rows:
        if spans_cut([Span(start=start, end=end)], edit):
            if annotator_id == ref.annotator_id:
                own.append(quote)
            else:
                others += 1
    expect_uncut(own, others)


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


def _expect_stands(connection: sqlite3.Connection, ref: LayerRef, edit: MarkSentence) -> None:
    """Refuse to change the mark of a sentence that others have cut since."""
    bounds = (edit.span.start, edit.span.end)
    row = connection.execute(sentence_sql.MARK_STATE, (*ref.key, *bounds)).fetchone()
    cells = (ref.facts.id, ref.facts.segmentation, *bounds)
    is_there = connection.execute(sql.IS_SENTENCE, cells).fetchone() is not None
    if (row[0] if row else None) != edit.before or not is_there:
        reason = Reason("the sentence was split or merged since, and its mark went with it")
        raise PolicyError(reason, rule="sentences")
