"""Krippendorff's alpha for nominal values: 1 − Do/De from the coincidences of values.

Source: Krippendorff, Content Analysis (2004), chapter 11. Every column has a value at every place;
no label is one of them. Must never know a text.
"""

from __future__ import annotations

from collections import Counter

from hashiya.agreement.figure import Figure
from hashiya.agreement.kappa import NOTHING, ONE_VALUE
from hashiya.agreement.patterns import Patterns

__all__ = ["alpha_nominal"]


def alpha_nominal(patterns: Patterns) -> Figure:
    """Nominal alpha of patterns of two columns or more."""
    if not patterns.total():
        return Figure(None, NOTHING)
    coders = len(next(iter(patterns)))
    used: Counter[str] = Counter()
    unlike = 0
    for pattern, count in patterns.items():
        values = Counter(pattern)
        unlike += count * (coders * coders - sum(n * n for n in values.values()))
        for value, n in values.items():
            used[value] += n * count
    said = used.total()
    by_chance = said * said - sum(n * n for n in used.values())
    if not by_chance:
        return Figure(None, ONE_VALUE)
    return Figure(1 - unlike / (coders - 1) * (said - 1) / by_chance)
