"""Span lines: the annotations of an article or a sentence, one a line, drawn when they are seen.

A line runs from right to left: the label's key and title, the words, whether there is a flag, and a
note.
Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hashiya.model import Annotation, Scheme
from hashiya.tui.line_sequence import LineSequence
from hashiya.tui.locale import language
from hashiya.tui.pieces import Line, Piece, as_written, pieces_width
from hashiya.tui.prose import Run, line_of

__all__ = ["SpanLines", "depths_of"]

INDENT: Final = 2
"""Columns by which a span inside another one stands further in."""
MAX_INDENTS: Final = 4
"""Depth at which lines are no longer moved in."""
TITLE_COLUMNS: Final = 12
"""Columns of a label's title."""
LEAST_QUOTE: Final = 12
"""Columns of words under which the title gives way."""


def depths_of(annotations: Sequence[Annotation]) -> list[int]:
    """In how many of the others each one lies; they are in reading order.

    Of two on the same text the second lies in the first. One that only crosses another does not.
    """
    around: list[int] = []
    found: list[int] = []
    for annotation in annotations:
        start, end = annotation.span.start, annotation.span.end
        around = [each for each in around if each > start]
        found.append(sum(each >= end for each in around))
        around.append(end)
    return found


class SpanLines(LineSequence):
    """The lines of some annotations.

    Args:
        annotations: In reading order.
        scheme: Names their labels.
    """

    def __init__(self, annotations: Sequence[Annotation], scheme: Scheme) -> None:
        self.annotations = annotations
        """What is listed."""
        self.cursor: int | None = None
        """Number of the one that keys mean; None while they mean none of them."""
        self.width = 0
        """Columns there are."""
        self._scheme = scheme
        self._depths = depths_of(annotations)

    def __len__(self) -> int:
        return len(self.annotations)

    def line(self, number: int) -> Line:
        """One line, from its right end: cursor, key, title, words, flag, note."""
        annotation = self.annotations[number]
        is_here = number == self.cursor
        indent = INDENT * min(self._depths[number], MAX_INDENTS)
        mark = (Piece(" " * indent), Piece("◂ " if is_here else "  ", "name"))
        signs = (
            Piece("✎ " if annotation.note else "", "name"),
            Piece("⚑ " if annotation.is_flagged else "", "warning"),
        )
        label = self._label(annotation, self.width - pieces_width((*mark, *signs)))
        room = self.width - pieces_width((*mark, *signs, *label)) - 2
        words = Run(annotation.quote, "strong" if is_here else "text")
        quote = line_of((words,), max(1, room))
        return Line((), (*signs, *quote, Piece("  "), *label, *mark), is_placed=True)

    def _label(self, annotation: Annotation, room: int) -> tuple[Piece, ...]:
        label = self._scheme.label(annotation.label)
        key = as_written(label.key, 2) if label is not None and label.key else "■"
        title = label.title(language()) if label is not None else annotation.label
        sign = Piece(f"{key} ", label=annotation.label)
        columns = min(TITLE_COLUMNS, room - LEAST_QUOTE - sign.width - 2)
        if columns < 3:
            return (sign,)
        return (Piece(f"{as_written(title, columns)} ", label=annotation.label), sign)
