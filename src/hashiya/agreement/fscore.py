"""F scores of spans: the share of what two people marked that both of them marked.

F = 2·|A∩B| / (|A|+|B|) (Hripcsak and Rothschild 2005), in five ways of saying that two spans are
the same. Symmetric; 1 where both marked nothing. Must never know more than two columns at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from hashiya.agreement.clitics import core_unit
from hashiya.agreement.matching import common, overlapping, overlapping_by_label
from hashiya.agreement.sheet import Sheet, Unit, is_flat

__all__ = [
    "LABELLED",
    "WAYS",
    "LabelCounts",
    "SpanCounts",
    "compare_spans",
    "compare_units",
    "f_score",
]

WAYS: Final = ("exact", "boundary", "overlap", "overlap_any_label", "clitic")
"""Same edges and label · same edges · some character shared, same label · some character shared ·
same edges but for proclitics, punctuation and white space, same label."""

LABELLED: Final = ("exact", "overlap", "clitic")
"""The ways that can be counted label by label."""


class LabelCounts(NamedTuple):
    """One label's units that are on both sides, by the ways of `LABELLED`, and on each side."""

    exact: int
    overlap: int
    clitic: int
    left: int
    right: int


class SpanCounts(NamedTuple):
    """What two columns share, by the ways of `WAYS`, and what each holds."""

    exact: int
    boundary: int
    overlap: int
    overlap_any_label: int
    clitic: int
    left: int
    """Units of the first column."""
    right: int
    """Units of the second column."""
    labels: Mapping[str, LabelCounts]
    """Label → its own counts."""


def f_score(matched: int, left: int, right: int) -> float:
    """F of so many matches among so many units.

    >>> f_score(1, 4, 4), f_score(0, 0, 0), f_score(0, 0, 3)
    (0.25, 1.0, 0.0)
    """
    return 2 * matched / (left + right) if left + right else 1.0


def compare_spans(sheet: Sheet, one: str, other: str) -> SpanCounts:
    """Count what two columns of a sheet have in common."""
    return compare_units(sheet, sheet.columns[one], sheet.columns[other])


def compare_units(sheet: Sheet | None, left: Sequence[Unit], right: Sequence[Unit]) -> SpanCounts:
    """Count what two sides have in common; each is in order and has no unit twice.

    Args:
        sheet: Where the words are; None when no two units are the same, clitics aside.
        left: One side.
        right: The other.
    """
    both, held = set(right), set(left)
    rest = ([u for u in left if u not in both], [u for u in right if u not in held])
    fields = {label: [0, 0, 0, 0, 0] for _, _, label in (*left, *right)}
    for unit in left:
        each = fields[unit[2]]
        each[3] += 1
        if unit in both:
            each[0] += 1
            each[1] += 1
            each[2] += 1
    for unit in right:
        fields[unit[2]][4] += 1
    same = boundary = any_label = len(left) - len(rest[0])
    if rest[0] and rest[1]:  # else no way of counting finds more
        boundary += common([unit[:2] for unit in rest[0]], [unit[:2] for unit in rest[1]])
        for label in _clitic(sheet, *rest) if sheet else ():
            fields[label][2] += 1
        any_label = _overlaps((left, right), rest, fields)
    labels = {label: LabelCounts(*fields[label]) for label in sorted(fields)}
    overlap, clitic = (sum([each[at] for each in fields.values()]) for at in (1, 2))
    return SpanCounts(same, boundary, overlap, any_label, clitic, len(left), len(right), labels)


_Sides: TypeAlias = tuple[Sequence[Unit], Sequence[Unit]]


def _overlaps(sides: _Sides, rest: _Sides, fields: Mapping[str, list[int]]) -> int:
    """Set the overlaps of each label among its fields; returns those of any label.

    What is equal on both sides is one match, and only the rest is looked at; where units lie over
    each other, an equal pair may have to give way to two others.
    """
    if is_flat(sides[0]) and is_flat(sides[1]):
        for label, more in overlapping_by_label(*rest).items():
            fields[label][1] += more
        return len(sides[0]) - len(rest[0]) + overlapping(*rest)
    for label, count in overlapping_by_label(*sides).items():
        fields[label][1] = count
    return overlapping(*sides)


def _clitic(sheet: Sheet, left: Sequence[Unit], right: Sequence[Unit]) -> list[str]:
    """The label of each match when cores are compared."""
    cores: dict[Unit, int] = {}
    for unit in right:
        core = core_unit(sheet, unit)
        cores[core] = cores.get(core, 0) + 1
    found = []
    for unit in left:
        core = core_unit(sheet, unit)
        if cores.get(core):
            cores[core] -= 1
            found.append(core[2])
    return found
