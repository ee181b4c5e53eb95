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

    A draw without an article of a pair, or without a span of it or of a label, says nothing about
    it and is left away. What rests on one article has no interval: nothing else could be drawn.

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
        drawn = (self._sums(row, pairs, way) for row in self._drawn_with(pairs))
        values = [f_score(*each) for each in drawn if each[1] + each[2]]
        value = Figure(f_score(matched, left, right))
        return Score(value, interval(values), matched, left, right)

    def mean(self, way: str) -> Score:
        """The mean over pairs of annotators that share documents and marked anything in them."""
        between = self._tallies.between
        if not any(self._tallies.documents[pair] for pair in between):
            return Score(Figure(None, Reason("no article counts for two annotators")))
        drawn = (self._mean(row, way) for row in self._drawn_with(between))
        values = [each for each in drawn if each is not None]
        sums = self._sums(self._total, between, way)
        mean = self._mean(self._total, way)
        return Score(Figure(f_score(*sums) if mean is None else mean), interval(values), *sums)

    def label(self, index: int) -> Score:
        """Exact F of one label over all pairs of annotators."""
        at = len(self._at) * len(FIELDS) + 2 * index
        matched, held = self._total[at : at + 2]
        if not held:
            return Score(Figure(None, Reason("no pair has a span of it")))
        drawn = self._drawn if self._tallies.holding[self._tallies.labels[index]] > 1 else ()
        values = [2 * row[at] / row[at + 1] for row in drawn if row[at + 1]]
        found = [each[index] for each in self._labelled if index in each]
        left, right = (sum(each[side] for each in found) for side in (-2, -1))
        return Score(Figure(2 * matched / held), interval(values), matched, left, right)

    def _drawn_with(self, pairs: Sequence[Pair]) -> Iterator[Sequence[int]]:
        if not self._has_several(pairs):
            return iter(())
        places = [self._at[pair] + _DOCUMENTS for pair in pairs]
        return (row for row in self._drawn if any(row[at] for at in places))

    def _has_several(self, pairs: Sequence[Pair]) -> bool:
        """Whether more than one document counts for these pairs."""
        if any(self._tallies.documents[pair] > 1 for pair in pairs):
            return True
        held = {pair for pair in pairs if self._tallies.documents[pair]}
        found = 0
        for seen, row in self._tallies.diagnosis:
            if row is not None and any({*pair} <= {*seen.counted} for pair in held):
                found += 1
        return found > 1

    def _sums(self, row: Sequence[int], pairs: Sequence[Pair], way: str) -> tuple[int, int, int]:
        column = FIELDS.index(way)
        starts = [self._at[pair] for pair in pairs]
        return (
            sum(row[at + column] for at in starts),
            sum(row[at + _LEFT] for at in starts),
            sum(row[at + _RIGHT] for at in starts),
        )

    def _mean(self, row: Sequence[int], way: str) -> float | None:
        """Over the pairs with a span in these documents; None where none has any."""
        starts = [self._at[pair] for pair in self._tallies.between]
        marked = [at for at in starts if row[at + _LEFT] or row[at + _RIGHT]]
        column = FIELDS.index(way)
        values = [f_score(row[at + column], row[at + _LEFT], row[at + _RIGHT]) for at in marked]
        return sum(values) / len(values) if values else None
