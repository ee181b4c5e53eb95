"""What things are: frozen values for documents, schemes, annotations, edits and events.

This floor knows letters (`hashiya.text`) and errors. It must never know a file, a database or a
screen, nor how spans become tokens (`hashiya.tagging`). What reading a page does without is loaded
when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hashiya.doors import late
from hashiya.model.annotation import Annotation, Layer, LayerKind, Mark, MarkState, Reminder
from hashiya.model.base import Model
from hashiya.model.document import (
    MAX_DOCUMENT_CHARACTERS,
    Document,
    sound_sha256,
    text_sha256,
    text_trouble,
)
from hashiya.model.policy import Rule, Violation, pair_violation, text_violations, violations
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

if TYPE_CHECKING:
    from hashiya.model.applying import apply_act
    from hashiya.model.edit import (
        Act,
        Add,
        Edit,
        MarkSentence,
        MovedMark,
        MovedReminder,
        Remind,
        Remove,
        Replace,
        Resegment,
        Settle,
    )
    from hashiya.model.event import Event, EventKind
    from hashiya.model.migration import Fault, Migration, migration_faults, relabel_act
    from hashiya.model.plain_spans import PlainSpans, bounds_and_labels
    from hashiya.model.record import DocumentRecord, MarkRecord, ReminderRecord, SpanRecord
    from hashiya.model.revision import FieldChange, SchemeChange, compare_schemes
    from hashiya.model.ruling import (
        GoldLayer,
        Outcome,
        Proposed,
        Ruling,
        RulingReason,
        Verdict,
        card_key,
    )
    from hashiya.model.sentences import (
        carried_marks,
        carried_reminders,
        cut_otherwise,
        cut_stretches,
        expect_uncut,
        resegmented,
        spans_cut,
    )

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
    "Fault",
    "FieldChange",
    "GoldLayer",
    "Label",
    "Layer",
    "LayerKind",
    "Mark",
    "MarkRecord",
    "MarkSentence",
    "MarkState",
    "Migration",
    "Model",
    "MovedMark",
    "MovedReminder",
    "Outcome",
    "PlainSpans",
    "Policy",
    "Proposed",
    "Remind",
    "Reminder",
    "ReminderRecord",
    "Remove",
    "Replace",
    "Resegment",
    "Rule",
    "Ruling",
    "RulingReason",
    "Scheme",
    "SchemeChange",
    "SchemeState",
    "Settle",
    "Span",
    "SpanRecord",
    "Verdict",
    "Violation",
    "Words",
    "apply_act",
    "bounds_and_labels",
    "card_key",
    "carried_marks",
    "carried_reminders",
    "compare_schemes",
    "cut_otherwise",
    "cut_stretches",
    "expect_uncut",
    "migration_faults",
    "pair_violation",
    "relabel_act",
    "resegmented",
    "sound_sha256",
    "spans_cut",
    "text_sha256",
    "text_trouble",
    "text_violations",
    "violations",
]

_ROOMS: Final = {
    **dict.fromkeys(
        (
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
        ),
        "edit",
    ),
    **dict.fromkeys(("Event", "EventKind"), "event"),
    **dict.fromkeys(("DocumentRecord", "MarkRecord", "ReminderRecord", "SpanRecord"), "record"),
    **dict.fromkeys(
        (
            "GoldLayer",
            "Outcome",
            "Proposed",
            "Ruling",
            "RulingReason",
            "Verdict",
            "card_key",
        ),
        "ruling",
    ),
    **dict.fromkeys(
        (
            "carried_marks",
            "carried_reminders",
            "cut_otherwise",
            "cut_stretches",
            "expect_uncut",
            "resegmented",
            "spans_cut",
        ),
        "sentences",
    ),
    "Fault": "migration",
    "FieldChange": "revision",
    "Migration": "migration",
    "PlainSpans": "plain_spans",
    "SchemeChange": "revision",
    "apply_act": "applying",
    "bounds_and_labels": "plain_spans",
    "compare_schemes": "revision",
    "migration_faults": "migration",
    "relabel_act": "migration",
}
"""Name → the room it is in, of what is loaded late."""

__getattr__ = late(__name__, _ROOMS)
