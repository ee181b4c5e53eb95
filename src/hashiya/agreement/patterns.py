"""Patterns: what all columns of a sheet say of one token or character, counted.

A **value** is the labels on a place, in order and joined by `BESIDE`, so that nested spans have a
value of their own; `""` where there is none. A **pattern** is one value a column. Kappa and the
nominal alpha need nothing else of a text. A token is under a span that covers any character of it.
Places that nobody marked are counted and never visited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import sub
from typing import Final, TypeAlias

from hashiya.agreement.islands import Island, Shape, divided
from hashiya.agreement.sheet import Sheet

__all__ = [
    "BESIDE",
    "PatternCounts",
    "Patterns",
    "binary",
    "character_patterns",
    "projected",
    "token_patterns",
]

Patterns: TypeAlias = Counter[tuple[str, ...]]
"""Pattern → how many places have it."""

BESIDE: Final = "\n"
"""Between the labels of one value; no label's name has it."""

MOST_SHAPES: Final = 16_384
"""Shapes of islands that are met before their patterns are counted."""


class PatternCounts:
    """Patterns of tokens and of characters, island by island.

    Args:
        columns: How many columns a pattern has.
    """

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._tokens: Patterns = Counter()
        self._characters: Patterns = Counter()
        self._all_tokens = self._all_characters = 0
        self._met: Counter[Shape] = Counter()

    @property
    def tokens(self) -> Patterns:
        """The patterns of tokens."""
        self._settle()
        return self._with_others(self._tokens, self._all_tokens)

    @property
    def characters(self) -> Patterns:
        """The patterns of characters."""
        self._settle()
        return self._with_others(self._characters, self._all_characters)

    def add(self, sheet: Sheet, found: Sequence[Island]) -> None:
        """Count a text with its islands."""
        self._all_tokens += len(sheet.token_ends)
        self._all_characters += len(sheet.text)
        self._met.update([shape for shape, _ in found if shape.is_small])
        for shape, _ in found:
            if not shape.is_small:
                self._count(shape, 1)
        if len(self._met) > MOST_SHAPES:
            self._settle()

    def _settle(self) -> None:
        """Count the patterns of the shapes that were met, each once for all times."""
        for shape, times in self._met.items():
            self._count(shape, times)
        self._met.clear()

    def _count(self, shape: Shape, times: int) -> None:
        bounds = [(start, end) for start, end, _ in shape.units]
        for patterns, cells in ((self._tokens, shape.tokens), (self._characters, bounds)):
            for pattern, many in _stretches(shape, cells):
                patterns[pattern] += many * times

    def _with_others(self, patterns: Patterns, places: int) -> Patterns:
        """Patterns with the places that are in no island."""
        nothing = ("",) * self._columns
        return patterns + Counter({nothing: places - patterns.total()})


def token_patterns(sheet: Sheet, names: Sequence[str]) -> Patterns:
    """The patterns of a sheet's tokens, in the order of the names."""
    return projected(_counted(sheet).tokens, _columns(sheet, names))


def character_patterns(sheet: Sheet, names: Sequence[str]) -> Patterns:
    """The patterns of a sheet's characters, in the order of the names."""
    return projected(_counted(sheet).characters, _columns(sheet, names))


def projected(patterns: Patterns, columns: Sequence[int]) -> Patterns:
    """The patterns of some of the columns only."""
    found: Patterns = Counter()
    for pattern, count in patterns.items():
        found[tuple([pattern[column] for column in columns])] += count
    return found


def binary(patterns: Patterns, label: str) -> Patterns:
    """The patterns when only one label is asked for: itself, or nothing.

    >>> binary(Counter({(f"a{BESIDE}b", "b"): 2}), "a")
    Counter({('a', ''): 2})
    """
    found: Patterns = Counter()
    for pattern, count in patterns.items():
        held = [label if label in value.split(BESIDE) else "" for value in pattern]
        found[tuple(held)] += count
    return found


def _counted(sheet: Sheet) -> PatternCounts:
    counts = PatternCounts(len(sheet.columns))
    counts.add(sheet, divided(sheet))
    return counts


def _columns(sheet: Sheet, names: Sequence[str]) -> list[int]:
    order = list(sheet.columns)
    return [order.index(name) for name in names]


def _stretches(
    shape: Shape, cells: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[str, ...], int]]:
    """The pattern of each stretch of an island in which nothing begins or ends, and how long it is.

    Args:
        shape: The island.
        cells: The places that each unit covers, from and up to.
    """
    edges = sorted({edge for cell in cells for edge in cell})
    at = {edge: place for place, edge in enumerate(edges)}
    units = zip(cells, shape.units, strict=True)
    covered = [(at[first], at[after], label) for (first, after), (_, _, label) in units]
    values = [
        _values(len(edges) - 1, tuple([covered[unit] for unit in member]))
        for member in shape.members
    ]
    patterns = zip(*[values[version] for version in shape.of_columns], strict=True)
    return zip(patterns, map(sub, edges[1:], edges), strict=True)


@lru_cache(maxsize=8_192)
def _values(many: int, covered: tuple[tuple[int, int, str], ...]) -> tuple[str, ...]:
    """What one version says of each of so many stretches.

    Args:
        many: How many stretches there are.
        covered: The stretches that each of its units covers, from and up to, and its label.
    """
    found = [""] * many
    for first, after, label in covered:
        for place in range(first, after):
            found[place] = _beside(found[place], label) if found[place] else label
    return tuple(found)


@lru_cache(maxsize=4_096)
def _beside(value: str, label: str) -> str:
    return BESIDE.join(sorted({*value.split(BESIDE), label}))
