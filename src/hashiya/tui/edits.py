"""Edits: what each key that changes data would do, as an act to show at once and save after.

Each function drafts through the services, which refuse what the policy does not allow; nothing
here writes. Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hashiya.errors import PolicyError
from hashiya.model import Act, Add, Annotation, MarkState, Span
from hashiya.services import draft_add, draft_mark, draft_note, draft_relabel, draft_remove
from hashiya.tui.change import Change, Edit
from hashiya.tui.commands import key_of
from hashiya.tui.locale import _
from hashiya.tui.pointer import Pointer
from hashiya.tui.reading import Context, Reading
from hashiya.tui.target import annotations_on

__all__ = ["DEEDS", "Change", "Edit", "annotate", "press_label", "relabel", "tag"]


def press_label(reading: Reading, context: Context, label: str) -> Change:
    """Tag the target, or give the annotation that covers exactly the target another label.

    Of several that cover it, the one that keys about annotations mean, else the last in order.
    """
    held = annotations_on(reading.index, context.target) if context.target else ()
    if not held or any(annotation.label == label for annotation in held):
        return tag(reading, context, label)
    annotation = context.here if context.here in held else held[-1]
    return relabel(reading, context._replace(here=annotation), label)


def tag(reading: Reading, context: Context, label: str) -> Change:
    """Put a label on the target; the caret goes on to where the next one is likely."""
    target = context.target
    if target is None:
        raise PolicyError(_("there is no word here to tag"), rule="empty")
    span = Span(start=target.start, end=target.end)
    act = draft_add(reading.page, context.scheme, span, label)
    mode = reading.mode._replace(last=label)
    return Change(act, _settled(reading, context, act), mode=mode)


def relabel(reading: Reading, context: Context, label: str) -> Change:
    """Give the annotation here another label."""
    here = context.here
    if here is None:
        raise PolicyError(_("there is no span here"), rule="empty")
    act = draft_relabel(reading.page, context.scheme, here, label)
    return Change(act, reading.pointer, mode=reading.mode._replace(last=label))


def annotate(reading: Reading, __: Context, *, annotation: Annotation, note: str) -> Change:
    """Write another note on an annotation; an empty one takes the note away."""
    act = draft_note(reading.page, annotation, note)
    if act is None:
        return Change(None, reading.pointer, _("the note is as it was"))
    words = _("note put on: {quote}") if note else _("note removed from: {quote}")
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
    words = _("attributes put on: {quote}").format(quote=annotation.quote)
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


def next_open(reading: Reading, context: Context) -> Change:
    """Go to the next sentence that is not finished, without finishing this one."""
    following = _next_open(reading, _sentence(context))
    if following is None:
        words = _("no other sentence of this article is open; {key} opens the next article")
        return Change(None, reading.pointer, words.format(key=key_of("next_document")))
    return Change(None, Pointer(context.navigator.sentence_start(following.start)))


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


def _settled(reading: Reading, context: Context, act: Act) -> Pointer:
    """The caret after tagging: where the next tag is likely, else on the new span."""
    from hashiya.tui.phrasing import likely_after  # noqa: PLC0415 - the first tag loads it

    added = act.edits[0]
    made = added.annotation if isinstance(added, Add) else None
    if made is None:
        return reading.pointer
    caret = likely_after(made.span.end, reading, context)
    if caret is None:
        caret = max(made.span.start, context.navigator.word_at(made.span.end - 1)[0])
    return Pointer(caret, made=made.id)


DEEDS: Final[Mapping[str, Edit]] = MappingProxyType(
    {
        "remove": remove,
        "done": done,
        "nothing": nothing,
        "reopen": reopen,
        "next_open": next_open,
    }
)
"""Command name to what it drafts; label keys go to `press_label`."""
