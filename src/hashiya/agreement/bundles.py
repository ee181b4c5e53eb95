"""Bundles: all counts of a pair of columns as fields of one integer, so that adding is one sum.

What a column has in common with itself is known from its labels; of an island that two columns see
differently, the bundle of that difference is added, which holds less than nothing in most fields.
Sums over a whole document are never negative again. A difference that does not turn on clitics is
the same wherever it stands, and is remembered. Must never know how figures are made of counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from hashiya.agreement.bootstrap import FIELD_BITS
from hashiya.agreement.clitics import have_one_core
from hashiya.agreement.differing import Disagreement, differing_units, kind_of
from hashiya.agreement.fscore import LABELLED, WAYS, compare_units
from hashiya.agreement.islands import Island, Version
from hashiya.agreement.sheet import Sheet, Unit
from hashiya.agreement.unitizing import apart

__all__ = ["Bundles", "Cell", "Compared", "LabelSums", "Told"]

APART_BITS: Final = 112
"""And a sum of squared differences below 2 to this one."""

_FIELD: Final = (1 << FIELD_BITS) - 1
_WAYS_BITS: Final = FIELD_BITS * len(WAYS)
_LABEL_BITS: Final = FIELD_BITS * len(LABELLED) + APART_BITS
_APART_AT: Final = FIELD_BITS * len(LABELLED)
_EVERY_WAY: Final = sum(1 << (FIELD_BITS * at) for at in range(len(WAYS)))
_EVERY_LABELLED: Final = sum(1 << (FIELD_BITS * at) for at in range(len(LABELLED)))
_EXACT, _BOUNDARY, _OVERLAP, _, _CLITIC = (1 << (FIELD_BITS * at) for at in range(len(WAYS)))
_OVERLAP_LABELLED: Final = 1 << FIELD_BITS
_CLITIC_LABELLED: Final = 1 << 2 * FIELD_BITS


_Unlike: TypeAlias = list[tuple[tuple[int, int], list[int]]]

MOST_HELD: Final = 10_000
"""Ways in which columns can be divided that are remembered."""

MOST_KNOWN: Final = 32_768
"""Differences of two versions that are remembered."""


class LabelSums(NamedTuple):
    """One label's units that are on both sides, by the ways of `LABELLED`, and alpha_U's share."""

    exact: int
    overlap: int
    clitic: int
    apart: int
    """Squared differences of the units' edges (`hashiya.agreement.unitizing`)."""


Cell: TypeAlias = tuple[str, str, str]
"""A kind of disagreement, and the labels on both sides; empty where a side has nothing."""


class Difference(NamedTuple):
    """What it takes from a pair that its columns see an island differently."""

    bundle: int
    """To be added to that of the first column with itself."""
    told: Sequence[Disagreement]
    """The same in words, in the order of the text, from where the island starts."""
    turning: int
    """What is added to the bundle when the columns change places."""
    cells: Sequence[Cell]
    """The cell of each that is told."""


Told: TypeAlias = tuple[int, Difference]
"""Where an island starts, and what a pair sees differently in it, from there on."""


class Compared(NamedTuple):
    """What pairs of a sheet's columns have in common."""

    alone: Sequence[int]
    """Each column's bundle with itself."""
    bundles: Sequence[int]
    """Each pair's."""
    told: Sequence[Sequence[Told]]
    """Each pair's differences, island by island in the order of the text."""


