"""What is left away at the edges of a stretch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from hashiya.text import trimmed, word_spans


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


@given(st.text("و ل.(بa،", max_size=12), st.data())
def test_trimming_by_its_edges_is_trimming(text: str, data: st.DataObject) -> None:
    """A stretch between two letters is what looking at all of its tokens would leave."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    kept = [
        (first, last)
        for first, last in word_spans(text[start:end])
        if any(map(str.isalnum, text[start + first : start + last]))
    ]
    whole = (start + kept[0][0], start + kept[-1][1]) if kept else (start, start)
    assert trimmed(text, start, end) == whole
