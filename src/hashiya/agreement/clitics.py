"""Clitics: where a unit stands when proclitics, edge punctuation and white space do not count.

Two edges that differ only by these mean the same name; the rule is `hashiya.text`'s, and all that
a word could begin with counts as proclitics, whether it is one there or not. Must never
know who annotated.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from hashiya.agreement.sheet import Sheet, Unit
from hashiya.text import proclitic_cuts, trimmed, word_spans

__all__ = ["core", "core_unit", "have_one_core"]

NEAR: Final = 200
"""Code points in which a space is looked for."""


def core(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """The stretch trimmed, from its word's beginning where it begins behind proclitics of it."""
    found = sheet.cores.get((start, end))
    if found is None:
        found = sheet.cores[start, end] = _core(sheet, start, end)
    return found


def core_unit(sheet: Sheet, unit: Unit) -> Unit:
    """A unit with the edges of its core."""
    return (*core(sheet, unit[0], unit[1]), unit[2])


def have_one_core(sheet: Sheet, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the cores of two stretches are the same."""
    text, (start, end), (begin, after) = sheet.text, one, other
    # An end behind a letter is where it is, and so is the word of a letter that stands first.
    if end != after and text[end - 1].isalnum() and text[after - 1].isalnum():
        return False
    if start != begin and text[start].isalnum() and text[begin].isalnum():
        between = text[start:begin] if start < begin else text[begin:start]
        if " " in between:
            return False
    return core(sheet, start, end) == core(sheet, begin, after)


def _core(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    first, last = trimmed(sheet.text, start, end)
    if first == last:
        return (start, end)
    word_start, word_end = _word_at(sheet, first)
    if word_start == first or first - word_start in proclitic_cuts(sheet.text[word_start:word_end]):
        return (word_start, last)
    return (first, last)


def _word_at(sheet: Sheet, offset: int) -> tuple[int, int]:
    """The token that an offset is in.

    No token reaches over a space, so that looking from space to space is looking at all of them;
    where there is none for long, the whole text is looked at, once, as where it was before.
    """
    before = after = 0
    if not sheet.has_tokens:
        before = sheet.text.rfind(" ", max(0, offset - NEAR), offset) + 1
        after = sheet.text.find(" ", offset, offset + NEAR)
    if not before or after < 0:
        at = bisect_right(sheet.token_starts, offset) - 1
        return (sheet.token_starts[at], sheet.token_ends[at])
    words = word_spans(sheet.text[before:after])
    start, end = words[bisect_right(words, (offset - before, after)) - 1]
    return (before + start, before + end)
