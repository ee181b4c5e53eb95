"""Patterns: what all columns of a sheet say of one token or character, counted.

A **value** is the labels on a place, in order and joined by `+`, so that nested spans have a value
of their own; `""` where there is none. A **pattern** is one value a column. Kappa and the nominal
alpha need nothing else of a text. A token is under a span that covers any character of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from hashiya.agreement.sheet import Sheet

__all__ = ["Patterns", "binary", "character_patterns", "projected", "token_patterns"]

Patterns: TypeAlias = Counter[tuple[str, ...]]
"""Pattern → how many places have it."""


def token_patterns(sheet: Sheet, names: Sequence[str]) -> Patterns:
    """The patterns of a sheet's tokens, in the order of the names."""
    tokens = sheet.tokens
    ends = [end for _, end in tokens]
    touched: defaultdict[int, list[set[str]]] = defaultdict(lambda: [set() for _ in names])
    for column, name in enumerate(names):
        for start, end, label in sheet.columns[name]:
            at = bisect_right(ends, start)
            while at < len(tokens) and tokens[at][0] < end:
                touched[at][column].add(label)
                at += 1
    found = Counter([tuple([_value(labels) for labels in each]) for each in touched.values()])
    if len(tokens) > len(touched):
        found[("",) * len(names)] += len(tokens) - len(touched)
    return found


def character_patterns(sheet: Sheet, names: Sequence[str]) -> Patterns:
    """The patterns of a sheet's characters, in the order of the names."""
    edges: defaultdict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for column, name in enumerate(names):
        for start, end, label in sheet.columns[name]:
            edges[start].append((column, label, 1))
            edges[end].append((column, label, -1))
    held: list[Counter[str]] = [Counter() for _ in names]
    values = [""] * len(names)
    found: Patterns = Counter()
    before = 0
    for at in sorted(edges):
        if at > before:
            found[tuple(values)] += at - before
        for column, label, change in edges[at]:
            held[column][label] += change
        for column in {column for column, *_ in edges[at]}:
            values[column] = _value({label for label, n in held[column].items() if n})
        before = at
    if before < len(sheet.text):
        found[tuple(values)] += len(sheet.text) - before
    return found


def projected(patterns: Patterns, columns: Sequence[int]) -> Patterns:
    """The patterns of some of the columns only."""
    found: Patterns = Counter()
    for pattern, count in patterns.items():
        found[tuple([pattern[column] for column in columns])] += count
    return found


def binary(patterns: Patterns, label: str) -> Patterns:
    """The patterns when only one label is asked for: itself, or nothing.

    >>> binary(Counter({("a+b", "b"): 2}), "a")
    Counter({('a', ''): 2})
    """
    found: Patterns = Counter()
    for pattern, count in patterns.items():
        found[tuple([label if label in value.split("+") else "" for value in pattern])] += count
    return found


def _value(labels: set[str]) -> str:
    return "+".join(sorted(labels)) if labels else ""
