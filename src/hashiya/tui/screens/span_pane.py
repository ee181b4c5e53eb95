"""The span pane: the annotations of the article or of the sentence, and the way to each.

What keys mean in the article is what is marked in the list: going through the list picks the spans
in the article, one after the other. Must never know how anything is painted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events

from hashiya.model import Annotation, Scheme, Span
from hashiya.tui.commands import first_key
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Line, Piece
from hashiya.tui.pointer import Pointer
from hashiya.tui.reading import Context, Reading
from hashiya.tui.screens.pane_room import Frame, Hints, PaneRoom, line_step, words_alone
from hashiya.tui.span_lines import SpanLines

__all__ = ["ROOM", "SpanPane"]


class SpanPane(PaneRoom):
    """The list of spans."""

    NAME = "span_list"
    TITLE = later("spans")
    ABOUT = later(
        "The spans of the article, or of the sentence here. The one that is marked is the one that"
        " keys mean; label keys change its label, and other keys of the article work too."
    )
    HINTS: ClassVar[Hints] = (
        ("↑ ↓", later("choose")),
        ("↵", later("go there")),
        ("Tab", later("to the article")),
        ("← →", later("sentence, article")),
    )

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._is_of_sentence = False
        self._shown: tuple[LayerIndex, Span | None] | None = None
        self._lines: SpanLines | None = None
        self._followed: tuple[Pointer, LayerIndex, Scheme, bool] | None = None
        self._place = 0
        self._before: Pointer | None = None
        self._seen = ""

    @property
    def usual_hints(self) -> Hints:
        """Its keys, and what may be done to the span that is marked."""
        remove = (first_key("remove"), later("remove"))
        return (*self.HINTS, remove, (first_key("flag"), later("flag")))

    @property
    def _annotations(self) -> Sequence[Annotation]:
        return () if self._lines is None else self._lines.annotations

    def lines(self, width: int) -> Sequence[Line]:
        """The spans, or words where there are none."""
        if self._lines is None or not self._lines.annotations:
            if self._is_of_sentence and self._shown and self._shown[0].annotations:
                return words_alone(_("no span in this sentence; ← shows the article's"), width)
            return words_alone(_("no span yet; a label key tags the word at the caret"), width)
        self._lines.width = width
        return self._lines

    def facts(self, width: int) -> tuple[Piece, ...]:
        """Of what, and which of how many."""
        del width
        where = _("of the sentence") if self._is_of_sentence else _("of the article")
        cursor = self._lines.cursor if self._lines is not None else None
        at = "–" if cursor is None else f"{cursor + 1:,}"
        return (Piece(f"{at}/{len(self._annotations):,}  "), Piece(where, "quiet"))

    def enter(self) -> None:
        """Remember where the person was, for Escape."""
        shown = self.frame.sitting.shown
        self._before, self._seen = (shown[0].pointer if shown else None), ""
        self._followed = None

    def follow(self, reading: Reading, context: Context) -> None:
        """List what is there now, and mark what keys mean."""
        here = (reading.pointer, reading.index, context.scheme, self._is_of_sentence)
        if here == self._followed:
            return
        self._followed = here
        sentence = context.sentence if self._is_of_sentence else None
        if self._shown is None or self._shown[0] is not reading.index or self._shown[1] != sentence:
            self._shown = (reading.index, sentence)
            self._lines = SpanLines(_listed(reading.index, sentence), context.scheme)
            self.frame.renew()
        self._mark(reading, context)

    def _mark(self, reading: Reading, context: Context) -> None:
        lines = self._lines
        if lines is None:
            return
        caret, here = reading.pointer.caret, context.here
        self._place = bisect_left(
            lines.annotations, (caret, 0), key=lambda each: (each.span.start, each.span.end)
        )
        lines.cursor = None if here is None else _number(lines.annotations, here)
        if lines.cursor is not None:
            self._place = lines.cursor
        if lines.annotations:
            self.frame.reveal(min(self._place, len(lines) - 1))

    # Keys and mouse.

    def key(self, event: events.Key) -> bool:
        """Go through the spans, stay at one, or list others."""
        step = line_step(event.key, self.frame.rows, len(self._annotations))
        if step is not None:
            self._go(step)
        elif event.key == "enter":
            self.frame.let_go()
        elif event.key in {"left", "right"}:
            self._is_of_sentence = not self._is_of_sentence
            shown = self.frame.sitting.shown
            if shown is not None:
                self.follow(*shown)
                self.frame.renew()
        else:
            return False
        return True

    def press(self, line: int) -> None:
        """Go to the span that was clicked."""
        if line < len(self._annotations):
            self._pick(line)
            self.frame.let_go()

    def leave(self) -> None:
        """Go back to where the person was, unless they have done something since."""
        shown, before = self.frame.sitting.shown, self._before
        if shown and before and self._seen and shown[0].pointer.chosen == self._seen:
            self.frame.sitting.move(lambda _, __: before)

    def _go(self, step: int) -> None:
        if not self._annotations:
            return
        is_between = self._lines is not None and self._lines.cursor is None
        # Between two spans, one step down is the one behind the caret.
        at = self._place + step - (is_between and step > 0)
        self._pick(max(0, min(at, len(self._annotations) - 1)))

    def _pick(self, number: int) -> None:
        annotation = self._annotations[number]
        self._seen = annotation.id
        self.frame.sitting.pick(annotation)


def _listed(index: LayerIndex, sentence: Span | None) -> Sequence[Annotation]:
    if sentence is None:
        return index.annotations
    return index.overlapping(sentence.start, sentence.end)


def _number(annotations: Sequence[Annotation], wanted: Annotation) -> int | None:
    """Which of the annotations, in reading order, this is; None when it is none of them."""
    at = bisect_left(annotations, wanted.order, key=lambda each: each.order)
    found = at < len(annotations) and annotations[at].id == wanted.id
    return at if found else None


ROOM: Final = SpanPane
