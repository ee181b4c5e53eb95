"""Edges of tokens are those of the rule, wherever they were met before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DIRECTION_CONTROLS, lines, texts

from hashiya.text import word_edges, word_spans
from hashiya.text.edges import LONGEST_KEPT

RULES = "aوسَ.ـ@#:/1,٣هم؀\u0d4e\u200d👩🇲🇦،)« \n\u00a0\u200b" + "".join(DIRECTION_CONTROLS)
"""A character of each kind that the rule knows."""


@given(st.one_of(texts(), lines(), st.text(), st.text(RULES)))
def test_edges_are_those_of_the_whole_text(text: str) -> None:
    """No token depends on what is behind a space."""
    starts, ends = word_edges(text)
    assert list(zip(starts, ends, strict=True)) == word_spans(text)


def test_what_is_long_is_not_kept() -> None:
    """A text without spaces is one piece, and has its tokens all the same."""
    text = "سلام،" * LONGEST_KEPT
    starts, ends = word_edges(f"{text} {text}")
    assert len(starts) == len(ends) == 4 * LONGEST_KEPT
