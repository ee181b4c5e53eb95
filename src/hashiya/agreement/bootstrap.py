"""Bootstrap: how far a figure would move if other documents of the same kind had been annotated.

Documents are drawn with replacement from a fixed seed; all figures are worked out on the same
draws. A document's counts are fields of one large integer, so that a draw is one sum. Must never
know what the counts are of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat, starmap
from random import Random
from typing import Final

__all__ = ["DRAWS", "FIELD_BITS", "SEED", "Ledger", "interval"]

FIELD_BITS: Final = 48
"""A sum of counts over all draws' documents stays below 2 to this power."""

DRAWS: Final = 1_000
"""Draws of as many documents as there are."""

MOST_PICKED: Final = 2_000_000
"""Documents picked in all draws together; above it there are fewer draws, 200 at least."""

SEED: Final = 20260101
"""The seed unless somebody says otherwise."""

SHARE: Final = 0.95


class Ledger:
    """Counts of documents, one row a document, a fixed number of fields a row.

    Args:
        width: Fields of a row.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._rows: list[int] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, counts: Sequence[int]) -> None:
        """Add a document's row; counts are not negative."""
        row = 0
        for count in reversed(counts):
            row = (row << FIELD_BITS) | count
        self._rows.append(row)

    def enter(self, row: int) -> None:
        """Add a document's row whose fields are of `FIELD_BITS` each, the first one lowest."""
        self._rows.append(row)

    def row(self, index: int) -> list[int]:
        """One document's counts."""
        return self._fields(self._rows[index])

    def total(self) -> list[int]:
        """The counts of all documents together."""
        return self._fields(sum(self._rows))

    def draws(self) -> int:
        """How many draws are made; none of a single document, which could only draw itself."""
        many = len(self._rows)
        return min(DRAWS, max(200, MOST_PICKED // many)) if many > 1 else 0

    def drawn(self, seed: int) -> Iterator[list[int]]:
        """The counts of each draw together."""
        source, many = Random(seed).random, len(self._rows)  # noqa: S311 - statistics, not secrets
        row, scaled = self._rows.__getitem__, float(many).__mul__
        for _ in range(self.draws()):
            # What `Random.choices` picks, without a step of Python's for each.
            picked = map(int, map(scaled, starmap(source, repeat((), many))))
            yield self._fields(sum(map(row, picked)))

    def _fields(self, row: int) -> list[int]:
        size = FIELD_BITS // 8
        data = row.to_bytes(size * self._width, "little")
        starts = range(0, len(data), size)
        return [int.from_bytes(data[at : at + size], "little") for at in starts]


def interval(values: Sequence[float]) -> tuple[float, float] | None:
    """The middle 95 % of drawn values, by nearest rank; None without any.

    >>> interval([0.1 * n for n in range(11)])
    (0.0, 1.0)
    """
    if not values:
        return None
    ordered = sorted(values)
    last = len(ordered) - 1
    low = round(last * (1 - SHARE) / 2)
    return ordered[low], ordered[last - low]
