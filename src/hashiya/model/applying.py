"""Applying: the layer that comes out of an act.

Every edit says what stood before it; a layer that does not say the same stops the act. Must never
know who asked for it, nor whether the policy allows it.
"""

from __future__ import annotations

from hashiya.errors import CorruptionError
from hashiya.model.annotation import Annotation, Layer, Mark, Reminder
from hashiya.model.edit import (
    Act,
    Add,
    Edit,
    MarkSentence,
    Remind,
    Remove,
    Replace,
    Resegment,
    Settle,
)
from hashiya.model.ruling import GoldLayer, Ruling
from hashiya.model.span import Span

__all__ = ["apply_act"]


def apply_act(layer: Layer, act: Act) -> Layer:
    """The layer after an act; a gold layer stays one.

    Raises:
        CorruptionError: An edit speaks of an annotation, a mark, a reminder or a ruling the layer
            does not hold.
    """
    held = _Held(layer)
    for edit in act.edits:
        held.apply(edit)
    return held.layer()


class _Held:
    """What a layer holds while an act is applied to it."""

    def __init__(self, layer: Layer) -> None:
        self._before = layer
        self._annotations = {annotation.id: annotation for annotation in layer.annotations}
        self._marks = {(mark.span.start, mark.span.end): mark for mark in layer.marks}
        self._reminders = {reminder.span: reminder for reminder in layer.reminders}
        rulings = layer.rulings if isinstance(layer, GoldLayer) else ()
        self._rulings = {ruling.key: ruling for ruling in rulings}

    def apply(self, edit: Edit) -> None:
        match edit:
            case Add() | Remove() | Replace():
                _annotate(self._annotations, edit)
            case MarkSentence():
                _mark(self._marks, edit)
            case Remind():
                _remind(self._reminders, edit)
            case Settle():
                _settle(self._rulings, edit)
            case Resegment():
                carried: tuple[Edit, ...] = (*edit.marks, *edit.reminders)
                for each in carried:
                    self.apply(each)

    def layer(self) -> Layer:
        before = self._before
        held = {
            "document_id": before.document_id,
            "annotator": before.annotator,
            "kind": before.kind,
            "annotations": tuple(self._annotations.values()),
            "marks": tuple(self._marks.values()),
            "reminders": tuple(self._reminders.values()),
        }
        if isinstance(before, GoldLayer):
            return GoldLayer.model_validate({**held, "rulings": tuple(self._rulings.values())})
        _expect(self._rulings, {})
        return Layer.model_validate(held)


def _annotate(annotations: dict[str, Annotation], edit: Add | Remove | Replace) -> None:
    match edit:
        case Add():
            _expect(annotations.get(edit.annotation.id), None)
            annotations[edit.annotation.id] = edit.annotation
        case Remove():
            _expect(annotations.pop(edit.annotation.id, None), edit.annotation)
        case Replace():
            _expect(annotations.get(edit.before.id), edit.before)
            del annotations[edit.before.id]
            annotations[edit.after.id] = edit.after


def _mark(marks: dict[tuple[int, int], Mark], edit: MarkSentence) -> None:
    place = (edit.span.start, edit.span.end)
    mark = marks.pop(place, None)
    _expect(mark.state if mark else None, edit.before)
    if edit.after is not None:
        marks[place] = Mark(span=edit.span, state=edit.after)


def _remind(reminders: dict[Span | None, Reminder], edit: Remind) -> None:
    _expect(reminders.pop(edit.span, None), edit.before)
    if edit.after is not None:
        reminders[edit.span] = edit.after


def _settle(rulings: dict[str, Ruling], edit: Settle) -> None:
    _expect(rulings.pop(edit.key, None), edit.before)
    if edit.after is not None:
        rulings[edit.key] = edit.after


def _expect(found: object, expected: object) -> None:
    if found != expected:
        raise CorruptionError(
            f"an edit expects {expected!r} and the layer holds {found!r}; reopen the document"
        )
