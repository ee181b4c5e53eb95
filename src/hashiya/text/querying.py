"""Querying: words that are looked for in many texts, and the parts texts are looked up by.

A query finds its words one after the other, each behind a chain of proclitics, as `form_spans`
does. Which stretches of a text may hold it is told by words alone, so that an index of words can
answer; only `Query.spans` says where it stands. It must not know who keeps the index.

Glossary:
    stretch: a part of a text that an index knows as one, cut at white space.
    key: a word as an index holds it, folded and of bounded length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from hashiya.text.fold import Folded, fold
from hashiya.text.matching import ASSIMILATED_CHAIN, behind_lam
from hashiya.text.words import ARABIC_LETTERS

__all__ = ["LookUp", "Query", "stretch_keys", "stretches"]

STRETCH_CHARACTERS: Final = 2_000
"""Code points after which a stretch ends at the next white space; about one article."""

LEAST_STRETCH: Final = 1_000
"""What would be left of a text and is shorter belongs to the stretch before."""

KEY_CHARACTERS: Final = 48
"""Characters of a word that its key keeps."""

LOOKED_UP: Final = 6
"""Parts of a query that are looked up; the others are compared in the text only."""

LEAST_PREFIX: Final = 2
"""Characters of the beginning of a word that is worth looking up."""

_DIGITS_BESIDE: Final = rf"(?<=[{ARABIC_LETTERS}])(?=\d)|(?<=\d)(?=[{ARABIC_LETTERS}])"
_RUN: Final = re.compile(r"\w+")
_WORD: Final = re.compile(rf"\w+?(?:{_DIGITS_BESIDE}|(?!\w))")
"""A digit is no part of an Arabic word that touches it (`29يناير`), as in `matching`."""

_BESIDE_ARABIC: Final = r"[^\W\d]"
_BESIDE_DIGITS: Final = rf"[^\W{ARABIC_LETTERS}]"
_BESIDE_OTHERS: Final = r"\w"
"""What would make a word longer that ends, or begins, with such a letter."""

_SPACES: Final = re.compile(r"\s+")
_CHAIN: Final = "[وف]?[بكل]?"


class LookUp(NamedTuple):
    """What one word of a query says about the stretches that may hold it."""

    keys: tuple[str, ...]
    """One of these is among the stretch's keys."""
    is_prefix: bool
    """Whether any key that begins like one of them will do."""


