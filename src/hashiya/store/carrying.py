"""Carrying: what becomes of everybody's marks, flags and notes when sentences are cut otherwise.

Decided in every layer of the document before the event is written, so that the event says all of
it. It must never know why the sentences are cut.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias, TypeVar

from hashiya.model import (
    LayerKind,
    MarkSentence,
    MarkState,
    MovedMark,
    MovedReminder,
    Remind,
    Reminder,
    Resegment,
    Span,
    carried_marks,
    carried_reminders,
)
from hashiya.store import reminder_sql, sentence_sql
from hashiya.store.facts import DocumentFacts

__all__ = ["LayerOwner", "with_all_moved"]

LayerOwner: TypeAlias = tuple[str, LayerKind]
"""Annotator's id and layer."""

_T = TypeVar("_T")
_Change: TypeAlias = tuple[Span, _T | None, _T | None]
"""A sentence, with what stands on it before and after."""


def with_all_moved(
    connection: sqlite3.Connection,
    facts: DocumentFacts,
    edit: Resegment,
    own: LayerOwner,
    mine: tuple[tuple[MarkSentence, ...], tuple[Remind, ...]] | None = None,
) -> Resegment:
    """A cut of sentences with what goes with it in every layer of the document.

    Args:
        connection: Inside the transaction, before the sentences are cut.
        facts: The document.
        edit: How its sentences are cut.
        own: Whose the edit is.
        mine: What becomes of their own marks and reminders, where the rule does not say it.
    """
    marks = _moved_marks(connection, facts, edit, own)
    reminders = _moved_reminders(connection, facts, edit, own)
    by_rule = (tuple(marks.pop(own, ())), tuple(reminders.pop(own, ())))
    own_marks, own_reminders = by_rule if mine is None else mine
    return Resegment(
        before=edit.before,
        after=edit.after,
        marks=own_marks,
        others=tuple(
            MovedMark(
                annotator_id=annotator_id,
                layer=layer,
                span=mark.span,
                before=mark.before,
                after=mark.after,
            )
            for (annotator_id, layer), changes in sorted(marks.items())
            for mark in changes
        ),
        reminders=own_reminders,
        other_reminders=tuple(
            MovedReminder(annotator_id=annotator_id, layer=layer, edit=change)
            for (annotator_id, layer), changes in sorted(reminders.items())
            for change in changes
        ),
    )


def _moved_marks(
    connection: sqlite3.Connection, facts: DocumentFacts, edit: Resegment, own: LayerOwner
) -> dict[LayerOwner, list[MarkSentence]]:
    """For each layer, the marks that go with the old sentences and come with the new ones.

    Args:
        connection: Inside the transaction, before the sentences are cut.
        facts: The document.
        edit: How its sentences are cut.
        own: Whose the edit's own marks are.
    """
    said = [(own, (mark.span, mark.before, mark.after)) for mark in edit.marks]
    said += [
        ((mark.annotator_id, mark.layer), (mark.span, mark.before, mark.after))
        for mark in edit.others
    ]
    standing: defaultdict[LayerOwner, dict[Span, MarkState]] = defaultdict(dict)
    for annotator_id, layer, start, end, state in connection.execute(
        sentence_sql.MARKS_WITHIN, _stretch(facts, edit)
    ).fetchall():
        standing[annotator_id, layer][Span(start=start, end=end)] = state
    moved = _moved(said, standing, lambda held: carried_marks(edit.before, edit.after, held))
    return {
        owner: [MarkSentence(span=span, before=old, after=new) for span, old, new in changes]
        for owner, changes in moved.items()
    }


def _moved_reminders(
    connection: sqlite3.Connection, facts: DocumentFacts, edit: Resegment, own: LayerOwner
) -> dict[LayerOwner, list[Remind]]:
    """For each layer, the flags and notes that go with the old sentences and come with the new.

    Args:
        connection: Inside the transaction, before the sentences are cut.
        facts: The document.
        edit: How its sentences are cut.
        own: Whose the edit's own reminders are.
    """
    edits = [(own, each) for each in edit.reminders]
    edits += [((each.annotator_id, each.layer), each.edit) for each in edit.other_reminders]
    said = [
        (owner, (each.span, each.before, each.after))
        for owner, each in edits
        if each.span is not None
    ]
    standing: defaultdict[LayerOwner, dict[Span, Reminder]] = defaultdict(dict)
    for annotator_id, layer, start, end, flagged, note in connection.execute(
        reminder_sql.REMINDERS_WITHIN, _stretch(facts, edit)
    ).fetchall():
        span = Span(start=start, end=end)
        held = Reminder(span=span, is_flagged=bool(flagged), note=note)
        standing[annotator_id, layer][span] = held
    moved = _moved(said, standing, lambda held: carried_reminders(edit.before, edit.after, held))
    return {
        owner: [Remind(before=old, after=new) for _, old, new in changes]
        for owner, changes in moved.items()
    }


def _stretch(facts: DocumentFacts, edit: Resegment) -> tuple[str, int, int]:
    return (facts.id, edit.before[0].start, edit.before[-1].end)


def _moved(
    said: Iterable[tuple[LayerOwner, _Change[_T]]],
    standing: Mapping[LayerOwner, Mapping[Span, _T]],
    carried: Callable[[Mapping[Span, _T]], Mapping[Span, _T]],
) -> dict[LayerOwner, list[_Change[_T]]]:
    """What leaves each layer, then what comes to it.

    An edit that undoes another says what stood before that one: it comes back wherever its owner
    has not changed what stands on the sentences since. Otherwise the rule decides.
    """
    leaving: defaultdict[LayerOwner, dict[Span, _T]] = defaultdict(dict)
    coming: defaultdict[LayerOwner, dict[Span, _T]] = defaultdict(dict)
    for owner, (span, before, after) in said:
        if before is not None:
            leaving[owner][span] = before
        if after is not None:
            coming[owner][span] = after
    moved: dict[LayerOwner, list[_Change[_T]]] = {}
    for owner in sorted(standing.keys() | leaving.keys() | coming.keys()):
        held = standing.get(owner, {})
        gone, new = leaving.get(owner, {}), coming.get(owner, {})
        is_as_said = held == gone and bool(gone or new)
        arriving = new if is_as_said else carried(held)
        moved[owner] = [
            *((span, state, None) for span, state in held.items()),
            *((span, None, state) for span, state in arriving.items()),
        ]
    return moved
