"""Lane painter: the lines under a row that say which columns a span covers and whose they are.

A span's line has a corner where the span starts and where it ends, and none at a side where it
goes on, so that neighbours of one label are two and a wrapped span is one. Each label has a
pattern besides its colour, and its key stands in the line. The line of the span that was picked
is bright and its key reversed. Without colours the corners are brackets. Pure: a row's lanes go
in, strips come out. Must never know a widget, a page or a project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from hashiya.layout import LaneSegment, RowLanes
from hashiya.model import Label
from hashiya.text import visible
from hashiya.tui.inks import Inks
from hashiya.tui.pieces import char_width

__all__ = ["PATTERNS", "LanePainter", "LaneSign", "Pattern", "lane_signs"]


class Pattern(NamedTuple):
    """What a line is drawn with; all of one column."""

    left: str
    """Where it closes at the left."""
    line: str
    """Everywhere else."""
    right: str
    """Where it closes at the right."""


PATTERNS: Final = (
    Pattern("┗", "━", "┛"),
    Pattern("╚", "═", "╝"),
    Pattern("└", "╌", "┘"),
    Pattern("┗", "┉", "┛"),
)
"""The labels of a scheme take them in turn."""


class LaneSign(NamedTuple):
    """How a label is told in the lanes besides its colour."""

    key: str
    """Stands for it, one column wide."""
    pattern: Pattern
    """Its line."""


UNKNOWN: Final = LaneSign("?", PATTERNS[0])
"""Stands for a label that the scheme lacks."""


def lane_signs(labels: Iterable[Label]) -> dict[str, LaneSign]:
    """Each label's key, else its first letter, and its pattern by its place in the scheme."""
    signs: dict[str, LaneSign] = {}
    for at, label in enumerate(labels):
        key = visible((label.key or label.name)[0])
        pattern = PATTERNS[at % len(PATTERNS)]
        signs[label.name] = LaneSign(key if char_width(key) == 1 else "■", pattern)
    return signs


class LanePainter:
    """Paints lanes in one theme and scheme.

    Args:
        inks: The styles.
        signs: Label name to how it is told.
    """

    def __init__(self, inks: Inks, signs: Mapping[str, LaneSign]) -> None:
        self._inks = inks
        self._signs = {name: self._drawn_with(sign) for name, sign in signs.items()}
        self._unknown = self._drawn_with(UNKNOWN)
        self._blank = inks.style("text")

    def lanes(
        self, lanes: RowLanes, columns: tuple[int, int], chosen: str | None, *, count: int
    ) -> list[Strip]:
        """The `count` lines under a row; blank where nothing is covered.

        Args:
            lanes: What stands under the row.
            columns: Columns before the measure, and columns from its left edge on.
            chosen: Identity of the annotation that was picked.
            count: How many lines.
        """
        before, after = columns
        width = before + after
        strips: list[Strip] = []
        for lane in range(count):
            segments: list[Segment] = []
            column = -before
            for part in lanes.segments:
                if part.lane == lane:
                    segments.append(Segment(" " * (part.left - column), self._blank))
                    segments.extend(self._line(part, chosen))
                    column = part.right
            segments.append(Segment(" " * (after - column), self._blank))
            strips.append(Strip(segments, width))
        if lanes.hidden:
            last = lanes.height - 1
            strips[last] = self._with_count(strips[last], lanes.hidden, width)
        return strips

    def _drawn_with(self, sign: LaneSign) -> LaneSign:
        if not self._inks.is_plain:
            return sign
        return sign._replace(pattern=sign.pattern._replace(left="[", right="]"))

    def _line(self, part: LaneSegment, chosen: str | None) -> Iterator[Segment]:
        label = part.annotation.label
        key = None if part.key is None else part.key - part.left
        sign = self._signs.get(label, self._unknown)
        closes = (part.closes_left, part.closes_right)
        text = line_text(sign, part.right - part.left, key, closes=closes)
        is_chosen = part.annotation.id == chosen
        style = self._inks.lane_style(label, is_chosen=is_chosen)
        if key is None or not is_chosen:
            yield Segment(text, style)
            return
        before, sign_of_key, after = text.partition(sign.key)
        yield Segment(before, style)
        yield Segment(sign_of_key, self._inks.chip_style(label))
        yield Segment(after, style)

    def _with_count(self, strip: Strip, hidden: int, width: int) -> Strip:
        """The last lane with the number of annotations that found no room, at its left end."""
        text = f"+{hidden} "
        count = Segment(text, self._inks.style("warning"))
        return Strip([count, *strip.crop(len(text), width)], width)


@lru_cache(maxsize=4096)
def line_text(sign: LaneSign, width: int, key: int | None, *, closes: tuple[bool, bool]) -> str:
    """One segment's characters.

    The key gives way to the corner beside it where there is room for both; in two columns it
    stands in for that corner, and in one it is all there is.

    >>> agency = LaneSign("1", PATTERNS[0])
    >>> [line_text(agency, width, 0, closes=(True, True)) for width in (5, 3, 2, 1)]
    ['┗1━━┛', '┗1┛', '1┛', '1']
    >>> line_text(agency, 5, 0, closes=(False, True)), line_text(agency, 4, None, closes=(True, 0))
    ('━1━━┛', '┗━━━')
    """
    signs = [sign.pattern.line] * width
    if closes[0]:
        signs[0] = sign.pattern.left
    if closes[1]:
        signs[-1] = sign.pattern.right
    if key is not None:
        inside = min(max(key, 1), width - 2) if width > 2 else key
        signs[inside] = sign.key
    return "".join(signs)
