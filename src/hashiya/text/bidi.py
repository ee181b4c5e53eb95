"""Bidi: levels of a paragraph, of its lines, and the order they are read in on screen (UAX #9).

A level is one byte a code point: even runs left to right, odd right to left. In order: the
paragraph's level, its levels, then for each line after wrapping its levels (L1), its order (L2)
and the mirrored glyphs of odd levels (L4). It must not know cells, marks' widths nor how a line
was wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from hashiya.text import ucd
from hashiya.text.bidi_brackets import has_brackets
from hashiya.text.bidi_resolve import resolve
from hashiya.text.bidi_sequences import PARAGRAPH, explicit_levels, first_strong, run_sequences
from hashiya.text.classes import Classes

__all__ = [
    "DIRECTIONS",
    "Direction",
    "bidi_levels",
    "line_levels",
    "mirrored",
    "paragraph_level",
    "visual_order",
]

Direction = Literal["auto", "rtl", "ltr"]
"""How a text's paragraphs run: each by its first strong character, or all one way (HL1)."""

DIRECTIONS: Final[tuple[Direction, ...]] = ("auto", "rtl", "ltr")
"""In the order a person goes through them."""

_CLASSES: Final = Classes(ucd.BIDI_STARTS, ucd.BIDI_VALUES)
_MIRRORS: Final = dict(zip(ucd.MIRRORS[::2], ucd.MIRRORS[1::2], strict=True))

_FIRST_STRONG = re.compile(rb"[^LRAlrs]*+([LRA])")
_NOT_PLAIN_LEFT = re.compile(rb"[RANeofvlrs]")
_EXPLICIT = re.compile(rb"[eofvplrsi]")
_REMOVED: Final = b"Zeofvp"
_REMOVED_RUN = re.compile(rb"[Zeofvp]++")
_SPACES: Final = b"WlrsiZeofvp"
_SEPARATORS = re.compile(rb"[YB]")
_SPACES_AND_SEPARATORS = re.compile(rb"[WlrsiZeofvpYB]++")
_LEVEL_RUN = re.compile(rb"(.)\1*+", re.DOTALL)


def paragraph_level(text: str, default: int = 0) -> int:
    """0 or 1 by the first strong character outside isolates (P2, P3).

    Args:
        text: The paragraph.
        default: The level when there is none.
    """
    return _paragraph_level(_CLASSES.of(text), default)


def bidi_levels(text: str, base: int | None = None) -> bytes:
    """Levels of one paragraph after the I rules, before L1.

    A paragraph separator inside ends what was open, as if it ended the paragraph, and takes the
    paragraph's level.

    Args:
        text: The paragraph, with or without its separator.
        base: Its level, 0 or 1; by default that of its first strong character.

    Returns:
        One level a code point; a character that X9 removes has the level of the one before it.
    """
    classes = _CLASSES.of(text)
    if base is None:
        base = _paragraph_level(classes)
    if not (base or _NOT_PLAIN_LEFT.search(classes)):
        return bytes(len(text))
    if b"B" not in classes:
        return _levels(text, classes, base)
    levels, start = [], 0
    for part in classes.split(b"B"):
        end = start + len(part)
        levels.append(_levels(text[start:end], part, base))
        start = end + 1
    return bytes((base,)).join(levels)


def line_levels(text: str, levels: bytes, start: int, end: int, base: int) -> bytes:
    """Levels of one line of a paragraph (L1): separators and trailing spaces take the base level.

    Args:
        text: The paragraph.
        levels: From `bidi_levels`.
        start: Offset in `text` of the line's first code point.
        end: Offset after its last.
        base: The paragraph's level.

    Returns:
        One level a code point of the line.
    """
    classes = _CLASSES.of(text[start:end])
    kept = len(classes.rstrip(_SPACES))
    reset = bytes((base,))
    line = levels[start : start + kept] + reset * (len(classes) - kept)
    if not _SEPARATORS.search(classes):
        return line
    changed = bytearray(line)
    for match in _SPACES_AND_SEPARATORS.finditer(classes):
        first, after = match.span()
        after -= 0 if after == len(classes) else len(match[0]) - len(match[0].rstrip(_SPACES))
        changed[first:after] = reset * (after - first)
    return bytes(changed)


