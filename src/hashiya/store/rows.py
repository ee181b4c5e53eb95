"""Rows and models: the one place where the cells of a row become a value, and back.

Whatever comes out of a file may have been damaged there: models are made through their
constructors, and bulk rows have been compared with their seals before (`hashiya.store.seals`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from hashiya.errors import CorruptionError
from hashiya.model import (
    Annotation,
    Attribute,
    Document,
    Example,
    Label,
    Layer,
    LayerKind,
    Mark,
    Policy,
    Reminder,
    Scheme,
    Span,
    Words,
)
from hashiya.store.facts import (
    DocumentFacts,
    LayerFacts,
    SchemeFacts,
    SpanCells,
    StoredDocument,
    StoredLayer,
)
from hashiya.store.journal import canonical
from hashiya.store.values import DocumentLine, document_state

__all__ = [
    "NO_ATTRIBUTES",
    "PLAIN_SPAN",
    "attributes_of",
    "document_of",
    "label_cells",
    "layer_of",
    "line_of",
    "scheme_of",
    "span_cells",
]

T = TypeVar("T", Example, Attribute)

NO_ATTRIBUTES: Final = "[]"
"""The cell of an annotation, or of a label, without attributes."""

PLAIN_SPAN: Final = ("", (), "import", False)
"""Note, attributes, source and flag that an imported span has when its event does not say."""


def document_of(stored: StoredDocument) -> Document:
    """A document from its rows."""
    facts = stored.facts
    return Document(
        id=facts.id,
        name=facts.name,
        text=stored.text,
        date=facts.date,
        source=facts.source,
        sentences=tuple(Span(start=start, end=end) for start, end in stored.sentences),
        segmentation=facts.segmentation,
    )


def line_of(facts: DocumentFacts, layer: LayerFacts) -> DocumentLine:
    """A document's line in a list."""
    return DocumentLine(
        position=facts.position,
        id=facts.id,
        name=facts.name,
        length=facts.length,
        sentences=facts.sentences,
        done=layer.done,
        annotations=layer.annotations,
        state=document_state(
            sentences=facts.sentences, done=layer.done, annotations=layer.annotations
        ),
        flags=layer.flags,
        notes=layer.notes,
    )


def layer_of(document_id: str, alias: str, kind: LayerKind, stored: StoredLayer) -> Layer:
    """A layer from its rows."""
    annotations = tuple(
        Annotation(
            id=span_id,
            span=Span(start=start, end=end),
            label=label,
            quote=quote,
            note=note,
            attributes=attributes_of(attributes),
            source=source,
            is_flagged=bool(flagged),
        )
        for start, end, label, quote, note, attributes, source, flagged, span_id in stored.spans
    )
    return Layer(
        document_id=document_id,
        annotator=alias,
        kind=kind,
        annotations=annotations,
        marks=tuple(
            Mark(span=Span(start=start, end=end), state=state) for start, end, state in stored.marks
        ),
        reminders=tuple(
            Reminder(
                span=Span(start=start, end=end) if end else None,
                is_flagged=bool(flagged),
                note=note,
            )
            for start, end, flagged, note in stored.reminders
        ),
    )


def attributes_of(cell: str) -> tuple[tuple[str, str], ...]:
    """Name and value pairs from their cell."""
    if cell == NO_ATTRIBUTES:
        return ()
    return tuple((name, value) for name, value in json.loads(cell))


def span_cells(annotation: Annotation) -> SpanCells:
    """An annotation's cells."""
    return (
        annotation.span.start,
        annotation.span.end,
        annotation.label,
        annotation.quote,
        annotation.note,
        canonical(annotation.attributes),
        annotation.source,
        int(annotation.is_flagged),
        annotation.id,
    )


def label_cells(label: Label) -> tuple[str, ...]:
    """A label's cells: name, titles, key, colour, guideline, examples and attributes."""
    return (
        label.name,
        label.titles.ar,
        label.titles.en,
        label.titles.fr,
        label.key,
        label.colour,
        canonical(label.guideline.model_dump()),
        canonical([example.model_dump() for example in label.examples]),
        canonical([attribute.model_dump() for attribute in label.attributes]),
    )


def scheme_of(facts: SchemeFacts, labels: Iterable[Sequence[str]]) -> Scheme:
    """A scheme from its rows.

    Raises:
        CorruptionError: It is not the one that was published.
    """
    scheme = Scheme(
        id=facts.name,
        version=facts.version,
        state="published",
        policy=Policy.model_validate_json(facts.rules),
        labels=tuple(
            Label(
                name=name,
                titles=Words(ar=ar, en=en, fr=fr),
                key=key,
                colour=colour,
                guideline=Words.model_validate_json(guideline),
                examples=tuple(_models(Example, shown)),
                attributes=tuple(_models(Attribute, more)),
            )
            for name, ar, en, fr, key, colour, guideline, shown, more in labels
        ),
    )
    if scheme.sha256 != facts.sha256:
        raise CorruptionError(
            f"scheme {facts.name!r} version {facts.version}: it is not the one that was published"
            " (its SHA-256 differs). Run `hashiya doctor`, then go on from the last backup"
        )
    return scheme


def _models(kind: type[T], cell: str) -> Iterator[T]:
    """The values of a cell that holds a list of them."""
    return (kind.model_validate_json(canonical(each)) for each in json.loads(cell))
