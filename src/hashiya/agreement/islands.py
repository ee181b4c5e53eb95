"""Islands: where all columns of a sheet say the same, and the stretches in which they do not.

Units that share a character or a token hang together; what hangs together with nothing else is an
island. Measures are sums over islands, and most columns say one of two things of each, so that what
is worked out once for two **versions** of one holds for all pairs of columns that hold these two.
Most islands have been there before, elsewhere: what does not depend on where one stands is its
**shape**. Must never know a measure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Final, TypeAlias

from hashiya.agreement.sheet import Sheet, Unit

__all__ = ["Island", "Members", "Shape", "Version", "divided"]

MOST_SHAPES: Final = 16_384
"""Shapes that are remembered."""

FEW_UNITS: Final = 12
"""Units of an island that may have been there before; larger ones are looked at one by one."""

Version: TypeAlias = tuple[Unit, ...]
"""What some columns say of an island: their units in it, in order, from where it starts."""

Members: TypeAlias = tuple[tuple[int, ...], ...]
"""Version → the places of its units."""

_Held: TypeAlias = tuple[int, int, str, int, int, int]
"""A unit from the island's start, its tokens from the island's first, and a bit for each column."""


class Shape:
    """Units that hang together, and who has which of them; compared by identity.

    Args:
        columns: How many columns there are.
        held: The units, in order.
    """

    def __init__(self, columns: int, held: tuple[_Held, ...]) -> None:
        self.columns = columns
        self.units: Version = tuple([unit[:3] for unit in held])
        """All units, from where the island starts."""
        self.tokens = tuple([unit[3:5] for unit in held])
        """Unit → the tokens of which it covers a character, from and up to; its first is 0."""
        masks = tuple([unit[5] for unit in held])
        everybody = (1 << columns) - 1
        self.is_alike = masks.count(everybody) == len(masks)
        """Whether all columns have all units."""
        self.is_small = len(held) <= FEW_UNITS
        """Whether it is worth remembering."""
        self.of_columns, self.members = _split(masks, columns)
        """Column → its version; and the versions, by the places of their units."""

    @cached_property
    def versions(self) -> list[Version]:
        """What is said of it, each once; a single one where all columns agree."""
        return [tuple([self.units[at] for at in each]) for each in self.members]

    @cached_property
    def twins(self) -> list[tuple[Unit, Unit]]:
        """Any two units of one label, which may be the same one, clitics aside."""
        return [(one, other) for one, other in combinations(self.units, 2) if one[2] == other[2]]


Island: TypeAlias = tuple[Shape, int]
"""A shape, and where it starts in the text."""


def divided(sheet: Sheet) -> list[Island]:
    """The islands of all columns, in the order of the text. O(units · log tokens)."""
    held = _held(sheet)
    starts, ends = sheet.token_starts, sheet.token_ends
    columns = len(sheet.columns)
    found: list[Island] = []
    units: list[_Held] = []
    begin = reach = origin = last = 0
    for (start, end, label), mask in sorted(held.items()):
        first = bisect_right(ends, start)
        if start >= reach and first >= last:
            if units:
                found.append((_shape_of(columns, units), begin))
                units = []
            begin, origin = start, first
        after = bisect_left(starts, end, first)
        units.append((start - begin, end - begin, label, first - origin, after - origin, mask))
        reach = max(reach, end)
        last = max(last, after)
    if units:
        found.append((_shape_of(columns, units), begin))
    return found


def _held(sheet: Sheet) -> dict[Unit, int]:
    """Unit → a bit for each column that has it."""
    first, *others = sheet.columns.values()
    if all(units == first for units in others):
        return dict.fromkeys(first, (1 << len(sheet.columns)) - 1)
    held = dict.fromkeys(first, 1)
    for column, units in enumerate(others, start=1):
        mask = 1 << column
        for unit in units:
            held[unit] = held.get(unit, 0) | mask
    return held


def _shape_of(columns: int, units: list[_Held]) -> Shape:
    held = tuple(units)
    return _shape(columns, held) if len(held) <= FEW_UNITS else Shape(columns, held)


@lru_cache(maxsize=MOST_SHAPES)
def _shape(columns: int, held: tuple[_Held, ...]) -> Shape:
    return Shape(columns, held)


@lru_cache(maxsize=4_096)
def _split(masks: tuple[int, ...], columns: int) -> tuple[tuple[int, ...], Members]:
    """Column → its version, and version → its units, of units that have a bit for each column."""
    known: dict[tuple[int, ...], int] = {}
    of_columns = []
    for column in range(columns):
        member = tuple([at for at, mask in enumerate(masks) if mask >> column & 1])
        of_columns.append(known.setdefault(member, len(known)))
    return tuple(of_columns), tuple(known)
