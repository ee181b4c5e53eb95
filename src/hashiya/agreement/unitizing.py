"""Krippendorff's alpha_U: agreement on where units stand in a continuum, label by label.

Source: Krippendorff (1995), On the reliability of unitizing continuous data; (2004). Documents are
laid end to end as one continuum of L characters, as they come, so that nothing but lengths is kept.
A gap runs on from one document into the next. Units of one label that one column lays over each
other are one unit, and how many were joined is counted. Must never know a store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeAlias

from hashiya.agreement.continua import Continua
from hashiya.agreement.figure import Figure
from hashiya.agreement.sheet import Sheet, Unit
from hashiya.errors import Reason

__all__ = ["Unitizing", "apart"]

Bounds: TypeAlias = list[tuple[int, int]]
"""Stretches in order, none over another."""


class Unitizing:
    """The counts that alpha_U is made of, sheet by sheet.

    Args:
        names: The columns, two at least; every sheet that is added has all of them.
        continua: Where the columns are laid, when several groups share them; then whoever adds
            documents lays them there, and says here how far columns are apart.
    """

    def __init__(self, names: Sequence[str], continua: Continua | None = None) -> None:
        self.names = tuple(names)
        self._continua = continua or Continua([self.names])
        self._observed: Counter[str] = Counter()

    def add(self, sheet: Sheet) -> None:
        """Lay one more document at the continuum's end."""
        self._continua.lay(sheet, [self.names])
        for one, other in combinations(self.names, 2):
            for label, by in apart(sheet.columns[one], sheet.columns[other]).items():
                self.differ(label, by)

    def differ(self, label: str, by: int) -> None:
        """Count squared differences of two columns in one label."""
        # Both orders of every pair of columns are summed, and they are the same.
        self._observed[label] += 2 * by

    @property
    def joined(self) -> int:
        """Units that were lost in others of the same label and column."""
        return sum(each.joined for each in self._continua.of(self.names))

    def labels(self) -> list[str]:
        """The labels that any unit has, in order."""
        held = self._continua.of(self.names)
        return sorted({label for each in held for label in each.labels()})

    def disagreement(self, label: str) -> tuple[float, float]:
        """Observed and expected disagreement of one label."""
        held = self._continua.of(self.names)
        coders, length = len(self.names), held[0].length
        observed = self._observed[label] / (coders * (coders - 1) * length * length)
        units: Counter[int] = Counter()
        gaps: Counter[int] = Counter()
        for each in held:
            units.update(each.sizes(label))
            gaps.update(each.gaps(label))
        spoken = coders * length
        below = spoken * (spoken - 1) - sum(n * size * (size - 1) for size, n in units.items())
        above = _chances(units, gaps)
        return observed, 2 * above / (length * below) if below else 0.0

    def alpha(self, label: str | None = None) -> Figure:
        """Alpha of one label, or of all of them together."""
        pairs = [self.disagreement(each) for each in ([label] if label else self.labels())]
        expected = sum(pair[1] for pair in pairs)
        if not expected:
            return Figure(None, Reason("there are no units, so there is nothing to agree on"))
        return Figure(1 - sum(pair[0] for pair in pairs) / expected)


def apart(one: Sequence[Unit], other: Sequence[Unit]) -> dict[str, int]:
    """Label → the squared differences of two columns' units, which are in order."""
    ours, theirs = _joined_by_label(one), _joined_by_label(other)
    return {
        label: _difference(ours.get(label, []), theirs.get(label, []))
        for label in ours.keys() | theirs.keys()
    }


def _joined_by_label(units: Iterable[Unit]) -> dict[str, Bounds]:
    """Units in order as stretches by label, overlapping ones joined."""
    found: dict[str, Bounds] = {}
    for start, end, label in units:
        held = found.setdefault(label, [])
        if held and start < held[-1][1]:
            held[-1] = (held[-1][0], max(end, held[-1][1]))
        else:
            held.append((start, end))
    return found


def _difference(one: Bounds, other: Bounds) -> int:
    """The squared differences of two columns' units of one label; both are in order."""
    met: set[int] = set()
    total = first = 0
    for start, end in one:
        while first < len(other) and other[first][1] <= start:
            first += 1
        at = first
        while at < len(other) and other[at][0] < end:
            total += (start - other[at][0]) ** 2 + (end - other[at][1]) ** 2
            met.add(at)
            at += 1
        if at == first:
            total += (end - start) ** 2
    return total + _squares(unit for at, unit in enumerate(other) if at not in met)


def _squares(units: Iterable[tuple[int, int]]) -> int:
    return sum((end - start) ** 2 for start, end in units)


def _chances(units: Counter[int], gaps: Counter[int]) -> float:
    """The sum in the expected disagreement, over lengths from the longest to the shortest.

    `held` is how many gaps are as long as the unit, and `room` their lengths together.
    """
    many = units.total()
    longest = sorted(gaps, reverse=True)
    above = 0.0
    held = room = at = 0
    for size in sorted(units, reverse=True):
        while at < len(longest) and longest[at] >= size:
            held += gaps[longest[at]]
            room += gaps[longest[at]] * longest[at]
            at += 1
        by_units = (many - 1) * (2 * size**3 - 3 * size**2 + size) / 3
        above += units[size] * (by_units + size**2 * (room - held * (size - 1)))
    return above
