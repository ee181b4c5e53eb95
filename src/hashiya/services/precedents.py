"""Precedents: by which form a card is found again, and what was ruled about that form before.

A form is a name as it would stand alone: folded, without proclitics, punctuation or white space at
its edges, with the alef that لل has swallowed. Must never know a screen, or how rulings are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from hashiya.model import Ruling, Verdict
from hashiya.text import default_cut, fold, forms_of, trimmed, word_spans

__all__ = ["Precedents", "added_up", "form_of", "goes_against", "verdict_of"]


class Precedents(NamedTuple):
    """What was ruled about one form."""

    form: str
    """The form."""
    verdicts: tuple[tuple[Verdict, int], ...]
    """Each verdict with how often, the commonest first."""
    is_all: bool
    """Whether these are all rulings about it; there may be too many to read."""

    @property
    def total(self) -> int:
        """How many rulings these are."""
        return sum(count for _, count in self.verdicts)


def form_of(text: str, start: int, end: int) -> str:
    """The form of the words `text[start:end]`.

    >>> form_of("وبالرباط،", 0, 9), form_of("للأمم المتحدة", 0, 13), form_of("«بنك  المغرب»", 0, 13)
    ('الرباط', 'الامم المتحده', 'بنك المغرب')
    """
    first, last = trimmed(text, start, end)
    if first == last:
        return fold(text[start:end]).text
    first += _proclitics(text, first, last)
    return " ".join(fold(forms_of(text, first, last)[0]).text.split())


def verdict_of(text: str, start: int, end: int, label: str) -> Verdict:
    """What a gold span says about its form."""
    first, last = trimmed(text, start, end)
    clitic = text[first : first + _proclitics(text, first, last)] if first < last else ""
    return Verdict(form=form_of(text, start, end), label=label, clitic=clitic)


def added_up(rulings: Iterable[Ruling], form: str, *, is_all: bool) -> Precedents:
    """What rulings say about a form; `is_all` when these are all of them."""
    counts = Counter(
        verdict for ruling in rulings for verdict in ruling.verdicts if verdict.form == form
    )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].label, item[0].clitic))
    return Precedents(form, tuple(ordered), is_all)


def goes_against(verdicts: Iterable[Verdict], told: Iterable[Precedents]) -> bool:
    """Whether some form has been ruled otherwise most times.

    A form about which nothing is said, because the ruling was put off, is not ruled otherwise.
    """
    said = [*verdicts]
    forms = {verdict.form for verdict in said}
    for each in told:
        verdict, count = each.verdicts[0]
        if each.form in forms and verdict not in said and 2 * count > each.total:
            return True
    return False


def _proclitics(text: str, start: int, end: int) -> int:
    """How many code points at the start of a stretch are proclitics, where it begins a word."""
    if start and text[start - 1].isalpha():
        return 0
    words = word_spans(text[start:end])
    return default_cut(text[start : start + words[0][1]]) if words else 0
