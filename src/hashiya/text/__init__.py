"""What letters are: graphemes, bidi levels, joining, sentences, words, and forms safe to print.

This floor is plain Python over `str` and offsets in code points. It must never know a document, a
file, a screen or how wide a character is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.bidi import (
    DIRECTIONS,
    Direction,
    bidi_levels,
    line_levels,
    mirrored,
    paragraph_level,
    visual_order,
)
from hashiya.text.fold import Folded, fold
from hashiya.text.graphemes import (
    grapheme_breaks,
    is_grapheme_boundary,
    next_grapheme,
    previous_grapheme,
)
from hashiya.text.joining import nominal, shape
from hashiya.text.offsets import Offsets
from hashiya.text.proclitics import default_cut, proclitic_cuts
from hashiya.text.visible import visible
from hashiya.text.words import TOKENIZATION, word_spans

if TYPE_CHECKING:
    from hashiya.text.sentences import sentence_spans

__all__ = [
    "DIRECTIONS",
    "TOKENIZATION",
    "Direction",
    "Folded",
    "Offsets",
    "bidi_levels",
    "default_cut",
    "fold",
    "grapheme_breaks",
    "is_grapheme_boundary",
    "line_levels",
    "mirrored",
    "next_grapheme",
    "nominal",
    "paragraph_level",
    "previous_grapheme",
    "proclitic_cuts",
    "sentence_spans",
    "shape",
    "visible",
    "visual_order",
    "word_spans",
]


def __getattr__(name: str) -> object:
    """The sentence rule, when it is asked for: it takes longest to load, and only imports split."""
    if name != "sentence_spans":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from hashiya.text.sentences import sentence_spans  # noqa: PLC0415 - see above

    globals()[name] = sentence_spans
    return sentence_spans
