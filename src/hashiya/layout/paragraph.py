"""Paragraphs: the parts of a document between line breaks, each cut into the cells it prints.

A cell is one letter cluster, and every code point of a paragraph belongs to exactly one:

- a base with the marks after it; a mark without a base sits on U+25CC;
- lam-alef in one cell, unless a split asks for two;
- ZWJ, ZWNJ, direction controls and everything else that prints nothing belong to the cell before
  them (at the paragraph's start, to the first cell) and never reach a glyph;
- of an emoji sequence only the first emoji is printed, and a flag prints as its two letters
  circled: terminals disagree on how wide the sequences are, never on how wide these are;
- a tab is one blank column, a control character one visible mark, U+0600 and its kin a sign;
- of many marks on one letter the first `MAX_CELL_MARKS` are printed.

Levels and shapes are worked out when a paragraph is first looked at. Nothing here knows how wide
the screen is.
"""

from __future__ import annotations

import copy
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import accumulate, compress, pairwise
from typing import Final, NamedTuple

from hashiya.layout.drawing import Drawing, without_marks
from hashiya.layout.grid import Cell
from hashiya.layout.kinds import CharWidth, alefs, displayed, joined_alefs, kinds_of, settle
from hashiya.layout.stretches import Stretch, stretches
from hashiya.text import bidi_levels, line_levels, mirrored, nominal, shape

__all__ = ["MAX_CELL_MARKS", "CharWidth", "Paragraph", "paragraphs"]

MAX_CELL_MARKS: Final = 4
"""Marks printed on one letter; Qur'anic text needs three, hostile text brings thousands."""

MAX_MOVED_SPLITS: Final = 16
"""Splits that are moved one by one; more, as when a document is opened, are counted anew."""

DOTTED_CIRCLE: Final = "\u25cc"

_TO_ALEF = re.compile(rb"[mxz]*a")
_SILENT_RUN = re.compile(rb"x+")
_NOTHING: Final = ord("x")
_ATTACHED: Final = b"mxzjk"
_TO_FINISH = re.compile(rb"[boq]")
_WIDTHS = bytes(2 if code in b"wdf" else 1 for code in range(256))
_IS_RTL: Final = tuple(level & 1 == 1 for level in range(256))
_NEW_CELL: Final = partial(tuple.__new__, Cell)
_IS_BASE = bytes(code not in b"mx" for code in range(256))


def paragraphs(text: str, char_width: CharWidth, drawing: Drawing) -> Iterator[Paragraph]:
    """The text's paragraphs in order; an empty text has one, a final line break opens none."""
    return (Paragraph(each, char_width, drawing) for each in stretches(text, drawing.direction))


class _Window(NamedTuple):
    """A part of a paragraph with what each of its code points adds to its cell's glyph."""

    start: int
    end: int
    parts: list[str]


