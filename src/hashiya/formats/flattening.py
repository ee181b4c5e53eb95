"""Flattening: the one rule by which formats without nesting choose among overlapping spans.

Longest first, then leftmost, then label (`inner`: shortest first). What is left out is named with
the span it lost to, and with how the two stood to each other. Used for characters and for tokens.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import NamedTuple

from hashiya.formats.reports import Kind

__all__ = [
    "Dropped",
    "Extent",
    "first_of_all",
    "flatten",
    "flatten_outermost",
    "innermost",
    "outermost",
    "relation",
    "untangle",
]

Extent = tuple[int, int, str]
"""`(start, end, label)`, half-open, in whatever unit."""


class Dropped(NamedTuple):
    """One span that was left out."""

    loser: int
    """Its index in the list that was given."""
    winner: int
    """Index of a chosen span that it overlaps."""


def outermost(extent: Extent) -> tuple[int, int, str]:
    """Sort key: longest first, then leftmost, then label."""
    start, end, label = extent
    return (start - end, start, label)


def innermost(extent: Extent) -> tuple[int, int, str]:
    """Sort key: shortest first, then leftmost, then label."""
    start, end, label = extent
    return (end - start, start, label)


def first_of_all(extent: Extent) -> tuple[int, int, str]:
    """Sort key: leftmost first, then longest, then label."""
    start, end, label = extent
    return (start, -end, label)


def flatten(
    extents: Sequence[Extent], keys: Sequence[tuple[int, int, str]]
) -> tuple[list[int], list[Dropped]]:
    """Choose spans that share nothing; O(n log n).

    Args:
        extents: What the spans cover.
        keys: A sort key for each; what sorts first wins.

    Returns:
        Indexes of the chosen in order of their starts, and what was left out.
    """
    chosen: list[tuple[int, int, int]] = []  # (start, end, index), always in order
    dropped: list[Dropped] = []
    for index in sorted(range(len(extents)), key=keys.__getitem__):
        start, end, _ = extents[index]
        winner = _meeting(start, end, chosen)
        if winner is None:
            insort(chosen, (start, end, index))
        else:
            dropped.append(Dropped(index, winner))
    return [index for _, _, index in chosen], sorted(dropped)


def flatten_outermost(extents: Sequence[Extent]) -> tuple[list[int], list[Dropped]]:
    """The same with the outermost winning, in one pass where no two spans cross.

    Args:
        extents: By start, longer first, then label, so that a span comes after all that could
            contain it.
    """
    chosen: list[int] = []
    dropped: list[Dropped] = []
    reached = 0
    for index, (start, end, _) in enumerate(extents):
        if start >= reached:
            chosen.append(index)
            reached = end
        elif end <= reached:
            dropped.append(Dropped(index, chosen[-1]))
        else:
            return flatten(extents, [outermost(extent) for extent in extents])
    return chosen, dropped


def untangle(extents: Sequence[Extent]) -> tuple[list[int], list[Dropped]]:
    """Choose spans so that, of one label, none crosses another or covers just the same.

    Spans of different labels, and those inside each other, are all chosen; outermost first decides
    among the rest. Costs the square of the spans of one label, which a sentence has few of.

    Returns:
        Indexes of the chosen in the order given, and what was left out.
    """
    chosen: dict[str, list[int]] = {}
    dropped: list[Dropped] = []
    for index in sorted(range(len(extents)), key=lambda index: outermost(extents[index])):
        beside = chosen.setdefault(extents[index][2], [])
        for other in beside:
            if _tangles(extents[index], extents[other]):
                dropped.append(Dropped(index, other))
                break
        else:
            beside.append(index)
    return sorted(index for held in chosen.values() for index in held), sorted(dropped)


def _tangles(one: Extent, other: Extent) -> bool:
    """Whether two spans cover just the same, or overlap without either containing the other."""
    first, second = sorted((one[:2], other[:2]))
    return first == second or first[0] < second[0] < first[1] < second[1]


def relation(loser: Extent, winner: Extent) -> Kind:
    """The kind of loss it is when one of two overlapping spans is left out."""
    if loser[:2] == winner[:2]:
        return "same_extent_dropped"
    contains = loser[0] <= winner[0] and winner[1] <= loser[1]
    inside = winner[0] <= loser[0] and loser[1] <= winner[1]
    return "nested_dropped" if contains or inside else "crossing_dropped"


def _meeting(start: int, end: int, chosen: Sequence[tuple[int, int, int]]) -> int | None:
    """The index of a chosen span that shares something with `[start, end)`.

    The chosen share nothing with each other, so only the neighbours can.
    """
    place = bisect_left(chosen, (start,))
    for other_start, other_end, index in chosen[max(place - 1, 0) : place + 1]:
        if other_start < end and start < other_end:
            return index
    return None
