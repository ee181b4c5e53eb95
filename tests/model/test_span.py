"""Spans as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hashiya.model import Span


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Any span within the first thirty code points."""
    start = draw(st.integers(0, 29))
    return Span(start=start, end=draw(st.integers(start + 1, 30)))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_is_never_empty_or_negative(start: int, end: int) -> None:
    """A span that covers nothing cannot be made."""
    with pytest.raises(ValidationError):
        Span(start=start, end=end)


def test_a_span_takes_no_truth_value_for_an_offset() -> None:
    """Strict models refuse a bool where an offset belongs."""
    with pytest.raises(ValidationError):
        Span(start=True, end=2)


@given(spans(), spans())
def test_two_spans_stand_apart_nest_or_cross(one: Span, two: Span) -> None:
    """Exactly one of apart, nested and crossing holds for any two spans."""
    nested = one.contains(two) or two.contains(one)
    facts = (not one.overlaps(two), nested, one.crosses(two))
    assert facts.count(True) == 1


@given(spans(), spans())
def test_overlap_and_crossing_are_symmetric(one: Span, two: Span) -> None:
    """It does not matter which span is asked."""
    assert one.overlaps(two) == two.overlaps(one)
    assert one.crosses(two) == two.crosses(one)


@given(spans(), spans())
def test_overlap_is_sharing_a_code_point(one: Span, two: Span) -> None:
    """Overlap means what sets say it means."""
    shared = set(range(one.start, one.end)) & set(range(two.start, two.end))
    assert one.overlaps(two) == bool(shared)