class Paragraph:
    """The cells of one paragraph in logical order, whatever the width of the screen.

    Args:
        stretch: What it is of the document.
        char_width: Columns of one character.
        drawing: How it is printed.
    """

    def __init__(self, stretch: Stretch, char_width: CharWidth, drawing: Drawing) -> None:
        self.start, self.text, self.end, self.base = stretch
        self.drawing = drawing
        self.levels = bidi_levels(self.text, self.base)
        """Bidi level of each code point, before rule L1."""
        self._raw = kinds_of(self.text, char_width)
        self._joins = drawing.shape == "forms"
        self._joinable = joined_alefs(self._raw, self.text) if self._joins else frozenset()
        self.splits: frozenset[int] = frozenset()
        """Alefs, counted in `text`, that have a cell of their own after their lam."""
        self.cut(settle(self._raw, self.text, self._joinable))

    def cut(self, points: bytes, firsts: Sequence[int] | None = None) -> None:
        """Set the cells; only for a paragraph that nobody has looked at yet.

        Args:
            points: Settled kinds, one a code point.
            firsts: Where each cell begins, where that is known.
        """
        self._points = points
        self._window = _Window(0, 0, [])
        self.kinds: bytes = points.translate(None, b"mx")
        """One kind a cell (`hashiya.layout.kinds`)."""
        self.firsts = _firsts(points, len(self.kinds)) if firsts is None else firsts
        """Where in `text` each cell begins, then the length of `text`."""
        self.columns = _columns(self.kinds)
        """Columns before each cell in logical order, then all of them."""

    def split_at(self, offsets: Iterable[int]) -> Paragraph:
        """The paragraph with just those lam-alefs split that hold one of the offsets inside.

        Args:
            offsets: Counted in the document; most fall inside no lam-alef.

        Returns:
            Itself when that changes nothing.
        """
        found = (_TO_ALEF.match(self._raw, offset - self.start) for offset in offsets)
        splits = frozenset(match.end() - 1 for match in found if match) & self._joinable
        if splits == self.splits:
            return self
        changed = splits ^ self.splits
        points = bytearray(self._points)
        for alef in changed:
            points[alef] = ord("a" if alef in splits else "x")
        new = copy.copy(self)
        new.splits = splits
        new.cut(bytes(points), _moved_firsts(self.firsts, changed, splits))
        return new

    def cell_of(self, offset: int) -> int:
        """The cell that holds an offset of the document; the one after all for the line break."""
        if offset >= self.start + len(self.text):
            return len(self.kinds)
        return bisect_right(self.firsts, offset - self.start) - 1

    def cell_bounds(self, cell: int) -> tuple[int, int]:
        """Offsets of a cell in the document; those of the line break for the cell after all."""
        if cell == len(self.kinds):
            return self.start + len(self.text), self.end
        return self.start + self.firsts[cell], self.start + self.firsts[cell + 1]

    def cell_levels(self, first: int, after: int) -> bytes:
        """Levels of the cells `[first, after)` when they are one row: rule L1 applied."""
        start, end = self.firsts[first], self.firsts[after]
        levels = line_levels(self.text, self.levels, start, end, self.base)
        if len(levels) == after - first:
            return levels
        return bytes(compress(levels, self._points[start:end].translate(_IS_BASE)))

    def cells(self, first: int, order: Iterable[int], levels: bytes) -> list[Cell]:
        """Cells as they are printed.

        Args:
            first: The cell that `order` and `levels` count from.
            order: Which cells, in the order wanted.
            levels: One bidi level a cell.
        """
        after = first + len(levels)
        bounds, kinds = self.firsts[first : after + 1], self.kinds[first:after]
        edges = [self.start + bound for bound in bounds]
        glyphs = self._glyphs(bounds, kinds, levels)
        # Column by column and without the named tuple's own constructor: every letter of a page
        # comes by here.
        whole = zip(
            edges[:-1],
            edges[1:],
            glyphs,
            kinds.translate(_WIDTHS),
            map(_IS_RTL.__getitem__, levels),
            strict=True,
        )
        made = list(map(_NEW_CELL, whole))
        cells = [made[nth] for nth in order]
        return list(map(without_marks, cells)) if self.drawing.marks == "hide" else cells

    def _glyphs(self, bounds: Sequence[int], kinds: bytes, levels: bytes) -> list[str]:
        """What neighbouring cells print, in logical order.

        Args:
            bounds: Where in `text` each begins, then where the last ends.
            kinds: One a cell.
            levels: One a cell.
        """
        origin, _, parts = self._printed(bounds[0], bounds[-1])
        low, high = bounds[0] - origin, bounds[-1] - origin
        if high - low == len(kinds):
            glyphs = parts[low:high]
        else:
            glyphs = [
                parts[begin - origin]
                if end == begin + 1
                else _cluster(parts[begin - origin : end - origin])
                for begin, end in pairwise(bounds)
            ]
        for found in _TO_FINISH.finditer(kinds):
            nth = found.start()
            glyphs[nth] = _finished(glyphs[nth], kinds[nth], rtl=_IS_RTL[levels[nth]])
        return glyphs

    def _printed(self, start: int, end: int) -> _Window:
        """What the code points of `[start, end)` print, shaped with all they may join.

        Nothing joins across a space and no alef joins the letter after it, so shaping from one of
        them to another is shaping the paragraph. One without either is shaped once: the last
        window is kept.
        """
        raw = self._raw
        start = max(raw.rfind(b"s", 0, start), raw.rfind(b"a", 0, start)) + 1
        end = min(_found(raw.find(b"s", end), raw), self._after_alef(raw.find(b"a", end)))
        kept = self._window
        if kept.start <= start and end <= kept.end:
            return kept
        points, text = self._points[start:end], displayed(self.text[start:end])
        if self._joins:
            apart = [at for at in alefs(self._raw[start:end]) if points[at] != _NOTHING]
            parts = shape(text, frozenset(apart))
        else:
            parts = nominal(text)
        for found in _SILENT_RUN.finditer(points):
            parts[found.start() : found.end()] = [""] * (found.end() - found.start())
        self._window = _Window(start, end, parts)
        return self._window

    def _after_alef(self, alef: int) -> int:
        """The offset after an alef and its marks, and after what prints nothing behind them."""
        end = _found(alef, self._raw)
        while end < len(self._raw) and (end == alef or self._raw[end] in _ATTACHED):
            end += 1
        return end


def _found(at: int, kinds: bytes) -> int:
    return len(kinds) if at < 0 else at


def _moved_firsts(
    firsts: Sequence[int], changed: AbstractSet[int], splits: AbstractSet[int]
) -> Sequence[int] | None:
    """Where cells begin when a few alefs get or lose a cell; None when counting anew is no dearer.

    The caret moves one split at a time, and a paragraph may be a million letters long.
    """
    if not isinstance(firsts, array) or len(changed) > MAX_MOVED_SPLITS:
        return None
    moved = firsts[:]
    for alef in changed:
        at = bisect_left(moved, alef)
        if alef in splits:
            moved.insert(at, alef)
        else:
            del moved[at]
    return moved


def _cluster(parts: Iterable[str]) -> str:
    printed = [part for part in parts if part]
    return "".join(printed[: 1 + MAX_CELL_MARKS])


def _finished(glyph: str, kind: int, *, rtl: bool) -> str:
    if kind == ord("o"):
        return DOTTED_CIRCLE + glyph[:MAX_CELL_MARKS]
    return mirrored(glyph[0]) + glyph[1:] if rtl else glyph


def _firsts(points: bytes, count: int) -> Sequence[int]:
    """Where each cell begins; what prints nothing at the very start belongs to the first cell."""
    if count == len(points):
        return range(count + 1)
    firsts = array("I", compress(range(len(points)), points.translate(_IS_BASE)))
    firsts[0] = 0
    firsts.append(len(points))
    return firsts


def _columns(kinds: bytes) -> Sequence[int]:
    if not any(kind in kinds for kind in b"wdf"):
        return range(len(kinds) + 1)
    return array("I", accumulate(kinds.translate(_WIDTHS), initial=0))
