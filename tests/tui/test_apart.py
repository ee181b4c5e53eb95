"""Words that run the other way than their sentence keep their own order in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.tui.apart import arabic_apart, latin_apart
from hashiya.tui.pieces import sentence

_CONTROLS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def marked(text: str) -> str:
    """A sentence with its Arabic words in corner brackets."""
    return arabic_apart(text).replace("\u2067", "⟦").replace("\u2069", "⟧")


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("undone: date on 5 مايو 2024", "undone: date on ⟦5 مايو 2024⟧"),
        ("on 3 إلى 5 مايو 2024; u to undo", "on ⟦3 إلى 5 مايو 2024⟧; u to undo"),
        ("removed from 2024 ، اجتماعا", "removed from ⟦2024 ، اجتماعا⟧"),
        ("flagged: «بنك المغرب», twice", "flagged: ⟦«بنك المغرب»⟧, twice"),
        ("ruled: date «3 إلى 5 شتنبر»; u undoes", "ruled: date ⟦«3 إلى 5 شتنبر»⟧; u undoes"),
        ("agency on المنظمة (IMO) الدولية", "agency on ⟦المنظمة⟧ (IMO) ⟦الدولية⟧"),
        ("act 5 · on vm", "act 5 · on vm"),
        ("في 5 مايو", "في 5 مايو"),
    ],
)
def test_arabic_words_stand_together_with_the_numbers_that_are_theirs(
    text: str, apart: str
) -> None:
    """Signs that end a clause are the sentence's; one of Arabic words alone stays as it is."""
    assert marked(text) == apart


def test_the_day_of_a_date_is_drawn_before_its_month_in_an_english_sentence() -> None:
    """It stands to the right of the month, where reading begins."""
    day, month, year = (sentence("on 7 مايو 2024").index(part) for part in ("7", "\ufee3", "2024"))
    assert year < month < day


@given(st.text("ab 12.,;:()«»ابت\u0640\u064b…·"))
def test_nothing_but_order_changes(text: str) -> None:
    """Every letter stays, in its place, and each isolate that begins ends."""
    for apart in (arabic_apart(text), latin_apart(text)):
        assert apart.translate(_CONTROLS) == text
        assert sum(map(apart.count, "\u2066\u2067\u2068")) == apart.count("\u2069")


@given(st.text("ab 12.,;:()«»ابت\u0640…·"), st.integers(min_value=1, max_value=20))
def test_a_sentence_keeps_its_width_and_no_control_is_printed(text: str, width: int) -> None:
    """What keeps words apart takes no column and never reaches the terminal."""
    shown = sentence(text, width)
    assert len(shown) <= width
    assert shown.translate(_CONTROLS) == shown
