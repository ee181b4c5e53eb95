"""Plots: bars, shades and courses in characters of two by four dots, which plotille draws.

A plot holds no letters and no figures: whoever shows it writes them beside it, in lines of the
interface. In a mirrored interface plots run from right to left. plotille is loaded when the first
one is drawn; where it is not installed there are none, and nobody is told anything less, since
every plot has its figures beside it. Must never know what is plotted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Final, TypeAlias

from hashiya.tui.locale import is_mirrored

__all__ = ["are_plots_there", "bar", "course", "shade"]

WIDE: Final = 2
"""Dots of a character, from left to right."""
HIGH: Final = 4
"""And from bottom to top."""
_THICK: Final = 2
"""Dots that a point of a course takes each way, so that it stands out from the line to it."""

_Dot: TypeAlias = tuple[int, int]
"""Place of a dot, from the side where lines begin and from the bottom."""

_ORDER: Final = ((0, 8, 2, 10), (12, 4, 14, 6), (3, 11, 1, 9), (15, 7, 13, 5))
"""In which order the dots of a square are set, so that any number of them is spread evenly."""


@lru_cache(maxsize=1)
def are_plots_there() -> bool:
    """Whether plots can be drawn here."""
    return find_spec("plotille") is not None


def bar(share: float, columns: int, span: tuple[float, float] | None = None) -> str:
    """A bar of one line, and a mark at its far end for what would be all.

    Args:
        share: How much of it is full, from 0 to 1.
        columns: How long it may be.
        span: From where to where a thin line runs under it, from 0 to 1.
    """
    width = WIDE * columns
    dots = [(at, high) for at in range(_dots(share, width)) for high in range(1, HIGH)]
    dots += [(width - 1, high) for high in range(HIGH)]
    if span is not None:
        low, high = (min(width - 1, _dots(each, width)) for each in span)
        dots += [(at, 0) for at in range(low, high + 1)]
    return _drawn(dots, columns, 1)[0]


def shade(share: float, columns: int) -> str:
    """A field of one line, the fuller the larger the share, from 0 to 1."""
    full = _dots(share, HIGH * HIGH)
    size = len(_ORDER)
    dots = [
        (at, high)
        for at in range(WIDE * columns)
        for high in range(HIGH)
        if _ORDER[high % size][at % size] < full
    ]
    return _drawn(dots, columns, 1)[0]


def course(shares: Sequence[float], columns: int, rows: int) -> list[str]:
    """Lines, from top to bottom, of a curve through shares from 0 to 1, all as far apart.

    A line stands where it begins, and a dotted one lies at 0.
    """
    width, height = WIDE * columns - _THICK, HIGH * rows - _THICK
    steps = max(1, len(shares) - 1)
    points = [
        (round(at * width / steps), round(min(1.0, max(0.0, share)) * height))
        for at, share in enumerate(shares)
    ]
    dots = [
        (left + across, bottom + up)
        for left, bottom in points
        for across in range(_THICK)
        for up in range(_THICK)
    ]
    dots += [(at, 0) for at in range(0, WIDE * columns, WIDE)]
    dots += [(0, at) for at in range(HIGH * rows)]
    return _drawn(dots, columns, rows, pairwise(points))


def _dots(share: float, most: int) -> int:
    return round(min(1.0, max(0.0, share)) * most)


def _drawn(
    dots: Iterable[_Dot], columns: int, rows: int, lines: Iterable[tuple[_Dot, _Dot]] = ()
) -> list[str]:
    """Dots, and lines from one to another, as lines of characters from top to bottom."""
    from plotille import Canvas  # noqa: PLC0415 - when the first plot is wanted

    width = WIDE * columns
    canvas = Canvas(columns, rows, 0, 0, width, HIGH * rows)

    def placed(dot: _Dot) -> _Dot:
        return (width - 1 - dot[0], dot[1]) if is_mirrored() else dot

    for one, other in lines:
        canvas.line(*placed(one), *placed(other))
    for dot in dots:
        canvas.point(*placed(dot))
    return list(canvas.plot("\n").split("\n"))
