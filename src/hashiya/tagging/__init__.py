"""Spans ⇄ tokens ⇄ tags: how ranges of characters become rows of a tagged file, and back.

This floor knows offsets, tokens and tagging schemes. It must never know a file, a database or a
screen, and it never snaps or repairs by itself: what does not fit is named, the caller decides.
"""

from __future__ import annotations

from hashiya.tagging.alignment import Alignment, align, expect_aligned
from hashiya.tagging.codec import (
    Repair,
    Repaired,
    TokenSpan,
    decode_tags,
    encode_tags,
    repair_tags,
)
from hashiya.tagging.schemes import (
    BILOU,
    BIO,
    BIOES,
    IOB1,
    OUTSIDE,
    TAG_SCHEMES,
    TagScheme,
    guess_tag_scheme,
    is_tag,
    tag_scheme,
)
from hashiya.tagging.tagging_spans import tag_spans

__all__ = [
    "BILOU",
    "BIO",
    "BIOES",
    "IOB1",
    "OUTSIDE",
    "TAG_SCHEMES",
    "Alignment",
    "Repair",
    "Repaired",
    "TagScheme",
    "TokenSpan",
    "align",
    "decode_tags",
    "encode_tags",
    "expect_aligned",
    "guess_tag_scheme",
    "is_tag",
    "repair_tags",
    "tag_scheme",
    "tag_spans",
]
