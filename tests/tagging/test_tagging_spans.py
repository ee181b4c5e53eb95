"""Tags of spans: the short way gives what alignment and codec give, and refuses what they do."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from hashiya.errors import AlignmentError, TagSequenceError
from hashiya.tagging import TAG_SCHEMES, TagScheme, encode_tags, expect_aligned, tag_spans

Spans = list[tuple[int, int, str]]


def _tokens(widths: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Tokens of these lengths, each behind a gap of this width."""
    edges = list(accumulate((width for pair in widths for width in pair), initial=0))
    return edges[1::2], edges[2::2]


def _said(work: object, spans: Spans, widths: list[tuple[int, int]], scheme: TagScheme) -> object:
    try:
        return work(spans, *_tokens(widths), scheme)  # type: ignore[operator]
    except (AlignmentError, TagSequenceError) as error:
        return type(error), str(error)


def _both(spans: Spans, starts: list[int], ends: list[int], scheme: TagScheme) -> list[str]:
    fitted = [(*expect_aligned(start, end, starts, ends), label) for start, end, label in spans]
    return encode_tags(fitted, len(starts), scheme)


_widths = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=6)
_labels = st.sampled_from(["agency", "date", "a b", ""])


@given(st.data(), _widths, st.sampled_from(list(TAG_SCHEMES.values())))
def test_the_short_way_is_the_long_one(
    data: st.DataObject, widths: list[tuple[int, int]], scheme: TagScheme
) -> None:
    """Spans that fit, in order or not, and any others: the same tags, or the same refusal."""
    starts, ends = _tokens(widths)
    edges = st.sampled_from([*starts, *ends, 0, 1]).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, start + 6), _labels)
    )
    fitting = st.sampled_from(range(len(starts)) or [0]).flatmap(
        lambda first: st.tuples(
            st.just(starts[first] if starts else 0),
            st.sampled_from(ends[first:] or [1]),
            st.just("agency"),
        )
    )
    spans = data.draw(st.lists(fitting, max_size=3) | st.lists(fitting | edges, max_size=3))
    assert _said(tag_spans, spans, widths, scheme) == _said(_both, spans, widths, scheme)
