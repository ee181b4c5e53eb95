"""Kinds: the sorts of loss, refusal and remark that imports and exports count by.

Names only: reports and scripts read them, so none ever changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

__all__ = ["Kind", "counted_kinds"]

Kind = Literal[
    "annotator_merged",
    "annotator_renamed",
    "attribute_lost",
    "byte_order_mark",
    "char_not_allowed",
    "crossing_dropped",
    "discontinuous_unsupported",
    "document_border_lost",
    "empty_document",
    "encoding_guessed",
    "id_lost",
    "id_taken",
    "label_renamed",
    "label_unknown",
    "mojibake",
    "nested_dropped",
    "no_sentences",
    "not_nfc",
    "offset_out_of_range",
    "policy_broken",
    "rejected_skipped",
    "same_extent_dropped",
    "shape_assumed",
    "skipped",
    "span_text_mismatch",
    "split_at_newline",
    "tag_repaired",
    "too_long",
    "unit_assumed",
    "unreadable",
    "whitespace_changed",
    "whitespace_lost",
    "widened_to_word",
]
"""Every sort of loss, refusal and remark; what screens and scripts count by."""


def counted_kinds(kinds: Mapping[str, int]) -> str:
    """How many there are of each sort, as people read it.

    >>> counted_kinds({"nested_dropped": 2, "id_lost": 1})
    '1 × id lost, 2 × nested dropped'
    """
    named = sorted(kinds.items())
    return ", ".join(f"{count:,} × {kind.replace('_', ' ')}" for kind, count in named)
