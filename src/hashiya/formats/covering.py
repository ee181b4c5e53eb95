"""Covering: tokens that leave nothing of a text out but single spaces between two of them.

Programs such as spaCy and Prodigy keep a text as tokens, each followed by one space or by nothing.
So white space of any other kind is a token of its own here, and a space that a span begins or ends
with is one too. Knows no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hashiya.formats.flattening import Extent
from hashiya.formats.tokens import Tokens, sentence_tokens

__all__ = ["covering_tokens", "space_follows"]


def covering_tokens(text: str, spans: Iterable[Extent]) -> Tokens:
    """The tokens of a whole text, words and what is between them."""
    words = sentence_tokens(text, 0, len(text))
    edges = {edge for start, end, _ in spans for edge in (start, end - 1) if text[edge] == " "}
    places = list(_places(text, words, edges))
    starts = [start for start, _ in places]
    ends = [end for _, end in places]
    parts = [text[start:end] for start, end in places]
    return Tokens(0, len(text), starts, ends, parts, " ".join(parts))


def space_follows(tokens: Tokens) -> list[bool]:
    """Whether a space stands between each token and the next, or the end of the text."""
    following: Sequence[int] = [*tokens.starts, tokens.end][1:]
    return [end < start for end, start in zip(tokens.ends, following, strict=True)]


def _places(text: str, words: Tokens, kept: set[int]) -> Iterator[tuple[int, int]]:
    """`(start, end)` of each token; the spaces in `kept` are tokens."""
    at = 0
    for start, end in zip([*words.starts, len(text)], [*words.ends, len(text)], strict=True):
        # The first space after a token is said by the token.
        begun = at + 1 if at and text[at : at + 1] == " " and at not in kept and at < start else at
        if begun < start:
            yield begun, start
        if start < end:
            yield start, end
        at = end
