"""Trimming: the same stretch of text without what no span should begin or end with.

It must not know spans or labels: a stretch is `[start, end)` in code points.
"""

from __future__ import annotations

from hashiya.text.words import word_spans

__all__ = ["trimmed"]

_KEPT = frozenset("%٪‰°€$£¥")
"""Signs that belong to the number beside them."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch from its first word to its last, what stands outside them left away.

    White space, punctuation, brackets and quotes go; a dotted acronym keeps its last dot and a
    number its percent sign. Empty, at `start`, when there is no word in it.

    >>> trimmed("قال (أ.ف.ب.)، ثم", 3, 13)
    (5, 11)
    """
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return (start, end)  # the first token and the last have a letter or digit and are kept
    kept = [
        bounds
        for bounds in word_spans(text[start:end])
        if any(
            each.isalnum() or each in _KEPT for each in text[start + bounds[0] : start + bounds[1]]
        )
    ]
    return (start + kept[0][0], start + kept[-1][1]) if kept else (start, start)
