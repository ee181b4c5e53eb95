"""Marks and reminders of a JSONL line: finished sentences, flags and notes, checked by hand.

What is wrong is refused alone, in words, while its document stands. Spans and the line itself are
`jsonl_values`' business.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple, get_args

from hashiya.formats.remarks import shown
from hashiya.formats.reports import Kind
from hashiya.model import MarkRecord, MarkState, ReminderRecord

__all__ = ["BadPart", "is_stretch", "read_marks", "read_reminders"]

REMINDER_KEYS: Final = frozenset({"start", "end", "flag", "note"})
"""Every key of a reminder; one without start and end is of the document."""

_MARK_STATES: Final = get_args(MarkState)


class BadPart(NamedTuple):
    """A span, a mark or a reminder that is refused while its document stands."""

    reason: str
    kind: Kind
    span: tuple[int, int, str] | None
    """As the file has it, when it has that much."""
    is_mark: bool = False


def read_marks(values: list[Any], text: str, bad: list[BadPart]) -> tuple[MarkRecord, ...]:
    """Finished sentences, in the order of the file."""
    marks: list[MarkRecord] = []
    for value in values:
        if type(value) is not list or len(value) != 3 or value[2] not in _MARK_STATES:
            reason = f"a mark is {shown(value)}; [start, end, done or nothing] is needed"
            bad.append(BadPart(reason, "unreadable", None, is_mark=True))
            continue
        start, end, state = value
        if type(start) is type(end) is int and 0 <= start < end <= len(text):
            marks.append(MarkRecord(start, end, state))
        else:
            reason = f"the mark [{shown(start)}, {shown(end)}) is empty or leaves the text"
            bad.append(BadPart(reason, "offset_out_of_range", None, is_mark=True))
    return tuple(marks)


def read_reminders(values: list[Any], text: str, bad: list[BadPart]) -> tuple[ReminderRecord, ...]:
    """Flags and notes, the document's own first; of two in one place the second is refused."""
    if not values:
        return ()
    reminders: dict[tuple[int, int], ReminderRecord] = {}
    for value in values:
        record = _reminder(value, len(text))
        if isinstance(record, ReminderRecord) and record[:2] in reminders:
            record = f"{_where(record)} has flags or notes twice; one of them is kept"
        if isinstance(record, ReminderRecord):
            reminders[record[:2]] = record
        else:
            bad.append(BadPart(record, "unreadable", None, is_mark=True))
    return tuple(sorted(reminders.values()))


def _reminder(value: object, length: int) -> ReminderRecord | str:
    """What reminds of a sentence or the document; in words what is wrong with it, otherwise."""
    if type(value) is not dict or not value.keys() <= REMINDER_KEYS:
        return f"a reminder is {shown(value)}; it has start and end, flag and note, and no more"
    start, end = value.get("start", 0), value.get("end", 0)
    is_flagged, note = value.get("flag", False), value.get("note", "")
    if type(is_flagged) is not bool or type(note) is not str or not (is_flagged or note):
        return f"the reminder {shown(value)} needs flag, which is true or false, or note, in words"
    is_of_document = not value.keys() & {"start", "end"}
    if not is_of_document and not (is_stretch(start, end) and start >= 0 and end <= length):
        return f"the reminder [{shown(start)}, {shown(end)}) is empty or leaves the text"
    return ReminderRecord(start, end, is_flagged, note)


def _where(reminder: ReminderRecord) -> str:
    start, end, _, _ = reminder
    return f"the sentence [{start}, {end})" if end else "the document"


def is_stretch(start: object, end: object) -> bool:
    """Whether two values of a file are offsets in order."""
    # bool is a subclass of int, so isinstance would take true for an offset.
    return type(start) is int and type(end) is int and start < end
