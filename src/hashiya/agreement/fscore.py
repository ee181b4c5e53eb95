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
    # What is equal on both sides is one match in each way, and only the rest is looked at; where
    # units lie over each other, an equal pair may have to give way to two others.
    rest = ([u for u in left if u not in exact], [u for u in right if u not in exact])
    is_flat = sheet.is_flat(one) and sheet.is_flat(other)
    within = rest if is_flat else (left, right)
    equal, clitic = _labels(exact), _clitic(sheet, *rest)
    overlap = Counter(overlapping_by_label(*within))
    if is_flat:
        overlap.update(equal)
    labels = {
        name: LabelCounts(
            equal[name], overlap[name], equal[name] + clitic[name], ours[name], theirs[name]
        )
        for name in sorted(ours.keys() | theirs.keys())
    }
    same = len(exact)
    return SpanCounts(
        same,
        same + common([unit[:2] for unit in rest[0]], [unit[:2] for unit in rest[1]]),
        overlap.total(),
        overlapping(*within) + (same if is_flat else 0),
        same + clitic.total(),
        len(left),
        len(right),
        labels,
    )


def _labels(units: list[Unit] | set[Unit]) -> Counter[str]:
    return Counter([unit[2] for unit in units])


def _clitic(sheet: Sheet, left: list[Unit], right: list[Unit]) -> Counter[str]:
    """Matches by label when cores are compared."""
    ours = Counter([core_unit(sheet, unit) for unit in left])
    theirs = Counter([core_unit(sheet, unit) for unit in right])
    found: Counter[str] = Counter()
    for (_, _, label), count in (ours & theirs).items():
        found[label] += count
    return found
