"""Sentences: where a text's sentences begin and end, by one rule made for Arabic news.

It must not know who split or merged a sentence by hand afterwards, nor any span. The ten points of
the rule are numbered where they are kept; every step looks at a bounded stretch of text, so the
whole is linear in any text.

1. Every line break ends a sentence.
2. `. ! ? ؟ ۔` end one, with the closers that follow.
3. Commas, semicolons and colons never do.
4. `..`, `...` and `…` do not, unless the line ends with them.
5. Nothing ends inside balanced round or square brackets of up to 300 characters.
6. Dots in numbers, dates, web and mail addresses do not end.
7. Nor do abbreviations, single letters and initials; but an era mark after a year does.
8. A stop without a space ends between two Arabic words of three letters or more.
9. A number at the start of a line or sentence is a list mark; a stop before a comma is a slip.
10. Linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from hashiya.text.words import ARABIC_LETTERS, ARABIC_MARKS, GAPS, URL

__all__ = ["is_between_sentences", "sentence_spans"]

MAX_BRACKET_CODE_POINTS: Final = 300
"""Longest bracketed aside that holds sentence ends back, brackets included."""

_MAX_ABBREVIATION_CODE_POINTS = 24
_MAX_GLUED_CODE_POINTS = 48

_ABBREVIATION = re.compile("كم|سم|مم|كلم|ملم|كلغ|كغ|ملغ|رقم|[اأ]نظر|و[دأمصج]|Mr|Mrs|Ms|Dr|Prof|St")
"""Written without marks; single letters need no entry, و before a title does."""

_CONTROLS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CLOSERS = r")\]»\"”’"

_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
_GAPS = re.compile(f"[{GAPS}]*+")
_NO_GAP = re.compile(f"[^{GAPS}]")
_WORD = re.compile(r"[^\W_]")
_BRACKET = re.compile(r"[()\[\]]")
_CLOSING = {"(": ")", "[": "]"}
_STOP = re.compile(
    rf"([.!?؟۔…]++)(?:[{_CLOSERS}{_CONTROLS}]*[{_CLOSERS}])?"
    rf"(?:[ \u00a0\u202f]{{1,2}}+»(?=[\s،.]))?"  # French spacing inside the quotation marks
)
_ELLIPSIS = re.compile("[.…]{2,}|…")
_GLUED = re.compile(rf"(?![{_CONTROLS}]*[\s\u200b])")
_COMMA_NEXT = re.compile(f"[{GAPS}]*[،؛:,;]")
_LIST_MARK = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_LAST_WORD = re.compile(rf"[\w{ARABIC_MARKS}]+\Z")
_MARKS = re.compile(f"[{ARABIC_MARKS}]+")
_ERA = re.compile(r"(?<!\d)(?:\d{4}\s?م|\d{1,4}\s?ه[ـ\u200d]*)\Z")
_THREE_LETTERS = rf"(?:[{ARABIC_LETTERS}][{ARABIC_MARKS}]*+){{3}}"
_GLUED_BEFORE = re.compile(rf"{_THREE_LETTERS}[{_CLOSERS}{_CONTROLS}]*\Z")
_GLUED_AFTER = re.compile(rf"[«“\"‘(\[{_CONTROLS}]*+{_THREE_LETTERS}")
_ADDRESS = re.compile(URL)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """A text's sentences in order, `[start, end)` in code points, disjoint.

    They cover every character but white space, ZWSP and direction controls, never begin or end with
    one of those, and never cross a line break. O(n).

    >>> sentence_spans("بلغت 3.7%. وارتفعت.")
    [(0, 10), (11, 19)]
    """
    return [span for line in _LINE.finditer(text) for span in _Line(text, *line.span()).sentences()]


def is_between_sentences(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds nothing that a sentence has to hold.

    >>> is_between_sentences("أ.\u200f ب.", 2, 4)
    True
    """
    return _GAPS.fullmatch(text, start, end) is not None


