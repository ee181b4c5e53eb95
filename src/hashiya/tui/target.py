"""Targets: what a label key would tag, worked out before it is pressed so that it can be shown.

Must never know a key, a widget or the database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hashiya.layout import Navigator
from hashiya.model import Annotation
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.pointer import Pointer, selected

__all__ = ["Cuts", "Target", "annotation_here", "annotations_on", "target_of"]

Cuts = Callable[[int, int], tuple[int, ...]]
"""Offsets where a stretch's first word may begin, the best guess first."""


class Target(NamedTuple):
    """The stretch of text that a label key would tag."""

    whole: int
    """Offset where the word or the selection begins, its proclitics included."""
    start: int
    """Offset where the tagged span would begin."""
    end: int
    """Offset where it would end."""
    cuts: tuple[int, ...]
    """The offsets that one key goes through as `start`, in its order."""
    is_selected: bool
    """Whether a person selected it; else it is the word under the caret."""


def target_of(pointer: Pointer, navigator: Navigator, cuts: Cuts) -> Target | None:
    """What a label key would tag; None when there is no text."""
    bounds = selected(pointer, navigator)
    whole, end = bounds or navigator.word_at(pointer.caret)
    if whole >= end:
        return None
    found = cuts(whole, end)
    if pointer.is_exact:
        found = (whole, *(cut for cut in found if cut != whole))
    return Target(whole, found[pointer.cut % len(found)], end, found, bounds is not None)


def annotation_here(
    index: LayerIndex, pointer: Pointer, target: Target | None
) -> Annotation | None:
    """The annotation that a key about annotations means.

    The one that was picked; else the one that the last key made, although the caret went on from
    it; else the one that is selected exactly, whose label a label key would change; else the
    innermost over the caret; else, because the caret may stand on a proclitic that was left out,
    the innermost over the start of what would be tagged.
    """
    chosen = index.get(pointer.chosen) or index.get(pointer.made)
    if chosen is None and target is not None and target.is_selected:
        chosen = next(iter(annotations_on(index, target)), None)
    chosen = chosen or index.innermost(pointer.caret)
    if chosen is None and target is not None:
        return index.innermost(target.start)
    return chosen


def annotations_on(index: LayerIndex, target: Target) -> tuple[Annotation, ...]:
    """The annotations that cover exactly what a label key would tag, in reading order."""
    return tuple(
        annotation
        for annotation in index.overlapping(target.start, target.end)
        if (annotation.span.start, annotation.span.end) == (target.start, target.end)
    )
