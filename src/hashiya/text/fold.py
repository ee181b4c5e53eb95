"""Fold: the form in which Arabic is searched and matched, with the way back to the text.

It must not know what is searched or why, and a folded form is never stored or shown: a hit goes
back to the text through `Folded.span`. This is the one room where `unicodedata.normalize` is
allowed: one character at a time for matching, because the map is kept, and for files that want it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import chain, compress, repeat
from typing import Final

__all__ = ["Folded", "composed_form", "fold"]

_DROPPED: Final = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # marks
    "\u0640\u200c\u200d\u00ad"  # tatweel, ZWNJ, ZWJ, soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # direction controls
)
_LETTERS: Final = str.maketrans("ىیہھۂکگپچڤ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ييهههككبجف01234567890123456789")
_HAMZA: Final = str.maketrans("أإآٱئؤ", "ااااي" + "و")
_TA_MARBUTA: Final = str.maketrans("ة", "ه")

_SPACES: Final = re.compile(" {2,}")
_SPLIT_HAMZA: Final = re.compile(
    "([اويىی])([\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670]*)([\u0653-\u0655])"
)
_COMPOSED: Final = {
    "ا\u0653": "آ",
    "ا\u0654": "أ",
    "ا\u0655": "إ",
    "و\u0654": "ؤ",
    "ي\u0654": "ئ",
    "ى\u0654": "ئ",
    "ی\u0654": "ئ",
}


def composed_form(text: str) -> str:
    """A text in Unicode's form C, for files whose readers demand it; nothing here uses it.

    >>> composed_form("\u0628\u0651\u064e") == "\u0628\u064e\u0651"
    True
    """
    return unicodedata.normalize("NFC", text)  # noqa: TID251 - nothing is matched by it


class Folded:
    """A folded text and the way back to the original.

    >>> folded = fold("الأُمَمُ")
    >>> folded.text, folded.span(0, 5)
    ('الامم', (0, 8))
    """

    def __init__(self, text: str, original: str, table: _Table) -> None:
        self.text: Final = text
        """The folded form."""
        self._original = original
        self._table = table

    @cached_property
    def starts(self) -> Sequence[int]:
        """Offset in the original of the character each folded one came from, never decreasing.

        As long as `text`; a ligature's offset stands once for each letter it folds to.
        """
        lengths = self._original.translate(self._table.lengths).encode("latin-1")
        offsets = range(len(lengths))
        if lengths.translate(None, b"\0\1"):
            starts = array("I", chain.from_iterable(map(repeat, offsets, lengths)))
        else:
            starts = array("I", compress(offsets, lengths))
        if len(starts) == len(self.text):
            return starts
        loose = self._original.translate(self._table)
        kept = array("I")
        begin = 0
        for run in _SPACES.finditer(loose):
            kept += starts[begin : run.start() + 1]
            begin = run.end()
        return kept + starts[begin:]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets for the hit `[start, end)` of the folded text.

        The end stretches over what hangs on the last letter: marks, tatweel, joiners. Half a
        ligature gives the whole one.

        Raises:
            ValueError: The hit is empty or outside the folded text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is no hit in {len(self.text)} folded characters")
        last = self.starts[end - 1] + 1
        while last < len(self._original) and _hangs(self._original[last]):
            last += 1
        return self.starts[start], last


def fold(text: str, *, hamza: bool = True, ta_marbuta: bool = True) -> Folded:
    """Fold a text for matching; folding a folded text changes nothing.

    Marks, tatweel, ZWJ and ZWNJ, direction controls and the soft hyphen go; each character takes
    its NFKC form (presentation forms, ligatures) and its case folding; letters that keyboards put
    in one another's place become one; digits become 0-9; a run of white space becomes one space.

    Args:
        text: Any text.
        hamza: Whether أ إ آ ٱ, ئ and ؤ become ا, ي and و. When they do not, a letter with a
            combining hamza or madda counts as the letter composed.
        ta_marbuta: Whether ة becomes ه.
    """
    table = _table(hamza, ta_marbuta)
    if not hamza:
        text = _SPLIT_HAMZA.sub(_composed, text)
    folded = text.translate(table)
    if "  " in folded:
        folded = _SPACES.sub(" ", folded)
    return Folded(folded, text, table)


class _Table(dict[int, str]):
    """What each code point folds to, worked out when first met."""

    def __init__(self, letters: dict[int, int]) -> None:
        super().__init__()
        self._letters = letters
        self.lengths: Final = _Lengths(self)
        """How many code points each folds to."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = " " if char.isspace() else self._fixed_point(char)
        self[code] = folded
        return folded

    def _fixed_point(self, char: str) -> str:
        """Case folding can undo NFKC and the other way round, so until nothing changes."""
        folded = char
        while True:
            # A spacing mark such as U+FE76 is a space with a mark in NFKC, but no word's end here.
            whole = "".join(_nfkc(c).lstrip(" ") or c for c in folded)
            again = _DROPPED.sub("", whole).translate(self._letters).casefold()
            if again == folded:
                return folded
            folded = again


class _Lengths(dict[int, int]):
    """The length of what each code point folds to, worked out when first met; 18 at most."""

    def __init__(self, table: _Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, code: int) -> int:
        self[code] = len(self._table[code])
        return self[code]


@cache
def _table(hamza: bool, ta_marbuta: bool) -> _Table:  # noqa: FBT001 - a cache key of two switches
    return _Table(_LETTERS | (_HAMZA if hamza else {}) | (_TA_MARBUTA if ta_marbuta else {}))


def _nfkc(char: str) -> str:
    return unicodedata.normalize("NFKC", char)  # noqa: TID251 - the one place, map kept


def _composed(match: re.Match[str]) -> str:
    """The composed letter in the place of the bare one, as long as before, so that offsets hold."""
    letter, marks, hamza = match.groups()
    return _COMPOSED.get(letter + hamza, letter) + marks + hamza


def _hangs(char: str) -> bool:
    return char in "\u0640\u200c\u200d" or unicodedata.category(char).startswith("M")
