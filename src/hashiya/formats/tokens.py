"""Tokens: a document's sentences as the rows that token files hold.

The words are the text floor's (`TOKENIZATION`); here they are cut where a column could not hold
them, and where somebody wants an edge. Knows no spans, tags or files.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from operator import add
from typing import Final, NamedTuple

from hashiya.text import word_spans

__all__ = ["DOCUMENT_LINE", "Tokens", "cut_tokens", "sentence_tokens"]

DOCUMENT_LINE: Final = "-DOCSTART-"
"""What opens a document in CoNLL files, and so can be no token."""


MAX_REMEMBERED_PIECES: Final = 20_000
"""Different pieces kept; after that the memory begins anew."""

MAX_REMEMBERED_CHARACTERS: Final = 40
"""Code points in the longest piece that is kept."""

_OTHER_SPACE: Final = re.compile(r"[^\S ]")


class Tokens(NamedTuple):
    """One sentence's tokens; offsets are code points of the document."""

    start: int
    """Where the sentence begins."""
    end: int
    """Where it ends."""
    starts: list[int]
    """Where each token begins, ascending."""
    ends: list[int]
    """Where each token ends."""
    words: list[str]
    """What each token says."""
    line: str
    """The words with one space between them."""


class _Piece(NamedTuple):
    """What stands between two spaces, when it is nothing but words, one at the other."""

    words: tuple[str, ...]
    """What each says."""
    steps: tuple[int, ...]
    """From where each begins to where the next begins, one space behind the last."""


class _Pieces(dict[str, _Piece | None]):
    """The words of pieces, looked for when one is first met; None where it holds more than words.

    A word never reaches over a space, and most pieces have been met before.
    """

    def __missing__(self, piece: str) -> _Piece | None:
        found = _piece(piece)
        if len(piece) <= MAX_REMEMBERED_CHARACTERS:
            if len(self) >= MAX_REMEMBERED_PIECES:
                self.clear()
            self[piece] = found
        return found


def _piece(piece: str) -> _Piece | None:
    spans = word_spans(piece)
    edges = [edge for span in spans for edge in span]
    if not spans or edges[::2] != [0, *edges[1:-1:2]] or edges[-1] != len(piece):
        return None
    words = tuple([piece[start:end] for start, end in spans])
    if any(map(_OTHER_SPACE.search, words)) or DOCUMENT_LINE in piece:
        return None
    *steps, last = map(len, words)
    return _Piece((piece,) if len(words) == 1 else words, (*steps, last + 1))


_PIECES: Final = _Pieces()


def sentence_tokens(text: str, start: int, end: int) -> Tokens:
    """The tokens of one sentence `[start, end)`, of which there may be none.

    No token holds white space, and none is `-DOCSTART-`.
    """
    pieces = list(map(_PIECES.__getitem__, text[start:end].split(" ")))
    if None in pieces:
        return _any_tokens(text, start, end)
    held, steps = zip(*pieces, strict=True)
    words = list(chain.from_iterable(held))
    starts = list(accumulate(chain.from_iterable(steps), initial=start))
    starts.pop()
    ends = list(map(add, starts, map(len, words)))
    return Tokens(start, end, starts, ends, words, " ".join(words))


def _any_tokens(text: str, start: int, end: int) -> Tokens:
    """The same, whatever stands between the words."""
    body = text[start:end]
    spans = word_spans(body)
    words = [body[from_:to] for from_, to in spans]
    starts = [start + from_ for from_, _ in spans]
    ends = [start + to for _, to in spans]
    line = " ".join(words)
    tokens = Tokens(start, end, starts, ends, words, line)
    spaces = line.count(" ")
    if spaces >= len(words) or _OTHER_SPACE.search(line) or DOCUMENT_LINE in line:
        return _without_impossible_words(tokens, text)
    return tokens


def cut_tokens(tokens: Tokens, edges: Iterable[int], text: str) -> Tokens:
    """The same sentence with token edges at these offsets as well, where a token holds them."""
    inside = []
    for edge in set(edges):
        place = bisect_right(tokens.starts, edge) - 1
        if place >= 0 and tokens.starts[place] < edge < tokens.ends[place]:
            inside.append(edge)
    if not inside:
        return tokens
    starts = sorted([*tokens.starts, *inside])
    ends = sorted([*tokens.ends, *inside])
    return _tokens_of(text, tokens, starts, ends)


def _tokens_of(text: str, sentence: Tokens, starts: list[int], ends: list[int]) -> Tokens:
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Tokens(sentence.start, sentence.end, starts, ends, words, " ".join(words))


def _without_impossible_words(tokens: Tokens, text: str) -> Tokens:
    """Cut white space out of tokens, and `-DOCSTART-` after its first hyphen."""
    pieces = [
        piece
        for start, end in zip(tokens.starts, tokens.ends, strict=True)
        for piece in _possible(text, start, end)
    ]
    starts = [start for start, _ in pieces]
    ends = [end for _, end in pieces]
    return _tokens_of(text, tokens, starts, ends)


def _possible(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if text[start:end] == DOCUMENT_LINE:
        yield start, start + 1
        start += 1
    begun = start
    for at in range(start, end):
        if text[at].isspace():
            if begun < at:
                yield begun, at
            begun = at + 1
    if begun < end:
        yield begun, end
