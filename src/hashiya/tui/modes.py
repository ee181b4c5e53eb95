"""Modes: keys that give the next key another meaning, and what lasts longer than one key.

Counts, the second span on the same text, the label that sticks, the sweep of one label through an
article, and the label used last. Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from hashiya.model import Add, Span
from hashiya.services import draft_reshape
from hashiya.tui.change import Change, Edit
from hashiya.tui.edits import press_label, relabel, tag
from hashiya.tui.locale import _
from hashiya.tui.phrasing import next_phrase_from, phrase_here
from hashiya.tui.reading import Awaited, Context, Mode, Reading

__all__ = ["DEEDS", "MAX_COUNT", "press_digit", "press_label_in", "stick"]

MAX_COUNT: Final = 999
"""A greater count means this."""


def press_label_in(reading: Reading, context: Context, *, label: str) -> Change:
    """What a label's key does in a mode, or after a key that waits for a label."""
    answer = _ANSWERS.get(reading.awaits)
    if answer is None:
        answer = _accept if reading.mode.kind == "sweep" else press_label
    return answer(reading, context, label)


def press_digit(reading: Reading, __: Context, *, digit: int) -> Change:
    """Add a digit to the count."""
    count = min(reading.count * 10 + digit, MAX_COUNT)
    return Change(None, reading.pointer, awaits="count", times=count)


def stick(before: Reading, marked: Context, after: Reading, context: Context) -> Change | None:
    """Tag what a key has marked while a label sticks; None when it marked nothing new.

    A selection that goes on from the span that was just tagged gives that span its edges.

    Args:
        before: The reading before the key.
        marked: What keys meant in it.
        after: The reading after it.
        context: What keys mean in that.

    Raises:
        PolicyError: The policy refuses the span; the selection stands.
    """
    target, old = context.target, marked.target
    if target is None or not target.is_selected or after.pointer.chosen is not None:
        return None
    bounds = (target.start, target.end)
    if old is not None and old.is_selected and (old.start, old.end) == bounds:
        return None
    span = Span(start=bounds[0], end=bounds[1])
    held = before.index.get(before.pointer.made) if before.pointer.anchor is not None else None
    if held is not None and held.span.overlaps(span):
        act = draft_reshape(after.page, context.scheme, held, span)
        return Change(act, after.pointer._replace(made=held.id))
    return _stuck(after, context, after.mode)


def _stuck(reading: Reading, context: Context, mode: Mode) -> Change:
    """Tag what is marked and leave it marked, so that it can still grow."""
    change = tag(reading, context, mode.label)
    added = change.act.edits[0] if change.act else None
    made = added.annotation.id if isinstance(added, Add) else None
    return change._replace(
        pointer=reading.pointer._replace(made=made), mode=mode._replace(last=mode.label)
    )


def _ask(reading: Reading, context: Context, *, awaits: Awaited) -> Change:
    """Wait for the key of a label, or for a digit."""
    if awaits == "relabel" and context.here is None:
        return Change(None, reading.pointer, _("there is no span here to relabel"))
    return Change(None, reading.pointer, awaits=awaits)


def _begin_sticking(reading: Reading, context: Context, label: str) -> Change:
    mode = Mode("sticky", label, label)
    target = context.target
    if target is not None and target.is_selected and reading.pointer.chosen is None:
        return _stuck(reading, context, mode)
    return Change(None, reading.pointer, mode=mode)


def _begin_sweep(reading: Reading, context: Context, label: str) -> Change:
    mode = Mode("sweep", label, label)
    pointer = reading.pointer
    if context.target is None or not context.target.is_selected:
        pointer = phrase_here(reading, context) or pointer
    return Change(None, pointer, mode=mode)


def _repeat(reading: Reading, context: Context) -> Change:
    """Tag the target with the mode's label, else with the label used last."""
    label = reading.mode.label or reading.mode.last
    if not label:
        return Change(None, reading.pointer, _("no label was used yet; press a label's key first"))
    if reading.mode.kind == "sweep":
        return _accept(reading, context, label)
    return tag(reading, context, label)


def _accept(reading: Reading, context: Context, label: str) -> Change:
    """Tag what the sweep proposes and go on to its next phrase."""
    change = tag(reading, context, label)
    target = context.target
    following = next_phrase_from(target.end, reading, context) if target else None
    if following is not None:
        return change._replace(pointer=following, mode=reading.mode)
    words = _("no phrase is left in this article; the sweep is over")
    return change._replace(words=words, mode=Mode(last=reading.mode.label))


def _after_count(reading: Reading, __: Context, ___: str) -> Change:
    words = _("a count goes before a key that moves or selects; nothing was tagged")
    return Change(None, reading.pointer, words, "warning")


_ANSWERS: Final[Mapping[Awaited, Callable[[Reading, Context, str], Change]]] = MappingProxyType(
    {
        "count": _after_count,
        "relabel": relabel,
        "second": tag,
        "sticky": _begin_sticking,
        "sweep": _begin_sweep,
    }
)
"""What was waited for → what a label does then."""

DEEDS: Final[Mapping[str, Edit]] = MappingProxyType(
    {
        "relabel": partial(_ask, awaits="relabel"),
        "second": partial(_ask, awaits="second"),
        "sticky": partial(_ask, awaits="sticky"),
        "sweep": partial(_ask, awaits="sweep"),
        "count": partial(_ask, awaits="count"),
        "repeat": _repeat,
    }
)
"""Command name to what it begins."""
