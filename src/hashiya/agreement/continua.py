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

__all__ = ["Bounds", "Continua", "Continuum", "joined_by_label"]

Bounds: TypeAlias = list[tuple[int, int]]
"""Stretches in order, none over another."""

Group: TypeAlias = tuple[str, ...]
"""Columns that are compared."""


class Continuum:
    """One column's units, document behind document."""

    def __init__(self) -> None:
        self.length = 0
        """Code points of all documents."""
        self.joined = 0
        """Units that were lost in others of the same label."""
        self.units: defaultdict[str, Counter[int]] = defaultdict(Counter)
        """Label → how long its units are, and how many are so long."""
        self._gaps: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._reached: Counter[str] = Counter()

    def lay(self, units: dict[str, Bounds], joined: int, length: int) -> None:
        """Lay one more document at the end: its units by label, and its length."""
        before = self.length
        for label, bounds in units.items():
            sizes, gaps = self.units[label], self._gaps[label]
            reached = self._reached[label] - before
            for start, end in bounds:
                sizes[end - start] += 1
                if start > reached:
                    gaps[start - reached] += 1
                reached = end
            self._reached[label] = before + reached
        self.joined += joined
        self.length += length

    def all_gaps(self, label: str) -> Counter[int]:
        """How long a label's gaps are, with the one that runs to the end."""
        rest = self.length - self._reached[label]
        return self._gaps[label] + Counter([rest] if rest else [])


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
        parts: dict[str, tuple[dict[str, Bounds], int]] = {}
        for name, continuum in self._plans[key]:
            if name not in parts:
                parts[name] = joined_by_label(sheet.columns[name])
            continuum.lay(*parts[name], len(sheet.text))

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


def joined_by_label(units: Iterable[Unit]) -> tuple[dict[str, Bounds], int]:
    """Units in order as stretches by label, overlapping ones joined; and how many were lost so."""
    found: dict[str, Bounds] = {}
    joined = 0
    for start, end, label in units:
        held = found.setdefault(label, [])
        if held and start < held[-1][1]:
            held[-1] = (held[-1][0], max(end, held[-1][1]))
            joined += 1
        else:
            held.append((start, end))
    return found, joined
