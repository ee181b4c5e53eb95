"""Matching: where a form stands in a text, whatever way it is written and behind proclitics too.

A match counts when nothing or a chain of proclitics stands before it in its word and nothing after
it; the span begins behind the chain, as annotations do. It must not know who asks or a label.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from hashiya.text.fold import Folded, fold
from hashiya.text.words import ARABIC_LETTERS

__all__ = ["PROCLITIC_CHAINS", "form_spans", "forms_of"]

PROCLITIC_CHAINS: Final = tuple(
    conjunction + preposition for conjunction in ("", "و", "ف") for preposition in ("", *"بكل")
)
"""What may be written onto a word before an entity, folded; the first is nothing."""

_CHAIN: Final = "[وف][بكل]?|[بكل]"
ASSIMILATED_CHAIN: Final = "[وف]?ل"
"""What may stand before a form whose article it took the alef from, as an expression."""

_NO_LETTER_BEFORE: Final = r"(?<![^\W\d])"
_NOTHING_BEFORE: Final = r"(?<!\w)"
_NO_LETTER_AFTER: Final = r"(?![^\W\d]|[\u0300-\u036f])"
_NOTHING_AFTER: Final = r"(?![\w\u0300-\u036f])"
"""A digit is no part of an Arabic word that touches it (`29يناير`), but of a Latin one (`G20`)."""


MAX_HANGING: Final = 8
"""Marks and joiners that are looked over between a proclitic and the span behind it."""


def form_spans(text: str | Folded, form: str) -> list[tuple[int, int]]:
    """Where a form stands, `[start, end)` in code points of the text, in order and disjoint. O(n).

    A form with the article is also found behind ل, where the article is written without its alef,
    and before a word that begins with ل without its own lam too: للجنة is ل and اللجنة.

    Args:
        text: What is searched; folded already where many forms are looked for.
        form: Words as a person writes them, without proclitics.

    >>> form_spans("والأُمَم المتحدة وللأمم المتحده", "الأمم المتحدة")
    [(1, 16), (19, 31)]
    >>> form_spans("بالرباط والرباطي", "الرباط"), form_spans("نص", "  ")
    ([(1, 7)], [])
    """
    folded = text if isinstance(text, Folded) else fold(text)
    pattern = _pattern(fold(form).text.strip())
    if pattern is None:
        return []
    return [
        folded.span(*match.span(match.lastgroup or 0)) for match in pattern.finditer(folded.text)
    ]


def forms_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """The forms that the words `text[start:end]` may be written in elsewhere, the likeliest first.

    What begins with ل behind another ل lost the alef of its article there, or never had one, or
    lost the article's lam as well (للجنة from اللجنة). Nothing on the page decides: all are given.

    >>> forms_of("للأمم المتحدة", 1, 13), forms_of("الأمم", 0, 5)
    (('الأمم المتحدة', 'لأمم المتحدة', 'اللأمم المتحدة'), ('الأمم',))
    """
    words = text[start:end]
    before = fold(text[max(0, start - MAX_HANGING) : start]).text[-1:]
    if before == "ل" and fold(words).text[:1] == "ل":
        return ("ا" + words, words, "ال" + words)
    return (words,)


def behind_lam(form: str) -> str:
    """The expression of a folded form with the article behind ل, where its alef is gone.

    >>> behind_lam("الامم"), behind_lam("اللجنه")
    ('لامم', 'ل?لجنه')
    """
    lam, rest = ("ل?", form[2:]) if form.startswith("الل") else ("", form[1:])
    return f"{lam}{re.escape(rest)}"


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str] | None:
    """One expression for a folded form; None for one that holds nothing to look for."""
    if not form:
        return None
    after = _edge(form[-1], _NO_LETTER_AFTER, _NOTHING_AFTER)
    whole = f"(?P<form>{re.escape(form)})"
    if form[0].isalnum():
        before = _edge(form[0], _NO_LETTER_BEFORE, _NOTHING_BEFORE)
        whole = f"(?:{_NO_LETTER_BEFORE}(?:{_CHAIN})|{before}){whole}"
    if form.startswith("ال"):
        assimilated = f"(?P<assimilated>{behind_lam(form)})"
        whole += f"|{_NO_LETTER_BEFORE}{ASSIMILATED_CHAIN}{assimilated}"
    return re.compile(f"(?:{whole}){after}")


def _edge(letter: str, beside_arabic: str, beside_others: str) -> str:
    """What may not adjoin a form at the end where this letter stands."""
    if not letter.isalnum():
        return ""
    return beside_arabic if re.fullmatch(f"[{ARABIC_LETTERS}]", letter) else beside_others
