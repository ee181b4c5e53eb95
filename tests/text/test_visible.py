"""What `visible` makes of every code point there is, and of hostile texts."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import ARABIC_LETTERS, ARABIC_MARKS, DIRECTION_CONTROLS, texts

from hashiya.text import visible

EVERYTHING = "".join(map(chr, range(0x110000)))


def test_every_code_point_stays_one_code_point() -> None:
    """One in, one out, for each of the 1,114,112, lone surrogates included."""
    assert len(visible(EVERYTHING)) == len(EVERYTHING)
    assert all(len(visible(char)) == 1 for char in EVERYTHING[:0x3100])


def test_what_is_visible_stays_visible() -> None:
    """Doing it twice changes nothing more."""
    assert visible(visible(EVERYTHING)) == visible(EVERYTHING)


def test_nothing_that_commands_a_terminal_is_left() -> None:
    """No control, format, separator or surrogate character is left, ZWNJ and ZWJ apart."""
    left = {
        char for char in visible(EVERYTHING) if category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs"}
    }
    assert left == {"\u200c", "\u200d"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x00\x07\t\n\r\x1b\x1f\x7f", "␀␇␉␊␍␛␟␡"),
        ("\x80\x85\x9b\x9d\x9f", "\ufffd" * 5),
        ("\u2028\u2029", "␤␤"),
        ("\ud800\udfff", "\ufffd\ufffd"),
        (DIRECTION_CONTROLS, "\ufffd" * len(DIRECTION_CONTROLS)),
        ("\u200b\u2060\ufeff\xad\u180e\u034f\u3164\u115f", "\ufffd" * 8),
        ("\U000e0001\U000e0041\U000e007f\U000e0100", "\ufffd" * 4),
        ("\u0600\u06dd", "\ufffd\ufffd"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
    ],
)
def test_invisible_characters_get_a_mark(text: str, shown: str) -> None:
    """Controls become pictures, all else that prints nothing the replacement character."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "It costs 12 €.",
        f"{ARABIC_LETTERS}{ARABIC_MARKS} ـ،؛؟",
        "می\u200cخواهم ه\u200d",
        "❤\ufe0f 👩🏽\u200d🔬 🇲🇦",
        "\xa0\u2003\u3000",
        "你好 שלום नमस्ते",
        "␛\ufffd\ue000",
    ],
)
def test_writing_is_left_alone(text: str) -> None:
    """Letters, marks, spaces, emoji, ZWNJ and ZWJ stay as they are."""
    assert visible(text) == text


@given(st.one_of(texts(), st.text(), st.text(st.characters(categories=["Cs", "Cc", "Cf"]))))
def test_offsets_hold(text: str) -> None:
    """A text and its visible form have the same length, and printable characters stay in place."""
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(
        after == before
        for before, after in zip(text, shown, strict=True)
        if before.isprintable() and category(before) != "Mn"
    )
    assert visible(shown) == shown
