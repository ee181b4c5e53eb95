"""Krippendorff's alpha_U: agreement on where units stand in a continuum, label by label.

Source: Krippendorff (1995), On the reliability of unitizing continuous data; (2004). Documents are
laid end to end as one continuum of L characters, as they come, so that nothing but lengths is kept.
A gap runs on from one document into the next. Units of one label that one column lays over each
other are one unit, and how many were joined is counted. Must never know a store.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from hashiya.agreement.figure import Figure
from hashiya.agreement.sheet import Bounds, Sheet

__all__ = ["Unitizing"]


class Unitizing:
    """The counts that alpha_U is made of, sheet by sheet.

    Args:
        names: The columns, two at least; every sheet that is added has all of them.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.joined = 0
        """Units that were lost in others of the same label and column."""
        self._length = 0
        self._observed: Counter[str] = Counter()
        self._units: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._gaps: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._reached: Counter[tuple[str, str]] = Counter()

    def add(self, sheet: Sheet) -> None:
        """Lay one more document at the continuum's end."""
        unions = [sheet.union(name) for name in self.names]
        columns = [column for column, _ in unions]
        self.joined += sum(joined for _, joined in unions)
        for name, column in zip(self.names, columns, strict=True):
            for label, units in column.items():
                self._lay(name, label, units)
        for pair in combinations(self.names, 2):
            for label, difference in _differences(sheet, pair).items():
                # Both orders of every pair of columns are summed, and they are the same.
                self._observed[label] += 2 * difference
        self._length += len(sheet.text)

    def labels(self) -> list[str]:
        """The labels that any unit has, in order."""
        return sorted(self._units)

    def disagreement(self, label: str) -> tuple[float, float]:
        """Observed and expected disagreement of one label."""
        coders, length = len(self.names), self._length
        observed = self._observed[label] / (coders * (coders - 1) * length * length)
        units = self._units[label]
        spoken = coders * length
        below = spoken * (spoken - 1) - sum(n * size * (size - 1) for size, n in units.items())
        above = _chances(units, self._all_gaps(label))
        return observed, 2 * above / (length * below) if below else 0.0

    def alpha(self, label: str | None = None) -> Figure:
        """Alpha of one label, or of all of them together."""
        pairs = [self.disagreement(each) for each in ([label] if label else self.labels())]
        expected = sum(pair[1] for pair in pairs)
        if not expected:
            return Figure(None, "there are no units, so there is nothing to agree on")
        return Figure(1 - sum(pair[0] for pair in pairs) / expected)

    def _lay(self, name: str, label: str, units: Bounds) -> None:
        reached = self._reached[name, label] - self._length
        sizes, gaps = self._units[label], self._gaps[label]
        for start, end in units:
            sizes[end - start] += 1
            if start > reached:
                gaps[start - reached] += 1
            reached = end
        self._reached[name, label] = self._length + reached

    def _all_gaps(self, label: str) -> Counter[int]:
        """The gaps between units and those that run to the continuum's end."""
        ends = (self._length - self._reached[name, label] for name in self.names)
        return self._gaps[label] + Counter(rest for rest in ends if rest)


def _differences(sheet: Sheet, pair: tuple[str, str]) -> dict[str, int]:
    found = sheet.differences.get(pair)
    if found is None:
        one, other = (sheet.union(name)[0] for name in pair)
        labels = one.keys() | other.keys()
        found = {label: _difference(one.get(label, []), other.get(label, [])) for label in labels}
        sheet.differences[pair] = found
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
