"""Row painter: one row of a laid out document, with all that stands on it, as strips.

Glossary:
    face: what is special about a cell: the caret, a selection, what a key would tag.
    run: neighbouring cells of one style; they share a segment when it can be cut between them.

Pure: a row and its facts go in, strips come out. Must never know a widget, a page or a project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hashiya.layout import Cell, Row, RowLanes
from hashiya.tui.inks import Inks, make_style
from hashiya.tui.lane_painter import LanePainter, LaneSign

__all__ = ["Face", "Margins", "RowFacts", "RowPainter", "led", "runs"]


class Face(IntEnum):
    """What is special about a cell, the strongest last."""

    PLAIN = 0
    TARGET = 1
    """In the word that a label key would tag."""
    SELECTED = 2
    """In a selection."""
    LEFT_OUT = 3
    """A proclitic that a label key would leave out."""
    CARET = 4
    """Under the block."""


class Margins(NamedTuple):
    """Where the measure lies in the widget, in columns."""

    left: int
    """Blank columns before it."""
    measure: int
    """Columns the text may use."""
    right: int
    """Columns after it; the marks of finished sentences stand there."""


class RowFacts(NamedTuple):
    """Everything about one row that is not in its letters."""

    bright: tuple[int, int]
    """Bounds of the sentence being read, in code points."""
    spans: Sequence[tuple[int, int, str]]
    """Start, end and label of the row's annotations, outermost first."""
    faces: Sequence[tuple[int, int, Face]]
    """Bounds of what is special, the strongest last."""
    caret: int | None
    """Column of the block when the caret is on this row."""
    marks: str
    """Marks of the sentences that end here, the first one at the right."""


class RowPainter:
    """Paints rows in one theme and scheme.

    Args:
        inks: The styles.
        signs: Label name to how it is told in the lanes.
    """

    def __init__(self, inks: Inks, signs: Mapping[str, LaneSign]) -> None:
        self.inks = inks
        self._lane_painter = LanePainter(inks, signs)
        self._styles: dict[tuple[Face, str | None, bool], Style] = {}
        self._plain = self._style(Face.PLAIN, None, bright=False)

    def text(self, row: Row, facts: RowFacts, margins: Margins) -> Strip:
        """The row's letters, and the block of a caret that stands on none of them."""
        left, stop = margins.left + row.left, margins.left + margins.measure
        caret = None if facts.caret is None else margins.left + facts.caret
        styles = self._cell_styles(row, facts)
        if row.written is not None:
            styles = [styles[nth] for nth in row.written]
        segments = [
            *led(self._blank(0, left, caret), row.lead),
            *runs(row.in_writing_order(), styles),
            *self._blank(margins.left + row.right, stop, caret),
            self._margin(facts.marks, margins.right),
        ]
        return Strip(segments, stop + margins.right)

    def lanes(
        self, lanes: RowLanes, margins: Margins, chosen: str | None, *, count: int
    ) -> list[Strip]:
        """The `count` lines under the row; blank where nothing is covered."""
        before, *rest = margins
        return self._lane_painter.lanes(lanes, (before, sum(rest)), chosen, count=count)

    def blank(self, width: int) -> Strip:
        """A line with nothing on it."""
        return Strip([Segment(" " * width, self._plain)], width)

    def _cell_styles(self, row: Row, facts: RowFacts) -> list[Style]:
        """A style for each cell in visual order."""
        first, count = row.start, row.end - row.start
        owners: list[str | None] = [None] * count
        faces = [Face.PLAIN] * count
        for start, end, label in facts.spans:
            low, high = max(start - first, 0), min(end - first, count)
            owners[low:high] = [label] * (high - low)
        for start, end, face in facts.faces:
            low, high = max(start - first, 0), min(end - first, count)
            if low < high:
                faces[low:high] = [face] * (high - low)
        bright_start, bright_end = facts.bright
        caret = facts.caret
        return [
            self._style(
                Face.CARET
                if column == caret
                else max(faces[cell.start - first : cell.end - first]),
                # A direction mark may stand before the letter, and outside the span.
                owners[cell.start - first] or owners[cell.end - first - 1],
                bright=bright_start < cell.end and cell.start < bright_end,
            )
            for cell, column in zip(row.cells, row.columns, strict=True)
        ]

    def _style(self, face: Face, label: str | None, *, bright: bool) -> Style:
        key = (face, label, bright)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._made(face, label, bright=bright)
        return style

    def _made(self, face: Face, label: str | None, *, bright: bool) -> Style:
        colour = self.inks.colour
        if face is Face.CARET:
            # Without colours the block must also be found inside a selection. With sixteen, bold
            # would turn the dark letter grey.
            marked = self.inks.is_plain
            return make_style(colour("on-caret"), colour("caret"), bold=marked, underline=marked)
        bold = bright and self.inks.is_bright_bold
        if face is Face.SELECTED:
            return make_style(colour("background"), colour("foreground"), bold=bold)
        is_left_out, is_target = face is Face.LEFT_OUT, face is Face.TARGET
        ink = colour("foreground" if bright else "text-quiet")
        if label is not None:
            colours = self.inks.label(label)
            ground = colours.bright if bright else colours.quiet
            return make_style(ink, ground, bold=bold, underline=is_target, double=is_left_out)
        if is_left_out:
            return make_style(colour("accent"), colour("background"), bold=bold, double=True)
        ground = colour("target" if is_target else "background")
        return make_style(ink, ground, bold=bold, underline=is_target)

    def _blank(self, start: int, stop: int, caret: int | None) -> Iterator[Segment]:
        """Blank columns of the widget, with the caret's block when it stands there."""
        if caret is None or not start <= caret < stop:
            yield Segment(" " * (stop - start), self._plain)
            return
        yield Segment(" " * (caret - start), self._plain)
        yield Segment(" ", self._style(Face.CARET, None, bright=True))
        yield Segment(" " * (stop - caret - 1), self._plain)

    def _margin(self, marks: str, width: int) -> Segment:
        shown = marks[-(width - 1) :] if width > 1 else ""
        return Segment(f" {shown}".ljust(width)[:width], self.inks.style("good"))


def led(blank: Iterator[Segment], lead: str) -> Iterator[Segment]:
    """Blank columns with marks on the last of them, where there is one."""
    segments = list(blank)
    if lead and segments and segments[-1].text:
        text, style, _ = segments.pop()
        segments += [Segment(text[:-1], style), Segment(text[-1] + lead, style)]
    return iter(segments)


def runs(cells: Sequence[Cell], styles: Sequence[Style]) -> Iterator[Segment]:
    """Segments of one style each; a cell of several characters always has its own.

    Rich cuts a segment by characters' widths and would tear a mark from its letter.
    """
    text: list[str] = []
    run: Style | None = None
    for cell, style in zip(cells, styles, strict=True):
        is_simple = len(cell.glyph) == cell.width
        if text and (style is not run or not is_simple):
            yield Segment("".join(text), run)
            text = []
        if is_simple:
            text.append(cell.glyph)
            run = style
        else:
            yield Segment(cell.glyph, style)
            run = None
    if text:
        yield Segment("".join(text), run)
