"""Keyboards: the same physical key under both layouts."""

from __future__ import annotations

from hashiya.tui.keyboard import ARABIC_LAYOUT, also_on_arabic, digit_variants


def test_no_key_of_the_layout_sends_two_characters() -> None:
    """The key that types «لا» as two characters is not offered."""
    assert "b" not in ARABIC_LAYOUT
    assert all(len(letter) == 1 for letter in ARABIC_LAYOUT.values())


def test_letters_move_with_the_physical_key() -> None:
    """The letters the commands use are those printed on the same keys of an Arabic keyboard."""
    expected = {"n": "ى", "p": "ح", "]": "د", "[": "ج", "u": "ع", "r": "ق", "q": "ض", "c": "ؤ"}
    assert {key: ARABIC_LAYOUT[key] for key in expected} == expected
    assert also_on_arabic("?") == ("؟",)


def test_digits_come_in_three_scripts() -> None:
    """A digit key is also answered when the keyboard types Arabic-Indic or Persian digits."""
    assert digit_variants("0") == ("٠", "۰")
    assert also_on_arabic("4") == ("٤", "۴")
    assert digit_variants("x") == ()


def test_a_modifier_stays() -> None:
    """Control with an Arabic letter is the same command as control with the Latin one."""
    assert also_on_arabic("ctrl+z") == ("ctrl+ئ",)
    assert also_on_arabic("shift+left") == ()
