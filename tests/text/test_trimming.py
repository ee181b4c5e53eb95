"""What is left away at the edges of a stretch."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.strategies import texts

from hashiya.text import trimmed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" «بنك المغرب»، ", "بنك المغرب"),
        ("(ANPS).", "ANPS"),
        ("(أ.ف.ب.)", "أ.ف.ب."),
        ("نسبة 5%،", "نسبة 5%"),
        ("\u200fالرباط\u00a0", "الرباط"),
        ("الوَزَارَةُ.", "الوَزَارَةُ"),
        ("…", ""),
    ],
)
def test_what_is_kept(text: str, kept: str) -> None:
    """From the first word to the last, marks, dots of acronyms and percent signs with them."""
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == kept


@given(texts())
def test_trimming_twice_is_trimming_once(text: str) -> None:
    """What was trimmed lies inside and has nothing more to trim."""
    start, end = trimmed(text, 0, len(text))
    assert 0 <= start <= end <= len(text)
    assert trimmed(text, start, end) == (start, end)
