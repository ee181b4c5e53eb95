"""Pieces: one line of the interface, put together from styled strings that are safe to print.

The one way any string of a document, a scheme or a person reaches the screen outside the document
itself: made visible, cut in logical order where it is too long, and only then put into visual
order by the layout engine. Must never know a widget.
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
from hashiya.text import visible
from hashiya.tui.inks import Inks

__all__ = [
    "Line",
    "Piece",
    "char_width",
    "draw_like",
    "drawing",
    "drawn",
    "fitted",
    "pieces_strip",
    "pieces_width",
    "worded",
]

ELLIPSIS: Final = "…"
_ONE_LINE: Final = 100_000
"""Columns of a line that never wraps."""


class Piece(NamedTuple):
    """A run of one style on a line."""

    text: str
    """In the order it is written and safe to print: from `drawn`, or the program's own words."""
    ink: str = "text"
    """Name of a style in `Inks`."""
    label: str | None = None
    """Label whose colour it takes instead of the ink's own."""

    @property
    def width(self) -> int:
        """Columns it takes."""
        return len(self.text) if self.text.isascii() else cell_len(self.text)


class Line(NamedTuple):
    """One line: pieces from its left end, and pieces at its right end where they fit."""

    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()


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
    drawn.cache_clear()


def drawing() -> Drawing:
    """How strings are drawn, each in its own direction."""
    return _Terminal.drawing


@lru_cache(maxsize=512)
def drawn(text: str, width: int = _ONE_LINE) -> str:
    """A string as it is printed on one line of at most `width` columns.

    Too long a string loses its logical end, the left one in Arabic, to an ellipsis.
    """
    shown = visible(text[: 4 * width + 64])
    if len(shown) <= width and shown.isascii():
        return shown
    line, columns = _laid_out(shown)
    if columns <= width and len(shown) == len(text):
        return line
    return _laid_out(_cut(shown, width))[0] if width > 0 else ""


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
    """A line of exactly `width` columns, its ends filled with the ground's colour.

    The right pieces go first where there is too little room for all.
    """
    starts, ends = fitted(left, width), tuple(right)
    room = width - pieces_width(starts)
    ends = fitted(ends, room) if room > 0 else ()
    gap = room - pieces_width(ends)
    segments = [_segment(piece, inks, ground) for piece in starts]
    segments.append(Segment(" " * gap, inks.style("text", ground)))
    segments.extend(_segment(piece, inks, ground) for piece in ends)
    return Strip(segments, width)


def _segment(piece: Piece, inks: Inks, ground: str) -> Segment:
    if piece.label is None:
        return Segment(piece.text, inks.style(piece.ink, ground))
    return Segment(piece.text, inks.label_style(piece.label, ground))


def _laid_out(text: str) -> tuple[str, int]:
    row = _layout(text)[0]
    line = row.lead + "".join(cell.glyph for cell in row.in_writing_order())
    return line, sum(cell.width for cell in row.cells)


def _layout(text: str) -> DocumentLayout:
    return DocumentLayout(text, width=_ONE_LINE, char_width=char_width, drawing=drawing())


def _cut(text: str, width: int) -> str:
    """The longest beginning of `text` that takes at most `width` columns with the ellipsis."""
    room, end = width - 1, 0
    for cell in sorted(_layout(text)[0].cells, key=lambda cell: cell.start):
        room -= cell.width
        if room < 0:
            break
        end = cell.end
    return text[:end] + ELLIPSIS
