"""Layer rows: the rows of one layer side by side, as a replay makes them and as tables hold them.

Must never know which of the two they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from hashiya.store.facts import ReminderCells, SpanCells
from hashiya.store.seals import (
    count_reminders,
    mark_seal,
    reminder_seal,
    ruling_seal,
    spans_seal,
)

__all__ = ["Bounds", "LayerKey", "LayerRows", "SpanRow"]

Bounds: TypeAlias = tuple[int, int]
"""Start and end of a sentence."""

LayerKey: TypeAlias = tuple[str, str]
"""Annotator and layer."""

SpanRow: TypeAlias = tuple[int, int, str, str, str, str, str, int, int, int, str, int]
"""start, end, label, quote, note, attributes, source, flag, scheme, revision, session, number."""

MarkRow: TypeAlias = tuple[str, str, int]
"""state, session, number."""

ReminderRow: TypeAlias = tuple[int, str, str, int]
"""whether flagged (0 or 1), note, session, number."""

RulingRow: TypeAlias = tuple[int, int, str, str, int, str, str, int]
"""start, end, outcome, review, whether a gap (0 or 1), body, session, number."""


@dataclass(slots=True)
class LayerRows:
    """The rows of one layer."""

    spans: dict[str, SpanRow] = field(default_factory=dict)
    """By annotation id."""
    marks: dict[tuple[int, int], MarkRow] = field(default_factory=dict)
    """By bounds."""
    reminders: dict[tuple[int, int], ReminderRow] = field(default_factory=dict)
    """By bounds; the document's own at `(0, 0)`."""
    rulings: dict[str, RulingRow] = field(default_factory=dict)
    """By key of the card."""
    forms: set[tuple[str, str]] = field(default_factory=set)
    """Key of a card, and a form that its ruling is found by."""

    def copy(self) -> LayerRows:
        """The same rows, to go back to."""
        spans, marks = dict(self.spans), dict(self.marks)
        return LayerRows(spans, marks, dict(self.reminders), dict(self.rulings), set(self.forms))

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing at all."""
        return not (self.spans or self.marks or self.reminders or self.rulings)

    @property
    def seal(self) -> int:
        """The sum of the rows' checksums."""
        marks = sum(mark_seal(*bounds, row[0]) for bounds, row in self.marks.items())
        reminders = sum(reminder_seal(*each) for each in self._reminders)
        rulings = sum(ruling_seal(key, row[5]) for key, row in self.rulings.items())
        return spans_seal(self._spans) + marks + reminders + rulings

    @property
    def counts(self) -> tuple[int, int]:
        """How many flags and how many notes there are."""
        return count_reminders(self._spans, self._reminders)

    @property
    def _spans(self) -> list[SpanCells]:
        return [(*row[:8], span_id) for span_id, row in self.spans.items()]

    @property
    def _reminders(self) -> list[ReminderCells]:
        return [(*bounds, *row[:2]) for bounds, row in self.reminders.items()]