class Bundles:
    """Where in a bundle each label's counts are; labels have their places as they are met."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._single: dict[str, int] = {}
        self._places: Sequence[tuple[int, int]] = ()
        self._holders: dict[tuple[int, ...], _Unlike] = {}
        self._known: dict[tuple[Version, Version], Difference] = {}

    def alone(self, units: Sequence[Unit]) -> int:
        """The bundle of a column with itself."""
        single = self._single
        try:
            return sum([single[label] for _, _, label in units])
        except KeyError:
            for _, _, label in units:
                single[label] = _EVERY_WAY + (_EVERY_LABELLED << self._place(label))
            return sum([single[label] for _, _, label in units])

    def between(
        self, sheet: Sheet, places: Sequence[tuple[int, int]], found: Iterable[Island]
    ) -> Compared:
        """Compare pairs of a sheet's columns.

        Args:
            sheet: The document.
            places: The pairs, by the columns' places on the sheet.
            found: Its islands.
        """
        alone = [self.alone(units) for units in sheet.columns.values()]
        sums = [alone[left] for left, _ in places]
        told: list[list[Told]] = [[] for _ in places]
        for shape, start in found:
            if shape.is_alike:
                continue
            versions = shape.versions
            is_of_text = not shape.is_small or _differs_by_clitics(sheet, start, shape.twins)
            for (one, other), holders in self._unlike(shape.of_columns, places):
                sides = (versions[one], versions[other])
                if is_of_text:
                    difference = self._of_text(sheet, start, sides)
                else:
                    difference = self._known.get(sides) or self._learn(sides)
                bundle, here = difference.bundle, (start, difference)
                for at in holders:
                    sums[at] += bundle
                    told[at].append(here)
        return Compared(alone, sums, told)

    def _of_text(self, sheet: Sheet, start: int, sides: tuple[Version, Version]) -> Difference:
        """How two versions differ where the words decide."""
        found = self._difference(sheet, *[_moved_by(start, side) for side in sides])
        return found._replace(told=[each.moved_by(-start) for each in found.told])

    def _learn(self, sides: tuple[Version, Version]) -> Difference:
        """How two versions differ wherever they stand."""
        back = self._known.get((sides[1], sides[0]))
        found = _turned(back, *sides) if back else self._difference(None, *sides)
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        self._known[sides] = found
        return found

    def _unlike(self, of_columns: tuple[int, ...], places: Sequence[tuple[int, int]]) -> _Unlike:
        """Two versions that differ → the pairs of columns that hold these two."""
        if places is not self._places:
            self._places, self._holders = places, {}
        found = self._holders.get(of_columns)
        if found is None:
            holders: dict[tuple[int, int], list[int]] = {}
            for at, (left, right) in enumerate(places):
                pair = (of_columns[left], of_columns[right])
                if pair[0] != pair[1]:
                    holders.setdefault(pair, []).append(at)
            found = self._holders[of_columns] = list(holders.items())
            if len(self._holders) > MOST_HELD:
                self._holders = {}
        return found

    def labels(self, bundle: int) -> dict[str, LabelSums]:
        """The counts of each label that was ever met."""
        found = {}
        for label, place in self._at.items():
            part = bundle >> place
            exact, overlap, clitic = [
                (part >> (FIELD_BITS * at)) & _FIELD for at in range(len(LABELLED))
            ]
            rest = (part >> _APART_AT) & ((1 << APART_BITS) - 1)
            found[label] = LabelSums(exact, overlap, clitic, rest)
        return found

    def _difference(self, sheet: Sheet | None, left: Version, right: Version) -> Difference:
        ours, theirs = list({*left}.difference(right)), list({*right}.difference(left))
        if len(ours) <= 1 and len(theirs) <= 1:
            if not ours or not theirs:
                return self._one_more(left, right, ours, theirs)
            if ours[0][0] < theirs[0][1] and theirs[0][0] < ours[0][1]:
                return self._one_for_another(sheet, left, right, (ours[0], theirs[0]))
        return self._any(sheet, left, right)

    def _one_more(
        self, left: Version, right: Version, ours: list[Unit], theirs: list[Unit]
    ) -> Difference:
        """One side has a unit more, and everything else is equal: no way of counting finds more."""
        (unit,) = ours or theirs
        place = self._place(unit[2])
        bundle = _squares(unit[2], left, right) << (place + _APART_AT)
        turning = _EVERY_WAY + (_EVERY_LABELLED << place)
        if ours:
            bundle -= turning
        both = right if ours else left
        kind = "only one"
        for start, end, _ in both:
            if start < unit[1] and unit[0] < end:
                kind = "nesting"
        told = Disagreement(kind, unit, None) if ours else Disagreement(kind, None, unit)
        return _difference(bundle, (told,), turning if ours else -turning)

    def _one_for_another(
        self, sheet: Sheet | None, left: Version, right: Version, units: tuple[Unit, Unit]
    ) -> Difference:
        """A unit on each side that share a character, and everything else is equal."""
        mine, yours = units
        kind = kind_of(sheet, mine, yours)
        place, its_place = self._place(mine[2]), self._place(yours[2])
        bundle = (
            (_squares(mine[2], left, right) << (place + _APART_AT)) - _EXACT - (_EXACT << place)
        )
        if kind != "label":
            bundle -= _BOUNDARY
        if mine[2] != yours[2]:
            bundle -= _OVERLAP + (_OVERLAP_LABELLED << place)
            bundle += _squares(yours[2], left, right) << (its_place + _APART_AT)
        if kind != "clitic":
            bundle -= _CLITIC + (_CLITIC_LABELLED << place)
        turning = (_EVERY_LABELLED << place) - (_EVERY_LABELLED << its_place)
        return _difference(bundle, (Disagreement(kind, mine, yours),), turning)

    def _any(self, sheet: Sheet | None, left: Version, right: Version) -> Difference:
        counts = compare_units(sheet, left, right)
        bundle = -_EVERY_WAY * len(left)
        for at, way in enumerate(WAYS):
            bundle += getattr(counts, way) << (FIELD_BITS * at)
        moved = apart(left, right)
        for label, (exact, overlap, clitic, ours, _) in counts.labels.items():
            fields = exact * _EXACT + overlap * _OVERLAP_LABELLED + clitic * _CLITIC_LABELLED
            fields += (moved[label] << _APART_AT) - _EVERY_LABELLED * ours
            bundle += fields << self._place(label)
        turning = self.alone(left) - self.alone(right)
        return _difference(bundle, differing_units(sheet, left, right), turning)

    def _place(self, label: str) -> int:
        place = self._at.get(label)
        if place is None:
            place = self._at[label] = _WAYS_BITS + _LABEL_BITS * len(self._at)
        return place


def _turned(back: Difference, left: Version, right: Version) -> Difference:
    """A difference with the columns in the other order, which they have here."""
    if len(back.told) > 1:  # of several, who is paired with whom may depend on the order
        told = differing_units(None, left, right)
    else:
        told = [Disagreement(kind, theirs, ours) for kind, ours, theirs in back.told]
    return _difference(back.bundle + back.turning, told, -back.turning)


def _difference(bundle: int, told: Sequence[Disagreement], turning: int) -> Difference:
    cells = [
        (kind, left[2] if left else "", right[2] if right else "") for kind, left, right in told
    ]
    return Difference(bundle, told, turning, cells)


def _moved_by(far: int, version: Version) -> Version:
    return tuple([(start + far, end + far, label) for start, end, label in version])


def _differs_by_clitics(sheet: Sheet, start: int, twins: Sequence[tuple[Unit, Unit]]) -> bool:
    """Whether any two of an island's units are the same one, clitics aside."""
    for one, other in twins:
        bounds = (start + one[0], start + one[1]), (start + other[0], start + other[1])
        if have_one_core(sheet, *bounds):
            return True
    return False


def _squares(label: str, left: Version, right: Version) -> int:
    """The squared differences of two versions in one label."""
    ours = [unit for unit in left if unit[2] == label]
    theirs = [unit for unit in right if unit[2] == label]
    if len(ours) + len(theirs) == 1:
        ((start, end, _),) = ours or theirs
        return (end - start) ** 2
    if len(ours) == len(theirs) == 1:
        (first, last, _), (start, end, _) = ours[0], theirs[0]
        if first < end and start < last:
            return (first - start) ** 2 + (last - end) ** 2
    return apart(ours, theirs)[label]
