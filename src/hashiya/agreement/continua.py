"""Continua: the documents of columns laid end to end, with the units and gaps of each label.

A group of columns has a continuum of the documents that count for all of them. While the same
documents count for several groups, a column's continuum is one and the same for all of these; it
is copied when a document counts for some of them only. Must never know what is compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Final, TypeAlias

from hashiya.agreement.sheet import Sheet, Unit

__all__ = ["Continua", "Continuum"]

MOST_MET: Final = 4_096
"""Lengths that are kept one by one before they are counted."""

Group: TypeAlias = tuple[str, ...]
"""Columns that are compared."""


class _Lane:
    """One label's units and gaps; the last unit is held back, since the next may lie over it."""

    __slots__ = ("end", "gaps", "gaps_met", "sizes", "sizes_met", "start")

    def __init__(self) -> None:
        self.start = self.end = 0
        self.sizes: Counter[int] = Counter()
        self.gaps: Counter[int] = Counter()
        self.sizes_met: list[int] = []
        self.gaps_met: list[int] = []

    def settle(self) -> None:
        """Count what was met."""
        self.sizes.update(self.sizes_met)
        self.gaps.update(self.gaps_met)
        self.sizes_met.clear()
        self.gaps_met.clear()


class Continuum:
    """One column's units, document behind document."""

    def __init__(self) -> None:
        self.length = 0
        """Code points of all documents."""
        self.joined = 0
        """Units that were lost in others of the same label."""
        self._lanes: dict[str, _Lane] = {}

    def lay(self, units: Iterable[Unit], length: int) -> None:
        """Lay one more document at the end: its units in order, and its length."""
        before, lanes = self.length, self._lanes
        for start, end, label in units:
            lane = lanes.get(label)
            if lane is None:
                lane = lanes[label] = _Lane()
            begin, reached = before + start, lane.end
            if begin < reached:
                self.joined += 1
                lane.end = max(reached, before + end)
                continue
            if reached:
                lane.sizes_met.append(reached - lane.start)
            if begin > reached:
                lane.gaps_met.append(begin - reached)
            lane.start, lane.end = begin, before + end
        self.length += length
        for lane in lanes.values():
            if len(lane.sizes_met) > MOST_MET:
                lane.settle()

    def labels(self) -> Iterable[str]:
        """The labels that any unit has."""
        return self._lanes

    def sizes(self, label: str) -> Counter[int]:
        """How long a label's units are, and how many are so long."""
        lane = self._lanes.get(label)
        if lane is None:
            return Counter()
        lane.settle()
        return lane.sizes + Counter([lane.end - lane.start])

    def gaps(self, label: str) -> Counter[int]:
        """How long a label's gaps are, with the one that runs to the end."""
        lane = self._lanes.get(label) or _Lane()
        lane.settle()
        rest = self.length - lane.end
        return lane.gaps + Counter([rest] if rest else [])


class Continua:
    """The continua of several groups of columns.

    Args:
        groups: Each group's columns.
    """

    def __init__(self, groups: Iterable[Group]) -> None:
        held: defaultdict[str, Continuum] = defaultdict(Continuum)
        self._of = {(group, name): held[name] for group in groups for name in group}
        self._plans: dict[tuple[Group, ...], list[tuple[str, Continuum]]] = {}

    def of(self, group: Group) -> list[Continuum]:
        """The continua of a group's columns."""
        return [self._of[group, name] for name in group]

    def lay(self, sheet: Sheet, groups: Sequence[Group]) -> None:
        """Lay a document down for the groups that it counts for."""
        key = tuple(groups)
        if key not in self._plans:
            self._part(key)
            found = {id(self._of[at]): (at[1], self._of[at]) for at in self._of if at[0] in key}
            self._plans[key] = list(found.values())
        for name, continuum in self._plans[key]:
            continuum.lay(sheet.columns[name], len(sheet.text))

    def _part(self, groups: tuple[Group, ...]) -> None:
        """Give these groups continua of their own, where they share one with any other."""
        others = {id(held) for (group, _), held in self._of.items() if group not in groups}
        copies: dict[int, Continuum] = {}
        for (group, name), held in self._of.items():
            if group in groups and id(held) in others:
                if id(held) not in copies:
                    copies[id(held)] = deepcopy(held)
                self._of[group, name] = copies[id(held)]
        if copies:
            self._plans.clear()
