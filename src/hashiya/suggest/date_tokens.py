"""Date tokens: one line of text as numbers, words and signs, folded, for rules to read.

A word is looked up with what may be written onto its front left out. Every look is at a fixed
number of tokens, so that reading costs what the length costs. Must never know what a date means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeVar

from hashiya.suggest.calendar_words import FIRST_WORDS
from hashiya.text import PROCLITIC_CHAINS

__all__ = ["DateLine", "Named", "Token", "is_worth_reading", "tokens_of"]

T = TypeVar("T")

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_+")
MAX_DIGITS: Final = 4


class Token(NamedTuple):
    """One number, word or sign."""

    kind: Literal["number", "word", "sign"]
    """What it is; a number of more than four digits is a sign."""
    text: str
    """Folded."""
    start: int
    """Offset in the folded line."""
    end: int
    """Offset after it."""


class Named(NamedTuple):
    """Words that were found in a table."""

    name: str
    """The name that was found."""
    end: int
    """Number of the token after them."""
    skip: int
    """Characters of the first token that stand before the name."""


_END: Final = Token("sign", "", 0, 0)


class DateLine(NamedTuple):
    """A line that is read for dates."""

    text: str
    """Folded."""
    tokens: tuple[Token, ...]
    """In order."""
    written: date | None
    """When the document was written; relative dates need it."""
    is_whole: bool
    """Whether the line is known to be one date, so that doubtful words count."""

    def at(self, place: int) -> Token:
        """A token; an empty sign outside the line."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else _END

    def number(self, place: int, first: int, last: int) -> int | None:
        """The number there, when it lies in these bounds."""
        token = self.at(place)
        if token.kind != "number":
            return None
        value = int(token.text)
        return value if first <= value <= last else None

    def is_one_of(self, place: int, words: Collection[str]) -> bool:
        """Whether a token is exactly one of some words or signs."""
        return self.at(place).text in words

    def named(self, place: int, table: Collection[str], *, words: int = 1) -> Named | None:
        """The longest name of a table that begins in a token, proclitics left out."""
        for count in range(words, 0, -1):
            run = [self.at(place + number) for number in range(count)]
            if any(token.kind != "word" for token in run):
                continue
            text = " ".join(token.text for token in run)
            for skip, name in _readings(text):
                if name in table:
                    return Named(name, place + count, skip)
        return None

    def value(self, place: int, table: Mapping[str, T]) -> tuple[T, Named] | None:
        """What a table says of the word there."""
        found = self.named(place, table)
        return None if found is None else (table[found.name], found)


def tokens_of(folded: str) -> tuple[Token, ...]:
    """The tokens of a folded line. O(n)."""
    found: list[Token] = []
    for match in _TOKEN.finditer(folded):
        text = match[0]
        kind: Literal["number", "word", "sign"] = "sign"
        if text.isdecimal() and len(text) <= MAX_DIGITS:
            kind = "number"
        elif text.isalpha():
            kind = "word"
        found.append(Token(kind, text, match.start(), match.end()))
    return tuple(found)


def is_worth_reading(token: Token) -> bool:
    """Whether any date can begin here; most words are told from dates by this alone."""
    return token.kind == "number" or (token.kind == "word" and _may_begin(token.text))


@lru_cache(maxsize=4096)
def _may_begin(word: str) -> bool:
    return any(name in FIRST_WORDS for _, name in _readings(word))


@lru_cache(maxsize=4096)
def _readings(text: str) -> tuple[tuple[int, str], ...]:
    """A word, and what is left of it behind each chain of proclitics; لل may hold an article."""
    readings = [(0, text)]
    for chain in PROCLITIC_CHAINS[1:]:
        if text.startswith(chain) and len(text) > len(chain):
            rest = text[len(chain) :]
            readings.append((len(chain), rest))
            if chain.endswith("ل") and rest.startswith("ل"):
                readings.append((len(chain), "ا" + rest))
    return tuple(readings)
