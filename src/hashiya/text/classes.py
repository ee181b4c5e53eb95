"""Classes: from a text to one byte a character, the shape in which `bytes` and `re` work on it.

Knows the runs of `hashiya.text.ucd` and how to look one up; must not know what a class means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

__all__ = ["Classes"]


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

    def of(self, text: str) -> bytes:
        """One class a character."""
        return bytes(map(self.__getitem__, text))
