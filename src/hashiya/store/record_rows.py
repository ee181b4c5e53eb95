"""Rows and records: what bulk work takes out of the tables, without a model for each.

Its rows have been compared with their seals before (`hashiya.store.seals`).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from hashiya.model import DocumentRecord, LayerKind, MarkRecord, ReminderRecord, SpanRecord
from hashiya.store.facts import StoredDocument, StoredLayer
from hashiya.store.rows import NO_ATTRIBUTES, attributes_of

__all__ = ["record_of"]

_as_span_record: Final = partial(tuple.__new__, SpanRecord)
"""A span record of a tuple; its own constructor costs twice as much, a million times."""


def record_of(
    document: StoredDocument, layer: StoredLayer, alias: str, kind: LayerKind
) -> DocumentRecord:
    """A document and one layer on their way out; they have been compared with their seals."""
    facts = document.facts
    return DocumentRecord(
        id=facts.id,
        name=facts.name,
        text=document.text,
        date=facts.date,
        source=facts.source,
        sentences=tuple(document.sentences),
        annotator=alias if layer.facts.exists else None,
        layer=kind,
        spans=tuple(
            [
                _as_span_record(
                    (
                        start,
                        end,
                        label,
                        quote,
                        note,
                        () if attributes == NO_ATTRIBUTES else attributes_of(attributes),
                        source,
                        bool(flagged),
                    )
                )
                for start, end, label, quote, note, attributes, source, flagged, _ in layer.spans
            ]
        ),
        marks=tuple([MarkRecord(*mark) for mark in layer.marks]),
        reminders=tuple(
            [
                ReminderRecord(start, end, bool(flagged), note)
                for start, end, flagged, note in layer.reminders
            ]
        ),
        is_done=layer.facts.state == "done",
        has_layer=layer.facts.exists,
    )
