"""Edits: what each key that changes data would do, as an act to show at once and save after.

Each function drafts through the services, which refuse what the policy does not allow; nothing
here writes. Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from hashiya.errors import PolicyError
from hashiya.model import Act, Annotation, MarkState, Span
from hashiya.services import draft_add, draft_mark, draft_note, draft_relabel, draft_remove
from hashiya.tui.commands import key_of
from hashiya.tui.locale import _
from hashiya.tui.pointer import Pointer
from hashiya.tui.reading import Context, Reading

__all__ = ["EDITS", "Change", "Edit", "annotate", "relabel", "tag"]


class Change(NamedTuple):
    """What a key does."""

    act: Act | None
    """The edits; None when only the caret moves."""
    pointer: Pointer
    """Where the person is afterwards."""
    words: str = ""
    """What to say to them."""


Edit = Callable[[Reading, Context], Change]
"""One key; raises PolicyError with the reason when it may not be done."""


def tag(reading: Reading, context: Context, label: str) -> Change:
    """Put a label on the target."""
    target = context.target
    if target is None:
        raise PolicyError(_("there is no word here to tag"), rule="empty")
    span = Span(start=target.start, end=target.end)
    act = draft_add(reading.page, context.scheme, span, label)
    return Change(act, _settled(reading, context, target.start))


def relabel(reading: Reading, context: Context, label: str) -> Change:
    """Give the annotation here another label."""
    here = context.here
    if here is None:
        raise PolicyError(_("there is no span here"), rule="empty")
    act = draft_relabel(reading.page, context.scheme, here, label)
    return Change(act, reading.pointer)


def annotate(reading: Reading, __: Context, *, annotation: Annotation, note: str) -> Change:
    """Write another note on an annotation; an empty one takes the note away."""
    act = draft_note(reading.page, annotation, note)
    if act is None:
        return Change(None, reading.pointer, _("the note is as it was"))
    words = _("note saved on: {quote}") if note else _("note removed from: {quote}")
    return Change(act, reading.pointer, words.format(quote=annotation.quote))


def describe(
    reading: Reading, context: Context, *, annotation: Annotation, values: Mapping[str, str]
) -> Change:
    """Give an annotation other attributes; an empty value takes one away."""
    from hashiya.services import draft_attributes  # noqa: PLC0415 - when wanted

    del context
    act = draft_attributes(reading.page.layer, annotation, values)
    if act is None:
        return Change(None, reading.pointer, _("the attributes are as they were"))
    words = _("attributes saved on: {quote}").format(quote=annotation.quote)
    return Change(act, reading.pointer, words)


def remove(reading: Reading, context: Context) -> Change:
    """Take the annotation here away."""
    here = context.here
    if here is None:
        raise PolicyError(_("there is no span here to remove"), rule="empty")
    act = draft_remove(here)
    pointer = Pointer(reading.pointer.caret) if reading.pointer.chosen else reading.pointer
    return Change(act, pointer, _("span removed: {quote}").format(quote=here.quote))


def done(reading: Reading, context: Context) -> Change:
    """Mark the sentence done and go on to the next that is not."""
    return _marked(reading, context, "done")


def nothing(reading: Reading, context: Context) -> Change:
    """Mark the sentence as one without anything to tag and go on."""
    return _marked(reading, context, "nothing")


def reopen(reading: Reading, context: Context) -> Change:
    """Take a sentence's mark away."""
    sentence = _sentence(context)
    act = draft_mark(reading.page, sentence, None)
    words = _("sentence opened again") if act else _("this sentence is open")
    return Change(act, reading.pointer, words)


def _marked(reading: Reading, context: Context, state: MarkState) -> Change:
    sentence = _sentence(context)
    act = draft_mark(reading.page, sentence, state)
    following = _next_open(reading, sentence)
    if following is None:
        words = _("every sentence of this article is done; {key} opens the next article")
        return Change(act, reading.pointer, words.format(key=key_of("next_document")))
    caret = context.navigator.sentence_start(following.start)
    return Change(act, Pointer(caret))


def _next_open(reading: Reading, sentence: Span) -> Span | None:
    """The next unfinished sentence, else the first before this one; None when all are done."""
    marks = reading.index.marks
    unfinished = [
        other
        for other in reading.page.document.sentences
        if other.start not in marks and other.start != sentence.start
    ]
    after = (other for other in unfinished if other.start > sentence.start)
    return next(after, unfinished[0] if unfinished else None)


def _sentence(context: Context) -> Span:
    if context.sentence is None:
        raise PolicyError(_("this article has no sentence"), rule="empty")
    return context.sentence


def _settled(reading: Reading, context: Context, start: int) -> Pointer:
    """The caret after tagging: no selection, inside the new span, on a letter."""
    caret = reading.pointer.caret
    if reading.pointer.anchor is not None and reading.pointer.grain == "word":
        caret = context.navigator.word_at(caret)[0]
    return Pointer(max(caret, start))


EDITS: Final[Mapping[str, Edit]] = MappingProxyType(
    {"remove": remove, "done": done, "nothing": nothing, "reopen": reopen}
)
"""Command name to what it drafts; label keys go to `tag` and `relabel`."""
