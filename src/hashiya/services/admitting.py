"""Admitting: what of a record a project can take, and why not the rest.

Pure functions on one record at a time, for every format alike. A span that cannot be true is
refused and its document stands; what only breaks the policy is kept and remarked upon.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import repeat
from operator import is_not, lt, neg
from typing import Final, NamedTuple

from pydantic import ValidationError

from hashiya.errors import UsageError
from hashiya.formats import Kind
from hashiya.model import (
    DocumentRecord,
    Label,
    MarkRecord,
    PlainSpans,
    ReminderRecord,
    SpanRecord,
    bounds_and_labels,
    text_trouble,
)
from hashiya.services.people import check_alias
from hashiya.text import is_between_sentences, sentence_spans

__all__ = [
    "Admitted",
    "SpanRefusal",
    "admit",
    "record_trouble",
]


_USUAL_GAPS: Final = frozenset({" ", "\n"})
"""What nearly always stands between two sentences."""


class SpanRefusal(NamedTuple):
    """One span, mark or reminder of a record that is not taken."""

    span: tuple[int, int, str]
    """`(start, end, label)` as the record has it; a mark's state or a reminder's
    note stands for the label."""
    kind: Kind
    """The sort of trouble."""
    reason: str
    """In words for people."""


class Admitted(NamedTuple):
    """A record as the store takes it, and what was left out of it."""

    record: DocumentRecord
    """With sentences and marks in place, spans in `(start, -end, label)` order."""
    refusals: tuple[SpanRefusal, ...]
    """Spans, marks and reminders that were refused."""


def record_trouble(record: DocumentRecord) -> str | None:
    """Why a record as a whole cannot be taken, or None."""
    if not 0 < len(record.id) <= 500 or text_trouble(record.id):
        return "its id must have 1 to 500 ordinary characters"
    trouble = text_trouble(record.text) if record.sha256 is None else None
    if trouble:
        return trouble
    if record.annotator is not None:
        try:
            check_alias(record.annotator)
        except UsageError as error:
            return str(error)
    return _sentence_trouble(record) if record.sentences is not None else None


def admit(record: DocumentRecord, labels: Collection[str]) -> Admitted:
    """Take from a record what can be true under these labels.

    The record as a whole must be free of trouble (`record_trouble`).
    """
    text = record.text
    sentences = record.sentences
    if sentences is None:
        sentences = tuple(sentence_spans(text))
    spans: Sequence[SpanRecord] = record.spans
    refusals: list[SpanRefusal] = []
    if not _are_possible(spans, text, labels):
        possible, refusals = _possible(record, labels)
        spans = tuple(sorted(possible, key=_reading_order))
    marks, strays = _marks(record, sentences)
    reminders, others = _reminders(record, sentences)
    refusals += strays + others
    taken = record._replace(
        sentences=sentences,
        spans=spans,
        marks=marks,
        reminders=reminders,
        has_layer=_has_layer(record),
    )
    return Admitted(taken, tuple(refusals))


def _are_possible(spans: Sequence[SpanRecord], text: str, labels: Collection[str]) -> bool:
    """Whether all spans can be true and are in reading order, so that none stands twice.

    Nearly always so, and seen at once.
    """
    if not spans:
        return True
    starts, ends, names = bounds_and_labels(spans)
    return (
        set(names).issubset(labels)
        and (all(map(lt, starts, starts[1:])) or _are_in_order(starts, ends, names))
        and (_are_plain_of(spans, text) or _are_true(spans, text))
    )


def _are_plain_of(spans: Sequence[SpanRecord], text: str) -> bool:
    """Whether these were seen to be spans of this text when they were made."""
    return type(spans) is PlainSpans and spans.text is text


def _are_true(spans: Sequence[SpanRecord], text: str) -> bool:
    """Whether bounds lie in the text in order, and quotes are what stands there."""
    starts, ends, _, quotes, *_ = zip(*spans, strict=True)
    return (
        min(starts) >= 0
        and max(ends) <= len(text)
        and all(map(lt, starts, ends))
        and (
            not any(map(is_not, quotes, repeat(None)))
            or quotes == tuple([text[start:end] for start, end in zip(starts, ends, strict=True)])
        )
    )


def _are_in_order(starts: Sequence[int], ends: Sequence[int], names: Sequence[str]) -> bool:
    keys = tuple(zip(starts, map(neg, ends), names, strict=True))
    return all(map(lt, keys, keys[1:]))


def _possible(
    record: DocumentRecord, labels: Collection[str]
) -> tuple[list[SpanRecord], list[SpanRefusal]]:
    """The spans that can be true, and why the others cannot."""
    text, length = record.text, len(record.text)
    refusals: list[SpanRefusal] = []
    spans = []
    seen = set()
    for span in record.spans:
        start, end, label, quote = span[:4]
        key = (start, end, label)
        if not 0 <= start < end <= length:
            reason = f"[{start}, {end}) is not inside the text, which ends at {length}"
            refusals.append(SpanRefusal(key, "offset_out_of_range", reason))
        elif quote is not None and quote != text[start:end]:
            reason = f"the file quotes {quote!r} where the text has {text[start:end]!r}"
            refusals.append(SpanRefusal(key, "span_text_mismatch", reason))
        elif label not in labels:
            reason = f"the scheme has no label {label!r}{_remedy(label)}"
            refusals.append(SpanRefusal(key, "label_unknown", reason))
        elif key in seen:
            reason = "the same span carries the same label twice; one of them is kept"
            refusals.append(SpanRefusal(key, "same_extent_dropped", reason))
        else:
            seen.add(key)
            spans.append(span)
    return spans, refusals


@lru_cache(maxsize=256)
def _remedy(label: str) -> str:
    """What to do about a label that the scheme lacks."""
    try:
        Label(name=label)
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        return f", and it can be none: {said[:200]}"
    return "; --new-labels add takes it in"


def _has_layer(record: DocumentRecord) -> bool:
    return record.has_layer or bool(
        record.spans or record.marks or record.reminders or record.is_done
    )


def _reading_order(span: SpanRecord) -> tuple[int, int, str]:
    return (span.start, -span.end, span.label)


def _marks(
    record: DocumentRecord, sentences: tuple[tuple[int, int], ...]
) -> tuple[tuple[MarkRecord, ...], list[SpanRefusal]]:
    """Marks that stand on sentences; a finished document's other sentences are done."""
    if not (record.marks or record.is_done):
        return (), []
    bounds = set(sentences)
    held: dict[tuple[int, int], MarkRecord] = {}
    refusals = []
    for mark in record.marks:
        if (mark.start, mark.end) in bounds:
            held[mark.start, mark.end] = mark
        else:
            reason = "it marks something that is no sentence of this document"
            key = (mark.start, mark.end, mark.state)
            refusals.append(SpanRefusal(key, "offset_out_of_range", reason))
    if record.is_done:
        for start, end in sentences:
            held.setdefault((start, end), MarkRecord(start, end, "done"))
    return tuple(sorted(held.values())), refusals


