"""Pieces: one line of the interface, put together from styled strings that are safe to print.

The one way any string of a document, a scheme or a person reaches the screen outside the document
itself: made visible, cut in logical order where it is too long, and only then put into visual
order by the layout engine. Also the one place where the interface mirrors: for a language that runs
from right to left every line is laid out from its right end. Must never know a widget.

Glossary:
    placed: of a line whose columns mean something, such as prose or a ruler; it is never mirrored.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from string import Formatter
from typing import Final, NamedTuple

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from textual.strip import Strip

from hashiya.layout import AS_READ, DocumentLayout, Drawing
from hashiya.text import Direction, visible
from hashiya.tui.apart import FIRST_STRONG, RIGHT_TO_LEFT, arabic_apart, isolated, latin_apart
from hashiya.tui.inks import Inks
from hashiya.tui.locale import is_mirrored

__all__ = [
    "Line",
    "Piece",
    "as_written",
    "char_width",
    "draw_like",
    "drawing",
    "drawn",
    "fitted",
    "in_two",
    "line_strip",
    "onward",
    "pieces_strip",
    "pieces_width",
    "sentence",
    "worded",
]

ELLIPSIS: Final = "…"
_ONE_LINE: Final = 100_000
"""Columns of a line that never wraps."""


class Piece(NamedTuple):
    """A run of one style on a line."""

    text: str
    """Safe to print: from `drawn`, or the program's own words.

    In a mirrored interface it stands in the order it is read until its line is drawn, so that words
    and data in one piece find their places together; else in the order it is written.
    """
    ink: str = "text"
    """Name of a style in `Inks`."""
    label: str | None = None
    """Label whose colour it takes instead of the ink's own."""

    @property
    def width(self) -> int:
        """Columns it takes."""
        if is_mirrored() and not self.text.isascii():
            return _columns(_turned(self.text, "rtl"))
        return _columns(self.text)


class Line(NamedTuple):
    """One line: pieces from its left end, and pieces at its right end where they fit.

    In a mirrored interface the left pieces begin at the right end.
    """

    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    is_placed: bool = False
    """Whether its pieces, in the order they are written, stay at their columns in any language."""


@lru_cache(maxsize=4096)
def char_width(character: str) -> int:
    """Columns one character takes, by the same table that Textual measures with."""
    return get_character_cell_size(character)


class _Terminal:
    """How the one terminal of this process wants letters to be drawn."""

    drawing: Drawing = AS_READ


def draw_like(drawing: Drawing) -> None:
    """Draw every string of the interface like this from now on; whoever keeps lines redraws them.

    A process has one terminal, and nothing that prints a string may forget how it is drawn there.
    """
    _Terminal.drawing = drawing._replace(direction="auto")
    as_written.cache_clear()
    _as_said.cache_clear()
    _turned.cache_clear()


def drawing() -> Drawing:
    """How strings are drawn, each in its own direction."""
    return _Terminal.drawing


def drawn(text: str, width: int = _ONE_LINE) -> str:
    """A string for a piece of at most `width` columns, in its own direction.

    Too long a string loses its logical end, the left one in Arabic, to an ellipsis.
    """
    if not is_mirrored():
        return as_written(text, width)
    # The isolate keeps what is inside and what stands beside it out of each other's order.
    return _isolated(FIRST_STRONG, text, width)


def sentence(text: str, width: int = _ONE_LINE) -> str:
    """As `drawn`, for words of the interface with data in them: they run as the interface does.

    A path or a command in them keeps its signs where it has them, and a date its day.
    """
    return _isolated(RIGHT_TO_LEFT, text, width) if is_mirrored() else _as_said(text, width)


def in_two(text: str, width: int) -> tuple[str, str]:
    """As `sentence`, on two lines: the second begins with the first word that the first lacks."""
    most = _looked_at(width)
    end = len(text) if len(text) <= most else text.rfind(" ", 0, most)
    while end >= 0 and Piece(sentence(text[:end])).width > width:
        end = text.rfind(" ", 0, end)
    if end < 0:
        return sentence(text, width), ""
    return sentence(text[:end]), sentence(text[end:].lstrip(" "), width)


def _looked_at(width: int) -> int:
    """How much of a text is looked at for a line: marks take no columns, so more than fit."""
    return 4 * width + 64


def _isolated(isolate: str, text: str, width: int) -> str:
    shown = visible(text[: _looked_at(width)])
    if len(shown) < len(text) or _laid_out(shown)[1] > width:
        shown = _cut(shown, width) if width > 0 else ""
    if isolate == RIGHT_TO_LEFT:
        shown = latin_apart(shown)
    return isolated(shown, isolate) if shown else ""


@lru_cache(maxsize=512)
def as_written(text: str, width: int = _ONE_LINE) -> str:
    """A string of at most `width` columns in the order it is written, for a line that is placed."""
    shown = visible(text[: _looked_at(width)])
    if len(shown) <= width and shown.isascii():
        return shown
    line, columns = _laid_out(shown)
    if columns <= width and len(shown) == len(text):
        return line
    return _laid_out(_cut(shown, width))[0] if width > 0 else ""


