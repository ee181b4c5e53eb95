"""Tags of spans: flat spans of characters straight to tags, where each of them fits its tokens.

The short way through alignment and codec, for whoever has nothing to settle between the two. What
does not fit, or meets another on a token, is refused in their words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hashiya.tagging.alignment import expect_aligned
from hashiya.tagging.codec import encode_tags, tags_of_label
from hashiya.tagging.schemes import BIO, OUTSIDE, TagScheme

__all__ = ["tag_spans"]


def tag_spans(
    spans: Sequence[tuple[int, int, str]],
    starts: Sequence[int],
    ends: Sequence[int],
    scheme: TagScheme = BIO,
) -> list[str]:
    """One tag for each token of a sentence.

    Args:
        spans: `(start, end, label)` in code points, in any order; fastest in that of their starts.
        starts: Where each token begins, ascending.
        ends: Where each token ends; as many as `starts`.
        scheme: How to write them.

    Raises:
        AlignmentError: An edge falls inside a token or in a gap.
        TagSequenceError: A span meets another on a token, or its label cannot stand in a column.

    >>> tag_spans([(4, 12, "agency")], [0, 4, 9], [3, 8, 12])
    ['O', 'B-agency', 'I-agency']
    """
    length = len(starts)
    tags = [OUTSIDE] * length
    reached = 0
    for start, end, label in spans:
        first = bisect_left(starts, start, reached)
        last = bisect_left(ends, end, first)
        single, opening, inner, final = tags_of_label(label, scheme)
        if last >= length or starts[first] != start or ends[last] != end or not single:
            return _tagged_with_care(spans, starts, ends, scheme)
        reached = last + 1
        if first == last:
            tags[first] = single
            continue
        tags[first], tags[last] = opening, final
        if last - first > 1:
            tags[first + 1 : last] = [inner] * (last - first - 1)
    return tags


def _tagged_with_care(
    spans: Sequence[tuple[int, int, str]],
    starts: Sequence[int],
    ends: Sequence[int],
    scheme: TagScheme,
) -> list[str]:
    """The same for spans in any order, or the error that says what is wrong with one."""
    fitted = [(*expect_aligned(start, end, starts, ends), label) for start, end, label in spans]
    return encode_tags(fitted, len(starts), scheme)
