"""Reshaping: splits a span, joins it with the next, and trims what no span should end with.

Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hashiya.errors import PolicyError
from hashiya.model import Annotation, Span
from hashiya.services import draft_join, draft_split
from hashiya.text import trimmed
from hashiya.tui.change import Change, Edit
from hashiya.tui.edges import marking, reshape
from hashiya.tui.locale import _
from hashiya.tui.pointer import Bounds, Pointer
from hashiya.tui.reading import Context, Reading

__all__ = ["DEEDS"]


def _split(reading: Reading, context: Context) -> Change:
    """Split the span here in two; the second part begins with what is marked under the caret."""
    here = _expect_here(context)
    target = context.target
    start = here.span.start if target is None else target.start
    if not here.span.start < start < here.span.end:
        words = _("put the caret on the word that the second part begins with")
        raise PolicyError(words, rule="empty")
    text = reading.page.document.text
    whole = start if target is None else target.whole
    first = trimmed(text, here.span.start, max(whole, here.span.start))
    second = trimmed(text, start, here.span.end)
    if first[0] == first[1] or second[0] == second[1]:
        raise PolicyError(_("one of the two parts would have no word in it"), rule="empty")
    act = draft_split(
        reading.page,
        context.scheme,
        here,
        Span(start=here.span.start, end=first[1]),
        Span(start=start, end=second[1]),
    )
    words = _("split in two")
    if here.note or here.attributes:
        words = _("split in two; note and attributes stay with the first part")
    return Change(act, Pointer(reading.pointer.caret), words)


def _join(reading: Reading, context: Context) -> Change:
    """Join the span here with the next one of its label."""
    here = _expect_here(context)
    following = next(
        (
            other
            for other in reading.index.annotations
            if other.label == here.label and other.span.start >= here.span.end
        ),
        None,
    )
    if following is None:
        raise PolicyError(_("no span of this label follows in this article"), rule="empty")
    act = draft_join(reading.page, context.scheme, here, following)
    pointer = Pointer(context.navigator.snap(here.span.start), made=here.id)
    return Change(act, pointer, _("joined with: {quote}").format(quote=following.quote))


def _trim(reading: Reading, context: Context) -> Change:
    """Leave white space, punctuation, brackets and quotes at the edges out."""
    text, target, here = reading.page.document.text, context.target, context.here
    is_marked = target is not None and target.is_selected and reading.pointer.chosen is None
    if target is not None and (is_marked or here is None):
        bounds = _trimmed(text, (target.start, target.end))
        is_same = bounds == (target.start, target.end)
        words = _("nothing is to be trimmed") if is_same else ""
        return Change(None, marking(bounds, context), words)
    span = _expect_here(context).span
    bounds = _trimmed(text, (span.start, span.end))
    if bounds == (span.start, span.end):
        return Change(None, reading.pointer, _("nothing is to be trimmed"))
    return reshape(reading, context, _expect_here(context), bounds)


def _trimmed(text: str, bounds: Bounds) -> Bounds:
    start, end = trimmed(text, *bounds)
    if start == end:
        raise PolicyError(_("nothing would be left of it"), rule="empty")
    return start, end


def _expect_here(context: Context) -> Annotation:
    if context.here is None:
        raise PolicyError(_("there is no span here"), rule="empty")
    return context.here


DEEDS: Final[Mapping[str, Edit]] = MappingProxyType({"split": _split, "join": _join, "trim": _trim})
"""Command name to what becomes of the span here."""
