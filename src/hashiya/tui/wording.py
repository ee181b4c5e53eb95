"""Wording: turns a reading into the facts and numbers that the lines around the text show.

Pure functions. Must never know a widget's place or a colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hashiya.model import (
    Annotation,
    Label,
    Reminder,
    Scheme,
    pair_violation,
    text_violations,
)
from hashiya.text import Direction, word_spans
from hashiya.tui.locale import _, language, later, told
from hashiya.tui.reading import Context, Mode, Reading
from hashiya.tui.widgets.details import Facts, Reminded, SpanFacts
from hashiya.tui.widgets.mode_words import ModeFacts
from hashiya.tui.widgets.status_line import Where

__all__ = [
    "breach",
    "direction_words",
    "facts_of",
    "where_of",
]

_DIRECTIONS: Final[dict[Direction, str]] = {
    "auto": later("each paragraph in its own direction"),
    "rtl": later("all paragraphs from right to left"),
    "ltr": later("all paragraphs from left to right"),
}

MAX_COUNTED_CHARACTERS: Final = 20_000
"""A longer selection is not counted in words."""


def where_of(reading: Reading, context: Context, alias: str) -> Where:
    """What the status line says of a reading."""
    page, line, layer = reading.page, reading.page.line, reading.page.layer
    return Where(
        title=line.name,
        document=line.number,
        documents=page.documents,
        finished=page.finished,
        sentence=context.navigator.sentence_at(reading.pointer.caret) + 1,
        sentences=line.sentences,
        done=line.done,
        alias=alias,
        document_signs="★" * line.is_gold + _signs(layer.reminder(None)),
        sentence_signs=_signs(layer.reminder(context.sentence) if context.sentence else None),
    )


def _signs(held: Reminder | None) -> str:
    return "" if held is None else "⚑" * held.is_flagged + "✎" * bool(held.note)


def facts_of(reading: Reading, context: Context) -> Facts:
    """What the details say of a reading."""
    text, target = reading.page.document.text, context.target
    here = context.here
    about = Facts(
        span=None if here is None else _span_facts(here, reading, context.scheme),
        reminders=tuple(_reminded(reading, context)),
        awaits=reading.awaits,
        times=reading.count,
        mode=_mode_facts(reading.mode, context.scheme),
        message=reading.message,
    )
    if target is None:
        return about
    quote = text[target.start : target.end]
    return about._replace(
        quote=quote,
        start=target.start,
        end=target.end,
        words=_words_in(quote),
        left_out=text[target.whole : target.start],
        cut=target.cuts.index(target.start),
        cuts=len(target.cuts),
        is_selected=target.is_selected,
    )


def _reminded(reading: Reading, context: Context) -> Iterator[Reminded]:
    """Why the article was opened again; flags and notes of the sentence, then of the article."""
    layer, assignment = reading.page.layer, reading.page.assignment
    if assignment is not None and assignment.state == "claimed" and assignment.note:
        yield Reminded(is_whole=True, is_flagged=False, note=assignment.note, is_again=True)
    if not layer.reminders:
        return
    places = (None,) if context.sentence is None else (context.sentence, None)
    for span in places:
        held = layer.reminder(span)
        if held is not None:
            yield Reminded(span is None, held.is_flagged, held.note)


def _mode_facts(mode: Mode, scheme: Scheme) -> ModeFacts | None:
    label = scheme.label(mode.label) if mode.kind else None
    if label is None or not mode.kind:
        return None
    return ModeFacts(mode.kind, label.name, label.title(language()))


def direction_words(direction: Direction) -> str:
    """What a document's direction is, in a few words."""
    return _(_DIRECTIONS[direction])


def breach(annotation: Annotation, reading: Reading, scheme: Scheme) -> str:
    """The first rule of the policy that an annotation breaks, in words; empty when none.

    Only what was imported, or what a change of the scheme left, can break one: an edit that does is
    refused. A label that the scheme lacks comes before any rule.
    """
    if scheme.label(annotation.label) is None:
        words = _("the scheme has no label {label}; press l and the key of the label it is now")
        return words.format(label=annotation.label)
    document, policy = reading.page.document, scheme.policy
    for found in text_violations(annotation.span, annotation.label, document, policy):
        return told(found.reason)
    span = annotation.span
    for other in reading.index.overlapping(span.start, span.end):
        if other.id == annotation.id:
            continue
        pair = pair_violation(span, annotation.label, other.span, other.label, policy)
        if pair is not None:
            return told(pair.reason)
    return ""


def _span_facts(annotation: Annotation, reading: Reading, scheme: Scheme) -> SpanFacts:
    label = scheme.label(annotation.label)
    span = annotation.span
    caret = reading.pointer.caret
    at = caret if span.start <= caret < span.end else span.start
    covering = reading.index.overlapping(at, at + 1)
    return SpanFacts(
        label=annotation.label,
        key=label.key if label else "",
        title=label.title(language()) if label else annotation.label,
        quote=annotation.quote,
        start=span.start,
        end=span.end,
        breach=breach(annotation, reading, scheme),
        note=annotation.note,
        is_flagged=annotation.is_flagged,
        id=annotation.id,
        attributes=tuple(
            (_attribute_title(label, name), value) for name, value in annotation.attributes
        ),
        can_be_described=bool(label and label.attributes),
        others=sum(other.id != annotation.id for other in covering),
    )


def _attribute_title(label: Label | None, name: str) -> str:
    declared = label.attributes if label is not None else ()
    return next((each.title(language()) for each in declared if each.name == name), name)


def _words_in(quote: str) -> int:
    if len(quote) > MAX_COUNTED_CHARACTERS:
        return 0
    return sum(any(map(str.isalnum, quote[start:end])) for start, end in word_spans(quote))
