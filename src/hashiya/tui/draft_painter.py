"""Draft painter: one row of a text that is being typed, with its caret and selection, as a strip.

Pure. Must never know a widget or a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hashiya.layout import Gaps, Place
from hashiya.tui.draft_text import Draft
from hashiya.tui.inks import Inks, make_style
from hashiya.tui.pieces import as_written
from hashiya.tui.row_painter import led, runs

__all__ = ["Window", "draft_strip", "placeholder_strip"]

_GROUND: Final = "panel"
"""The theme's colour behind what is typed."""


class Window(NamedTuple):
    """Which columns of a layout are seen."""

    left: int
    """Column of the layout at the view's left edge; may be negative."""
    width: int
    """Columns of the view."""
    air: int
    """Blank columns on each side of the view."""
    has_caret: bool
    """Whether the caret is drawn: only where typing goes."""


def draft_strip(gaps: Gaps, row: int, draft: Draft, window: Window, inks: Inks) -> Strip:
    """One row in a window: the caret is a block on the letter that follows it."""
    if row >= len(gaps):
        return _framed([Segment(" " * window.width, _plain(inks))], window, inks)
    shown = gaps.layout[row]
    left, stop = window.left, window.left + window.width
    caret = gaps.place(draft.caret) if window.has_caret else None
    if caret is not None and caret.row != row:
        caret = None
    cells, columns = shown.cells, shown.columns
    seen = [
        nth
        for nth in shown.written or range(len(cells))
        if left <= columns[nth] and columns[nth] + cells[nth].width <= stop
    ]
    first = min((columns[nth] for nth in seen), default=stop)
    after = max((columns[nth] + cells[nth].width for nth in seen), default=stop)
    start, end = draft.selection
    styles = [
        _caret(inks)
        if caret is not None and columns[nth] == caret.column
        else _selected(inks)
        if start < cells[nth].end and cells[nth].start < end
        else _plain(inks)
        for nth in seen
    ]
    lead = shown.lead if 0 in seen else ""
    segments = [
        *led(_blank(left, first, caret, inks), lead),
        *runs([cells[nth] for nth in seen], styles),
        *_blank(after, stop, caret, inks),
    ]
    return _framed(segments, window, inks)


def placeholder_strip(words: str, window: Window, inks: Inks) -> Strip:
    """What an empty input shows: its caret at the right edge, and what may be typed there."""
    shown = as_written(words, max(0, window.width - 3))
    segments: list[Segment] = []
    if shown:
        segments += [Segment(shown, inks.style("faint", _GROUND)), Segment(" ", _plain(inks))]
    segments.append(Segment(" ", _caret(inks) if window.has_caret else _plain(inks)))
    taken = sum(segment.cell_length for segment in segments)
    blank = Segment(" " * (window.width - taken), _plain(inks))
    return _framed([blank, *segments], window, inks)


def _framed(segments: list[Segment], window: Window, inks: Inks) -> Strip:
    """The view with the blank columns beside it."""
    air = Segment(" " * window.air, _plain(inks))
    beside = [air] if window.air else []
    return Strip([*beside, *segments, *beside], window.width + 2 * window.air)


def _blank(start: int, stop: int, caret: Place | None, inks: Inks) -> Iterator[Segment]:
    if caret is None or not start <= caret.column < stop:
        yield Segment(" " * (stop - start), _plain(inks))
        return
    yield Segment(" " * (caret.column - start), _plain(inks))
    yield Segment(" ", _caret(inks))
    yield Segment(" " * (stop - caret.column - 1), _plain(inks))


def _plain(inks: Inks) -> Style:
    return inks.style("text", _GROUND)


def _caret(inks: Inks) -> Style:
    # Without colours the block must also be found inside a selection.
    marked = inks.is_plain
    return make_style(inks.colour("on-caret"), inks.colour("caret"), bold=marked, underline=marked)


def _selected(inks: Inks) -> Style:
    return make_style(inks.colour("background"), inks.colour("foreground"))
