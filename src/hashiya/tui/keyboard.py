"""Keyboards: which character the same physical key sends under an Arabic layout.

A person reads Arabic with the Arabic layout on and should not have to switch it to press a
command. Knows characters and Textual's key names; must never know what a key does (`commands`).
"""

from __future__ import annotations

from typing import Final

__all__ = ["ARABIC_LAYOUT", "also_on_arabic", "digit_variants"]

ARABIC_LAYOUT: Final = dict(
    zip(
        "qwertyuiop[]asdfghjkl;'zxcvnm,./?",
        "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ؟",
        strict=True,
    )
)
"""Latin key to the letter of the Arabic (101) layout; not `b`, which types two letters: «لا»."""

_SIGNS: Final = {"*": "٭"}
"""Signs that both layouts have, and that some Arabic keyboards write in their own way."""

_DIGITS: Final = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


def digit_variants(character: str) -> tuple[str, ...]:
    """The Arabic-Indic and the Persian form of an ASCII digit; nothing for other characters.

    >>> digit_variants("1")
    ('١', '۱')
    """
    if character.isascii() and character.isdigit():
        return tuple(digits[int(character)] for digits in _DIGITS)
    return ()


def also_on_arabic(key: str) -> tuple[str, ...]:
    """The keys an Arabic keyboard sends where a Latin one sends `key`.

    `key` is one character, or one with a modifier as Textual writes it.

    >>> also_on_arabic("n"), also_on_arabic("ctrl+z"), also_on_arabic("left")
    (('ى',), ('ctrl+ئ',), ())
    """
    modifier, plus, character = key.rpartition("+")
    if len(character) != 1:
        return ()
    letter = ARABIC_LAYOUT.get(character) or _SIGNS.get(character)
    others = (letter,) if letter else digit_variants(character)
    return tuple(f"{modifier}{plus}{other}" for other in others)
