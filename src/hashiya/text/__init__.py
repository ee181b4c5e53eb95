"""What letters are: graphemes, bidi levels, joining, sentences, words, and forms safe to print.

This floor is plain Python over `str` and offsets in code points. It must never know a document, a
file, a screen or how wide a character is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

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
    from hashiya.text.matching import PROCLITIC_CHAINS, form_spans, forms_of
    from hashiya.text.querying import LookUp, Query, stretch_keys, stretches
    from hashiya.text.sentences import sentence_spans

__all__ = [
    "DIRECTIONS",
    "PROCLITIC_CHAINS",
    "TOKENIZATION",
    "Direction",
    "Folded",
    "LookUp",
    "Offsets",
    "Query",
    "bidi_levels",
    "default_cut",
    "fold",
    "form_spans",
    "forms_of",
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
    "stretch_keys",
    "stretches",
    "visible",
    "visual_order",
    "word_spans",
]


_LATE: Final = {
    "LookUp": "querying",
    "PROCLITIC_CHAINS": "matching",
    "Query": "querying",
    "form_spans": "matching",
    "forms_of": "matching",
    "sentence_spans": "sentences",
    "stretch_keys": "querying",
    "stretches": "querying",
}
"""Name → the room it is in. These are loaded when asked for: reading a first page needs none."""


def __getattr__(name: str) -> object:
    room = _LATE.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{room}"), name)
    globals()[name] = found
    return found
