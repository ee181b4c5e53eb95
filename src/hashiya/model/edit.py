"""Edits: changes to a layer as values, each with an inverse.

Undo is the inverse applied as a new act, never a row taken away. Edits know nothing of the
policy (`hashiya.model.policy`) and nothing of the store.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hashiya.errors import CorruptionError
from hashiya.model.annotation import Annotation, Layer, LayerKind, Mark, MarkState, Reminder
from hashiya.model.base import Model
from hashiya.model.span import Span

__all__ = [
    "Act",
    "Add",
    "Edit",
    "MarkSentence",
    "MovedMark",
    "MovedReminder",
    "Remind",
    "Remove",
    "Replace",
    "Resegment",
    "apply_act",
]


class Add(Model):
    """A new annotation."""

    kind: Literal["add"] = "add"
    annotation: Annotation
    """What is added, with its id."""

    def inverse(self) -> Remove:
        """The edit that takes it away again."""
        return Remove(annotation=self.annotation)


class Remove(Model):
    """An annotation taken away; it stands here in full so that it can come back."""

    kind: Literal["remove"] = "remove"
    annotation: Annotation
    """What is removed."""

    def inverse(self) -> Add:
        """The edit that brings it back under the same id."""
        return Add(annotation=self.annotation)


class Replace(Model):
    """An annotation changed: another label, edge, note or attribute under the same id."""

    kind: Literal["replace"] = "replace"
    before: Annotation
    """As it stood."""
    after: Annotation
    """As it stands from now on; the same id."""

    def inverse(self) -> Replace:
        """The change backwards."""
        return Replace(before=self.after, after=self.before)


class MarkSentence(Model):
    """A sentence marked finished, marked otherwise, or opened again."""

    kind: Literal["mark"] = "mark"
    span: Span
    """The sentence's bounds."""
    before: MarkState | None
    """The mark it carried, None when it was open."""
    after: MarkState | None
    """The mark it carries from now on, None when it is open again."""

    def inverse(self) -> MarkSentence:
        """The mark as it was."""
        return MarkSentence(span=self.span, before=self.after, after=self.before)


class MovedMark(Model):
    """A mark in another layer that comes or goes because its sentence does."""

    annotator_id: str
    """Whose layer, as the store names people."""
    layer: LayerKind
    """`annotator` or `gold`."""
    span: Span
    """The sentence's bounds."""
    before: MarkState | None
    """The mark it carried."""
    after: MarkState | None
    """The mark it carries from now on."""

    def inverse(self) -> MovedMark:
        """The mark as it was."""
        return MovedMark(
            annotator_id=self.annotator_id,
            layer=self.layer,
            span=self.span,
            before=self.after,
            after=self.before,
        )


class Remind(Model):
    """A flag or a note put on a sentence or a document, changed, or taken off."""

    kind: Literal["remind"] = "remind"
    before: Reminder | None
    """As it stood, None when there was nothing."""
    after: Reminder | None
    """As it stands from now on, None when there is nothing any more."""

    @model_validator(mode="after")
    def _stays_in_its_place(self) -> Self:
        places = {each.span for each in (self.before, self.after) if each is not None}
        if len(places) != 1:
            raise ValueError("a reminder is of one sentence, or of the document")
        return self

    @property
    def span(self) -> Span | None:
        """The sentence's bounds; None for the document."""
        held = self.after or self.before
        return None if held is None else held.span

    def inverse(self) -> Remind:
        """The reminder as it was."""
        return Remind(before=self.after, after=self.before)


class MovedReminder(Model):
    """A reminder in another layer that comes or goes because its sentence does."""

    annotator_id: str
    """Whose layer, as the store names people."""
    layer: LayerKind
    """`annotator` or `gold`."""
    edit: Remind
    """What becomes of it."""

    def inverse(self) -> MovedReminder:
        """The reminder as it was."""
        return MovedReminder(
            annotator_id=self.annotator_id, layer=self.layer, edit=self.edit.inverse()
        )


class Resegment(Model):
    """Neighbouring sentences cut otherwise: one split, or two merged; no span ever moves."""

    kind: Literal["resegment"] = "resegment"
    before: Annotated[tuple[Span, ...], Field(min_length=1)]
    """The sentences as they stood, in order."""
    after: Annotated[tuple[Span, ...], Field(min_length=1)]
    """The sentences in their place, over the same stretch of text."""
    marks: tuple[MarkSentence, ...] = ()
    """What becomes of the marks of whoever does it."""
    others: tuple[MovedMark, ...] = ()
    """What becomes of the marks in other layers; the store alone knows them and fills this."""
    reminders: tuple[Remind, ...] = ()
    """What becomes of the flags and notes on these sentences, of whoever does it."""
    other_reminders: tuple[MovedReminder, ...] = ()
    """The same in other layers; filled by the store, as `others` is."""

    @model_validator(mode="after")
    def _cover_the_same(self) -> Self:
        if self.before[0].start != self.after[0].start or self.before[-1].end != self.after[-1].end:
            raise ValueError("sentences are cut otherwise over another stretch of text")
        for row in (self.before, self.after):
            if any(second.start < first.end for first, second in pairwise(row)):
                raise ValueError("sentences overlap")
        return self

    def inverse(self) -> Resegment:
        """The sentences and marks as they were."""
        return Resegment(
            before=self.after,
            after=self.before,
            marks=tuple(mark.inverse() for mark in self.marks),
            others=tuple(mark.inverse() for mark in self.others),
            reminders=tuple(each.inverse() for each in self.reminders),
            other_reminders=tuple(each.inverse() for each in self.other_reminders),
        )


Edit = Annotated[
    Add | Remove | Replace | MarkSentence | Remind | Resegment, Field(discriminator="kind")
]
"""Any one change to a layer, or to the sentences it stands on."""


class Act(Model):
    """What one key press changes: edits that happen together or not at all."""

    edits: tuple[Edit, ...]
    """In the order they are applied; none when an undo found nothing left to take back."""

    def inverse(self) -> Act:
        """The act that puts everything back, last edit first."""
        return Act(edits=tuple(edit.inverse() for edit in reversed(self.edits)))


def apply_act(layer: Layer, act: Act) -> Layer:
    """The layer after an act.

    Raises:
        CorruptionError: An edit speaks of an annotation, a mark or a reminder the layer does not
            hold.
    """
    annotations = {annotation.id: annotation for annotation in layer.annotations}
    marks = {(mark.span.start, mark.span.end): mark for mark in layer.marks}
    reminders = {reminder.span: reminder for reminder in layer.reminders}
    for edit in act.edits:
        match edit:
            case Add() | Remove() | Replace():
                _annotate(annotations, edit)
            case MarkSentence():
                _mark(marks, edit)
            case Remind():
                _remind(reminders, edit)
            case Resegment():
                for moved in edit.marks:
                    _mark(marks, moved)
                for reminded in edit.reminders:
                    _remind(reminders, reminded)
    return Layer(
        document_id=layer.document_id,
        annotator=layer.annotator,
        kind=layer.kind,
        annotations=tuple(annotations.values()),
        marks=tuple(marks.values()),
        reminders=tuple(reminders.values()),
    )


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


def _expect(found: object, expected: object) -> None:
    if found != expected:
        raise CorruptionError(
            f"an edit expects {expected!r} and the layer holds {found!r}; reopen the document"
        )
