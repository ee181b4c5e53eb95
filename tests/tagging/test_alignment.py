"""Spans beside tokens."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.errors import AlignmentError
from hashiya.tagging import Alignment, align, expect_aligned


@st.composite
def tokens_and_spans(
    draw: st.DrawFn,
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """Disjoint ordered tokens with and without gaps, and spans over the same characters."""
    edges = sorted(draw(st.sets(st.integers(0, 40), min_size=2)))
    tokens = [pair for pair in pairwise(edges) if draw(st.booleans())]
    spans = draw(st.lists(st.tuples(st.integers(0, 39), st.integers(1, 20))))
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    return starts, ends, [(start, start + length) for start, length in spans]


def one(span: tuple[int, int], starts: list[int], ends: list[int]) -> Alignment:
    """The alignment of a single span."""
    return next(align([span], starts, ends))


def test_a_span_of_whole_tokens_fits() -> None:
    """Edges on edges need nothing."""
    assert one((2, 9), [0, 2, 6], [1, 5, 9]) == Alignment(1, 3, 2, 9, fits=True)


def test_a_proclitic_start_names_the_word_it_begins_in() -> None:
    """ب|الرباط: the span begins inside the token, and the token's start is the nearest edge."""
    assert one((1, 7), [0], [7]) == Alignment(0, 1, 0, 7, fits=False)


def test_an_edge_in_a_gap_names_the_token_edge_inside_the_span() -> None:
    """A span that takes the space after its word with it is nearest to the word's end."""
    assert one((0, 5), [0, 5], [4, 8]) == Alignment(0, 1, 0, 4, fits=False)


def test_a_span_in_a_gap_touches_nothing() -> None:
    """White space alone consists of no tokens."""
    assert one((4, 5), [0, 5], [4, 8]) == Alignment(1, 1, 4, 4, fits=False)


def test_no_tokens_at_all() -> None:
    """A sentence without tokens holds no span."""
    assert not one((0, 3), [], []).fits


@given(tokens_and_spans())
def test_alignment_names_exactly_the_tokens_that_share_a_character(
    drawn: tuple[list[int], list[int], list[tuple[int, int]]],
) -> None:
    """`[first, last)` is the set a slow comparison finds, and `fits` is said when edges agree."""
    starts, ends, spans = drawn
    for (start, end), found in zip(spans, align(spans, starts, ends), strict=True):
        tokens = list(zip(starts, ends, strict=True))
        touched = [i for i, (a, b) in enumerate(tokens) if a < end and start < b]
        assert list(range(found.first, found.last)) == touched
        outer = (starts[touched[0]], ends[touched[-1]]) if touched else None
        assert found.fits == (outer == (start, end))


def test_what_must_fit_is_given_as_tokens() -> None:
    """The strict form returns token indexes."""
    assert expect_aligned(2, 9, [0, 2, 6], [1, 5, 9]) == (1, 3)


@pytest.mark.parametrize(
    ("span", "nearest"), [((1, 7), (0, 7)), ((0, 8), (0, 7)), ((7, 8), (7, 7))]
)
def test_what_does_not_fit_is_refused_with_the_nearest_edges(
    span: tuple[int, int], nearest: tuple[int, int]
) -> None:
    """Nothing snaps by itself: the error carries what the caller may choose."""
    with pytest.raises(AlignmentError) as refused:
        expect_aligned(*span, [0], [7])
    assert refused.value.nearest == nearest
