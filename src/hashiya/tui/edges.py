"""Edges: moves one end of what is marked, or of the span here, by a word or a letter.

Up takes more in and down leaves more out, on whichever side; that does not depend on which way a
row is read. What is marked by hand is only marked otherwise; a span that was picked, that was made
last or that holds the caret gets its new edge at once, as one act. Must never know a widget, a
thread or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, Literal, Protocol

from hashiya.errors import PolicyError
from hashiya.layout import Navigator
from hashiya.model import Annotation, Span
from hashiya.services import draft_reshape
from hashiya.text import next_grapheme, previous_grapheme
from hashiya.tui.change import Change, Edit
from hashiya.tui.locale import _
from hashiya.tui.moves import picked
from hashiya.tui.pointer import Bounds, Pointer
from hashiya.tui.reading import Context, Reading
from hashiya.tui.target import Cuts

__all__ = ["DEEDS", "Ground", "marking", "moved_edge", "reshape"]

Side = Literal["start", "end"]


class Ground(Protocol):
    """What edges move over."""

    @property
    def navigator(self) -> Navigator:
        """Moves over the document as it is laid out."""
        raise NotImplementedError

    @property
    def cuts(self) -> Cuts:
        """Where a stretch's first word may begin."""
        raise NotImplementedError


Step = Callable[[Ground, Bounds], int | None]
"""The new place of one edge; None where there is no further one."""


def _moved(reading: Reading, context: Context, *, side: Side, step: Step) -> Change:
    """Move one edge of what the key means."""
    target, here = context.target, context.here
    is_marked = target is not None and target.is_selected and reading.pointer.chosen is None
    if here is not None and not is_marked:
        span = (here.span.start, here.span.end)
        return reshape(reading, context, here, _with_edge(span, side, step, context))
    if target is None:
        raise PolicyError(_("there is no word here"), rule="empty")
    bounds = _with_edge((target.start, target.end), side, step, context)
    return Change(None, marking(bounds, context))


def reshape(reading: Reading, context: Context, annotation: Annotation, bounds: Bounds) -> Change:
    """Give an annotation other edges; it is meant by the next key too."""
    start, end = bounds
    act = draft_reshape(reading.page, context.scheme, annotation, Span(start=start, end=end))
    pointer = reading.pointer
    if pointer.chosen == annotation.id:
        return Change(act, picked(bounds, context.navigator, annotation.id))
    return Change(act, pointer._replace(made=annotation.id))


def marking(bounds: Bounds, context: Context) -> Pointer:
    """The pointer that marks exactly a stretch, its end ready to go on by words."""
    start, end = bounds
    navigator = context.navigator
    word = navigator.word_at(end - 1)
    caret, grain = word[0], "word"
    if word[1] != end or word[0] < start:
        caret, grain = navigator.letter_at(end - 1)[0], "letter"
    return Pointer(caret, start, "word" if grain == "word" else "letter", "letter", is_exact=True)


def _with_edge(bounds: Bounds, side: Side, step: Step, ground: Ground) -> Bounds:
    start, end = bounds
    edge = step(ground, bounds)
    if edge is None:
        raise PolicyError(_("the text ends here"), rule="empty")
    found = (edge, end) if side == "start" else (start, edge)
    if found[0] >= found[1]:
        raise PolicyError(_("nothing would be left of it"), rule="empty")
    return found


def _end_word_out(ground: Ground, bounds: Bounds) -> int | None:
    return ground.navigator.word_end_after(bounds[1])


def _end_word_in(ground: Ground, bounds: Bounds) -> int | None:
    return ground.navigator.word_end_before(bounds[1])


def _start_word_out(ground: Ground, bounds: Bounds) -> int | None:
    """The word before, its proclitic left out; from inside a word first that word's own start."""
    whole = ground.navigator.word_start_before(bounds[0])
    if whole is None:
        return None
    best = ground.cuts(whole, bounds[1])[0]
    return best if best < bounds[0] else whole


def _start_word_in(ground: Ground, bounds: Bounds) -> int | None:
    whole = ground.navigator.word_start_after(bounds[0])
    if whole is None or whole >= bounds[1]:
        return bounds[1]
    return ground.cuts(whole, bounds[1])[0]


def _letter_out(ground: Ground, bounds: Bounds, *, side: Side) -> int | None:
    """One letter further; the white space before it comes along, since no span ends with it."""
    text = ground.navigator.layout.text
    edge = bounds[0] if side == "start" else bounds[1]
    while edge > 0 if side == "start" else edge < len(text):
        beyond = previous_grapheme(text, edge) if side == "start" else next_grapheme(text, edge)
        letter = text[min(edge, beyond) : max(edge, beyond)]
        edge = beyond
        if not letter.isspace():
            return edge
    return None


def _letter_in(ground: Ground, bounds: Bounds, *, side: Side) -> int | None:
    """One letter less, and the white space that would then stand at the edge."""
    text = ground.navigator.layout.text
    start, end = bounds
    if side == "end":
        end = previous_grapheme(text, end)
        while end > start and text[end - 1].isspace():
            end -= 1
        return end
    start = next_grapheme(text, start)
    while start < end and text[start].isspace():
        start += 1
    return start


_STEPS: Final[Mapping[str, tuple[Side, Step]]] = MappingProxyType(
    {
        "end_out": ("end", _end_word_out),
        "end_in": ("end", _end_word_in),
        "start_out": ("start", _start_word_out),
        "start_in": ("start", _start_word_in),
        "end_letter_out": ("end", partial(_letter_out, side="end")),
        "end_letter_in": ("end", partial(_letter_in, side="end")),
        "start_letter_out": ("start", partial(_letter_out, side="start")),
        "start_letter_in": ("start", partial(_letter_in, side="start")),
    }
)
"""Command name to which edge it moves, and how far."""

DEEDS: Final[Mapping[str, Edit]] = MappingProxyType(
    {name: partial(_moved, side=side, step=step) for name, (side, step) in _STEPS.items()}
)
"""Command name to what it does to what the key means."""


def moved_edge(name: str, bounds: Bounds, ground: Ground) -> Bounds:
    """A stretch after one of these commands has moved one of its edges.

    Raises:
        PolicyError: There is no further place for it, or nothing would be left.
    """
    side, step = _STEPS[name]
    return _with_edge(bounds, side, step, ground)
