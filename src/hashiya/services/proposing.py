"""Proposing: where a selection begins once its proclitics are left out.

Must never know an act or the policy: a proposal is shown, and moved by a key, before anything is
drafted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hashiya.model import Document, Span
from hashiya.text import default_cut, proclitic_cuts, word_spans

__all__ = ["selection_cuts"]

MAX_WORD_CHARACTERS: Final = 500
"""A longer run of letters is no word, and what it begins with no proclitic."""


def selection_cuts(
    document: Document, start: int, end: int, frequency: Callable[[str], int] | None = None
) -> tuple[int, ...]:
    """Offsets where a selection's first word may begin once its proclitics are left out.

    The first is the best guess; the others follow in text order. A selection that does not begin
    with a word has one candidate, its own start, and so has one whose word nobody could read.
    """
    word = _word_starting_at(document, start)
    if word is None:
        return (start,)
    text = document.text[start : word.end]
    best = default_cut(text, frequency)
    cuts = (best, *(cut for cut in proclitic_cuts(text) if cut != best))
    return tuple(start + cut for cut in cuts if start + cut < end) or (start,)


def _word_starting_at(document: Document, offset: int) -> Span | None:
    """The word that begins at an offset, looked up inside its sentence only."""
    from_offset = next(
        (sentence for sentence in document.sentences if sentence.start <= offset < sentence.end),
        None,
    )
    if from_offset is None:
        return None
    # No word reaches over a space, so that looking from space to space is looking at all of them.
    first = document.text.rfind(" ", from_offset.start, offset) + 1 or from_offset.start
    after = min(from_offset.end, offset + MAX_WORD_CHARACTERS)
    space = document.text.find(" ", offset, after)
    for start, end in word_spans(document.text[first : after if space < 0 else space + 1]):
        if first + start == offset:
            is_cut_off = first + end == after < from_offset.end
            return None if is_cut_off else Span(start=offset, end=first + end)
    return None
