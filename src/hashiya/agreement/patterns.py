"""Patterns: what all columns of a sheet say of one token or character, counted.

A **value** is the labels on a place, in order and joined by `BESIDE`, so that nested spans have a
value of their own; `""` where there is none. A **pattern** is one value a column. Kappa and the
nominal alpha need nothing else of a text. A token is under a span that covers any character of it.
Places that nobody marked are counted and never visited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from hashiya.agreement.islands import Island, Members, divided
from hashiya.agreement.sheet import Sheet, Unit

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

_Cells: TypeAlias = Mapping[Unit, tuple[int, int]]
"""Unit → the places it covers, from and up to."""


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
        self._in_islands = [0, 0]

    @property
    def tokens(self) -> Patterns:
        """The patterns of tokens."""
        return self._with_others(self._tokens, self._all_tokens - self._in_islands[0])

    @property
    def characters(self) -> Patterns:
        """The patterns of characters."""
        return self._with_others(self._characters, self._all_characters - self._in_islands[1])

    def add(self, sheet: Sheet, found: Iterable[Island]) -> None:
        """Count a text with its islands."""
        self._all_tokens += len(sheet.token_ends)
        self._all_characters += len(sheet.text)
        for island in found:
            if len(island.tokens) == 1:
                self._add_unit(island)
            elif len(island.tokens) == 2 and not island.of_columns and _is_nest(island.tokens):
                self._add_nest(island)
            else:
                self._add_units(island)

    def _add_unit(self, island: Island) -> None:
        (((start, end, label), (first, after)),) = island.tokens.items()
        if island.of_columns:
            said = [label if version else "" for version in island.versions]
            pattern = tuple([said[at] for at in island.of_columns])
        else:
            pattern = (label,) * self._columns
        self._tokens[pattern] += after - first
        self._characters[pattern] += end - start
        self._in_islands[0] += after - first
        self._in_islands[1] += end - start

    def _add_nest(self, island: Island) -> None:
        """One unit within another, which everybody has: two patterns, and no place is visited."""
        (outer, around), (inner, within) = island.tokens.items()
        alone = (outer[2],) * self._columns
        nested = (_beside(outer[2], inner[2]),) * self._columns
        tokens, characters = around[1] - around[0], outer[1] - outer[0]
        self._tokens[nested] += within[1] - within[0]
        self._tokens[alone] += tokens - within[1] + within[0]
        self._characters[nested] += inner[1] - inner[0]
        self._characters[alone] += characters - inner[1] + inner[0]
        self._in_islands[0] += tokens
        self._in_islands[1] += characters

    def _add_units(self, island: Island) -> None:
        cells = island.tokens
        columns = (self._columns, island.of_columns, island.members)
        labels = tuple([unit[2] for unit in cells])
        bounds = cells.values()
        first = min([first for first, _ in bounds])
        tokens = _patterns(columns, labels, tuple([(at - first, to - first) for at, to in bounds]))
        self._tokens.update(tokens)
        edges = sorted({edge for unit in cells for edge in unit[:2]})
        at = {edge: place for place, edge in enumerate(edges)}
        covered = tuple([(at[start], at[end]) for start, end, _ in cells])
        characters = self._characters
        for pattern, (before, after) in zip(
            _patterns(columns, labels, covered), pairwise(edges), strict=True
        ):
            characters[pattern] += after - before
        self._in_islands[0] += len(tokens)
        self._in_islands[1] += edges[-1] - edges[0]

    def _with_others(self, patterns: Patterns, others: int) -> Patterns:
        """Patterns with the places that are in no island."""
        return patterns + Counter({("",) * self._columns: others})


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


def _is_nest(cells: _Cells) -> bool:
    """Whether the second of two units in order lies in the first; they may be equally long."""
    outer, inner = cells
    return inner[1] <= outer[1]


@lru_cache(maxsize=8_192)
def _patterns(
    columns: tuple[int, tuple[int, ...], Members],
    labels: tuple[str, ...],
    cells: tuple[tuple[int, int], ...],
) -> tuple[tuple[str, ...], ...]:
    """The pattern of each of an island's places, which have no hole between them.

    Args:
        columns: How many there are, the version of each, and what each version has.
        labels: The label of each unit.
        cells: The places that each unit covers, from and up to; the first place is 0.
    """
    many, of_columns, members = columns
    width = max(after for _, after in cells)
    values = []
    for member in members:
        value = [""] * width
        for at in member:
            for place in range(*cells[at]):
                held = value[place]
                value[place] = _beside(held, labels[at]) if held else labels[at]
        values.append(value)
    if not of_columns:
        return tuple([(value,) * many for value in values[0]])
    return tuple(zip(*[values[at] for at in of_columns], strict=True))


@lru_cache(maxsize=4_096)
def _beside(value: str, label: str) -> str:
    return BESIDE.join(sorted({*value.split(BESIDE), label}))
