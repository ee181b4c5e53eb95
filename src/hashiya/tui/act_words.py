"""Words for acts: what an act did, and what an undo or a redo was about.

Must never know a widget, the database, or who did it.
"""

from __future__ import annotations

from typing import Final

from hashiya.model import (
    Act,
    Add,
    Annotation,
    Edit,
    MarkSentence,
    MarkState,
    Outcome,
    Remind,
    Remove,
    Replace,
    Resegment,
)
from hashiya.services import Step
from hashiya.tui.locale import _, later, told
from hashiya.tui.reading import Message
from hashiya.tui.titles import title_of

__all__ = ["act_words", "is_reshaping", "step_message", "step_words"]

_MARKS: Final[dict[MarkState | None, str]] = {
    None: later("sentence open"),
    "done": later("sentence done"),
    "nothing": later("sentence done, nothing in it"),
}

_RULED: Final[dict[Outcome, str]] = {
    "take": later("ruled as proposed"),
    "edit": later("ruled otherwise than proposed"),
    "both": later("ruled: both"),
    "neither": later("ruled: neither"),
    "defer": later("ruling put off"),
}


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
    if step.annotations < 2 or is_reshaping(done):
        return act_words(done)
    spans = _("{count:,} spans").format(count=step.annotations)
    if step.documents == 1:
        return spans
    return _("{spans} in {count:,} articles").format(spans=spans, count=step.documents)


def is_reshaping(act: Act) -> bool:
    """Whether an act made two annotations of one, or one of two; people think of it as one."""
    return bool(_reshaping_words(act))


def act_words(act: Act) -> str:
    """What an act did, in a few words."""
    return _reshaping_words(act) or _edit_words(act.edits[0])


def _edit_words(edit: Edit) -> str:
    if isinstance(edit, Add | Remove):
        said = _("{label} on {quote}")
        words = said if isinstance(edit, Add) else _("{label} removed from {quote}")
        return words.format(label=title_of(edit.annotation.label), quote=edit.annotation.quote)
    if isinstance(edit, MarkSentence):
        return _(_MARKS[edit.after])
    if isinstance(edit, Remind):
        return _reminder_words(edit)
    if isinstance(edit, Resegment):
        is_split = len(edit.after) > len(edit.before)
        return _("sentence split") if is_split else _("sentences merged")
    if isinstance(edit, Replace):
        return _replace_words(edit.before, edit.after)
    return _(_RULED[edit.ruling.outcome])


def _reshaping_words(act: Act) -> str:
    match act.edits:
        case (Replace(before=whole, after=part), Add(annotation=rest), *_):
            words = _("{quote} split in two")
        case (Replace(before=part, after=whole), Remove(annotation=rest), *_):
            words = _("{quote} joined from two")
        case _:
            return ""
    is_whole = whole.span != part.span and whole.span.contains(part.span)
    return words.format(quote=whole.quote) if is_whole and whole.span.contains(rest.span) else ""


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
