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

__all__ = ["core", "core_unit"]

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
        return sheet.tokens[bisect_right(sheet.tokens, (offset, len(sheet.text))) - 1]
    words = word_spans(sheet.text[before:after])
    start, end = words[bisect_right(words, (offset - before, after)) - 1]
    return (before + start, before + end)
