"""Gamma: agreement on units and labels together, from the cheapest way to align columns.

Source: Mathet, Widlöcher and Métivier (2015), The unified and holistic method gamma. Aligned units
cost how far their edges and labels are apart, one that is not aligned costs 1. What chance would
reach is sampled with a fixed seed: each side takes a column of the sheet and turns it round the
text by a random distance. Must never know a store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from hashiya.agreement.aligning import alignment_cost, best_alignment
from hashiya.agreement.figure import Figure
from hashiya.agreement.sheet import Sheet, Unit
from hashiya.errors import Reason

__all__ = ["SAMPLES", "Gamma", "observed_disorder"]

NO_UNITS: Final = Reason("there are no units to align")
"""Why neither disorder nor gamma may have a value."""

NO_CHANCE: Final = Reason("chance reaches no disorder at all, so nothing can be better")
"""Why gamma may have none."""

SAMPLES: Final = 30
"""Times that chance is tried on each document, for two columns."""

SAMPLES_OF_MANY: Final = 10
"""The same for more columns, which take much longer to align."""


class Gamma:
    """Observed and expected disorder of two columns or more, added up sheet by sheet.

    Args:
        names: The columns.
        seed: Where the sampling starts; each document has a start of its own from it.
    """

    def __init__(self, names: Sequence[str], seed: int) -> None:
        self._names = tuple(names)
        self._seed = seed
        self._cost = 0.0
        self._least = 0.0
        self._units = 0.0
        self._samples = SAMPLES if len(self._names) == 2 else SAMPLES_OF_MANY
        self._by_chance = [0.0] * self._samples
        self._chance_units = [0.0] * self._samples
        self.documents = 0
        """Documents that were added."""
        self.proven = 0
        """How many of them have an alignment that cannot be made cheaper."""

    def add(self, sheet: Sheet) -> None:
        """Add one more document."""
        for _ in self.adding(sheet):
            pass

    def adding(self, sheet: Sheet) -> Iterator[None]:
        """Add one more document, a part at a time, so that whoever waits can give up between."""
        columns = [sheet.columns[name] for name in self._names]
        found = best_alignment(columns)
        self._cost += found.cost
        self._least += found.least
        self.documents += 1
        self.proven += found.is_proven
        self._units += sum(map(len, columns)) / len(columns)
        yield
        source = Random(f"{self._seed}/{sheet.document_id}")  # noqa: S311 - statistics
        for sample in range(self._samples):
            turned = [_turned(source.choice(columns), len(sheet.text), source) for _ in columns]
            self._by_chance[sample] += alignment_cost(turned)
            self._chance_units[sample] += sum(map(len, turned)) / len(columns)
            yield

    def observed(self) -> Figure:
        """The observed disorder of all sheets together."""
        if not self._units:
            return Figure(None, NO_UNITS)
        return Figure(self._cost / self._units)

    def least(self) -> Figure:
        """What the observed disorder is at least, where not all alignments are proven the best."""
        if not self._units:
            return self.observed()
        return Figure(self._least / self._units)

    def gamma(self) -> Figure:
        """1 − observed / expected disorder."""
        observed = self.observed()
        sampled = zip(self._by_chance, self._chance_units, strict=True)
        tried = [cost / units for cost, units in sampled if units]
        expected = sum(tried) / len(tried) if tried else 0.0
        if observed.value is None:
            return observed
        if not expected:
            return Figure(None, NO_CHANCE)
        return Figure(1 - observed.value / expected)


def observed_disorder(*columns: Sequence[Unit]) -> Figure:
    """The least cost of aligning columns, by the mean number of their units."""
    units = sum(map(len, columns)) / len(columns)
    if not units:
        return Figure(None, NO_UNITS)
    return Figure(alignment_cost(columns) / units)


def _turned(units: Sequence[Unit], length: int, source: Random) -> list[Unit]:
    """Units moved round the text by one random distance; one that crosses its end is put there."""
    by = source.randrange(length)
    turned = []
    for start, end, label in units:
        size = end - start
        at = min((start + by) % length, length - size)
        turned.append((at, at + size, label))
    return turned
