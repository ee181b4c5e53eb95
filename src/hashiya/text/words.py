"""Words: a text's tokens as spans, for moving by word, token files and statistics.

It must not know sentences, tags or formats. A token is a place in the text, never a new string;
what the rule is called stands in every export, since another rule gives other tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from hashiya.text import ucd

__all__ = [
    "ARABIC_LETTERS",
    "ARABIC_MARKS",
    "GAPS",
    "TOKENIZATION",
    "URL",
    "word_spans",
]

TOKENIZATION: Final = "words-1"
"""Name and version of the rule below; a change that moves one token's edge is a new version."""

# What stands between [ and ] of a regular expression.

GAPS: Final = r"\s\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""White space, ZWSP and direction controls: between tokens, never in one."""

ARABIC_LETTERS: Final = (
    r"\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
)
"""Letters of the Arabic block; tatweel is none."""

ARABIC_MARKS: Final = (
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d"
)
"""What an Arabic letter carries and is no letter: marks, tatweel, ZWNJ, ZWJ."""

_DIGIT_MARKS = r"\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d\u20e3\ufe0f"
_FREE_MARKS = (
    r"\u102b\u102c\u1038\u1062-\u106d\u1083\u1087-\u108f\u109a-\u109c\u1a61-\u1a64\uaa7b\uaa7d"
    r"\U00011720\U00011721"
)
"""Marks of letters that grapheme clusters do not hold on to (UAX #29, SpacingMark's exceptions)."""

# One token each, in the order of the rule. Repetition is possessive, or bounded, or ends where a
# stop must follow: no text makes any of them look at a character more than a fixed number of times.

URL: Final = (
    r"(?:[Hh](?i:ttps?)://|[Ff](?i:tp)://|[Ww](?i:ww)\.)"
    rf"[^{GAPS}<>\"«»“”،؛؟]*[^{GAPS}<>\"«»“”،؛؟.,;:!?)\]}}'’…*]"
)
"""A web address up to a gap or a quotation mark, without the punctuation after it."""

_MAIL = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}+@[A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{1,63}+)++"
_HANDLE = rf"[@#][\w{ARABIC_MARKS}]++"
_LETTER = r"[^\W\d_]"
_NUMBER = (
    rf"\d[\d{_DIGIT_MARKS}]*+(?:[.,:/٫٬]\d[\d{_DIGIT_MARKS}]*+)*+"
    rf"(?:(?:ه[ـ\u200d]*+|م)(?!{_LETTER}|[{ARABIC_MARKS}]))?"
)
_INITIAL = rf"{_LETTER}[\u0300-\u036f{ARABIC_MARKS}]*+"
_ACRONYM = (
    rf"{_INITIAL}\.(?:(?:{_INITIAL}\.)++(?:{_INITIAL}(?!{_LETTER}))?|{_INITIAL}(?!{_LETTER}))"
)
_DOTS = r"\.{2,}+|…++"
_FLAG = r"[\U0001f1e6-\U0001f1ff]{2}"

_PLAIN_WORD = rf"[A-Za-z{ARABIC_LETTERS}{ARABIC_MARKS}]{{2,}}+(?=[\s،؛؟!,)»])"
"""What most tokens are, tried first; the general rule gives the same, in twice the time."""


def word_spans(text: str) -> list[tuple[int, int]]:
    """A text's tokens in order, `[start, end)` in code points, disjoint.

    A token is the first of these that fits: web address, mail address, @handle or #tag, number with
    its inner stops and era letter, dotted acronym, run of letters with their marks, run of dots,
    else one character with whatever hangs on it. Only white space, ZWSP and direction controls
    belong to no token. O(n).

    >>> [(0, 3), (4, 10), (10, 11)] == word_spans("عام 1442هـ.")
    True
    """
    token = _token() if _RARE.search(text) else _common_token(_kinds_in(text))
    return list(map(re.Match.span, token.finditer(text)))


_RARE = re.compile("[^\\0-\u07ff\u2000-\u2bff\ufe00-\ufe0f]")
"""What is neither Latin, Greek, Cyrillic, Hebrew, Arabic, Syriac nor a common sign or symbol."""


_EVERY: Final = frozenset({"address", "mail", "handle", "acronym", "before", "joined"})
"""Parts of the rule that many texts have no use for."""

_STOP_BEFORE_A_LETTER: Final = re.compile(rf"\.{_LETTER}")
_BEFORE: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f")
"""What stands before the number it belongs to, of what is not `_RARE`."""


def _kinds_in(text: str) -> frozenset[str]:
    """The parts of the rule, of `_EVERY`, that may fit somewhere in a text."""
    held = set(text)
    is_there = {
        "address": "://" in text or (not held.isdisjoint("Ww") and "ww." in text.lower()),
        "mail": "@" in held,
        "handle": "@" in held or "#" in held,
        "acronym": _STOP_BEFORE_A_LETTER.search(text) is not None,
        "before": not held.isdisjoint(_BEFORE),
        "joined": "\u200d" in held,
    }
    return frozenset(kind for kind, found in is_there.items() if found)


@cache
def _common_token(kinds: frozenset[str]) -> re.Pattern[str]:
    """The rule for texts without anything `_RARE`, with what of `_EVERY` they may hold.

    The same tokens, compiled sooner: the first page of an article waits for the compiler.
    """
    return re.compile(f"{_PLAIN_WORD}|{_any_token(_is_common, kinds)}")


@cache
def _token() -> re.Pattern[str]:
    """The whole rule as one expression; compiling takes milliseconds that few texts need."""
    return re.compile(f"{_PLAIN_WORD}|{_any_token(lambda _: True)}")


def _is_common(start: int) -> bool:
    """Whether a range of the table that starts here may hold anything that is not `_RARE`."""
    return start < 0x800 or 0x2000 <= start < 0x2C00 or start == 0xFE00


def _any_token(is_wanted: Callable[[int], bool], kinds: frozenset[str] = _EVERY) -> str:
    """The rule without its short cut; the last line is "else one character", whole as a cluster."""
    extending, before = _runs(b"ekzjs", is_wanted), f"[{_runs(b'p', is_wanted)}]++"
    hanging = f"[{extending}]*+"
    rules = {
        "address": URL,
        "mail": _MAIL,
        "handle": _HANDLE,
        "number": f"(?:{before})?{_NUMBER}" if "before" in kinds else _NUMBER,
        "acronym": _ACRONYM,
        "word": f"(?:{_LETTER}++|[{extending}{_FREE_MARKS}]++)++",
        "dots": _DOTS,
    }
    whole = "|".join(rule for kind, rule in rules.items() if kind in kinds or kind not in _EVERY)
    one = rf"{_FLAG}|[^{GAPS}]"
    other = f"{before}(?:{one})?|{one}" if "before" in kinds else one
    joined = rf"(?:(?<=\u200d)[{_runs(b'x', is_wanted)}]{hanging})*+" if "joined" in kinds else ""
    return f"(?:{whole}){hanging}|(?:{other}){hanging}{joined}"


def _runs(classes: bytes, is_wanted: Callable[[int], bool]) -> str:
    """The code points of some grapheme cluster classes, for a character class."""
    starts = ucd.GRAPHEME_STARTS
    ends = (*starts[1:], 0x110000)
    return "".join(
        f"{chr(start)}-{chr(end - 1)}"
        for start, end, value in zip(starts, ends, ucd.GRAPHEME_VALUES, strict=True)
        if value in classes and is_wanted(start)
    )
