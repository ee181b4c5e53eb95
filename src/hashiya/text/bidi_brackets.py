"""Bracket pairs in one isolating run sequence: UAX #9 rule N0.

It must not know levels, nor where in the paragraph the sequence stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hashiya.text import ucd

__all__ = ["has_brackets", "resolve_brackets"]

MAX_OPEN: Final = 63
"""BD16: deeper nesting ends the search for pairs."""

_BRACKET: Final = re.compile(f"[{re.escape(ucd.BRACKETS)}]")
_SAME: Final = dict(zip(ucd.SAME_BRACKETS[::2], ucd.SAME_BRACKETS[1::2], strict=True))
_OPENING: Final = {
    opening: ucd.BRACKETS.index(_SAME.get(opening, opening)) for opening in ucd.BRACKETS[::2]
}
_CLOSING: Final = {
    closing: ucd.BRACKETS.index(_SAME.get(closing, closing)) - 1 for closing in ucd.BRACKETS[1::2]
}
_NUMBERS_ARE_R: Final = bytes.maketrans(b"EN", b"RR")


def has_brackets(text: str) -> bool:
    """Whether any character of a text is a paired bracket."""
    return _BRACKET.search(text) is not None


def resolve_brackets(
    types: bytes, original: bytes, chars: str, *, embedding: bytes, sos: bytes
) -> bytes:
    """Rule N0.

    Args:
        types: One class a character, after the W rules.
        original: The same before them, to tell which characters are marks.
        chars: The characters.
        embedding: `L` or `R`, the sequence's own direction.
        sos: `L` or `R`, the direction before it.

    Returns:
        `types` with the brackets of resolved pairs, and the marks on them, strong.
    """
    resolved = bytearray(types)
    strong = bytearray(types.translate(_NUMBERS_ARE_R))
    before, seen = sos, 0
    for opening, closing in sorted(_pairs(types, chars)):
        before, seen = _last_strong(strong, seen, opening) or before, opening
        direction = _pair_direction(strong[opening + 1 : closing], before, embedding)
        for at in (opening, closing) if direction else ():
            end = at + 1 + _marks_after(original, at)
            resolved[at:end] = strong[at:end] = direction * (end - at)
    return bytes(resolved)


def _pairs(types: bytes, chars: str) -> Iterator[tuple[int, int]]:
    """BD16: matching brackets that are still neutral, by closing bracket."""
    kinds = bytearray()
    places: list[int] = []
    for match in _BRACKET.finditer(chars):
        at = match.start()
        if types[at] != ord("O"):
            continue
        opening = _OPENING.get(match[0])
        if opening is not None:
            if len(places) == MAX_OPEN:
                return
            kinds.append(opening)
            places.append(at)
            continue
        partner = kinds.rfind(_CLOSING[match[0]])
        if partner >= 0:
            yield places[partner], at
            del kinds[partner:], places[partner:]


def _last_strong(strong: bytearray, start: int, end: int) -> bytes:
    """The last strong class in a range, or nothing."""
    left, right = strong.rfind(b"L", start, end), strong.rfind(b"R", start, end)
    return b"" if left == right else b"L" if left > right else b"R"


def _pair_direction(inside: bytearray, before: bytes, embedding: bytes) -> bytes:
    """N0 b, c and d: what a pair's brackets become; nothing when they stay neutral."""
    if embedding in inside:
        return embedding
    opposite = b"L" if embedding == b"R" else b"R"
    if opposite not in inside:
        return b""
    return opposite if before == opposite else embedding


def _marks_after(original: bytes, at: int) -> int:
    """How many marks follow a bracket."""
    end = at + 1
    while original[end : end + 1] == b"M":
        end += 1
    return end - at - 1
