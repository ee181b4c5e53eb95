"""What letters are: graphemes, bidi levels, joining and forms that are safe to print.

This floor is plain Python over `str` and offsets in code points. It must never know a document, a
file, a screen or how wide a character is.
"""

from __future__ import annotations

from hashiya.text.graphemes import (
    grapheme_breaks,
    is_grapheme_boundary,
    next_grapheme,
    previous_grapheme,
)

__all__ = [
    "grapheme_breaks",
    "is_grapheme_boundary",
    "next_grapheme",
    "previous_grapheme",
]
