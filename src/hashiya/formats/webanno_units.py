"""Units of WebAnno TSV: a document as sentences, tokens and parts of tokens, each with its spans.

What is read back is the sentences' text, with an end of a line between two of them; so each
sentence goes on to the next where anything else divides them, and white space that a span begins
or ends with, or that a sentence would begin with, is a token of its own. No span ever moves. Knows
no file; offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from hashiya.formats.flattening import Extent
from hashiya.formats.tokens import sentence_tokens
from hashiya.text import sentence_spans

__all__ = ["Sentence", "Unit", "sentences_with_units"]

_MADE_BY_READERS: Final = re.compile("\n *")


class Unit(NamedTuple):
    """A token, or a part of one."""

    name: str
    """`1-6`, and `1-6.1` for a part of it."""
    start: int
    end: int
    spans: list[int]
    """Which spans it belongs to."""


class Sentence(NamedTuple):
    """A sentence with what stands between it and the next."""

    start: int
    end: int
    units: list[Unit]


def sentences_with_units(
    text: str, bounds: Sequence[tuple[int, int]] | None, spans: Sequence[Extent]
) -> list[Sentence]:
    """The sentences of a text that is not empty, every span on the units that make it up."""
    edges = _Edges(spans)
    chunks = list(_chunks(text, sentence_spans(text) if bounds is None else bounds, edges))
    tokens = [token for chunk in chunks for token in _tokens(text, *chunk, edges)]
    starts = [start for start, _ in tokens]
    parts: list[dict[tuple[int, int], list[int]]] = [{token: []} for token in tokens]
    for index, (start, end, _) in enumerate(spans):
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end - 1) - 1
        for place in range(first, last + 1):
            part = max(start, tokens[place][0]), min(end, tokens[place][1])
            parts[place].setdefault(part, []).append(index)
    begins = [bisect_left(starts, start) for start, _, _ in chunks]
    return [
        Sentence(start, end, list(_units(number, parts[first:last])))
        for number, ((start, end, _), (first, last)) in enumerate(
            zip(chunks, pairwise([*begins, len(tokens)]), strict=True), start=1
        )
    ]


class _Edges:
    """Where spans begin and end."""

    def __init__(self, spans: Sequence[Extent]) -> None:
        self._starts = sorted(start for start, _, _ in spans)
        self._ends = sorted(end for _, end, _ in spans)

    def between(self, start: int, end: int) -> set[int]:
        """Edges of spans that have something of `[start, end)` at that edge."""
        begun, ended = self._starts, self._ends
        return {
            *begun[bisect_left(begun, start) : bisect_left(begun, end)],
            *ended[bisect_right(ended, start) : bisect_right(ended, end)],
        }


def _chunks(
    text: str, bounds: Sequence[tuple[int, int]], edges: _Edges
) -> Iterator[tuple[int, int, int]]:
    """`(start, end, where its words end)` of each sentence and what follows it."""
    first = bounds[0][0] if bounds else 0
    begins = [0, *(start for start, _ in bounds[1:])]
    # A reader fills the place before the first sentence with spaces.
    if not text[:first].strip(" ") and not edges.between(0, first):
        begins[0] = first
    ends = [end for _, end in bounds] or [len(text)]
    for start, end, following in zip(begins, ends, [*begins[1:], len(text)], strict=True):
        is_made = _MADE_BY_READERS.fullmatch(text, end, following) and following < len(text)
        is_left = is_made and not edges.between(end, following)
        yield start, end if is_left else following, end


def _tokens(
    text: str, start: int, end: int, words_end: int, edges: _Edges
) -> Iterator[tuple[int, int]]:
    """The tokens of a sentence, the first of which begins where it does."""
    words = sentence_tokens(text, start, words_end)
    at = start
    for begun, ended in zip([*words.starts, end], [*words.ends, end], strict=True):
        inner = edges.between(at, begun) if at < begun else set()
        if at < begun and (inner or at == start):
            yield from pairwise(sorted({at, *inner, begun}))
        if begun < ended:
            yield begun, ended
        at = ended


def _units(number: int, tokens: Sequence[dict[tuple[int, int], list[int]]]) -> Iterator[Unit]:
    for place, parts in enumerate(tokens, start=1):
        (whole, spans), *others = parts.items()
        yield Unit(f"{number}-{place}", *whole, spans)
        for part, ((start, end), held) in enumerate(sorted(others), start=1):
            yield Unit(f"{number}-{place}.{part}", start, end, held)