def visual_order(levels: bytes) -> list[int]:
    """The indices of a line's characters from left to right on screen (L2).

    Linear in the line's length, whatever the nesting.
    """
    if not any(levels):
        return list(range(len(levels)))
    order: list[int] = []
    for start, end, level in _visual_runs(levels):
        order.extend(range(end - 1, start - 1, -1) if level & 1 else range(start, end))
    return order


def mirrored(char: str) -> str:
    """The character whose glyph mirrors this one's (L4); itself when there is none."""
    return _MIRRORS.get(char, char)


def _paragraph_level(classes: bytes, default: int = 0) -> int:
    """P2 and P3; a separator inside ends open isolates, and the search goes on behind it."""
    found = _FIRST_STRONG.match(classes)
    if found:
        return int(found[1] != b"L")
    return first_strong(classes).get(PARAGRAPH, default)


def _levels(text: str, classes: bytes, base: int) -> bytes:
    """Levels of a paragraph without separators."""
    explicit = _EXPLICIT.search(classes) is not None
    kept_classes = classes.translate(None, _REMOVED)
    chars = text if has_brackets(text) else ""
    if chars and len(kept_classes) < len(classes):
        chars = "".join(
            char for char, kind in zip(text, classes, strict=True) if kind not in _REMOVED
        )
    if explicit:
        levels = _sequence_levels(classes, chars, base)
    else:
        direction = b"R" if base else b"L"
        levels = resolve(kept_classes, chars, level=base, sos=direction, eos=direction)
    return levels if len(levels) == len(text) else _restored(levels, classes, base)


def _sequence_levels(classes: bytes, chars: str, base: int) -> bytes:
    """Levels of the characters X9 keeps, sequence by sequence."""
    explicit = explicit_levels(classes, base)
    levels = bytearray(explicit.levels)
    for sequence in run_sequences(explicit, base):
        inside = "".join([chars[start:end] for start, end in sequence.runs])
        resolved = resolve(
            sequence.of(explicit.types),
            inside if inside and has_brackets(inside) else "",
            level=sequence.level,
            sos=sequence.sos,
            eos=sequence.eos,
        )
        done = 0
        for start, end in sequence.runs:
            levels[start:end] = resolved[done : done + end - start]
            done += end - start
    return bytes(levels)


def _restored(levels: bytes, classes: bytes, base: int) -> bytes:
    """Levels for all characters: what X9 removed takes the level of the one before."""
    parts, done, copied = [], 0, 0
    for match in _REMOVED_RUN.finditer(classes):
        start, end = match.span()
        upto = copied + start - done
        parts.append(levels[copied:upto])
        parts.append(bytes((levels[upto - 1] if upto else base,)) * (end - start))
        done, copied = end, upto
    return b"".join([*parts, levels[copied:]])


class _Stretch:
    """Neighbouring level runs already put in order: a linked list from left to right."""

    __slots__ = ("left", "level", "right")

    def __init__(self, level: int, run: int) -> None:
        self.level = level
        self.left = run
        self.right = run


def _visual_runs(levels: bytes) -> Iterator[tuple[int, int, int]]:
    """Level runs `(start, end, level)` from left to right, each joined to its neighbours once.

    Source: B. Esfahbod, A linear time algorithm for reordering bidi runs.
    """
    runs = [(*match.span(), match[0][0]) for match in _LEVEL_RUN.finditer(levels)]
    following = [-1] * len(runs)
    stretches: list[_Stretch] = []
    for nth, (_, _, level) in enumerate(runs):
        while len(stretches) > 1 and stretches[-1].level > level <= stretches[-2].level:
            _join(stretches, following)
        if not stretches or stretches[-1].level < level:
            stretches.append(_Stretch(level, nth))
            continue
        last = stretches[-1]
        last.level = level
        if level & 1:
            following[nth], last.left = last.left, nth
        else:
            following[last.right], last.right = nth, nth
    while len(stretches) > 1:
        _join(stretches, following)
    at = stretches[0].left
    while at >= 0:
        yield runs[at]
        at = following[at]


def _join(stretches: list[_Stretch], following: list[int]) -> None:
    """Put the last stretch inside the one before it, on the side that one grows to."""
    last = stretches.pop()
    outer = stretches[-1]
    if outer.level & 1:
        following[last.right], outer.left = outer.left, last.left
    else:
        following[outer.right], outer.right = last.left, last.right