class Query:
    """Words to look for.

    Args:
        text: As a person typed it; every character is data.
        is_typing: Whether the last word may go on, unless white space ends it.
        hamza: Whether all seats of the hamza count as the bare letter.
        ta_marbuta: Whether ة counts as ه.

    >>> Query("الأمم المتحدة").spans("وللأمم المتحده")
    [(2, 14)]
    """

    def __init__(
        self, text: str, *, is_typing: bool = False, hamza: bool = True, ta_marbuta: bool = True
    ) -> None:
        self.text: Final = text
        """As it was typed."""
        self._hamza = hamza
        self._ta_marbuta = ta_marbuta
        self._parts = tuple(self._folded(text).text.split())
        last = self._parts[-1][-1] if self._parts else ""
        self._goes_on = is_typing and not text[-1:].isspace() and _is_of_word(last)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to look for once the query is folded."""
        return not self._parts

    @cached_property
    def look_ups(self) -> tuple[LookUp, ...]:
        """What every stretch that holds the query satisfies; nothing when any stretch may."""
        found = []
        parts = tuple(fold(self.text).text.split())
        # A stretch has the keys of so many parts behind its end, whatever stands in them.
        for number, part in enumerate(parts[:LOOKED_UP]):
            runs = list(_WORD.finditer(part))
            for run in runs:
                is_last = number == len(parts) - 1 and run is runs[-1]
                is_prefix = is_last and self._goes_on and run.end() == len(part)
                keys = _alternatives(run[0], is_first=run.start() == 0)
                if not is_prefix or min(map(len, keys)) >= LEAST_PREFIX:
                    found.append(LookUp(keys, is_prefix))
        return tuple(found[:LOOKED_UP])

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the query stands, `[start, end)` in code points of the text, in order. O(n).

        A hit begins behind the first word's chain; a last word that goes on is in it whole.
        """
        folded = self._folded(text)
        return [folded.span(*bounds) for bounds in self.spans_folded(folded)]

    def spans_folded(self, folded: Folded) -> list[tuple[int, int]]:
        """The same hits in characters of a text that is folded already, as this query folds."""
        if self._pattern is None:
            return []
        return [
            (max(match.start("whole"), match.start("assimilated")), match.end())
            for match in self._pattern.finditer(folded.text)
        ]

    def spans_in(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The hits that begin in the stretch `[start, end)` of a text, also those that leave it."""
        window = text[start : _reach(text, end, len(self._parts))]
        hits = [(start + first, start + after) for first, after in self.spans(window)]
        return hits[: bisect_left(hits, (end, end))]

    def spans_touching(
        self, text: str, start: int, end: int, places: Iterable[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The hits of `spans_in` that touch a place, and perhaps a few beside them.

        Where the query is one word, only the words that touch a place are looked at.

        Args:
            text: The whole text.
            start: Where the stretch begins.
            end: Where it ends.
            places: `[start, end)` in the text, in order of their starts; they may overlap.
        """
        if len(self._parts) != 1:
            return self.spans_in(text, start, end)
        windows = _windows(text, start, end, places)
        return [hit for window in windows for hit in self.spans_in(text, *window)]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self._parts:
            return None
        first, *others = self._parts
        last = self._parts[-1][-1]
        ends = f"(?!{_longer(last)})" if _is_of_word(last) else ""
        after = r"\w*" if self._goes_on else ends
        rest = "".join(f" {_behind_chain(part)}" for part in others)
        return re.compile(f"{_behind_chain(first, is_first=True)}{rest}{after}")

    def _folded(self, text: str) -> Folded:
        return fold(text, hamza=self._hamza, ta_marbuta=self._ta_marbuta)


def stretches(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The stretches `[start, end)` of a text, from the one that begins at `start`; at least one.

    Together they are the text; each but the first begins behind white space.
    """
    while True:
        end = len(text)
        if end - start >= STRETCH_CHARACTERS + LEAST_STRETCH:
            space = _SPACES.search(text, start + STRETCH_CHARACTERS)
            end = space.end() if space else end
        yield start, end
        if end == len(text):
            return
        start = end


def stretch_keys(text: str, start: int, end: int) -> set[str]:
    """The keys of a stretch: its words, and what is left of them behind proclitics.

    The words after its end that a hit which begins in it may reach are among them.
    """
    runs = set(_RUN.findall(fold(text[start : _reach(text, end, LOOKED_UP)]).text))
    words = {run for run in runs if run.isalpha()}
    words.update(*[_WORD.findall(run) for run in runs - words])
    keys = {word[:KEY_CHARACTERS] for word in words}
    for word in words:
        cut = 1 if word[0] in "وف" else 0
        if cut:
            keys.add(word[1 : 1 + KEY_CHARACTERS])
        if word[cut : cut + 1] in {"ب", "ك", "ل"}:
            keys.add(word[cut + 1 : cut + 1 + KEY_CHARACTERS])
    keys.discard("")
    return keys


def _behind_chain(part: str, *, is_first: bool = False) -> str:
    """The expression of one part of a query between spaces."""
    whole, assimilated = ("(?P<whole>)", "(?P<assimilated>)") if is_first else ("", "")
    written = re.escape(part)
    if not _is_of_word(part[0]):
        return f"(?:{whole}{written}|(?!){assimilated})" if is_first else written
    ways = f"{_CHAIN}{whole}{written}"
    if part.startswith("ال"):
        ways += f"|{ASSIMILATED_CHAIN}{assimilated}{behind_lam(part)}"
    elif is_first:
        ways += f"|(?!){assimilated}"
    return rf"(?<!{_longer(part[0])})(?:{ways})"


def _alternatives(word: str, *, is_first: bool) -> tuple[str, ...]:
    """The keys one of which a stretch with this word has."""
    written = [word, word[1:]] if is_first and word.startswith("ال") and len(word) > 1 else [word]
    return tuple(dict.fromkeys(each[:KEY_CHARACTERS] for each in written if each))


def _windows(
    text: str, start: int, end: int, places: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """What of a stretch touches a place, from the beginnings of words on; disjoint, in order."""
    windows: list[tuple[int, int]] = []
    for first, after in places:
        low, high = max(first, start), min(after, end)
        if low >= high:
            continue
        # A hit may begin before the place that it reaches into, but not before its word.
        least = windows[-1][1] if windows else start
        while low > least and not text[low - 1].isspace():
            low -= 1
        if windows and low <= least:
            low, before = windows.pop()
            high = max(high, before)
        windows.append((low, high))
    return windows


def _reach(text: str, end: int, words: int) -> int:
    """The offset that nothing which begins before `end` and holds `words` words goes beyond."""
    gaps = 0
    while gaps < words:
        space = _SPACES.search(text, end)
        if space is None:
            return len(text)
        # White space, a direction mark and white space again are one gap in the folded text.
        gaps += bool(fold(text[end : space.start()]).text)
        end = space.end()
    return end


def _longer(letter: str) -> str:
    """What would belong to the same word if it stood beside this letter."""
    if letter.isdigit():
        return _BESIDE_DIGITS
    return _BESIDE_ARABIC if re.match(f"[{ARABIC_LETTERS}]", letter) else _BESIDE_OTHERS


def _is_of_word(letter: str) -> bool:
    return _RUN.fullmatch(letter) is not None