def _reminders(
    record: DocumentRecord, sentences: tuple[tuple[int, int], ...]
) -> tuple[tuple[ReminderRecord, ...], list[SpanRefusal]]:
    """Flags and notes of the document and of its sentences; others have no place to stand."""
    if not record.reminders:
        return (), []
    bounds = {*sentences, (0, 0)}
    held = [each for each in record.reminders if each[:2] in bounds]
    reason = "its flag or note is on something that is no sentence of this document"
    refusals = [
        SpanRefusal((each.start, each.end, each.note), "offset_out_of_range", reason)
        for each in record.reminders
        if each[:2] not in bounds
    ]
    return tuple(sorted(held)), refusals


def _sentence_trouble(record: DocumentRecord) -> str | None:
    """Why a record's own sentences cannot be taken: they lie about the text, or leave some out."""
    bounds = record.sentences or ()
    text = record.text
    length = len(text)
    before = 0
    for start, end in bounds:
        if not 0 <= start < end <= length:
            return f"its sentence [{start}, {end}) is not inside the text"
        if text[start].isspace() or text[end - 1].isspace():
            return f"its sentence [{start}, {end}) begins or ends with white space"
        if start < before:
            return f"its sentences overlap at offset {start}"
        if not _is_blank(text, before, start):
            return f"no sentence of it holds what stands at offset {before}"
        before = end
    if not _is_blank(text, before, length):
        return f"no sentence of it holds what stands at offset {before}"
    return None


def _is_blank(text: str, start: int, end: int) -> bool:
    gap = text[start:end]
    return not gap or gap in _USUAL_GAPS or is_between_sentences(text, start, end)
