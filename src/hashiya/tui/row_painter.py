"""Row painter: one row of a laid out document, with all that stands on it, as strips.

Glossary:
    face: what is special about a cell: the caret, a selection, what a key would tag.
    run: neighbouring cells of one style; they share a segment when it can be cut between them.

Pure: a row and its facts go in, strips come out. Must never know a widget, a page or a project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import groupby, pairwise
from operator import eq
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
    """Columns after it; the marks, flags and notes of sentences stand there."""
    marks_left: bool = False
    """Whether the marks stand before the measure instead."""


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

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Start and end of everything whose cells look their own way."""
        yield self.bright
        for start, end, _ in (*self.spans, *self.faces):
            yield start, end


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
        # The column beside the text stays free: the block of a caret behind a full row.
        before = max(0, margins.left - 1) if margins.marks_left else 0
        segments = [
            self._margin(facts.marks, before, at_right=False),
            *led(self._blank(before, left, caret), row.lead),
            *runs(row.in_writing_order(), styles),
            *self._blank(margins.left + row.right, stop, caret),
            self._margin("" if margins.marks_left else facts.marks, margins.right),
        ]
        return Strip(segments, stop + margins.right)

    def lanes(
        self, lanes: RowLanes, margins: Margins, chosen: str | None, *, count: int
    ) -> list[Strip]:
        """The `count` lines under the row; blank where nothing is covered."""
        columns = (margins.left, margins.measure + margins.right)
        return self._lane_painter.lanes(lanes, columns, chosen, count=count)

    def blank(self, width: int) -> Strip:
        """A line with nothing on it."""
        return Strip([Segment(" " * width, self._plain)], width)

    def _cell_styles(self, row: Row, facts: RowFacts) -> list[Style]:
        """A style for each cell in visual order."""
        first, count = row.start, row.end - row.start
        styles = self._offset_styles(first, count, facts)
        found = [
            styles[start - first]
            if end - start == 1
            else self._cluster_style(facts, start, end, styles[start - first])
            for start, end, *_ in row.cells
        ]
        caret = facts.caret
        if caret is not None and caret in row.columns:
            found[row.columns.index(caret)] = self._style(Face.CARET, None, bright=True)
        return found

    def _offset_styles(self, first: int, count: int, facts: RowFacts) -> list[Style]:
        """A style for each code point of a row; found once between two edges of anything."""
        edges = {0, count}
        for start, end in facts.stretches():
            edges.update((min(max(start - first, 0), count), min(max(end - first, 0), count)))
        styles: list[Style] = []
        for low, high in pairwise(sorted(edges)):
            styles += [self._style_of(facts, first + low, first + low + 1)] * (high - low)
        return styles

    def _cluster_style(self, facts: RowFacts, start: int, end: int, alone: Style) -> Style:
        """The style of a cell of several code points; `alone` when nothing has an edge inside."""
        for low, high in facts.stretches():
            if start < low < end or start < high < end:
                return self._style_of(facts, start, end)
        return alone

    def _style_of(self, facts: RowFacts, start: int, end: int) -> Style:
        """The style of a cell `[start, end)` without the caret."""
        face = Face.PLAIN
        for low, high, found in facts.faces:
            if low < end and start < high:
                face = max(face, found)
        owner = None
        # A direction mark may stand before the letter, and outside the span.
        for offset in (end - 1, start):
            for low, high, label in facts.spans:
                owner = label if low <= offset < high else owner
        low, high = facts.bright
        return self._style(face, owner, bright=low < end and start < high)

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

    def _margin(self, marks: str, width: int, *, at_right: bool = True) -> Segment:
        shown = marks[-(width - 1) :] if width > 1 else ""
        text = f" {shown}".ljust(width) if at_right else shown.rjust(width)
        return Segment(text[:width], self.inks.style("good"))


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
    at = 0
    for style, group in groupby(styles):
        part = cells[at : at + len(list(group))]
        at += len(part)
        glyphs = [cell.glyph for cell in part]
        if all(map(eq, map(len, glyphs), [cell.width for cell in part])):
            yield Segment("".join(glyphs), style)
        else:
            yield from (Segment(text, style) for text in _texts(part))


def _texts(cells: Iterable[Cell]) -> Iterator[str]:
    """What cells of one style print, those together that may be cut anywhere."""
    simple: list[str] = []
    for cell in cells:
        if len(cell.glyph) == cell.width:
            simple.append(cell.glyph)
            continue
        if simple:
            yield "".join(simple)
            simple = []
        yield cell.glyph
    if simple:
        yield "".join(simple)
