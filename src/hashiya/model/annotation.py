"""Annotations, marks, reminders and layers: what one person says about one document.

A layer is a frozen value; an edit makes a new one (`hashiya.model.edit`).
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from hashiya.model.base import Model
from hashiya.model.span import Span

__all__ = ["Annotation", "Layer", "LayerKind", "Mark", "MarkState", "Reminder"]

LayerKind = Literal["annotator", "gold"]
"""Whose layer it is: an annotator's own, or the adjudicated one."""

MarkState = Literal["done", "nothing"]
"""`done`: read and annotated. `nothing`: read, and there is nothing here to annotate."""


class Annotation(Model):
    """A label on a span, with the characters it covers written down beside it."""

    id: Annotated[str, Field(min_length=1)]
    """Unique in the project for ever, also after undo and redo: `9f86d081884c7d65.12.0`."""

    span: Span
    """Where it stands, in code points of the document's text."""

    label: Annotated[str, Field(min_length=1)]
    """Name of a label of the scheme: `agency`."""

    quote: Annotated[str, Field(min_length=1)]
    """`text[span.start:span.end]`; checked against the text whenever either is read."""

    note: str = ""
    """The annotator's free words: `unsure about the second part`."""

    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value pairs in name order: `(("value", "2021-01-29"),)`."""

    source: str = "hand"
    """How it came to be: `hand`, `import`, or what suggested it."""

    is_flagged: bool = False
    """Whether its owner wants to come back to it."""

    @field_validator("attributes")
    @classmethod
    def _in_name_order(cls, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        ordered = tuple(sorted(pairs))
        if len({name for name, _ in ordered}) < len(ordered):
            raise ValueError("an attribute is named twice")
        return ordered

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Sort key of a layer: by start, longer first, then label, then id."""
        return (self.span.start, -self.span.end, self.label, self.id)


class Mark(Model):
    """One person's word that a sentence is finished."""

    span: Span
    """The sentence's bounds when it was marked."""

    state: MarkState
    """`done` or `nothing`."""


class Reminder(Model):
    """What a person wants to come back to in a sentence or a document: a flag, a note, or both."""

    span: Span | None = None
    """The sentence's bounds when it was made; None for the document as a whole."""

    is_flagged: bool = False
    """Whether it carries a flag."""

    note: str = ""
    """The person's free words; empty without any."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.is_flagged and not self.note:
            raise ValueError("a reminder has a flag, a note, or both")
        return self

    @property
    def bounds(self) -> tuple[int, int]:
        """Sort key of a layer: its sentence's bounds; `(0, 0)` for the document, which is first."""
        return (0, 0) if self.span is None else (self.span.start, self.span.end)


class Layer(Model):
    """One person's annotations, marks and reminders on one document, in reading order."""

    document_id: str
    """The document: `mfa-meeting-2021`."""

    annotator: str
    """Alias of the person: `salma`."""

    kind: LayerKind = "annotator"
    """`annotator`, or `gold` for the adjudicated layer."""

    annotations: tuple[Annotation, ...] = ()
    """Ordered by `Annotation.order`, whatever order they were given in."""

    marks: tuple[Mark, ...] = ()
    """Ordered by start."""

    reminders: tuple[Reminder, ...] = ()
    """The document's own first, then by start."""

    @field_validator("annotations")
    @classmethod
    def _in_reading_order(cls, given: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
        return tuple(sorted(given, key=lambda annotation: annotation.order))

    @field_validator("marks")
    @classmethod
    def _in_text_order(cls, given: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(sorted(given, key=lambda mark: (mark.span.start, mark.span.end)))

    @field_validator("reminders")
    @classmethod
    def _document_first(cls, given: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
        return tuple(sorted(given, key=lambda reminder: reminder.bounds))

    def reminder(self, span: Span | None) -> Reminder | None:
        """What reminds of a sentence, or of the document for None; None when nothing does."""
        return next((each for each in self.reminders if each.span == span), None)

    def at(self, offset: int) -> tuple[Annotation, ...]:
        """Annotations that cover this code point, outermost first."""
        return tuple(
            annotation
            for annotation in self.annotations
            if annotation.span.start <= offset < annotation.span.end
        )
