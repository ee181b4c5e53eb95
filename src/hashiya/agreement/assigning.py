"""Assigning: the pairs of two sides that save most together, each member in one pair at most.

Exact, by Kuhn and Munkres with potentials, part by part of what hangs together. Must never know
what is paired.
"""

from __future__ import annotations

from typing import TypeAlias

__all__ = ["Savings", "most_saved"]

Savings: TypeAlias = dict[tuple[int, int], float]
"""A pair, one of each side by their numbers → what it saves, more than nothing."""


def most_saved(savings: Savings) -> list[tuple[int, int]]:
    """The pairs that save most together.

    >>> most_saved({(0, 0): 3.0, (0, 1): 2.0, (1, 0): 2.5})
    [(0, 1), (1, 0)]
    """
    return sorted(pair for part in _components(savings) for pair in _most_saved(part))


def _components(edges: Savings) -> list[Savings]:
    """Edges divided so that no unit is in two parts."""
    parent: dict[tuple[bool, int], tuple[bool, int]] = {}

    def root(of: tuple[bool, int]) -> tuple[bool, int]:
        while parent.setdefault(of, of) != of:
            parent[of] = parent[parent[of]]
            of = parent[of]
        return of

    for mine, yours in edges:
        parent[root((False, mine))] = root((True, yours))
    parts: dict[tuple[bool, int], Savings] = {}
    for edge, saved in edges.items():
        parts.setdefault(root((False, edge[0])), {})[edge] = saved
    return list(parts.values())


def _most_saved(edges: Savings) -> list[tuple[int, int]]:
    """The edges of the largest sum without a unit in common (Kuhn and Munkres, with potentials)."""
    if len(edges) == 1:
        return list(edges)
    rows = sorted({mine for mine, _ in edges})
    columns = sorted({yours for _, yours in edges})
    # A column of its own a row, where it saves nothing, lets every row stay alone.
    worth = [
        [-edges.get((mine, yours), 0.0) for yours in columns] + [0.0] * len(rows) for mine in rows
    ]
    chosen = [(rows[row], columns[at]) for row, at in _least(worth) if at < len(columns)]
    return [pair for pair in chosen if pair in edges]


def _least(costs: list[list[float]]) -> list[tuple[int, int]]:
    """The entries of the least sum, one a row, no two in one column; never more rows than columns.

    Returns:
        Row and column of each.
    """
    wide = len(costs[0])
    of_rows, of_columns = [0.0] * (len(costs) + 1), [0.0] * (wide + 1)
    owner = [0] * (wide + 1)
    for row in range(1, len(costs) + 1):
        owner[0] = row
        at = 0
        least, before, seen = [float("inf")] * (wide + 1), [0] * (wide + 1), [False] * (wide + 1)
        while owner[at]:
            seen[at] = True
            mine = owner[at]
            for column in range(1, wide + 1):
                rest = costs[mine - 1][column - 1] - of_rows[mine] - of_columns[column]
                if not seen[column] and rest < least[column]:
                    least[column], before[column] = rest, at
            step, nearest = min((least[c], c) for c in range(1, wide + 1) if not seen[c])
            for column in range(wide + 1):
                if seen[column]:
                    of_rows[owner[column]] += step
                    of_columns[column] -= step
                else:
                    least[column] -= step
            at = nearest
        while at:
            owner[at] = owner[before[at]]
            at = before[at]
    return [(owner[column] - 1, column - 1) for column in range(1, wide + 1) if owner[column]]
