"""Disagreements: what kind of difference lies behind each unit that two columns do not share.

Units of both sides are paired, the most alike first and each once; the kind of a pair is what
differs in it, and the kind of a unit without a partner is what it lacks. Must never know a score.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from hashiya.agreement.clitics import have_one_core
from hashiya.agreement.matching import shared
from hashiya.agreement.sheet import Sheet, Unit

__all__ = ["KINDS", "Disagreement", "differing_units", "disagreements", "kind_of"]

KINDS: Final = (
    "clitic",
    "left edge",
    "right edge",
    "both edges",
    "label",
    "label and edges",
    "nesting",
    "only one",
)
"""`clitic`: edges differ by a proclitic, punctuation or white space. `nesting`: a unit without a
partner that overlaps units with one. `only one`: a unit that the other side has nothing for."""


class Disagreement(NamedTuple):
    """One difference: a pair of units, or a unit without a partner."""

    kind: str
    """One of `KINDS`."""
    left: Unit | None
    """The first column's unit; None where it has none."""
    right: Unit | None
    """The second column's; one of the two is there."""

    def moved_by(self, far: int) -> Disagreement:
        """The same so many code points further on."""
        units = [each and (each[0] + far, each[1] + far, each[2]) for each in self[1:]]
        return Disagreement(self.kind, *units)


def disagreements(sheet: Sheet, one: str, other: str) -> list[Disagreement]:
    """Every difference between two columns, in the order of the text."""
    return differing_units(sheet, sheet.columns[one], sheet.columns[other])


def differing_units(
    sheet: Sheet | None, left: Sequence[Unit], right: Sequence[Unit]
) -> list[Disagreement]:
    """Every difference between two sides, each in order and without a unit twice.

    Args:
        sheet: Where the words are; None when no two units are the same, clitics aside.
        left: One side.
        right: The other.
    """
    if left == right:
        return []
    same = shared(left, right)
    ours = [unit for unit in left if unit not in same]
    theirs = [unit for unit in right if unit not in same]
    found = [Disagreement(kind_of(sheet, *pair), *pair) for pair in _pairs(ours, theirs)]
    paired = {*same, *(each.left for each in found), *(each.right for each in found)}
    for units, opposite, is_left in ((ours, right, True), (theirs, left, False)):
        with_partner = [unit for unit in opposite if unit in paired]
        longest = max((end - start for start, end, _ in with_partner), default=0)
        for unit in units:
            # A unit of one side may equal none of the other, so membership says which it is of.
            if unit not in paired:
                kind = "nesting" if _touches(unit, with_partner, longest) else "only one"
                found.append(Disagreement(kind, *((unit, None) if is_left else (None, unit))))
    return sorted(found, key=_place)


def _pairs(ours: list[Unit], theirs: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Pairs that overlap: same label first, then the most characters shared, then text order."""
    nearby = sorted(_nearby(ours, theirs))
    free_ours, free_theirs = Counter(ours), Counter(theirs)
    for *_, mine, yours in nearby:
        if free_ours[mine] and free_theirs[yours]:
            free_ours[mine] -= 1
            free_theirs[yours] -= 1
            yield mine, yours


def _nearby(ours: list[Unit], theirs: list[Unit]) -> Iterator[tuple[bool, int, Unit, Unit]]:
    first = 0
    longest = max((end - start for start, end, _ in theirs), default=0)
    for mine in ours:
        while first < len(theirs) and theirs[first][0] + longest <= mine[0]:
            first += 1
        at = first
        while at < len(theirs) and theirs[at][0] < mine[1]:
            yours = theirs[at]
            shared = min(mine[1], yours[1]) - max(mine[0], yours[0])
            if shared > 0:
                yield mine[2] != yours[2], -shared, mine, yours
            at += 1


def kind_of(sheet: Sheet | None, mine: Unit, yours: Unit) -> str:
    """What differs in a pair of units that are not equal; without a sheet, it is no clitic."""
    if mine[:2] == yours[:2]:
        return "label"
    if mine[2] != yours[2]:
        return "label and edges"
    if sheet and have_one_core(sheet, mine[:2], yours[:2]):
        return "clitic"
    if mine[1] == yours[1]:
        return "left edge"
    return "right edge" if mine[0] == yours[0] else "both edges"


def _touches(unit: Unit, others: list[Unit], longest: int) -> bool:
    """Whether a unit overlaps one of others, which are in order and at most so long."""
    at = bisect_left(others, (unit[1],)) - 1
    while at >= 0 and others[at][0] + longest > unit[0]:
        if others[at][1] > unit[0]:
            return True
        at -= 1
    return False


def _place(each: Disagreement) -> tuple[Unit, str]:
    unit = each.left or each.right or (0, 0, "")
    return unit, each.kind
