"""Clitics: where a unit stands when proclitics, edge punctuation and white space do not count.

Two edges that differ only by these mean the same name; the rule is `hashiya.text`'s, and all that
a word could begin with counts as proclitics, whether it is one there or not. Must never
know who annotated.
"""

from __future__ import annotations

from bisect import bisect_right

from hashiya.agreement.sheet import Sheet, Unit
from hashiya.text import proclitic_cuts, trimmed

__all__ = ["core", "core_unit"]


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
    at = bisect_right(sheet.tokens, (first, len(sheet.text))) - 1
    if at < 0:
        return (first, last)
    word_start, word_end = sheet.tokens[at]
    if word_start == first or first - word_start in proclitic_cuts(sheet.text[word_start:word_end]):
        return (word_start, last)
    return (first, last)
