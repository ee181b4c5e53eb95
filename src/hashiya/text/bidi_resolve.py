"""Resolving one isolating run sequence: UAX #9 rules W1 to W7, N0 to N2, I1 and I2.

A sequence is one class a character as bytes; each rule is one pass of `bytes` or `re` over it. It
must not know where in the paragraph the sequence stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from hashiya.text.bidi_brackets import resolve_brackets

__all__ = ["resolve"]

_MARKS = re.compile(rb"([^M])M++")
_AFTER_ARABIC = re.compile(rb"A[^LR]*+")
_BETWEEN_EUROPEAN = re.compile(rb"(?<=E)[SC](?=E)")
_BETWEEN_ARABIC = re.compile(rb"(?<=N)C(?=N)")
_TERMINATORS = re.compile(rb"T++")
_AFTER_LATIN = re.compile(rb"L[^R]*+")
_BETWEEN_LATIN = re.compile(rb"(?<=L)O++(?=L)")
_BETWEEN_RTL = re.compile(rb"(?<=[REN])O++(?=[REN])")

_ARABIC_IS_R: Final = bytes.maketrans(b"A", b"R")
_NEUTRAL_IS_O: Final = bytes.maketrans(b"STCBYWlrsi", b"OOOOOOOOOO")
_NUMBERS: Final = re.compile(rb"[EN]")


def resolve(types: bytes, chars: str, *, level: int, sos: bytes, eos: bytes) -> bytes:
    """The levels of a sequence's characters.

    Args:
        types: One class a character, overrides applied, what X9 removes left out.
        chars: The same characters when there may be brackets among them, else empty.
        level: Explicit level of the sequence.
        sos: `L` or `R`, the direction before it.
        eos: `L` or `R`, the direction after it.
    """
    embedding = b"R" if level & 1 else b"L"
    strong = _resolve_weak(sos + types)
    if chars:
        strong = sos + resolve_brackets(strong[1:], types, chars, embedding=embedding, sos=sos)
    neutral = strong.translate(_NEUTRAL_IS_O) + eos
    return _resolve_neutral(neutral, embedding)[1:-1].translate(_implicit(level))


def _resolve_weak(types: bytes) -> bytes:
    """Rules W1 to W7; `types` begins with the direction before the sequence."""
    if b"M" in types:
        types = types.replace(b"AMM", b"AAA").replace(b"AM", b"AA")  # the commonest by far
        types = _MARKS.sub(_like_the_base, types)
    has_european = b"E" in types
    if has_european:
        types = _AFTER_ARABIC.sub(_european_is_arabic, types)
    types = types.translate(_ARABIC_IS_R)
    types = _BETWEEN_ARABIC.sub(b"N", types)
    if has_european:
        types = _BETWEEN_EUROPEAN.sub(b"E", types)
        types = _TERMINATORS.sub(_european_beside_european, types)
        types = _AFTER_LATIN.sub(_european_is_latin, types)
    return types


def _like_the_base(match: re.Match[bytes]) -> bytes:
    """W1; an isolate or its end counts as neutral, for the marks on it too."""
    return bytes(match[1] * len(match[0]))


def _european_is_arabic(match: re.Match[bytes]) -> bytes:
    """W2."""
    return match[0].replace(b"E", b"N")


def _european_beside_european(match: re.Match[bytes]) -> bytes:
    """W5; the rest of the terminators is neutral (W6)."""
    start, end = match.span()
    around = match.string[start - 1 : start] + match.string[end : end + 1]
    return (b"E" if b"E" in around else b"O") * (end - start)


def _european_is_latin(match: re.Match[bytes]) -> bytes:
    """W7."""
    return match[0].replace(b"E", b"L")


def _resolve_neutral(types: bytes, embedding: bytes) -> bytes:
    """Rules N1 and N2; both ends of `types` are the directions around the sequence."""
    if embedding == b"R":
        types = _BETWEEN_LATIN.sub(_all_left, types)
    else:
        types = _BETWEEN_RTL.sub(_all_right, types)
    return types.replace(b"O", embedding)


def _all_left(match: re.Match[bytes]) -> bytes:
    return b"L" * len(match[0])


def _all_right(match: re.Match[bytes]) -> bytes:
    return b"R" * len(match[0])


@cache
def _implicit(level: int) -> bytes:
    """Rules I1 and I2 for one level, as a table from class to level."""
    odd = level & 1
    table = bytearray(256)
    for kind, raised in zip(b"LREN", (odd, 1 - odd, 2 - odd, 2 - odd), strict=True):
        table[kind] = level + raised
    return bytes(table)
