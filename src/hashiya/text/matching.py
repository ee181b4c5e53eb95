"""Matching: where a form stands in a text, whatever way it is written and behind proclitics too.

A match counts when nothing or a chain of proclitics stands before it in its word and nothing after
it; the span begins behind the chain, as annotations do. It must not know who asks or a label.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from hashiya.text.fold import Folded, fold

__all__ = ["PROCLITIC_CHAINS", "form_spans", "forms_of"]

PROCLITIC_CHAINS: Final = tuple(
    conjunction + preposition for conjunction in ("", "و", "ف") for preposition in ("", *"بكل")
)
"""What may be written onto a word before an entity, folded; the first is nothing."""

_CHAIN: Final = "[وف]?[بكل]?"
_ASSIMILATED_CHAIN: Final = "[وف]?ل"


def form_spans(text: str | Folded, form: str) -> list[tuple[int, int]]:
    """Where a form stands, `[start, end)` in code points of the text, in order and disjoint. O(n).

    A form with the article is also found behind ل, where the article is written without its alef.

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

    What begins with ل behind another ل lost the alef of its article there, or never had one: لل is
    undecidable, so both are given.

    >>> forms_of("للأمم المتحدة", 1, 13), forms_of("الأمم", 0, 5)
    (('الأمم المتحدة', 'لأمم المتحدة'), ('الأمم',))
    """
    words = text[start:end]
    before = fold(text[max(0, start - 8) : start]).text[-1:]
    if before == "ل" and fold(words).text[:1] == "ل":
        return ("ا" + words, words)
    return (words,)


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str] | None:
    """One expression for a folded form; None for one that holds nothing to look for."""
    if not form:
        return None
    begins_in_word, ends_in_word = form[0].isalnum(), form[-1].isalnum()
    after = r"(?!\w)" if ends_in_word else ""
    if not begins_in_word:
        return re.compile(f"(?P<form>{re.escape(form)}{after})")
    whole = f"{_CHAIN}(?P<form>{re.escape(form)})"
    if form.startswith("ال"):
        whole += f"|{_ASSIMILATED_CHAIN}(?P<assimilated>{re.escape(form[1:])})"
    return re.compile(rf"(?<!\w)(?:{whole}){after}")
