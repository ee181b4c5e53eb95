"""The one rule by which overlapping spans are chosen among."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.formats.flattening import (
    Extent,
    first_of_all,
    flatten,
    flatten_outermost,
    innermost,
    outermost,
    relation,
)


def extents() -> st.SearchStrategy[list[Extent]]:
    """Overlapping spans in the order of a layer."""
    one = st.tuples(st.integers(0, 12), st.integers(1, 8), st.sampled_from("abc"))
    made = st.lists(one.map(lambda each: (each[0], each[0] + each[1], each[2])), max_size=8)
    return made.map(lambda each: sorted(each, key=lambda span: (span[0], -span[1], span[2])))


def overlap(one: Extent, two: Extent) -> bool:
    """Whether two spans share something."""
    return one[0] < two[1] and two[0] < one[1]


@pytest.mark.parametrize("prefer", [outermost, innermost, first_of_all])
@given(given=extents())
def test_the_chosen_share_nothing_and_each_loser_lost_to_one_that_sorts_before(
    given: list[Extent], prefer: object
) -> None:
    """Every span is chosen or has a chosen one that it overlaps and that was preferred."""
    assert callable(prefer)
    keys = [prefer(each) for each in given]
    chosen, dropped = flatten(given, keys)
    assert sorted([*chosen, *(each.loser for each in dropped)]) == list(range(len(given)))
    assert not any(overlap(given[a], given[b]) for a in chosen for b in chosen if a < b)
    for loser, winner in dropped:
        assert winner in chosen
        assert overlap(given[loser], given[winner])
        assert keys[winner] <= keys[loser]


@given(extents())
def test_the_short_way_chooses_what_the_long_way_chooses(given: list[Extent]) -> None:
    """One pass over nested spans finds the outermost ones."""
    chosen, dropped = flatten_outermost(given)
    slow, slow_dropped = flatten(given, [outermost(each) for each in given])
    assert chosen == slow
    assert [each.loser for each in dropped] == [each.loser for each in slow_dropped]


def test_the_rule_is_longest_then_leftmost_then_label() -> None:
    """Ties are broken the same way every time."""
    spans = [(0, 4, "b"), (0, 4, "c"), (2, 8, "a"), (6, 10, "a"), (8, 12, "a")]
    chosen, _ = flatten_outermost(spans)
    assert [spans[index] for index in chosen] == [(2, 8, "a"), (8, 12, "a")]
    assert flatten_outermost([(0, 4, "a"), (0, 4, "b")])[0] == [0]
    assert flatten_outermost([(0, 4, "a"), (2, 6, "a")])[0] == [0]


@pytest.mark.parametrize(
    ("loser", "winner", "kind"),
    [
        ((0, 4, "a"), (0, 4, "b"), "same_extent_dropped"),
        ((1, 3, "a"), (0, 4, "b"), "nested_dropped"),
        ((0, 4, "a"), (1, 3, "b"), "nested_dropped"),
        ((0, 3, "a"), (0, 4, "b"), "nested_dropped"),
        ((0, 3, "a"), (2, 5, "b"), "crossing_dropped"),
    ],
)
def test_a_loss_is_called_after_how_the_two_stood(loser: Extent, winner: Extent, kind: str) -> None:
    """Nested, crossing, or the same extent."""
    assert relation(loser, winner) == kind
