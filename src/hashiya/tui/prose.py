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
from typing import Final, NamedTuple, overload

from rich.cells import cell_len

from hashiya.layout import DocumentLayout, Row
from hashiya.text import Direction, paragraph_level, visible
from hashiya.tui.apart import isolated, latin_apart
from hashiya.tui.locale import is_mirrored
from hashiya.tui.pieces import Line, Piece, as_written, char_width, drawing

__all__ = ["MAX_MEASURE", "Passage", "Prose", "Run", "line_of", "passage"]

MAX_MEASURE: Final = 84
"""Columns of text that an eye follows with ease."""
LEAST_MEASURE: Final = 12
"""Columns under which an indent gives way to the text."""

_LINE_BREAK: Final = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_RIGHT_TO_LEFT: Final = "\u200f"


class Run(NamedTuple):
    """A part of a text in one style."""

    text: str
    """In logical order, as somebody wrote it; line breaks begin a paragraph."""
    ink: str = "text"
    """Name of a style in `Inks`."""
    label: str | None = None
    """Label whose colour it takes instead of the ink's own."""
    is_isolated: bool = False
    """Whether it runs in its own direction, and what stands beside it as if it were one sign."""
    is_sentence: bool = False
    """Whether it is the interface's own words, in which a path or a command keeps its signs."""


class Passage(NamedTuple):
    """Paragraphs to wrap."""

    runs: tuple[Run, ...] = ()
    """Its text; none is a blank line."""
    direction: Direction = "auto"
    """Which side its lines begin at."""
    indent: int = 0
    """Columns it keeps from the side it begins at."""
    sign: Run | None = None
    """One column that hangs in the indent beside the first line, such as `·` or `✓`."""


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
        pieces = tuple(_pieces(block, row))
        margin = (self._width - self.measure) // 2
        right_margin = self._width - self.measure - margin
        hanging: tuple[Piece, ...] = (Piece(" " * block.indent),)
        if block.sign is not None and row.start == 0:
            sign = Piece(as_written(block.sign.text, 1), block.sign.ink, block.sign.label)
            hanging = (Piece(" " * (block.indent - cell_len(sign.text) - 1)), sign, Piece(" "))
        if row.rtl:
            pieces = (*pieces, *reversed(hanging), Piece(" " * right_margin))
            return Line((), pieces, is_placed=True)
        return Line((Piece(" " * margin), *hanging, *pieces), is_placed=True)


def line_of(runs: Sequence[Run], width: int, direction: Direction = "auto") -> tuple[Piece, ...]:
    """Runs on one line of at most `width` columns, in the order it is written.

    What does not fit goes at the line's logical end, the left one in Arabic, at the end of a word;
    line breaks are spaces.
    """
    shown = tuple(run._replace(text=_LINE_BREAK.sub(" ", run.text)) for run in runs)
    block = next(_blocks(Passage(shown, direction), max(1, width - 1)))
    row = block.layout[0]
    pieces = tuple(_pieces(block, row))
    if len(block.layout) == 1:
        return pieces
    more = Piece("…", "quiet")
    return (more, *pieces) if row.rtl else (*pieces, more)


class _Block(NamedTuple):
    """One paragraph laid out."""

    layout: DocumentLayout
    runs: tuple[Run, ...]
    starts: list[int]
    """Offset in the layout's text at which each run begins."""
    indent: int
    sign: Run | None


def _blocks(each: Passage, measure: int) -> Iterator[_Block]:
    indent = max(0, min(each.indent, measure - LEAST_MEASURE))
    first_strong = paragraph_level("".join(run.text for run in each.runs))
    sign = each.sign
    if sign is not None and indent < 2:
        each, sign = each._replace(runs=(sign, Run(" "), *each.runs)), None
    for runs in _paragraphs(each.runs):
        shown = [_shown(run) for run in runs]
        text = "".join(shown)
        starts = list(accumulate(map(len, shown), initial=0))
        layout = DocumentLayout(
            text,
            width=measure - indent,
            char_width=char_width,
            splits=frozenset(starts[1:-1]),
            drawing=drawing()._replace(direction=_direction(text, each.direction, first_strong)),
        )
        yield _Block(layout, runs, starts[:-1] or [0], indent, sign)
        sign = None


def _shown(run: Run) -> str:
    shown = visible(run.text)
    if run.is_sentence and is_mirrored():
        shown = latin_apart(shown)
    return isolated(shown) if run.is_isolated and shown else shown


def _direction(text: str, direction: Direction, first_strong: int) -> Direction:
    """A paragraph's direction; one without a strong character, a date alone, has the passage's."""
    if direction != "auto" or not first_strong:
        return direction
    is_undecided = paragraph_level(text) != paragraph_level(text + _RIGHT_TO_LEFT)
    return "rtl" if is_undecided else "auto"


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


def _pieces(block: _Block, row: Row) -> Iterator[Piece]:
    """Neighbouring cells of one run make one piece."""
    text = [f" {row.lead}"] if row.lead and row.left else []
    current = 0
    for cell in row.in_writing_order():
        owner = bisect_right(block.starts, cell.start) - 1
        if owner != current and text:
            yield _piece(text, block.runs[current])
            text = []
        current = owner
        text.append(cell.glyph)
    if text:
        yield _piece(text, block.runs[current])


def _piece(glyphs: Iterable[str], run: Run) -> Piece:
    return Piece("".join(glyphs), run.ink, run.label)
