"""Alignments of several columns: against every alignment there is, with a floor that holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agreement.layers import any_units, sheet_with, text_of
from tests.agreement.test_worked_answers import A, B, C

from hashiya.agreement import Gamma, Unit, aligning, best_alignment, observed_disorder

seeds = st.integers(0, 2**32).map(Random)


def apart(one: Unit, other: Unit) -> float:
    """How far two units are apart."""
    edges = abs(one[0] - other[0]) + abs(one[1] - other[1])
    return (edges / (one[1] - one[0] + other[1] - other[0])) ** 2 + (one[2] != other[2])


def partitions(
    units: list[tuple[int, Unit]], groups: list[list[tuple[int, Unit]]]
) -> Iterator[list[list[tuple[int, Unit]]]]:
    """Every alignment: each unit in a group without another of its column."""
    if not units:
        yield groups
        return
    first, *rest = units
    for at, group in enumerate(groups):
        if all(column != first[0] for column, _ in group):
            yield from partitions(rest, [*groups[:at], [*group, first], *groups[at + 1 :]])
    yield from partitions(rest, [*groups, [first]])


def cheapest(columns: list[list[Unit]]) -> float:
    """The least cost, by trying all: over pairs of columns, 1 where one or both have no unit."""
    pairs = len(columns) * (len(columns) - 1) / 2
    units = [(at, unit) for at, column in enumerate(columns) for unit in column]
    return min(
        sum(
            pairs
            - len(group) * (len(group) - 1) / 2
            + sum(apart(one, other) for (_, one), (_, other) in combinations(group, 2))
            for group in groups
        )
        / pairs
        for groups in partitions(units, [])
    )


@given(seeds, st.integers(2, 4))
def test_small_alignments_are_proven_the_cheapest(source: Random, people: int) -> None:
    """Of up to eight units, whoever has them."""
    text = text_of(5, source)
    columns = [sorted(set(any_units(text, source, 3))) for _ in range(people)]
    found = best_alignment(columns)
    assert found.is_proven
    assert found.cost == pytest.approx(cheapest(columns), abs=1e-9)


@given(seeds)
def test_the_floor_holds_without_a_search(source: Random) -> None:
    """What cannot be proven lies between the floor and what was found."""
    text = text_of(5, source)
    columns = [sorted(set(any_units(text, source, 3))) for _ in range(3)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aligning, "SEARCHED", 0)
        found = best_alignment(columns)
    assert found.least - 1e-9 <= cheapest(columns) <= found.cost + 1e-9


def test_three_people_at_once() -> None:
    """Worked by hand, with three pairs in every group.

    (0,5): nothing. (10,18)×2 with (10,16): two pairs of (2/14)². (20,25) date with topic: one pair
    of 1 and two without a unit, so 1. (30,44)×2: two pairs without a unit; (50,55): alone.
    """
    cost = 2 * (2 / 14) ** 2 / 3 + 1 + 2 / 3 + 1
    assert cheapest([A, B, C]) == pytest.approx(cost, abs=1e-9)
    assert observed_disorder(A, B, C).value == pytest.approx(cost / ((4 + 4 + 3) / 3), abs=1e-9)
    assert observed_disorder(A, B).value == pytest.approx(0.7551020408163265, abs=1e-9)


def test_one_who_marked_nothing() -> None:
    """Every unit lacks one of three: two pairs of three without a unit."""
    assert observed_disorder(A, A, []).value == pytest.approx(2 / 3 * 4 / (8 / 3))
    assert observed_disorder(A, A, A).value == 0
    assert observed_disorder([], [], []).value is None


def test_gamma_of_three_repeats() -> None:
    """The seed decides, and whoever agrees wholly has gamma 1."""
    source = Random(5)
    text = text_of(30, source)
    columns = [any_units(text, source) for _ in range(3)]
    values = []
    for given_columns in (columns, columns, [columns[0]] * 3):
        gamma = Gamma("abc", 7)
        gamma.add(sheet_with(text, *given_columns))
        values.append(gamma.gamma().value)
        least, observed = gamma.least().value, gamma.observed().value
        assert least is not None
        assert observed is not None
        assert least <= observed + 1e-9
        assert gamma.documents == 1
    assert values[0] == values[1] != 1
    assert values[2] == 1
