"""Choosing: keys that change what is marked or picked, and how its first word is cut.

Must never know a widget, a thread or the database; nothing here changes data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from hashiya.model import Annotation
from hashiya.tui.change import Change, Edit
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.locale import _
from hashiya.tui.moves import Move, dropped, picked
from hashiya.tui.reading import Context, Reading

__all__ = ["CHOICES", "moved", "pick"]


def moved(reading: Reading, context: Context, *, move: Move) -> Change:
    """Move the pointer."""
    return Change(None, move(reading.pointer, context.navigator))


def pick(reading: Reading, context: Context, *, annotation: Annotation) -> Change:
    """Select an annotation whole."""
    del reading
    bounds = (annotation.span.start, annotation.span.end)
    return Change(None, picked(bounds, context.navigator, annotation.id))


def _pick_beside(
    reading: Reading,
    context: Context,
    *,
    find: Callable[[LayerIndex, int, str | None], Annotation | None],
) -> Change:
    found = find(reading.index, reading.pointer.caret, reading.pointer.chosen)
    if found is None:
        return Change(None, reading.pointer, _("no more spans this way"))
    return pick(reading, context, annotation=found)


def _next_cut(reading: Reading, context: Context) -> Change:
    pointer = reading.pointer
    if context.target is None or len(context.target.cuts) < 2:
        return Change(None, pointer, _("this word begins in one way only"))
    cut = (pointer.cut + 1) % len(context.target.cuts)
    return Change(None, pointer._replace(cut=cut, made=None))


def _drop(reading: Reading, context: Context) -> Change:
    """Give up what is waited for, else the mode, else the selection: one a key."""
    if reading.awaits:
        return Change(None, reading.pointer)
    pointer = dropped(reading.pointer, context.navigator)
    mode = reading.mode
    if not mode.kind:
        return Change(None, pointer)
    words = (
        _("the sweep is over") if mode.kind == "sweep" else _("selections are only marked again")
    )
    return Change(None, pointer, words, mode=mode._replace(kind="", label=""))


CHOICES: Final[Mapping[str, Edit]] = MappingProxyType(
    {
        "next_span": partial(_pick_beside, find=LayerIndex.following),
        "previous_span": partial(_pick_beside, find=LayerIndex.preceding),
        "cut": _next_cut,
        "drop": _drop,
    }
)
"""Command name to what it does to the pointer."""
