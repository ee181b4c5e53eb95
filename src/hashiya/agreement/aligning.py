"""Aligning: units of several columns put together so that what is apart costs least.

Glossary (Mathet, Widlöcher and Métivier 2015): a **unitary alignment** has one unit or none of each
column and costs the mean over pairs of columns of how far their two units are apart, 1 where one of
the two, or both, have none; an **alignment** has every unit once. Two columns are aligned exactly.
Of more, columns are aligned with the others in turn until no turn makes it cheaper, and a search
with a limit then looks for anything better. A floor says how cheap it could be at most. Must never
know what a figure is made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final, NamedTuple, TypeAlias

from hashiya.agreement.assigning import Savings, most_saved
from hashiya.agreement.sheet import Unit

__all__ = ["Alignment", "alignment_cost", "best_alignment"]

ALONE: Final = 1.0
"""What a unit that is not aligned costs."""

SEARCHED: Final = 20_000
"""Steps of the search for a cheaper alignment; one that ends before is a proof."""

_CLOSE: Final = 1e-9

_Column: TypeAlias = Sequence[Unit]
_Group: TypeAlias = dict[int, Unit]
"""A unitary alignment: column → its unit."""


class Alignment(NamedTuple):
    """The cheapest alignment that was found."""

    cost: float
    """What it costs."""
    least: float
    """What any alignment costs at least."""

    @property
    def is_proven(self) -> bool:
        """Whether no alignment is cheaper."""
        return self.cost - self.least < _CLOSE


def best_alignment(columns: Sequence[_Column]) -> Alignment:
    """Align columns, as cheaply as can be found, and say how cheap it could be."""
    cost = alignment_cost(columns)
    if len(columns) == 2:
        return Alignment(cost, cost)
    least = _floor(columns)
    if cost - least < _CLOSE:
        return Alignment(cost, cost)
    search = _Search(columns, cost)
    search.run()
    return Alignment(search.cost, search.cost if search.ended else min(least, search.cost))


def alignment_cost(columns: Sequence[_Column]) -> float:
    """What aligning columns costs: the least for two, what taking turns finds for more."""
    if all(column == columns[0] for column in columns):
        return 0.0
    if len(columns) == 2:
        left, right = columns
        saved = _savings(left, [{0: unit} for unit in right], 1)
        return ALONE * (len(left) + len(right)) - sum(saved[pair] for pair in most_saved(saved))
    pairs = len(columns) * (len(columns) - 1) // 2
    groups: list[_Group] = []
    for at, column in enumerate(columns):
        _put(groups, at, column, pairs)
    cost = _cost(groups, pairs)
    while True:
        for at, column in enumerate(columns):
            for group in groups:
                group.pop(at, None)
            groups = [group for group in groups if group]
            _put(groups, at, column, pairs)
        cheaper = _cost(groups, pairs)
        if cost - cheaper < _CLOSE:
            return cheaper
        cost = cheaper


def _put(groups: list[_Group], at: int, column: _Column, pairs: int) -> None:
    """Give each unit of a column its group, or one of its own, as cheaply as can be."""
    saved = _savings(column, groups, pairs)
    placed = dict(most_saved(saved))
    for mine, unit in enumerate(column):
        if mine in placed:
            groups[placed[mine]][at] = unit
        else:
            groups.append({at: unit})


def _savings(column: _Column, groups: Sequence[_Group], pairs: int) -> Savings:
    """What each unit would save in each group, against being alone, where it saves anything."""
    saved: Savings = {}
    for mine, unit in enumerate(column):
        for yours, group in enumerate(groups):
            saving = ALONE - sum([_apart(unit, other) - 1 for other in group.values()]) / pairs
            if saving > 0:
                saved[mine, yours] = saving
    return saved


def _cost(groups: Sequence[_Group], pairs: int) -> float:
    return sum(
        ALONE + sum([_apart(*two) - 1 for two in combinations(group.values(), 2)]) / pairs
        for group in groups
    )


def _apart(one: Unit, other: Unit) -> float:
    """How far two units are apart: their edges against their lengths, and their labels."""
    edges = abs(one[0] - other[0]) + abs(one[1] - other[1])
    lengths = one[1] - one[0] + other[1] - other[0]
    return float((edges / lengths) ** 2 + (one[2] != other[2]))


def _floor(columns: Sequence[_Column]) -> float:
    """No alignment costs less than its columns two by two.

    Nor less than as many groups as a column has units, if every pair that can be close in any
    pairing of two columns were in them.
    """
    twos = list(combinations(columns, 2))
    by_twos = sum(map(alignment_cost, twos)) / len(twos)
    closest = 0.0
    for left, right in twos:
        near: Savings = {}
        for mine, one in enumerate(left):
            for yours, other in enumerate(right):
                if (apart := _apart(one, other)) < 1:
                    near[mine, yours] = 1 - apart
        closest += sum(near[pair] for pair in most_saved(near))
    return max(by_twos, max(map(len, columns)) - closest / len(twos))


class _Search:
    """Looks at alignments unit by unit, leaving what cannot be cheaper than the best one known."""

    def __init__(self, columns: Sequence[_Column], cost: float) -> None:
        self.cost = cost
        self.ended = True
        self._pairs = len(columns) * (len(columns) - 1) // 2
        self._units = sorted((unit, at) for at, column in enumerate(columns) for unit in column)
        self._rest = self._rests()
        self._steps = 0

    def run(self) -> None:
        """Search until everything was seen, or the steps are used up."""
        waiting: list[tuple[int, float, tuple[_Group, ...]]] = [(0, 0.0, ())]
        while waiting:
            self._steps += 1
            if self._steps > SEARCHED:
                self.ended = False
                return
            at, cost, groups = waiting.pop()
            if cost + self._rest[at] > self.cost - _CLOSE:
                continue
            if at == len(self._units):
                self.cost = cost
                continue
            waiting += self._next(at, cost, groups)

    def _next(
        self, at: int, cost: float, groups: tuple[_Group, ...]
    ) -> list[tuple[int, float, tuple[_Group, ...]]]:
        """The ways to go on with one more unit, the cheapest last."""
        unit, column = self._units[at]
        found = [(at + 1, cost + ALONE, (*groups, {column: unit}))]
        for place, group in enumerate(groups):
            if column in group:
                continue
            more = sum([_apart(unit, other) - 1 for other in group.values()]) / self._pairs
            grown = {**group, column: unit}
            found.append((at + 1, cost + more, (*groups[:place], grown, *groups[place + 1 :])))
        return sorted(found, key=lambda each: -each[1])

    def _rests(self) -> list[float]:
        """What all units from here on cost at least, whatever is done with those before."""
        rest = [0.0]
        for at in range(len(self._units) - 1, -1, -1):
            unit, column = self._units[at]
            closest: dict[int, float] = {}
            for other, its in self._units[:at]:
                if its != column:
                    closest[its] = min(closest.get(its, 0.0), _apart(unit, other) - 1)
            rest.append(rest[-1] + sum(closest.values()) / self._pairs)
        return rest[::-1]
