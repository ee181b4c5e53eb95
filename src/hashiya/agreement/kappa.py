"""Kappa: agreement on places beyond what two people, or several, would reach by chance.

κ = (Po − Pe) / (1 − Pe). How much of a text nobody marks moves it as much as people do, so it never
stands without F beside it. Cohen (1960) for two, Fleiss (1971) for more. Must never know a text.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from hashiya.agreement.figure import Figure, ratio
from hashiya.agreement.patterns import Patterns
from hashiya.errors import Reason

__all__ = ["NOTHING", "ONE_VALUE", "cohen", "fleiss"]

ONE_VALUE: Final = Reason("only one value occurs, so there is nothing to agree on by chance")
"""Why a measure that corrects for chance may be undefined."""

NOTHING: Final = Reason("there are no places to compare")
"""Why any of them may be."""


def cohen(patterns: Patterns) -> Figure:
    """Cohen's kappa of patterns of two columns.

    >>> cohen(Counter({("a", "a"): 10, ("a", ""): 10, ("", "a"): 10, ("", ""): 10})).value
    0.0
    """
    total = patterns.total()
    if not total:
        return Figure(None, NOTHING)
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    same = 0
    for (one, other), count in patterns.items():
        left[one] += count
        right[other] += count
        same += count if one == other else 0
    chance = sum(count * right[value] for value, count in left.items())
    return ratio(same * total - chance, total * total - chance, ONE_VALUE)


def fleiss(patterns: Patterns) -> Figure:
    """Fleiss' kappa of patterns of two columns or more."""
    total = patterns.total()
    if not total:
        return Figure(None, NOTHING)
    coders = len(next(iter(patterns)))
    used: Counter[str] = Counter()
    pairs = 0
    for pattern, count in patterns.items():
        values = Counter(pattern)
        pairs += count * sum(n * (n - 1) for n in values.values())
        for value, n in values.items():
            used[value] += n * count
    said = total * coders
    observed = pairs / (total * coders * (coders - 1))
    if len(used) == 1:
        return Figure(None, ONE_VALUE)
    chance = sum(count * count for count in used.values()) / (said * said)
    return Figure((observed - chance) / (1 - chance))
