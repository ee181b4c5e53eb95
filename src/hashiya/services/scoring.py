"""Scoring: F scores and their intervals out of what tallies hold.

Must never know a store, nor a measure that is not a sum over documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hashiya.agreement import Figure, f_score, interval
from hashiya.errors import Reason
from hashiya.services.measured import Pair, Score
from hashiya.services.tallies import FIELDS, Tallies

__all__ = ["NO_SHARED", "Scores"]

NO_SHARED: Final = Reason("no article counts for both")
"""Why a pair has no figure."""

_LEFT, _RIGHT, _DOCUMENTS = (FIELDS.index(name) for name in ("left", "right", "documents"))


class Scores:
    """F scores of pairs and labels; intervals are of the same draws.

    A draw without an article of a pair, or without a span of a label, says nothing about it and is
    left away. What rests on one article has no interval, since nothing else could be drawn.

    Args:
        tallies: With every document in them.
        seed: Where drawing starts.
    """

    def __init__(self, tallies: Tallies, seed: int) -> None:
        self._tallies = tallies
        self._at = {pair: n * len(FIELDS) for n, pair in enumerate(tallies.pairs)}
        self._total = tallies.ledger.total()
        order = {label: at for at, label in enumerate(tallies.labels)}
        self._labelled = [
            {order[label]: counts for label, counts in tallies.labelled(pair).items()}
            for pair in tallies.between
        ]
        self._drawn = list(tallies.ledger.drawn(seed))

    def of(self, pairs: Sequence[Pair], way: str) -> Score:
        """F of some pairs added up."""
        documents = sum(self._tallies.documents[pair] for pair in pairs)
        if not documents:
            return Score(Figure(None, NO_SHARED))
        matched, left, right = self._sums(self._total, pairs, way)
        drawn = self._drawn_with(pairs) if documents > 1 else ()
        values = [f_score(*self._sums(row, pairs, way)) for row in drawn]
        value = Figure(f_score(matched, left, right))
        return Score(value, interval(values), matched, left, right)

    def mean(self, way: str) -> Score:
        """The mean over pairs of annotators that share documents."""
        between = self._tallies.between
        if not any(self._tallies.documents[pair] for pair in between):
            return Score(Figure(None, Reason("no article counts for two annotators")))
        values = [self._mean(row, way) for row in self._drawn_with(between)]
        sums = self._sums(self._total, between, way)
        return Score(Figure(self._mean(self._total, way)), interval(values), *sums)

    def label(self, index: int) -> Score:
        """Exact F of one label over all pairs of annotators."""
        at = len(self._at) * len(FIELDS) + 2 * index
        matched, held = self._total[at : at + 2]
        if not held:
            return Score(Figure(None, Reason("no pair has a span of it")))
        values = [2 * row[at] / row[at + 1] for row in self._drawn if row[at + 1]]
        found = [each[index] for each in self._labelled if index in each]
        left, right = (sum(each[side] for each in found) for side in (-2, -1))
        return Score(Figure(2 * matched / held), interval(values), matched, left, right)

    def _drawn_with(self, pairs: Sequence[Pair]) -> Iterator[Sequence[int]]:
        places = [self._at[pair] + _DOCUMENTS for pair in pairs]
        return (row for row in self._drawn if any(row[at] for at in places))

    def _sums(self, row: Sequence[int], pairs: Sequence[Pair], way: str) -> tuple[int, int, int]:
        column = FIELDS.index(way)
        starts = [self._at[pair] for pair in pairs]
        return (
            sum(row[at + column] for at in starts),
            sum(row[at + _LEFT] for at in starts),
            sum(row[at + _RIGHT] for at in starts),
        )

    def _mean(self, row: Sequence[int], way: str) -> float:
        pairs = [pair for pair in self._tallies.between if row[self._at[pair] + _DOCUMENTS]]
        return sum(f_score(*self._sums(row, [pair], way)) for pair in pairs) / len(pairs)