@lru_cache(maxsize=512)
def _as_said(text: str, width: int) -> str:
    """As `as_written`, with Arabic words in a sentence of another language kept apart."""
    shown = visible(text[: _looked_at(width)])
    apart = arabic_apart(shown)
    if apart == shown:
        return as_written(text, width)
    line, columns = _laid_out(apart)
    if columns <= width and len(shown) == len(text):
        return line
    return _laid_out(arabic_apart(_cut(shown, width)))[0] if width > 0 else ""


def onward(sign: str = "▸", mirrored: str = "◂") -> str:
    """A sign that points the way the interface runs."""
    return mirrored if is_mirrored() else sign


def pieces_width(pieces: Iterable[Piece]) -> int:
    """Columns the pieces take together."""
    return sum(piece.width for piece in pieces)


def worded(template: str, ink: str = "text", **parts: Piece) -> tuple[Piece, ...]:
    """A translated message as pieces: its named parts as they are, its own words in one ink.

    A language may put the parts in another order.
    """
    pieces: list[Piece] = []
    for words, name, _, _ in Formatter().parse(template):
        if words:
            pieces.append(Piece(words, ink))
        if name is not None:
            pieces.append(parts[name])
    return tuple(pieces)


def fitted(pieces: Iterable[Piece], width: int) -> tuple[Piece, ...]:
    """The pieces that fit whole, in order; the first that does not ends the line."""
    kept: list[Piece] = []
    for piece in pieces:
        width -= piece.width
        if width < 0:
            break
        kept.append(piece)
    return tuple(kept)


def pieces_strip(
    left: Iterable[Piece], right: Iterable[Piece], width: int, inks: Inks, *, ground: str
) -> Strip:
    """As `line_strip`, for pieces that are no line yet."""
    return line_strip(Line(tuple(left), tuple(right)), width, inks, ground=ground)


def line_strip(line: Line, width: int, inks: Inks, *, ground: str) -> Strip:
    """A line of exactly `width` columns, filled with the ground's colour between its ends.

    The right pieces go first where there is too little room for all.
    """
    mirrors = is_mirrored() and not line.is_placed
    left, right = (map(_mirrored, line.left), map(_mirrored, line.right)) if mirrors else line[:2]
    starts, room = _fitted(left, width)
    ends, gap = _fitted(right, room) if room > 0 else ([], room)
    blank = Piece(" " * gap)
    segments = [_segment(piece, inks, ground) for piece in (*starts, blank, *ends)]
    return Strip(reversed(segments) if mirrors else segments, width)


def _mirrored(piece: Piece) -> Piece:
    if piece.ink != "key":
        return piece._replace(text=_turned(piece.text, "rtl"))
    # A bracket on a key is the bracket on the key; the blanks beside it change sides.
    before = len(piece.text) - len(piece.text.lstrip(" "))
    key = piece.text.strip(" ")
    after = len(piece.text) - before - len(key)
    return piece._replace(text=" " * after + _turned(key, "ltr") + " " * before)


def _fitted(pieces: Iterable[Piece], room: int) -> tuple[list[Piece], int]:
    """The pieces that fit, all in the order they are written, and the columns that are left."""
    kept: list[Piece] = []
    for piece in pieces:
        columns = _columns(piece.text)
        if columns > room:
            break
        room -= columns
        kept.append(piece)
    return kept, room


def _columns(written: str) -> int:
    return len(written) if written.isascii() else cell_len(written)


@lru_cache(maxsize=512)
def _turned(text: str, direction: Direction) -> str:
    """A piece's text of a mirrored line in the order it is written."""
    return _laid_out(text, direction)[0]


def _segment(piece: Piece, inks: Inks, ground: str) -> Segment:
    if piece.label is None:
        return Segment(piece.text, inks.style(piece.ink, ground))
    return Segment(piece.text, inks.label_style(piece.label, ground, piece.ink))


def _laid_out(text: str, direction: Direction = "auto") -> tuple[str, int]:
    row = _layout(text, direction)[0]
    line = row.lead + "".join(cell.glyph for cell in row.in_writing_order())
    return line, sum(cell.width for cell in row.cells)


def _layout(text: str, direction: Direction = "auto") -> DocumentLayout:
    like = drawing()._replace(direction=direction)
    return DocumentLayout(text, width=_ONE_LINE, char_width=char_width, drawing=like)


def _cut(text: str, width: int) -> str:
    """The longest beginning of `text` that takes at most `width` columns with the ellipsis."""
    room, end = width - 1, 0
    for cell in sorted(_layout(text)[0].cells, key=lambda cell: cell.start):
        room -= cell.width
        if room < 0:
            break
        end = cell.end
    return text[:end] + ELLIPSIS
