"""Lesson steps: what the lesson teaches, in order, on the sample article of `services.lesson_text`.

Each step names words of that article; on any other it is never done. Must never know a widget or
the database.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from hashiya.model import Annotation
from hashiya.tui.lesson import Seen, Step
from hashiya.tui.locale import later

__all__ = ["MINISTRY", "STEPS"]

MINISTRY: Final = "وزارة الثقافة"
DATE: Final = "يوم الثلاثاء 4 مارس 2025"
OFFICIAL: Final = "مديرة المكتبة الوطنية"
LIBRARY: Final = "المكتبة الوطنية"
TOWN: Final = "ولبلدية العاصمة"
PROCLITICS: Final = len("ول")
FREE: Final = "والدخول إلى المعرض"
CLOSING: Final = "30 أبريل"

Look = Callable[[Seen, Seen], bool]


def _bounds(seen: Seen, quote: str) -> tuple[int, int] | None:
    """Where words of the article stand; None in another article."""
    start = seen.reading.page.document.text.find(quote)
    return (start, start + len(quote)) if start >= 0 else None


def _stands_on(quote: str, __: Seen, now: Seen) -> bool:
    """Whether the caret is on the first of these words."""
    bounds = _bounds(now, quote.partition(" ")[0])
    return bounds is not None and bounds[0] <= now.reading.pointer.caret < bounds[1]


def _marked(quote: str, __: Seen, now: Seen) -> bool:
    target = now.context.target
    return (
        target is not None
        and target.is_selected
        and (target.start, target.end) == _bounds(now, quote)
    )


def _found(quote: str, __: Seen, now: Seen) -> bool:
    """Whether some of these words is selected."""
    target, bounds = now.context.target, _bounds(now, quote)
    if target is None or bounds is None or not target.is_selected:
        return False
    return target.start < bounds[1] and bounds[0] < target.end


def _tagged(quote: str, __: Seen, now: Seen, *, label: str, skip: int = 0) -> bool:
    """Whether exactly these words, but for what is skipped in front, carry a label."""
    bounds = _bounds(now, quote)
    if bounds is None:
        return False
    wanted = (bounds[0] + skip, bounds[1])

    def is_it(annotation: Annotation) -> bool:
        return (annotation.span.start, annotation.span.end) == wanted and annotation.label == label

    return any(map(is_it, now.reading.page.layer.annotations))


def _finished(quote: str, __: Seen, now: Seen) -> bool:
    """Whether the sentence with these words carries a mark."""
    bounds = _bounds(now, quote)
    marks = now.reading.page.layer.marks
    return bounds is not None and any(
        mark.span.start <= bounds[0] < mark.span.end for mark in marks
    )


def _fewer(before: Seen, now: Seen) -> bool:
    return _count(now) < _count(before)


def _more(before: Seen, now: Seen) -> bool:
    return _count(now) > _count(before)


def _count(seen: Seen) -> int:
    return len(seen.reading.page.layer.annotations)


STEPS: Final = (
    Step(
        later(
            "Arabic goes on to the left: {left} takes the block a word on, {right} back. Put it on"
            " {quote}."
        ),
        partial(_stands_on, MINISTRY),
        MINISTRY,
        {"left": "word_left", "right": "word_right"},
    ),
    Step(
        later("{more} takes in the next word too, until {quote} is marked."),
        partial(_marked, MINISTRY),
        MINISTRY,
        {"more": "extend_left"},
    ),
    Step(
        later("Now a label: {agency} tags what is marked, and it is saved at once."),
        partial(_tagged, MINISTRY, label="agency"),
        MINISTRY,
        labels={"agency": "agency"},
    ),
    Step(
        later(
            "{phrase} marks the next phrase and, again, more of it; {skip} the one after. Mark"
            " {quote} in any way and press {date}."
        ),
        partial(_tagged, DATE, label="date"),
        DATE,
        {"phrase": "phrase", "skip": "next_phrase"},
        {"date": "date"},
    ),
    Step(
        later("Nothing else in this sentence: {done} says it is done and goes to the next."),
        partial(_finished, MINISTRY),
        MINISTRY,
        {"done": "done"},
    ),
    Step(
        later("Here an official is named: mark {quote} and press {official}."),
        partial(_tagged, OFFICIAL, label="official"),
        OFFICIAL,
        labels={"official": "official"},
    ),
    Step(
        later(
            "Spans may hold others: {inner} marks the span but its first word. Tag {quote} inside"
            " it with {agency}."
        ),
        partial(_tagged, LIBRARY, label="agency"),
        LIBRARY,
        {"inner": "inner"},
        {"agency": "agency"},
    ),
    Step(
        later(
            "{next} goes to the next sentence. Mark {quote}; «و» and «ل» do not belong to the name:"
            " {cut} moves the start past them, then {agency}."
        ),
        partial(_tagged, TOWN, label="agency", skip=PROCLITICS),
        TOWN,
        {"next": "next_sentence", "cut": "cut"},
        {"agency": "agency"},
    ),
    Step(
        later("Nothing you do is final: {undo} takes the last act back. Try it."),
        _fewer,
        keys={"undo": "undo"},
    ),
    Step(later("And {redo} brings it back."), _more, keys={"redo": "redo"}),
    Step(
        later(
            "{find} finds while you type: type 30, and Enter stays at the hit, marked for a label."
        ),
        partial(_found, CLOSING),
        CLOSING,
        {"find": "find"},
    ),
    Step(
        later(
            "{before} goes a sentence back. In {quote} there is nothing to tag: {nothing} says so."
        ),
        partial(_finished, FREE),
        FREE,
        {"before": "previous_sentence", "nothing": "nothing"},
    ),
)
"""From first to last."""
