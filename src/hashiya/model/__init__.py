"""What things are: frozen values for documents, schemes, annotations, edits and events.

This floor knows letters (`hashiya.text`) and errors. It must never know a file, a database or a
screen, nor how spans become tokens (`hashiya.tagging`).
"""

from __future__ import annotations

from hashiya.model.annotation import Annotation, Layer, LayerKind, Mark, MarkState
from hashiya.model.base import Model
from hashiya.model.document import MAX_DOCUMENT_CHARACTERS, Document, text_sha256, text_trouble
from hashiya.model.edit import Act, Add, Edit, MarkSentence, Remove, Replace, apply_act
from hashiya.model.event import Event, EventKind
from hashiya.model.policy import Rule, Violation, pair_violation, text_violations, violations
from hashiya.model.record import DocumentRecord, MarkRecord, SpanRecord
from hashiya.model.scheme import (
    Attribute,
    AttributeKind,
    Example,
    Label,
    Policy,
    Scheme,
    SchemeState,
    Words,
)
from hashiya.model.span import Span

__all__ = [
    "MAX_DOCUMENT_CHARACTERS",
    "Act",
    "Add",
    "Annotation",
    "Attribute",
    "AttributeKind",
    "Document",
    "DocumentRecord",
    "Edit",
    "Event",
    "EventKind",
    "Example",
    "Label",
    "Layer",
    "LayerKind",
    "Mark",
    "MarkRecord",
    "MarkSentence",
    "MarkState",
    "Model",
    "Policy",
    "Remove",
    "Replace",
    "Rule",
    "Scheme",
    "SchemeState",
    "Span",
    "SpanRecord",
    "Violation",
    "Words",
    "apply_act",
    "pair_violation",
    "text_sha256",
    "text_trouble",
    "text_violations",
    "violations",
]
