"""What things are: frozen values for documents, schemes, annotations, edits and events.

This floor knows letters (`hashiya.text`) and errors. It must never know a file, a database or a
screen, nor how spans become tokens (`hashiya.tagging`).
"""

from __future__ import annotations

from hashiya.model.annotation import Annotation, Layer, LayerKind, Mark, MarkState
from hashiya.model.base import Model
from hashiya.model.document import MAX_DOCUMENT_CHARACTERS, Document, text_sha256, text_trouble
from hashiya.model.edit import (
    Act,
    Add,
    Edit,
    MarkSentence,
    MovedMark,
    Remove,
    Replace,
    Resegment,
    apply_act,
)
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
from hashiya.model.sentences import (
    carried_marks,
    cut_otherwise,
    expect_uncut,
    resegmented,
    spans_cut,
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
    "MovedMark",
    "Policy",
    "Remove",
    "Replace",
    "Resegment",
    "Rule",
    "Scheme",
    "SchemeState",
    "Span",
    "SpanRecord",
    "Violation",
    "Words",
    "apply_act",
    "carried_marks",
    "cut_otherwise",
    "expect_uncut",
    "pair_violation",
    "resegmented",
    "spans_cut",
    "text_sha256",
    "text_trouble",
    "text_violations",
    "violations",
]
