"""F scores of spans: the share of what two people marked that both of them marked.

F = 2·|A∩B| / (|A|+|B|) (Hripcsak and Rothschild 2005), in five ways of saying that two spans are
the same. Symmetric; 1 where both marked nothing. Must never know more than two columns at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from hashiya.agreement.clitics import core_unit
from hashiya.agreement.matching import common, overlapping, overlapping_by_label, shared
from hashiya.agreement.sheet import Sheet, Unit

__all__ = ["LABELLED", "WAYS", "LabelCounts", "SpanCounts", "compare_spans", "f_score"]

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
    left, right = sheet.columns[one], sheet.columns[other]
    ours, theirs = _labels(left), _labels(right)
    if left == right:
        same = len(left)
        whole = {name: LabelCounts(n, n, n, n, n) for name, n in ours.items()}
        return SpanCounts(same, same, same, same, same, same, same, whole)
    exact = shared(left, right)
    overlap = overlapping_by_label(left, right)
    equal, clitic = _labels(exact), _clitic(sheet, left, right, exact)
    labels = {
        name: LabelCounts(equal[name], overlap.get(name, 0), clitic[name], ours[name], theirs[name])
        for name in sorted(ours.keys() | theirs.keys())
    }
    return SpanCounts(
        len(exact),
        common([unit[:2] for unit in left], [unit[:2] for unit in right]),
        sum(overlap.values()),
        overlapping(left, right),
        clitic.total(),
        len(left),
        len(right),
        labels,
    )


def _labels(units: list[Unit] | set[Unit]) -> Counter[str]:
    return Counter([unit[2] for unit in units])


def _clitic(sheet: Sheet, left: list[Unit], right: list[Unit], exact: set[Unit]) -> Counter[str]:
    """Matches by label when cores are compared; what is equal as it stands is not looked at."""
    ours = Counter([core_unit(sheet, unit) for unit in left if unit not in exact])
    theirs = Counter([core_unit(sheet, unit) for unit in right if unit not in exact])
    found = _labels(exact)
    for (_, _, label), count in (ours & theirs).items():
        found[label] += count
    return found
