"""Edits: changes to a layer as values, each with an inverse.

Undo is the inverse applied as a new act, never a row taken away. What they do to a layer stands in
`hashiya.model.applying`. Edits know nothing of the policy (`hashiya.model.policy`) and nothing of
the store.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hashiya.model.annotation import Annotation, LayerKind, MarkState, Reminder
from hashiya.model.base import Model
from hashiya.model.ruling import Ruling
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
    "Settle",
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


class Settle(Model):
    """A ruling made, changed, or taken back; what it does to annotations stands beside it."""

    kind: Literal["settle"] = "settle"
    before: Ruling | None
    """As it stood, None when there was none."""
    after: Ruling | None
    """As it stands from now on, None when there is none any more."""

    @property
    def key(self) -> str:
        """Which card it is about."""
        return self.ruling.key

    @property
    def ruling(self) -> Ruling:
        """What was ruled; what had been ruled, when it is taken back."""
        held = self.after or self.before
        if held is None:
            raise ValueError("a ruling is about one card")
        return held

    @model_validator(mode="after")
    def _stays_on_its_card(self) -> Self:
        if len({each.key for each in (self.before, self.after) if each is not None}) != 1:
            raise ValueError("a ruling is about one card")
        return self

    def inverse(self) -> Settle:
        """The ruling as it was."""
        return Settle(before=self.after, after=self.before)


Edit = Annotated[
    Add | Remove | Replace | MarkSentence | Remind | Resegment | Settle,
    Field(discriminator="kind"),
]
"""Any one change to a layer, or to the sentences it stands on."""


class Act(Model):
    """What one key press changes: edits that happen together or not at all."""

    edits: tuple[Edit, ...]
    """In the order they are applied; none when an undo found nothing left to take back."""

    def inverse(self) -> Act:
        """The act that puts everything back, last edit first."""
        return Act(edits=tuple(edit.inverse() for edit in reversed(self.edits)))
