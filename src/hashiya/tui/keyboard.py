"""Keyboards: which character the same physical key sends under an Arabic layout.

A person reads Arabic with the Arabic layout on and should not have to switch it to press a
command. Knows characters and Textual's key names; must never know what a key does (`commands`).
"""

from __future__ import annotations

from typing import Final

__all__ = ["ARABIC_LAYOUT", "SAME_ON_ARABIC", "also_on_arabic", "digit_of", "digit_variants"]

ARABIC_LAYOUT: Final = dict(
    zip(
        "qwertyuiop[]asdfghjkl;'zxcvnm,./?",
        "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ؟",
        strict=True,
    )
)
"""Latin key to the letter of the Arabic (101) layout; not `b`, which types two letters: «لا»."""

_SIGNS: Final = {"*": "٭", "{": "<", "}": ">", "b": "ﻻ"}
"""Keys of which an Arabic keyboard sends another sign at the same place, or may; some send the two
letters of `b` as one, which a command can answer."""
SAME_ON_ARABIC: Final = frozenset("\\-=!")
"""Keys that send the same character under both layouts."""

_DIGITS: Final = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


def digit_variants(character: str) -> tuple[str, ...]:
    """The Arabic-Indic and the Persian form of an ASCII digit; nothing for other characters.

    >>> digit_variants("1")
    ('١', '۱')
    """
    if character.isascii() and character.isdigit():
        return tuple(digits[int(character)] for digits in _DIGITS)
    return ()


def digit_of(character: str) -> int | None:
    """The value of a digit in any of the three scripts; None for what is none.

    >>> digit_of("٣"), digit_of("3"), digit_of("x")
    (3, 3, None)
    """
    for digits in ("0123456789", *_DIGITS):
        if len(character) == 1 and character in digits:
            return digits.index(character)
    return None


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
