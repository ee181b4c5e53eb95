"""Kinds: what each code point is on the grid, and what stands in for those that are not printed.

One letter a code point, so that clusters are found at the speed of `bytes` and `re`:

```
n base    b base that mirrors    p base that begins no row after a space    q both of these
w wide base    f flag    s space    d wide space    c control shown as a mark    o mark alone
l lam    a alef    m mark printed on its base    x prints nothing, belongs to what stands before
r regional indicator    z ZWJ    j ZWNJ    k skin tone        (settled by `settle`)
```

Nothing here knows a direction, a shape or the width of the screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from hashiya.text import is_grapheme_boundary, mirrored, shape, visible

__all__ = ["CharWidth", "alefs", "displayed", "joined_alefs", "kinds_of", "settle"]

CharWidth = Callable[[str], int]
"""Columns one character takes on the terminal: 0 for a mark, 1, or 2."""

_ALEFS = frozenset("آأإا")
_CLOSING = frozenset("،؛؟۔.:!?,;…»)]}”’%٪")
_NO_BREAK_SPACES = frozenset("\u00a0\u2007\u202f")
_AYAH_SIGNS = frozenset("\u06dd\u08e2")
_NUMBER_SIGNS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u070f\u0890\u0891\U000110bd\U000110cd"
)

_REGIONAL_A: Final = 0x1F1E6
_CIRCLED_A: Final = 0x24B6

_ALEF = re.compile(rb"a")
_LAM_ALEF = re.compile(rb"l[mxz]*a")
_FLAG = re.compile(rb"rr")
_AFTER_JOINER = re.compile(rb"z[nbpqw]")
_ALONE = re.compile(rb"(?:\A|[sdc])x*([mk])")
_SETTLED = bytes.maketrans(b"zjr", b"xxn")


class _Kinds(dict[int, str]):
    """Kind of each code point, found on first use with one terminal's width function."""

    def __init__(self, char_width: CharWidth) -> None:
        super().__init__()
        self._char_width = char_width

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(chr(code), self._char_width)
        return kind


class _Displayed(dict[int, str]):
    """What stands in for each code point before shaping: itself, a mark, a sign or a blank."""

    def __missing__(self, code: int) -> str:
        char = self[code] = _stand_in(chr(code))
        return char


_kind_table = lru_cache(maxsize=8)(_Kinds)
_DISPLAYED = _Displayed()


def kinds_of(text: str, char_width: CharWidth) -> bytes:
    """One kind a code point, each seen alone."""
    return text.translate(_kind_table(char_width)).encode("ascii")


def displayed(text: str) -> str:
    """The text with a stand-in for each code point that may not reach a terminal, one for one.

    What prints nothing stays, because joining looks at it; its cell leaves it out.
    """
    return text.translate(_DISPLAYED)


def joined_alefs(kinds: bytes, text: str) -> frozenset[int]:
    """Where the alefs stand that may share a cell with the lam before them."""
    pairs = (found.span() for found in _LAM_ALEF.finditer(kinds))
    return frozenset(
        end - 1 for start, end in pairs if end == start + 2 or not shape(text[start:end])[-1]
    )


def alefs(kinds: bytes) -> frozenset[int]:
    """Where all alefs stand."""
    return frozenset(found.start() for found in _ALEF.finditer(kinds))


def settle(kinds: bytes, text: str, joined: frozenset[int]) -> bytes:
    """Kinds as neighbours make them: `m` and `x` belong to the base before, all others are bases.

    Args:
        kinds: From `kinds_of`.
        text: What they were found in.
        joined: Alefs that share the cell of their lam.
    """
    points = bytearray(kinds)
    for alef in joined:
        points[alef] = ord("x")
    for found in _FLAG.finditer(kinds):
        points[found.start() : found.end()] = b"fm"
    for found in _AFTER_JOINER.finditer(kinds):
        at = found.end() - 1
        if not text[at].isalnum() and not is_grapheme_boundary(text, at):
            points[at] = ord("x")
    points = points.translate(_SETTLED)
    for found in _ALONE.finditer(points):
        points[found.start(1)] = ord("o" if found[1] == b"m" else "n")
    points = points.replace(b"k", b"x")
    if points and not points.strip(b"x"):
        points[0] = ord("o")
    return bytes(points)


def _kind(char: str, char_width: CharWidth) -> str:
    kind = _special_kind(char) or _control_kind(char)
    if kind:
        return kind
    width = char_width(char)
    if width <= 0:
        return "m"
    if char.isspace() and char not in _NO_BREAK_SPACES:
        return "d" if width > 1 else "s"
    if width > 1:
        return "w"
    if char in _CLOSING:
        return "p" if mirrored(char) == char else "q"
    return "n" if mirrored(char) == char else "b"


def _special_kind(char: str) -> str | None:
    if char in _ALEFS:
        return "a"
    if "\U0001f1e6" <= char <= "\U0001f1ff":
        return "r"
    if "\U0001f3fb" <= char <= "\U0001f3ff":
        return "k"
    return {"\u0644": "l", "\t": "s", "\u200d": "z", "\u200c": "j"}.get(char)


def _control_kind(char: str) -> str | None:
    if char in _NUMBER_SIGNS or char in _AYAH_SIGNS:
        return "n"
    if shape(char) == [""]:
        return "x"
    return "c" if visible(char) != char or _is_noncharacter(char) else None


def _is_noncharacter(char: str) -> bool:
    return ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"


def _stand_in(char: str) -> str:
    if char in _NUMBER_SIGNS:
        return "#"
    if char in _AYAH_SIGNS:
        return "\u25cb"
    kind = _special_kind(char) or _control_kind(char)
    if kind == "c":
        return "\ufffd" if _is_noncharacter(char) else visible(char)
    if kind == "r":
        return chr(ord(char) - _REGIONAL_A + _CIRCLED_A)
    if kind == "k":
        return "\u25a0"
    return " " if char.isspace() and char != "\u3000" else char
