"""Answers that were worked out elsewhere, by hand or in print."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from hashiya.agreement import (
    Patterns,
    Reading,
    Sheet,
    Unit,
    Unitizing,
    alpha_nominal,
    character_patterns,
    cohen,
    compare_spans,
    f_score,
    fleiss,
    observed_disorder,
    side_by_side,
)

A = [(0, 5, "agency"), (10, 18, "official"), (20, 25, "date"), (30, 44, "topic")]
B = [(0, 5, "agency"), (10, 16, "official"), (20, 25, "topic"), (50, 55, "topic")]
C = [(0, 5, "agency"), (10, 18, "official"), (30, 44, "topic")]


def sheet_of(length: int, **columns: list[Unit]) -> Sheet:
    """A text of one letter with these columns."""
    text = "ن" * length
    readings = [Reading(name, text, "s 1", units) for name, units in columns.items()]
    return side_by_side("d", readings)


def close(value: float) -> object:
    """Equal to nine places."""
    return pytest.approx(value, abs=1e-9)


def exact(sheet: Sheet, one: str, other: str) -> float:
    """Exact F of two columns."""
    counts = compare_spans(sheet, one, other)
    return f_score(counts.exact, counts.left, counts.right)


def test_f_in_four_ways() -> None:
    """Two people with four spans each share one, two, two or three of them."""
    counts = compare_spans(sheet_of(60, a=A, b=B), "a", "b")
    shared = (counts.exact, counts.boundary, counts.overlap, counts.overlap_any_label)
    assert [f_score(n, counts.left, counts.right) for n in shared] == [0.25, 0.5, 0.5, 0.75]


def test_mean_f_of_three_people() -> None:
    """The mean over their three pairs."""
    sheet = sheet_of(60, a=A, b=B, c=C)
    values = [exact(sheet, *pair) for pair in combinations("abc", 2)]
    assert sum(values) / 3 == close(0.4642857142857143)


def test_characters() -> None:
    """Kappa and nominal alpha over characters."""
    patterns = character_patterns(sheet_of(60, a=A, b=B), ["a", "b"])
    assert cohen(patterns).value == close(0.3202614379084967)
    assert alpha_nominal(patterns).value == close(0.31351231418)


def test_units_and_alignment() -> None:
    """Alpha_U and the observed disorder of the same two."""
    sheet = sheet_of(60, a=A, b=B)
    unitizing = Unitizing(["a", "b"])
    unitizing.add(sheet)
    assert unitizing.alpha().value == close(-0.0376079901)
    assert observed_disorder(A, B).value == close(0.7551020408163265)


def test_krippendorffs_continuum() -> None:
    """Krippendorff (2004): two observers, 300 units long, categories c and k.

    A continuum in two documents is the same continuum, gaps included.
    """
    c_i, c_j = [(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]
    k = [(30, 90), (150, 200)]
    i = [(*unit, "c") for unit in c_i] + [(*unit, "k") for unit in k]
    j = [(*unit, "c") for unit in c_j] + [(*unit, "k") for unit in k]
    whole, parted = Unitizing(["i", "j"]), Unitizing(["i", "j"])
    whole.add(sheet_of(300, i=i, j=j))
    for first, last in ((0, 203), (203, 300)):
        part = {
            name: [(s - first, e - first, label) for s, e, label in units if first <= s < last]
            for name, units in (("i", i), ("j", j))
        }
        parted.add(sheet_of(last - first, **part))
    for unitizing in (whole, parted):
        observed, expected = unitizing.disagreement("c")
        assert observed == pytest.approx(0.0144444, abs=1e-7)
        assert expected == pytest.approx(0.0532218, abs=1e-7)
        assert unitizing.alpha("c").value == pytest.approx(0.7285990, abs=1e-7)
        assert unitizing.alpha("k").value == 1
        assert unitizing.alpha().value == pytest.approx(0.8586654, abs=1e-7)


@pytest.mark.parametrize(("total", "kappa"), [(40, 0.0), (100, 0.375), (1000, 0.48979591836)])
def test_kappa_moves_with_what_nobody_marks(total: int, kappa: float) -> None:
    """The same thirty tokens among more and more others."""
    patterns: Patterns = Counter(
        {("a", "a"): 10, ("a", ""): 10, ("", "a"): 10, ("", ""): total - 30}
    )
    assert cohen(patterns).value == close(kappa)
    assert f_score(10, 20, 20) == 0.5


def test_krippendorffs_tables() -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A and B."""
    binary = zip("0100000010", "1110010000", strict=True)
    nominal = zip("aabbdcccedda", "babbbccceddd", strict=True)
    assert alpha_nominal(Counter(binary)).value == pytest.approx(0.095, abs=5e-4)
    assert alpha_nominal(Counter(nominal)).value == pytest.approx(0.692, abs=5e-4)


def test_fourteen_raters() -> None:
    """The table of fourteen raters and ten subjects that explains Fleiss' kappa everywhere."""
    rows = """0,0,0,0,14 0,2,6,4,2 0,0,3,5,6 0,3,9,2,0 2,2,8,1,1
        7,7,0,0,0 3,2,6,3,0 2,5,3,2,2 6,5,2,1,0 0,2,2,3,7"""
    patterns = Counter(
        tuple(v for v, n in zip("abcde", row.split(","), strict=True) for _ in range(int(n)))
        for row in rows.split()
    )
    assert fleiss(patterns).value == pytest.approx(0.210, abs=5e-4)
