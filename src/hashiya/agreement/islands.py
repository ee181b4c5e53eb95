"""Islands: where all columns of a sheet say the same, and the stretches in which they do not.

Units that share a character or a token hang together; what hangs together with nothing else is an
island. Measures are sums over islands, and most columns say one of two things of each, so that what
is worked out once for two **versions** of one holds for all pairs of columns that hold these two.
Must never know a measure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from hashiya.agreement.sheet import Sheet, Unit

__all__ = ["Island", "Members", "Version", "divided"]

Version: TypeAlias = tuple[Unit, ...]
"""What some columns say of an island: their units in it, in order."""

Members: TypeAlias = tuple[tuple[int, ...], ...]
"""Version → the places of its units."""


class Island(NamedTuple):
    """Units that hang together, and who has which of them."""

    versions: Sequence[Version]
    """What is said of it, each once; a single one where all columns agree."""
    of_columns: tuple[int, ...]
    """Column → its version; empty where all columns agree."""
    members: Members
    """The same versions, by the places of their units among all of the island's."""
    tokens: dict[Unit, tuple[int, int]]
    """Unit → the tokens of which it covers a character, from and up to."""


def divided(sheet: Sheet) -> Iterator[Island]:
    """The islands of all columns, in the order of the text. O(units · log tokens)."""
    held = _held(sheet)
    starts, ends = sheet.token_starts, sheet.token_ends
    everybody = (1 << len(sheet.columns)) - 1
    units: dict[Unit, tuple[int, int]] = {}
    reach = last = 0
    is_alike = True
    for unit in sorted(held):
        start, end, _ = unit
        first = bisect_right(ends, start)
        if start >= reach and first >= last and units:
            yield _island(units, held, 0 if is_alike else everybody)
            units, is_alike = {}, True
        after = bisect_left(starts, end, first)
        units[unit] = (first, after)
        reach, last = max(reach, end), max(last, after)
        is_alike = is_alike and held[unit] == everybody
    if units:
        yield _island(units, held, 0 if is_alike else everybody)


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


def _island(units: dict[Unit, tuple[int, int]], held: dict[Unit, int], everybody: int) -> Island:
    """One island out of its units; `everybody` is 0 where all columns have all of them."""
    listed = tuple(units)
    if not everybody:
        return Island((listed,), (), (tuple(range(len(listed))),), units)
    of_columns, members = _split(tuple([held[unit] for unit in listed]), everybody)
    versions = tuple([tuple([listed[at] for at in each]) for each in members])
    return Island(versions, of_columns, members, units)


@lru_cache(maxsize=4_096)
def _split(masks: tuple[int, ...], everybody: int) -> tuple[tuple[int, ...], Members]:
    """Column → its version, and version → its units, of units that have a bit for each column."""
    known: dict[tuple[int, ...], int] = {}
    of_columns = []
    for column in range(everybody.bit_length()):
        member = tuple([at for at, mask in enumerate(masks) if mask >> column & 1])
        of_columns.append(known.setdefault(member, len(known)))
    return tuple(of_columns), tuple(known)
