"""Grapheme clusters: where a text may be cut without tearing a mark off its letter (UAX #29).

Extended clusters of Unicode 17, the ones people see as one character: a letter with its marks,
CR LF, a flag, a joined emoji. Offsets are code points. It must not know what a letter means nor
how wide it is.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hashiya.text import ucd
from hashiya.text.classes import Classes

__all__ = ["grapheme_breaks", "is_grapheme_boundary", "next_grapheme", "previous_grapheme"]

_CLASSES: Final = Classes(ucd.GRAPHEME_STARTS, ucd.GRAPHEME_VALUES)

# One cluster: GB3-5, then what stands before (GB9b), the core, what is attached (GB9, GB9a).
_CLUSTER: Final = re.compile(
    rb"""
    rn | [rnc]
    | p*+
      (?: K*+ (?: G V*+ | V++ | H ) T*+     # GB6-8: Hangul syllables
        | K++ | T++
        | x (?: [ekz]*+ j x )*+             # GB11: pictographs joined by ZWJ
        | d (?: [ej]*+ k [ekj]*+ d )*+      # GB9c: conjuncts joined by a linker
        | ff                                # GB12-13: two regional indicators
        | [^rncp]
      )
      [ekzjs]*+
    | p++
    """,
    re.VERBOSE,
)

# Two neighbours that belong together whatever stands before them.
_JOINED: Final = re.compile(rb"rn|[^rnc][ekzjs]|p[^rnc]|K[KGVH]|[GV][VT]|[HT]T")


class _LookBack(NamedTuple):
    """How to decide where two neighbours are not enough."""

    passed: bytes
    """Classes to go back over from the offset; the class before them is looked at too."""

    joined: re.Pattern[bytes]
    """What those classes and the one after the offset look like when there is no boundary."""


_PICTOGRAPH: Final = _LookBack(b"ekzj", re.compile(rb"x[ekz]*+jx"))
_CONJUNCT: Final = _LookBack(b"ekj", re.compile(rb"d[ej]*+k[ekj]*+d"))
_FLAG: Final = _LookBack(b"f", re.compile(rb"[^f]?(?:ff)++"))
_LOOK_BACKS: Final = {
    b"jx": _PICTOGRAPH,
    b"ed": _CONJUNCT,
    b"kd": _CONJUNCT,
    b"jd": _CONJUNCT,
    b"ff": _FLAG,
}


def grapheme_breaks(text: str) -> list[int]:
    """All boundaries of a text in ascending order, 0 and its length included.

    An empty text has one, 0.
    """
    return [0, *(found.end() for found in _CLUSTER.finditer(_CLASSES.of(text)))]


def is_grapheme_boundary(text: str, offset: int) -> bool:
    """Whether no cluster is torn at an offset; true at both ends of a text and outside it.

    Looks at two characters, and further back only inside emoji sequences, conjuncts and flags.
    """
    if not 0 < offset < len(text):
        return True
    pair = bytes((_CLASSES[text[offset - 1]], _CLASSES[text[offset]]))
    if _JOINED.match(pair):
        return False
    look_back = _LOOK_BACKS.get(pair)
    if look_back is None:
        return True
    first = offset - 1
    while first and _CLASSES[text[first]] in look_back.passed:
        first -= 1
    return not look_back.joined.fullmatch(_CLASSES.of(text[first : offset + 1]))


def next_grapheme(text: str, offset: int) -> int:
    """The first boundary after an offset; the text's length when there is none."""
    offset = min(offset + 1, len(text))
    while not is_grapheme_boundary(text, offset):
        offset += 1
    return offset


def previous_grapheme(text: str, offset: int) -> int:
    """The last boundary before an offset; 0 when there is none."""
    offset = max(offset - 1, 0)
    while not is_grapheme_boundary(text, offset):
        offset -= 1
    return offset
