"""Gamma: agreement on units and labels together, from the cheapest way to align two columns.

Source: Mathet, Widlöcher and Métivier (2015), The unified and holistic method gamma. Two aligned
units cost how far their edges and labels are apart, an unaligned one costs 1. What chance would
reach is sampled with a fixed seed: each side takes a column of the sheet and turns it round the
text by a random distance. Columns are compared two by two. Must never know a store.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from hashiya.agreement.figure import Figure
from hashiya.agreement.sheet import Sheet, Unit

__all__ = ["SAMPLES", "Gamma", "alignment_cost", "observed_disorder"]

SAMPLES: Final = 30
"""Times that chance is tried on each document."""

ALONE: Final = 1.0
"""What a unit that is not aligned costs."""


class Gamma:
    """Observed and expected disorder of two columns, added up sheet by sheet.

    Args:
        one: The first column.
        other: The second column.
        seed: Where the sampling starts; each document has a start of its own from it.
    """

    def __init__(self, one: str, other: str, seed: int) -> None:
        self._names = (one, other)
        self._seed = seed
        self._cost = 0.0
        self._units = 0.0
        self._by_chance = [0.0] * SAMPLES
        self._chance_units = [0.0] * SAMPLES

    def add(self, sheet: Sheet) -> None:
        """Add one more document."""
        columns = [sheet.columns[name] for name in self._names]
        self._cost += alignment_cost(*columns)
        self._units += sum(map(len, columns)) / 2
        source = Random(f"{self._seed}/{sheet.document_id}")  # noqa: S311 - statistics
        for sample in range(SAMPLES):
            turned = [_turned(source.choice(columns), len(sheet.text), source) for _ in columns]
            self._by_chance[sample] += alignment_cost(*turned)
            self._chance_units[sample] += sum(map(len, turned)) / 2

    def observed(self) -> Figure:
        """The observed disorder of all sheets together."""
        if not self._units:
            return Figure(None, "there are no units to align")
        return Figure(self._cost / self._units)

    def gamma(self) -> Figure:
        """1 − observed / expected disorder."""
        observed = self.observed()
        sampled = zip(self._by_chance, self._chance_units, strict=True)
        tried = [cost / units for cost, units in sampled if units]
        expected = sum(tried) / len(tried) if tried else 0.0
        if observed.value is None:
            return observed
        if not expected:
            return Figure(None, "chance reaches no disorder at all, so nothing can be better")
        return Figure(1 - observed.value / expected)


def observed_disorder(left: Sequence[Unit], right: Sequence[Unit]) -> Figure:
    """The least cost of aligning two columns, by the mean number of their units."""
    units = (len(left) + len(right)) / 2
    if not units:
        return Figure(None, "there are no units to align")
    return Figure(alignment_cost(left, right) / units)


def alignment_cost(left: Sequence[Unit], right: Sequence[Unit]) -> float:
    """The least cost of aligning two columns.

    Every unit alone costs 1; a pair that costs less than two alone saves the difference, and the
    pairs that save most together are found component by component.
    """
    edges: dict[tuple[int, int], float] = {}
    for mine, one in enumerate(left):
        for yours, other in enumerate(right):
            saved = 2 * ALONE - _dissimilarity(one, other)
            if saved > 0:
                edges[mine, yours] = saved
    saved = sum(_most_saved(part) for part in _components(edges))
    return ALONE * (len(left) + len(right)) - saved


def _dissimilarity(one: Unit, other: Unit) -> float:
    apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
    lengths = one[1] - one[0] + other[1] - other[0]
    return (apart / lengths) ** 2 + (one[2] != other[2])


def _components(edges: dict[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """Edges divided so that no unit is in two parts."""
    parent: dict[tuple[bool, int], tuple[bool, int]] = {}

    def root(of: tuple[bool, int]) -> tuple[bool, int]:
        while parent.setdefault(of, of) != of:
            parent[of] = parent[parent[of]]
            of = parent[of]
        return of

    for mine, yours in edges:
        parent[root((False, mine))] = root((True, yours))
    parts: dict[tuple[bool, int], dict[tuple[int, int], float]] = {}
    for edge, saved in edges.items():
        parts.setdefault(root((False, edge[0])), {})[edge] = saved
    return list(parts.values())


def _most_saved(edges: dict[tuple[int, int], float]) -> float:
    """The largest sum of edges without a unit in common (Kuhn and Munkres, with potentials)."""
    if len(edges) == 1:
        return next(iter(edges.values()))
    rows = sorted({mine for mine, _ in edges})
    columns = sorted({yours for _, yours in edges})
    # A column of its own a row, where it saves nothing, lets every row stay alone.
    worth = [
        [-edges.get((mine, yours), 0.0) for yours in columns] + [0.0] * len(rows) for mine in rows
    ]
    return -_least(worth)


def _least(costs: list[list[float]]) -> float:
    """The least sum of one entry a row, no two in one column; at least as many columns as rows."""
    wide = len(costs[0])
    of_rows, of_columns = [0.0] * (len(costs) + 1), [0.0] * (wide + 1)
    owner = [0] * (wide + 1)
    for row in range(1, len(costs) + 1):
        owner[0] = row
        at = 0
        least, before, seen = [float("inf")] * (wide + 1), [0] * (wide + 1), [False] * (wide + 1)
        while owner[at]:
            seen[at] = True
            mine = owner[at]
            for column in range(1, wide + 1):
                rest = costs[mine - 1][column - 1] - of_rows[mine] - of_columns[column]
                if not seen[column] and rest < least[column]:
                    least[column], before[column] = rest, at
            step, nearest = min((least[c], c) for c in range(1, wide + 1) if not seen[c])
            for column in range(wide + 1):
                if seen[column]:
                    of_rows[owner[column]] += step
                    of_columns[column] -= step
                else:
                    least[column] -= step
            at = nearest
        while at:
            owner[at] = owner[before[at]]
            at = before[at]
    return sum(costs[owner[c] - 1][c - 1] for c in range(1, wide + 1) if owner[c])


def _turned(units: Sequence[Unit], length: int, source: Random) -> list[Unit]:
    """Units moved round the text by one random distance; one that crosses its end is put there."""
    by = source.randrange(length)
    turned = []
    for start, end, label in units:
        size = end - start
        at = min((start + by) % length, length - size)
        turned.append((at, at + size, label))
    return turned
