"""Surroundings: what stands around a hit in its sentence, for a person to judge it by.

Pieces of the text as they are, never longer than a line can use. Must never know a width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from hashiya.model import Document
from hashiya.services.hits import Hit
from hashiya.text import is_grapheme_boundary

__all__ = ["Surroundings", "surroundings_of"]

MAX_BEFORE: Final = 120
"""Code points of the sentence before a hit."""
MAX_QUOTE: Final = 400
"""Code points of a hit; a longer one is cut."""
MAX_AFTER: Final = 240
"""Code points of the sentence behind a hit."""


class Surroundings(NamedTuple):
    """One hit in its sentence."""

    name: str
    """What people call its document."""
    sentence: int
    """Number of its sentence, counted from 1; 0 in none."""
    before: str
    """The end of what stands before it."""
    quote: str
    """Its own characters."""
    after: str
    """The beginning of what stands behind it."""
    is_cut: bool
    """Whether the sentence began further back."""


def surroundings_of(hits: Sequence[Hit], document: Callable[[str], Document]) -> list[Surroundings]:
    """The surroundings of hits, in their order; documents are asked for one at a time."""
    found: list[Surroundings] = []
    for document_id, group in groupby(hits, key=attrgetter("document_id")):
        read = document(document_id)
        found.extend(_around(hit, read) for hit in group)
    return found


def _around(hit: Hit, document: Document) -> Surroundings:
    text, sentences = document.text, document.sentences
    nth = bisect_right(sentences, hit.start, key=lambda sentence: sentence.start)
    begin = sentences[nth - 1].start if nth else 0
    end = max(hit.end, sentences[nth - 1].end) if nth else len(text)
    first = max(begin, hit.start - MAX_BEFORE)
    while first > begin and not is_grapheme_boundary(text, first):
        first -= 1
    return Surroundings(
        name=document.name,
        sentence=nth,
        before=text[first : hit.start],
        quote=text[hit.start : min(hit.end, hit.start + MAX_QUOTE)],
        after=text[hit.end : min(end, hit.end + MAX_AFTER)],
        is_cut=first > begin,
    )
