"""What letters are: graphemes, bidi levels, joining, sentences, words, and forms safe to print.

This floor is plain Python over `str` and offsets in code points. It must never know a document, a
file, a screen or how wide a character is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.doors import late
from hashiya.text.bidi import (
    DIRECTIONS,
    Direction,
    bidi_levels,
    line_levels,
    mirrored,
    paragraph_level,
    visual_order,
)
from hashiya.text.fold import Folded, composed_form, fold
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
    from hashiya.text.amounts import counted
    from hashiya.text.edges import word_edges
    from hashiya.text.matching import PROCLITIC_CHAINS, form_spans, forms_of
    from hashiya.text.phrases import clause_starts, longer_phrase, phrase_end, phrase_start
    from hashiya.text.querying import LookUp, Query, stretch_keys, stretches
    from hashiya.text.sentences import is_between_sentences, sentence_spans
    from hashiya.text.trimming import trimmed

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
    "clause_starts",
    "composed_form",
    "counted",
    "default_cut",
    "fold",
    "form_spans",
    "forms_of",
    "grapheme_breaks",
    "is_between_sentences",
    "is_grapheme_boundary",
    "line_levels",
    "longer_phrase",
    "mirrored",
    "next_grapheme",
    "nominal",
    "paragraph_level",
    "phrase_end",
    "phrase_start",
    "previous_grapheme",
    "proclitic_cuts",
    "sentence_spans",
    "shape",
    "stretch_keys",
    "stretches",
    "trimmed",
    "visible",
    "visual_order",
    "word_edges",
    "word_spans",
]


__getattr__ = late(
    __name__,
    {
        "LookUp": "querying",
        "PROCLITIC_CHAINS": "matching",
        "Query": "querying",
        "clause_starts": "phrases",
        "counted": "amounts",
        "form_spans": "matching",
        "forms_of": "matching",
        "is_between_sentences": "sentences",
        "longer_phrase": "phrases",
        "phrase_end": "phrases",
        "phrase_start": "phrases",
        "sentence_spans": "sentences",
        "stretch_keys": "querying",
        "stretches": "querying",
        "trimmed": "trimming",
        "word_edges": "edges",
    },
)
"""Reading a first page needs none of these."""
