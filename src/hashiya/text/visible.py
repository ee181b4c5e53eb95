"""Visible: a text in a form that no terminal, label or file name can take for a command.

One code point in, one out, so that offsets hold, and what is visible stays as it is:

| code points | become |
|---|---|
| C0 controls, tab and line feed among them | their picture, U+2400 + code |
| DEL | its picture U+2421 |
| line and paragraph separator | U+2424, the picture of a new line |
| C1 controls, lone surrogates | U+FFFD |
| every other format or default-ignorable character | U+FFFD |

Among the last are direction controls, zero-width characters, the soft hyphen, the byte order mark,
tags, and number signs such as U+0600, whose width terminals disagree on. ZWNJ and ZWJ spell Persian
words and stay; so do the variation selectors VS1 to VS16, which choose how an emoji looks. It must
not know where the text is going.
"""

from __future__ import annotations

from typing import Final

from hashiya.text import ucd
from hashiya.text.classes import Classes

__all__ = ["is_silent", "visible"]

_KINDS: Final = Classes(ucd.INVISIBLE_STARTS, ucd.INVISIBLE_VALUES)
_REPLACEMENT: Final = "\ufffd"
_NEW_LINE: Final = "\u2424"
_PICTURES: Final = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}


class _StandIns(dict[int, str]):
    """What stands in for each code point met so far."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kept = {ord("-"): char, ord("v"): char, ord("l"): _NEW_LINE}
        self[code] = kept.get(_KINDS[char], _REPLACEMENT)
        return self[code]


_STAND_INS: Final = _StandIns(_PICTURES)


def visible(text: str) -> str:
    """The text with a mark for each code point that prints nothing or commands a terminal.

    Returns:
        As many code points as `text`; the same text when it was visible already.
    """
    return text.translate(_STAND_INS)


def is_silent(char: str) -> bool:
    """Whether a character prints nothing and commands nothing but the letters beside it.

    True for ZWNJ, ZWJ, variation selectors, direction controls and other format characters; false
    for controls, line separators and number signs.
    """
    return _KINDS[char] in b"fv"
