"""Assignment: rows and columns paired so that the weights of the pairs add up to the most.

The method of Kuhn (1955) and Munkres (1957), one row at a time along shortest augmenting paths
(Jonker and Volgenant 1987): cubic in the number of rows. Must never know what rows and columns are.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final

__all__ = ["MOST_CELLS", "assigned"]

MOST_CELLS: Final = 10_000
"""Rows times columns up to which the best is found; beyond, the heaviest pair that is left is taken
again and again, which gives at least half of it."""


def assigned(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of a row and a column, by row, each in one pair at most; those of weight 0 are none.

    Args:
        weights: One list a row, all of one length; nothing below 0.

    >>> assigned([[3, 2], [2, 0]])
    [(0, 1), (1, 0)]
    """
    if not weights or not weights[0]:
        return []
    if len(weights) * len(weights[0]) > MOST_CELLS:
        pairs = _greedy(weights)
    elif len(weights) <= len(weights[0]):
        pairs = _best(weights)
    else:
        turned = [[row[column] for row in weights] for column in range(len(weights[0]))]
        pairs = [(row, column) for column, row in _best(turned)]
    return sorted([(row, column) for row, column in pairs if weights[row][column] > 0])


def _greedy(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    cells = sorted(
        (-weight, row, column)
        for row, line in enumerate(weights)
        for column, weight in enumerate(line)
        if weight > 0
    )
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[tuple[int, int]] = []
    for _, row, column in cells:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((row, column))
    return found


def _best(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The best pairs of at least as many columns as rows; both are counted from 1 in here."""
    width = len(weights[0])
    price_of_row = [0.0] * (len(weights) + 1)
    price_of_column = [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for row in range(1, len(weights) + 1):
        row_of[0] = row
        column, came_from = _path(weights, price_of_row, price_of_column, row_of)
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return [(row - 1, column - 1) for column, row in enumerate(row_of) if row and column]


def _path(
    weights: Sequence[Sequence[float]],
    price_of_row: list[float],
    price_of_column: list[float],
    row_of: list[int],
) -> tuple[int, list[int]]:
    """The free column that is cheapest to reach from the new row, and the column before each."""
    width = len(weights[0])
    least = [inf] * (width + 1)
    before = [0] * (width + 1)
    seen = [False] * (width + 1)
    column = 0
    while row_of[column]:
        seen[column] = True
        row = row_of[column]
        line, paid = weights[row - 1], price_of_row[row]
        step, nearest = inf, 0
        for at in range(1, width + 1):
            if seen[at]:
                continue
            cost = -line[at - 1] - paid - price_of_column[at]
            if cost < least[at]:
                least[at], before[at] = cost, column
            if least[at] < step:
                step, nearest = least[at], at
        for at in range(width + 1):
            if seen[at]:
                price_of_row[row_of[at]] += step
                price_of_column[at] -= step
            else:
                least[at] -= step
        column = nearest
    return column, before
