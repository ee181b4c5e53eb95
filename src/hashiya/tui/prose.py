"""Prose: text of more than one line outside the article, wrapped and put into visual order.

The one way a guideline, a note or an explanation is shown. Each paragraph has its own direction
and is made visible, wrapped in logical order and laid out by `hashiya.layout`; a right-to-left one
ends at the right edge of its measure. Must never know a widget, a theme or what the text is about.

Glossary:
    run: a part of a paragraph in one ink; letters join across its edges.
    passage: one or more paragraphs of the same direction and indent.
    measure: the columns that passages may use; at most `MAX_MEASURE`, centred in what there is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, Literal, NamedTuple, overload

from hashiya.layout import Cell, DocumentLayout, Row
from hashiya.text import paragraph_level, visible
from hashiya.tui.pieces import Line, Piece, char_width, drawing

__all__ = ["MAX_MEASURE", "Direction", "Passage", "Prose", "Run", "passage"]

MAX_MEASURE: Final = 84
"""Columns of text that an eye follows with ease."""
LEAST_MEASURE: Final = 12
"""Columns under which an indent gives way to the text."""

Direction = Literal["auto", "rtl", "ltr"]
"""`auto`: each paragraph has that of its own first strong character."""

_LINE_BREAK: Final = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_RIGHT_TO_LEFT: Final = "\u200f"
_LEFT_TO_RIGHT: Final = "\u200e"


class Run(NamedTuple):
    """A part of a text in one style."""

    text: str
    """In logical order, as somebody wrote it; line breaks begin a paragraph."""
    ink: str = "text"
    """Name of a style in `Inks`."""
    label: str | None = None
    """Label whose colour it takes instead of the ink's own."""


class Passage(NamedTuple):
    """Paragraphs to wrap."""

    runs: tuple[Run, ...] = ()
    """Its text; none is a blank line."""
    direction: Direction = "auto"
    """Which side its lines begin at."""
    indent: int = 0
    """Columns it keeps from the side it begins at."""


def passage(text: str, ink: str = "text", *, indent: int = 0) -> Passage:
    """A passage of one run whose paragraphs choose their own direction."""
    return Passage((Run(text, ink),), indent=indent)


class Prose(Sequence[Line]):
    """Passages laid out in a width; a line is put into visual order when it is asked for.

    Args:
        passages: From top to bottom.
        width: Columns of the place they are shown in; less than 1 counts as 1.
    """

    def __init__(self, passages: Iterable[Passage], width: int) -> None:
        width = max(1, width)
        air = 2 if width >= 2 * LEAST_MEASURE else 0
        self.measure = min(MAX_MEASURE, width - 2 * air)
        """Columns the text may use."""
        self._width = width
        self.passages = tuple(passages)
        """What is laid out."""
        self._blocks: list[_Block] = []
        self.first_lines: list[int] = []
        """The line each passage begins with."""
        lines = 0
        for each in self.passages:
            self.first_lines.append(lines)
            for block in _blocks(each, self.measure):
                self._blocks.append(block)
                lines += len(block.layout)
        self._tops = list(accumulate((len(block.layout) for block in self._blocks), initial=0))

    def __len__(self) -> int:
        return self._tops[-1]

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        """One line, or several."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(f"line {index} of {len(self)}")
        nth = bisect_right(self._tops, index) - 1
        block = self._blocks[nth]
        return self._placed(block, block.layout[index - self._tops[nth]])

    def _placed(self, block: _Block, row: Row) -> Line:
        pieces = tuple(_pieces(block, row.in_writing_order()))
        margin = (self._width - self.measure) // 2
        side = Piece(" " * (margin + block.indent))
        if row.rtl:
            spare = Piece(" " * (self._width - self.measure - margin + block.indent))
            return Line((), (*pieces, spare))
        return Line((side, *pieces))


class _Block(NamedTuple):
    """One paragraph laid out."""

    layout: DocumentLayout
    runs: tuple[Run, ...]
    starts: list[int]
    """Offset in the layout's text at which each run begins."""
    indent: int


def _blocks(each: Passage, measure: int) -> Iterator[_Block]:
    indent = max(0, min(each.indent, measure - LEAST_MEASURE))
    first_strong = paragraph_level("".join(run.text for run in each.runs))
    for runs in _paragraphs(each.runs):
        shown = [visible(run.text) for run in runs]
        text = "".join(shown)
        mark = _mark(text, each.direction, first_strong)
        starts = list(accumulate(map(len, shown), initial=len(mark)))
        layout = DocumentLayout(
            mark + text,
            width=measure - indent,
            char_width=char_width,
            splits=frozenset(starts[1:-1]),
            drawing=drawing(),
        )
        yield _Block(layout, runs, [0, *starts[1:-1]], indent)


def _mark(text: str, direction: Direction, first_strong: int) -> str:
    """What makes a paragraph's direction the one wanted when it stands before it.

    One without a strong character, such as a date alone, follows the passage.
    """
    if direction == "rtl":
        return _RIGHT_TO_LEFT if text else ""
    if direction == "ltr":
        return _LEFT_TO_RIGHT if text else ""
    is_undecided = bool(text) and paragraph_level(text) != paragraph_level(text + _RIGHT_TO_LEFT)
    return _RIGHT_TO_LEFT if is_undecided and first_strong else ""


def _paragraphs(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    """The runs cut at line breaks; without any text there is one empty paragraph."""
    current: list[Run] = []
    for run in runs:
        first, *rest = _LINE_BREAK.split(run.text)
        current.append(run._replace(text=first))
        for text in rest:
            yield tuple(current)
            current = [run._replace(text=text)]
    yield tuple(current)


def _pieces(block: _Block, cells: Sequence[Cell]) -> Iterator[Piece]:
    """Neighbouring cells of one run make one piece."""
    text: list[str] = []
    current = -1
    for cell in cells:
        owner = bisect_right(block.starts, cell.start) - 1
        if owner != current and text:
            yield Piece("".join(text), *block.runs[current][1:])
            text = []
        current = owner
        text.append(cell.glyph)
    if text:
        yield Piece("".join(text), *block.runs[current][1:])
