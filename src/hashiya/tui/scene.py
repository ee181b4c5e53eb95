"""Scenes: everything the document view shows, as one value, and what of it falls on a row.

Pure functions between a scene, its sheet and the painter. Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from hashiya.model import Document, MarkState, Span
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.locale import is_mirrored
from hashiya.tui.pointer import Bounds, Pointer
from hashiya.tui.row_painter import Face, Margins, RowFacts
from hashiya.tui.sheet import Sheet
from hashiya.tui.target import Target

__all__ = [
    "Scene",
    "Side",
    "arrange",
    "article_columns",
    "margin_side",
    "margins_for",
    "offsets_to_split",
    "row_facts",
    "touched_rows",
]

MAX_MEASURE: Final = 90
"""Columns of text that an eye follows with ease."""
AIR: Final = 2
"""Columns beside the text; the number of hidden lanes stands in those on the left."""
MARKS_AIR: Final = 4
"""Columns on the side where the marks, flags and notes of sentences stand."""

Side = Literal["auto", "left", "right"]
"""Where the margin stands: `auto` is right, and left in a mirrored interface."""

MARKS: Final[dict[MarkState, str]] = {"done": "✓", "nothing": "∅"}
REMINDERS: Final = {True: "⚑", False: "✎"}
"""The sign of a flagged sentence, and of one with a note alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything the view shows; compared by identity."""

    document: Document
    """The text and its sentences."""
    index: LayerIndex
    """The person's annotations and marks on it."""
    sentence: Span | None
    """The sentence being read."""
    pointer: Pointer
    """Where the person is."""
    target: Target | None
    """What a label key would tag."""


class _Arranged:
    """How the one screen of this process is arranged."""

    measure: int = MAX_MEASURE
    side: Side = "auto"


def arrange(measure: int = MAX_MEASURE, side: Side = "auto") -> None:
    """Arrange articles like this, in those that are opened from now on.

    Args:
        measure: Most columns of text.
        side: Where the margin and the panes stand.
    """
    _Arranged.measure, _Arranged.side = measure, side


def margin_side() -> Literal["left", "right"]:
    """The side of the article where its margin and the panes stand."""
    if _Arranged.side == "auto":
        return "left" if is_mirrored() else "right"
    return _Arranged.side


def article_columns() -> int:
    """Columns that the article has use for: its whole measure and what stands beside it."""
    return _Arranged.measure + AIR + MARKS_AIR


def margins_for(width: int) -> Margins:
    """Where the measure lies in a view of this many columns: centred, and narrow ones fill it."""
    air = AIR + MARKS_AIR if width >= 24 else 0
    measure = max(1, min(_Arranged.measure, width - air))
    spare = max(0, width - measure - air)
    marks_left = margin_side() == "left"
    sides = (MARKS_AIR, AIR) if marks_left else (AIR, MARKS_AIR)
    left, right = sides if air else (0, 0)
    return Margins(left + spare // 2, measure, right + spare - spare // 2, marks_left)


def offsets_to_split(scene: Scene) -> Iterator[int]:
    """Offsets that need a cell edge: the caret, and the edges of what a person has chosen."""
    yield scene.pointer.caret
    target = scene.target
    if target is not None and (target.is_selected or scene.pointer.cut):
        yield from (target.whole, target.start, target.end)


def row_facts(row: int, sheet: Sheet, scene: Scene) -> RowFacts:
    """What falls on a row."""
    place = sheet.layout.place(scene.pointer.caret)
    sentence = scene.sentence
    return RowFacts(
        bright=(sentence.start, sentence.end) if sentence else (0, 0),
        spans=[
            (annotation.span.start, annotation.span.end, annotation.label)
            for annotation in sheet.touching(row)
        ],
        faces=_faces(scene.target),
        caret=place.column if place.row == row else None,
        marks=_marks(row, sheet, scene.index),
    )


def touched_rows(sheet: Sheet, before: Scene, after: Scene) -> frozenset[int]:
    """The rows of one document that look different in two scenes of it, its spans apart."""
    rows = {sheet.layout.row_of(scene.pointer.caret) for scene in (before, after)}
    for start, end in _changed(_stretches(before), _stretches(after)):
        rows |= sheet.rows_of(start, end)
    if before.document is not after.document:
        cuts = {sentence.start for sentence in before.document.sentences}
        for start in cuts ^ {sentence.start for sentence in after.document.sentences}:
            rows.add(sheet.layout.row_of(start))
    old, new = before.index, after.index
    if old.marks != new.marks or old.reminders != new.reminders:
        starts = {start for start, _ in old.marks.items() ^ new.marks.items()}
        starts |= {start for start, _ in old.reminders.items() ^ new.reminders.items()}
        rows |= {sheet.layout.row_of(start) for start in starts}
    return frozenset(rows)


def _changed(before: dict[str, Bounds], after: dict[str, Bounds]) -> Iterator[Bounds]:
    """Where what is shown in a special way differs; one that only grew or shrank, at its edges."""
    for kind in before.keys() | after.keys():
        old, new = before.get(kind, (0, 0)), after.get(kind, (0, 0))
        if min(old[1], new[1]) <= max(old[0], new[0]):
            yield from (old, new)
        else:
            for one, other in zip(old, new, strict=True):
                if one != other:
                    yield max(0, min(one, other) - 1), max(one, other) + 1


def _stretches(scene: Scene) -> dict[str, Bounds]:
    """What is shown in a special way besides spans, the caret and marks."""
    found: dict[str, Bounds] = {}
    target, chosen = scene.target, scene.index.get(scene.pointer.chosen)
    if target is not None:
        kind = "selection" if target.is_selected else "target"
        found[f"{kind} from {target.start}"] = (target.whole, target.end)
    if scene.sentence is not None:
        found["sentence"] = (scene.sentence.start, scene.sentence.end)
    if chosen is not None:
        found[f"chosen {chosen.id}"] = (chosen.span.start, chosen.span.end)
    return found


def _faces(target: Target | None) -> list[tuple[int, int, Face]]:
    if target is None:
        return []
    face = Face.SELECTED if target.is_selected else Face.TARGET
    return [(target.start, target.end, face), (target.whole, target.start, Face.LEFT_OUT)]


def _marks(row: int, sheet: Sheet, index: LayerIndex) -> str:
    """The marks, flags and notes of the sentences that begin on a row, the first at the right.

    A sentence without any between others is a dot, so that each sign has its place.
    """
    signs = [_signs(sentence.start, index) for sentence in sheet.sentences_on(row)]
    return "".join(sign or "·" for sign in reversed(signs)) if any(signs) else ""


def _signs(start: int, index: LayerIndex) -> str:
    """A sentence's mark at the right, and its flag or note left of it."""
    state, is_flagged = index.marks.get(start), index.reminders.get(start)
    return ("" if is_flagged is None else REMINDERS[is_flagged]) + (MARKS[state] if state else "")
