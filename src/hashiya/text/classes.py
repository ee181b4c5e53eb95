"""Classes: from a text to one byte a character, the shape in which `bytes` and `re` work on it.

Knows the runs of `hashiya.text.ucd` and how to look one up; must not know what a class means.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

__all__ = ["Classes"]

_FREQUENT: Final = "".join(
    map(
        chr,
        (
            *(0x00, 0x09, 0x0A, 0xA0, 0xAB, 0xBB, 0x060C, 0x061B, 0x2013, 0x2014, 0x2018, 0x2019),
            *(0x200C, 0x200D, 0x200E, 0x200F, 0x201C, 0x201D, 0x2026, 0x067E, 0x0686, 0x0698),
            *(0x0671, 0x0679, 0x0688, 0x0691, 0x06A4, 0x06A9, 0x06AF, 0x06BE, 0x06C1, 0x06CC),
            *(0x06D2, 0x06D4, *range(0x06F0, 0x06FA), *range(0x20, 0x7F), *range(0x061E, 0x0671)),
        ),
    )
).ljust(256, "\ufffe")
"""What Arabic news is written with; U+FFFE fills the page and is nobody's character."""

# An encoding of 256 characters is a dozen times faster than a look-up each (2 µs, not 25, for 600
# characters). The C code makes that kind of map only from 256 characters that begin with NUL.
_PAGE: Final = codecs.charmap_build(_FREQUENT)


class Classes(dict[str, int]):
    """The class of each character met so far; an unknown one is looked up once.

    Args:
        starts: First code point of each run, ascending, from 0.
        values: Class of each run.
    """

    def __init__(self, starts: Sequence[int], values: bytes) -> None:
        super().__init__()
        self._starts = starts
        self._values = values

    def __missing__(self, char: str) -> int:
        value = self[char] = self._values[bisect_right(self._starts, ord(char)) - 1]
        return value

    @cached_property
    def _page(self) -> bytes:
        return bytes(map(self.__getitem__, _FREQUENT))

    def of(self, text: str) -> bytes:
        """One class a character."""
        try:
            return codecs.charmap_encode(text, "strict", _PAGE)[0].translate(self._page)
        except UnicodeEncodeError:
            return bytes(map(self.__getitem__, text))
