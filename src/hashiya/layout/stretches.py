"""Stretches: a document cut at its line breaks, each part with the direction it runs in.

Must never know a cell or the width of the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from hashiya.text import Direction, paragraph_level

__all__ = ["Stretch", "stretches"]

_BASES: Final = {"ltr": 0, "rtl": 1}
_NEUTRAL: Final = 2
_GLANCE: Final = 64
"""Characters in which nearly every paragraph has its first strong one."""

_LINE_BREAK = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")


class Stretch(NamedTuple):
    """The part of a document that one paragraph is."""

    start: int
    """Offset of its first code point in the document."""

    text: str
    """Its characters without the line break."""

    end: int
    """Offset after its line break."""

    base: int
    """Its level: 0 left to right, 1 right to left."""


def stretches(text: str, direction: Direction) -> Iterator[Stretch]:
    """The text's paragraphs in order; an empty text has one, a final line break opens none.

    Each has the direction of its first strong character, unless one is given. One without any,
    such as a date alone, goes on in the direction of the paragraph before it; at the top of a
    document in that of the first that has one.
    """
    start = 0
    decided = _BASES.get(direction)
    base = paragraph_level(text) if decided is None else decided
    for found in _LINE_BREAK.finditer(text):
        part = text[start : found.start()]
        base = _base_of(part, base) if decided is None else decided
        yield Stretch(start, part, found.end(), base)
        start = found.end()
    if start < len(text) or not text:
        part = text[start:]
        base = _base_of(part, base) if decided is None else decided
        yield Stretch(start, part, len(text), base)


def _base_of(text: str, default: int) -> int:
    """Level of a paragraph; most are known by their first characters."""
    level = paragraph_level(text[:_GLANCE], _NEUTRAL)
    if level == _NEUTRAL:
        return paragraph_level(text, default)
    return level
