"""Bounds of sentences as other programs give them: without white space at their edges, or none.

Knows no format; a text whose sentences leave words out has none.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["kept_sentences"]


def kept_sentences(
    text: str, bounds: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...] | None:
    """The sentences of a text in code points; None where they overlap or leave words out.

    >>> kept_sentences(" a. b", [(0, 4), (4, 5)])
    ((1, 3), (4, 5))
    """
    kept: list[tuple[int, int]] = []
    before = 0
    for first, last in sorted(bounds):
        if not 0 <= first <= last <= len(text):
            return None
        held = text[first:last]
        start = first + len(held) - len(held.lstrip())
        end = first + len(held.rstrip())
        if start >= end:
            continue
        if start < before or text[before:start].strip():
            return None
        kept.append((start, end))
        before = end
    return tuple(kept) if kept and not text[before:].strip() else None
