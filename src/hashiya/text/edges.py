"""Word edges: where a text's tokens begin and end, for bulk work over many texts.

No token reaches over a space and none depends on what is behind one, so that what stands between
two spaces has its tokens wherever it stands, and most of it stands in other texts too. It must not
know a rule of tokens: `hashiya.text.words` has it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from hashiya.text.words import word_spans

__all__ = ["word_edges"]

MOST_KEPT: Final = 65_536
"""Pieces between spaces whose tokens are remembered."""

LONGEST_KEPT: Final = 64
"""Code points of the longest that is."""


def word_edges(text: str) -> tuple[list[int], list[int]]:
    """The starts and the ends of `word_spans(text)`. O(n).

    >>> word_edges("عام 1442هـ.")
    ([0, 4, 10], [3, 10, 11])
    """
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for piece in text.split(" "):
        size = len(piece)
        places = _kept(piece) if size <= LONGEST_KEPT else word_spans(piece)
        if places is None:
            starts.append(at)
            ends.append(at + size)
        else:
            for start, end in places:
                starts.append(at + start)
                ends.append(at + end)
        at += size + 1
    return starts, ends


@lru_cache(maxsize=MOST_KEPT)
def _kept(piece: str) -> tuple[tuple[int, int], ...] | None:
    """The tokens of what stands between two spaces; None where it is one token, as letters are."""
    if piece.isalpha():
        return None
    places = tuple(word_spans(piece))
    return None if places == ((0, len(piece)),) else places
