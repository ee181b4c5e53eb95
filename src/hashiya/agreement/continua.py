"""Continua: the documents of columns laid end to end, with the units and gaps of each label.

A group of columns has a continuum of the documents that count for all of them. While the same
documents count for several groups, a column's continuum is one and the same for all of these; it
is copied when a document counts for some of them only. Must never know what is compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TypeAlias

from hashiya.agreement.sheet import Sheet, Unit

__all__ = ["Continua", "Continuum"]

Group: TypeAlias = tuple[str, ...]
"""Columns that are compared."""


class Continuum:
    """One column's units, document behind document.

    The last unit of each label is held back, since the next one may lie over it.
    """

    def __init__(self) -> None:
        self.length = 0
        """Code points of all documents."""
        self.joined = 0
        """Units that were lost in others of the same label."""
        self._sizes: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._gaps: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._last: dict[str, tuple[int, int]] = {}

    def lay(self, units: Iterable[Unit], length: int) -> None:
        """Lay one more document at the end: its units in order, and its length."""
        before, last = self.length, self._last
        for start, end, label in units:
            held = last.get(label)
            begin = before + start
            if held is None:
                if begin:
                    self._gaps[label][begin] += 1
            elif begin < held[1]:
                self.joined += 1
                last[label] = (held[0], max(held[1], before + end))
                continue
            else:
                self._sizes[label][held[1] - held[0]] += 1
                if begin > held[1]:
                    self._gaps[label][begin - held[1]] += 1
            last[label] = (begin, before + end)
        self.length += length

    def labels(self) -> Iterable[str]:
        """The labels that any unit has."""
        return self._last

    def sizes(self, label: str) -> Counter[int]:
        """How long a label's units are, and how many are so long."""
        held = self._last.get(label)
        return self._sizes.get(label, Counter()) + Counter([held[1] - held[0]] if held else [])

    def gaps(self, label: str) -> Counter[int]:
        """How long a label's gaps are, with the one that runs to the end."""
        reached = self._last.get(label, (0, 0))[1]
        rest = self.length - reached
        return self._gaps.get(label, Counter()) + Counter([rest] if rest else [])


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
