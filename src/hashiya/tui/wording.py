"""Wording: turns a reading into the facts and numbers that the lines around the text show.

Pure functions. Must never know a widget's place or a colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hashiya.model import (
    Act,
    Add,
    Annotation,
    Label,
    MarkSentence,
    MarkState,
    Remind,
    Reminder,
    Remove,
    Resegment,
    Scheme,
    pair_violation,
    text_violations,
)
from hashiya.services import Step
from hashiya.text import Direction, word_spans
from hashiya.tui.locale import _, language, later, told
from hashiya.tui.reading import Context, Message, Mode, Reading
from hashiya.tui.titles import title_of
from hashiya.tui.widgets.details import Facts, Reminded, SpanFacts
from hashiya.tui.widgets.mode_words import ModeFacts
from hashiya.tui.widgets.status_line import Where

__all__ = [
    "act_words",
    "breach",
    "direction_words",
    "facts_of",
    "step_message",
    "step_words",
    "where_of",
]

_DIRECTIONS: Final[dict[Direction, str]] = {
    "auto": later("each paragraph in its own direction"),
    "rtl": later("all paragraphs from right to left"),
    "ltr": later("all paragraphs from left to right"),
}
_MARKS: Final[dict[MarkState | None, str]] = {
    None: later("sentence open"),
    "done": later("sentence done"),
    "nothing": later("sentence done, nothing in it"),
}

MAX_COUNTED_CHARACTERS: Final = 20_000
"""A longer selection is not counted in words."""


def where_of(reading: Reading, context: Context, alias: str) -> Where:
    """What the status line says of a reading."""
    page, line, layer = reading.page, reading.page.line, reading.page.layer
    return Where(
        title=line.name,
        document=line.position,
        documents=page.documents,
        finished=page.finished,
        sentence=context.navigator.sentence_at(reading.pointer.caret) + 1,
        sentences=line.sentences,
        done=line.done,
        alias=alias,
        document_signs=_signs(layer.reminder(None)),
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
    """Flags and notes of the sentence here, then of the article."""
    layer = reading.page.layer
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


def step_message(step: Step, words: str, done: Act) -> Message:
    """What to say of an undo or a redo.

    Args:
        step: What it did.
        words: The sentence with a place for what the act was.
        done: The act as a person did it.
    """
    if not step.act.edits:
        reason = _("nothing is left of this act to undo or redo: {reason}")
        return Message(reason.format(reason=told(step.missed)), "warning")
    return Message(_(words).format(act=step_words(step, done)))


def step_words(step: Step, done: Act) -> str:
    """What an undo or a redo was about, in a few words; `done` is the act as a person did it."""
    if step.annotations < 2:
        return act_words(done)
    spans = _("{count:,} spans").format(count=step.annotations)
    if step.documents == 1:
        return spans
    return _("{spans} in {count:,} articles").format(spans=spans, count=step.documents)


def act_words(act: Act) -> str:
    """What an act did, in a few words."""
    edit = act.edits[0]
    if isinstance(edit, Add):
        return _("{label} on {quote}").format(
            label=title_of(edit.annotation.label), quote=edit.annotation.quote
        )
    if isinstance(edit, Remove):
        return _("{label} removed from {quote}").format(
            label=title_of(edit.annotation.label), quote=edit.annotation.quote
        )
    if isinstance(edit, MarkSentence):
        return _(_MARKS[edit.after])
    if isinstance(edit, Remind):
        return _reminder_words(edit)
    if isinstance(edit, Resegment):
        is_split = len(edit.after) > len(edit.before)
        return _("sentence split") if is_split else _("sentences merged")
    return _replace_words(edit.before, edit.after)


def _replace_words(before: Annotation, after: Annotation) -> str:
    if before.span != after.span:
        return _("edges of {quote}").format(quote=after.quote)
    if before.attributes != after.attributes:
        return _("attributes of {quote}").format(quote=after.quote)
    if before.is_flagged != after.is_flagged:
        words = _("flag on {quote}") if after.is_flagged else _("flag taken off {quote}")
        return words.format(quote=after.quote)
    if before.label == after.label:
        return _("note on {quote}").format(quote=after.quote)
    return _("{label} instead of {other} on {quote}").format(
        label=title_of(after.label), other=title_of(before.label), quote=after.quote
    )


def _reminder_words(edit: Remind) -> str:
    """What was put on a sentence or a document, or taken off."""
    was, now = (each is not None and each.is_flagged for each in (edit.before, edit.after))
    if was == now:
        return _("note on the article") if edit.span is None else _("note on the sentence")
    if edit.span is None:
        return _("flag on the article") if now else _("flag taken off the article")
    return _("flag on the sentence") if now else _("flag taken off the sentence")


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