class _Line:
    """One line of a text; all offsets are the text's."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        while end > start and _NO_GAP.match(text, end - 1) is None:
            end -= 1
        self._end = end
        self._start = self._after_gaps(start)

    def sentences(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        start = searched = self._start
        for stop in self._stops():
            cut = stop.end()
            if self._is_list_mark(start, stop):
                continue
            if _WORD.search(self._text, searched, cut):
                found.append((start, cut))
            elif found:  # a stop after a stop closes the same sentence once more
                found[-1] = (found[-1][0], cut)
            else:  # signs before the first word belong to its sentence
                searched = cut
                continue
            start = searched = self._after_gaps(cut)
        if found and not _WORD.search(self._text, searched, self._end):
            found[-1] = (found[-1][0], self._end)
        elif start < self._end:
            found.append((start, self._end))
        return found

    def _stops(self) -> Iterator[re.Match[str]]:
        return filter(self._is_end, _STOP.finditer(self._text, self._start, self._end))

    def _is_end(self, stop: re.Match[str]) -> bool:
        """Whether one run of stops with its closers ends a sentence, but for list marks."""
        if _ELLIPSIS.fullmatch(stop[1]) or self._is_bracketed(stop.start()):
            return False
        if _GLUED.match(self._text, stop.end(), self._end):
            return self._is_glued_end(stop)
        if _COMMA_NEXT.match(self._text, stop.end(), self._end):
            return False
        return stop[1] != "." or not self._is_abbreviated(stop.start())

    def _is_bracketed(self, offset: int) -> bool:
        place = bisect_right(self._brackets, (offset, self._end)) - 1
        return place >= 0 and offset < self._brackets[place][1]

    def _is_glued_end(self, stop: re.Match[str]) -> bool:
        before = max(self._start, stop.start() - _MAX_GLUED_CODE_POINTS)
        return bool(
            _GLUED_AFTER.match(self._text, stop.end(), self._end)
            and _GLUED_BEFORE.search(self._text, before, stop.start())
            and not self._is_in_address(stop.start())
        )

    def _is_in_address(self, offset: int) -> bool:
        place = bisect_right(self._addresses, (offset, self._end)) - 1
        return place >= 0 and offset < self._addresses[place][1]

    def _is_list_mark(self, start: int, stop: re.Match[str]) -> bool:
        return stop[1] == "." and bool(_LIST_MARK.fullmatch(self._text, start, stop.start()))

    def _is_abbreviated(self, stop: int) -> bool:
        before = max(self._start, stop - _MAX_ABBREVIATION_CODE_POINTS)
        last = _LAST_WORD.search(self._text, before, stop)
        if last is None or last.start() == before > self._start:
            return False
        letters = _MARKS.sub("", last[0])
        bare = letters.lstrip("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
        if _ABBREVIATION.fullmatch(bare):
            return True
        if len(bare) != 1 or (bare != letters and bare.isascii()):
            return False
        return _ERA.search(self._text, before, stop) is None

    def _after_gaps(self, offset: int) -> int:
        gaps = _GAPS.match(self._text, offset, self._end)
        return gaps.end() if gaps else offset

    @cached_property
    def _brackets(self) -> list[tuple[int, int]]:
        """Balanced asides short enough, in order, the outermost of nested ones only."""
        pairs: list[tuple[int, int]] = []
        opened: dict[str, list[int]] = {")": [], "]": []}
        for bracket in _BRACKET.finditer(self._text, self._start, self._end):
            if bracket[0] in _CLOSING:
                opened[_CLOSING[bracket[0]]].append(bracket.start())
            elif opened[bracket[0]]:
                pair = (opened[bracket[0]].pop(), bracket.start())
                if pair[1] - pair[0] < MAX_BRACKET_CODE_POINTS:
                    pairs.append(pair)
        return _merged(sorted(pairs))

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        return [url.span() for url in _ADDRESS.finditer(self._text, self._start, self._end)]


def _merged(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in pairs:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
