"""Tokens: how many words a text has, fast enough to count them while a project is filled.

A word never reaches over white space, so a text's words are those of its pieces between spaces and
line ends; and most pieces have been seen before.
"""

from __future__ import annotations

from typing import Final

from hashiya.text import word_spans

__all__ = ["TokenCounter"]

MAX_REMEMBERED: Final = 50_000
"""Different pieces kept; after that the memory begins anew."""


class _Remembered(dict[str, int]):
    """Words of each piece, counted when it is first asked for."""

    def __missing__(self, piece: str) -> int:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        count = self[piece] = len(word_spans(piece))
        return count


class TokenCounter:
    """Counts words of text after text; it gets faster as it goes."""

    def __init__(self) -> None:
        self._pieces = _Remembered()

    def count(self, text: str) -> int:
        """How many words `hashiya.text.word_spans` finds in a text."""
        return sum(map(self._pieces.__getitem__, text.replace("\n", " ").split(" ")))
