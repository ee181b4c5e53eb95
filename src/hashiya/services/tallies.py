"""Tallies: what is kept of each document while a project streams past, for all measures at once.

Must never know a store, nor how a figure is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from hashiya.agreement import (
    FIELD_BITS,
    LABELLED,
    WAYS,
    Bundles,
    Cell,
    Compared,
    Continua,
    Disagreement,
    Gamma,
    Ledger,
    PatternCounts,
    Patterns,
    Sheet,
    Told,
    Unitizing,
    divided,
    projected,
)
from hashiya.services.measured import Case, Pair
from hashiya.services.sheets import GOLD, DocumentSeen

__all__ = ["FIELDS", "Tallies"]

FIELDS: Final = (*WAYS, "left", "right", "documents")
"""What a ledger's row holds of each pair."""

_WAYS_BITS: Final = FIELD_BITS * len(WAYS)
_WAYS: Final = (1 << _WAYS_BITS) - 1
_FIELD: Final = (1 << FIELD_BITS) - 1
_PAIR_BITS: Final = FIELD_BITS * len(FIELDS)

MOST_MET: Final = 4_096
"""Differences of a pair that are kept one by one before they are counted."""

AROUND: Final = 30
"""Code points that a case shows before and behind what differs."""


class _Counting(NamedTuple):
    """What counts where these people's layers do."""

    pairs: list[Pair]
    places: tuple[tuple[int, int], ...]
    """The pairs, by the columns' places on the sheet."""
    starts: list[int]
    """Where the pairs' fields begin in a row of the ledger, in bits."""
    groups: list[tuple[str, ...]]
    """The pairs, and everybody together where all of them are there."""


class Tallies:
    """Counts of all pairs and of all people together.

    Args:
        people: Annotators, in order.
        labels: Every label that any layer may hold.
        with_gold: Whether each of them is compared with gold too.
        is_gold_alone: Whether they are compared with nobody else.
        gamma_seed: Where sampling starts when gamma is wanted; None when it is not.
        cases: How many examples a cell of the confusion table keeps.
    """

    def __init__(  # noqa: PLR0913 (what there is to say of a look)
        self,
        people: Sequence[str],
        labels: Sequence[str],
        *,
        with_gold: bool,
        is_gold_alone: bool = False,
        gamma_seed: int | None,
        cases: int,
    ) -> None:
        self.people = tuple(people)
        self.between: list[Pair] = list(combinations(people, 2)) if not is_gold_alone else []
        """Pairs of annotators."""
        self.pairs = self.between + ([(GOLD, alias) for alias in people] if with_gold else [])
        """All pairs, in the order of a row's fields."""
        self.labels = tuple(labels)
        self.ledger = Ledger(len(self.pairs) * len(FIELDS) + 2 * len(self.labels))
        self.documents: Counter[Pair] = Counter()
        self.shared = 0
        """Documents that count for all annotators."""
        self.holding: Counter[str] = Counter()
        """Label → documents in which a pair of annotators has a span of it."""
        self.gammas: dict[tuple[str, ...], Gamma] = {}
        """Of each pair and of all annotators, when it was wanted."""
        if gamma_seed is not None:
            groups = dict.fromkeys([*self.pairs, *([self.people] if self.between else [])])
            self.gammas = {names: Gamma(names, gamma_seed) for names in groups}
        self._confused: dict[Pair, Counter[Cell]] = {pair: Counter() for pair in self.pairs}
        self._met: dict[Pair, list[Cell]] = {pair: [] for pair in self.pairs}
        self.cases: dict[Pair, defaultdict[Cell, list[Case]]] = {
            pair: defaultdict(list) for pair in self.pairs
        }
        """The first of each cell."""
        self._full: dict[Pair, set[Cell]] = {pair: set() for pair in self.pairs}
        self.diagnosis: list[tuple[DocumentSeen, int | None]] = []
        """Each document without its sheet, and its row of the ledger."""
        self._most_cases = cases
        self._counting: dict[tuple[str, ...], _Counting] = {}
        self._patterns: dict[tuple[str, ...], PatternCounts] = {}
        self._bundles = Bundles()
        self._continua = Continua(dict.fromkeys([*self.pairs, self.people]))
        self._sums: dict[Pair, tuple[int, int, int]] = {}
        self._sums_together = 0

    def add(self, seen: DocumentSeen) -> None:
        """Count one document."""
        for _ in self.adding(seen):
            pass

    def adding(self, seen: DocumentSeen) -> Iterator[None]:
        """Count one document; where gamma is wanted, a part at a time."""
        row = None
        counting = self._counting.get(seen.counted) or self._learn(seen.counted)
        if seen.sheet is not None and counting.pairs:
            row = len(self.ledger)
            self._count(seen.sheet, counting)
            if self.gammas:
                for group in counting.groups:
                    yield from self.gammas[group].adding(seen.sheet)
        self.diagnosis.append((seen._replace(sheet=None), row))

    def confused(self) -> dict[Pair, Counter[Cell]]:
        """How often each kind of difference is between which labels."""
        return {pair: counts + Counter(self._met[pair]) for pair, counts in self._confused.items()}

    def patterns(self, places: str, names: Sequence[str]) -> Patterns:
        """Patterns of these people over all documents that count for all of them."""
        found: Patterns = Counter()
        for held, counts in self._patterns.items():
            if {*names} <= {*held}:
                patterns = counts.tokens if places == "tokens" else counts.characters
                found.update(projected(patterns, [held.index(name) for name in names]))
        return found

    def labelled(self, pair: Pair) -> dict[str, list[int]]:
        """Label → what a pair shares by the ways of `LABELLED`, and what each of the two has."""
        both, left, right = map(self._bundles.labels, self._sums.get(pair, (0, 0, 0)))
        return {
            label: [*both[label][: len(LABELLED)], left[label].exact, right[label].exact]
            for label in self.labels
            if label in both and left[label].exact + right[label].exact
        }

    def unitizing(self, pair: Pair) -> Unitizing:
        """What alpha_U of two people is made of."""
        return self._unitizing(pair, self._sums.get(pair, (0,))[0])

    def together(self) -> Unitizing | None:
        """The same of all annotators; None where there are not two."""
        if not self.between:
            return None
        if len(self.people) == 2:
            return self.unitizing(self.between[0])
        return self._unitizing(self.people, self._sums_together)

    def _unitizing(self, names: tuple[str, ...], bundle: int) -> Unitizing:
        found = Unitizing(names, self._continua)
        for label, sums in self._bundles.labels(bundle).items():
            found.differ(label, sums.apart)
        return found

    def _learn(self, names: tuple[str, ...]) -> _Counting:
        pairs = [pair for pair in self.pairs if {*pair} <= {*names}]
        places = tuple([(names.index(left), names.index(right)) for left, right in pairs])
        starts = [_PAIR_BITS * self.pairs.index(pair) for pair in pairs]
        groups: list[tuple[str, ...]] = [*pairs]
        if len(self.between) > 1 and {*self.people} <= {*names}:
            groups.append(self.people)
        found = self._counting[names] = _Counting(pairs, places, starts, groups)
        return found

    def _count(self, sheet: Sheet, counting: _Counting) -> None:
        names = tuple(sheet.columns)
        patterns = self._patterns.get(names)
        if patterns is None:
            patterns = self._patterns[names] = PatternCounts(len(names))
        found = divided(sheet)
        patterns.add(sheet, found)
        self._continua.lay(sheet, counting.groups)
        compared = self._bundles.between(sheet, counting.places, found)
        self._enter(counting, compared)
        for pair, told in zip(counting.pairs, compared.told, strict=True):
            self._confuse(sheet, pair, told)
        if {*self.people} <= {*names}:
            self.shared += 1
            between = zip(counting.pairs, compared.bundles, strict=True)
            self._sums_together += sum(each for pair, each in between if pair[0] != GOLD)

    def _enter(self, counting: _Counting, compared: Compared) -> None:
        """Add a document's counts to the sums, and its row to the ledger."""
        row = shared = held = 0
        for at, pair in enumerate(counting.pairs):
            bundle = compared.bundles[at]
            left, right = [compared.alone[place] for place in counting.places[at]]
            self.documents[pair] += 1
            sums = self._sums.get(pair, (0, 0, 0))
            self._sums[pair] = (sums[0] + bundle, sums[1] + left, sums[2] + right)
            counts = (left & _FIELD) | ((right & _FIELD) << FIELD_BITS) | (1 << 2 * FIELD_BITS)
            row |= ((bundle & _WAYS) | (counts << _WAYS_BITS)) << counting.starts[at]
            if pair[0] != GOLD:
                shared += bundle
                held += left + right
        both, each = self._bundles.labels(shared), self._bundles.labels(held)
        place = _PAIR_BITS * len(self.pairs)
        for label in self.labels:
            if label in each:
                self.holding[label] += each[label].exact > 0
                row |= (both[label].exact | (each[label].exact << FIELD_BITS)) << place
            place += 2 * FIELD_BITS
        self.ledger.enter(row)

    def _confuse(self, sheet: Sheet, pair: Pair, told: Sequence[Told]) -> None:
        met = self._met[pair]
        before = len(met)
        for _, difference in told:
            met += difference.cells
        if not self._full[pair].issuperset(met[before:]):
            self._keep(sheet, pair, told)
        if len(met) > MOST_MET:
            self._confused[pair].update(met)
            met.clear()

    def _keep(self, sheet: Sheet, pair: Pair, told: Sequence[Told]) -> None:
        """Keep what a document has for cells that are not full."""
        cases = self.cases[pair]
        for start, difference in told:
            for cell, each in zip(difference.cells, difference.told, strict=True):
                if len(cases[cell]) < self._most_cases:
                    cases[cell].append(_case(sheet, each.moved_by(start)))
                else:
                    self._full[pair].add(cell)


def _case(sheet: Sheet, each: Disagreement) -> Case:
    units = [unit for unit in (each.left, each.right) if unit]
    text, start, end = sheet.text, min(u[0] for u in units), max(u[1] for u in units)
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    # Whole words around, where there is a gap between them to cut at.
    if first and (gap := text.find(" ", first, start)) >= 0:
        first = gap + 1
    if last < len(text) and (gap := text.rfind(" ", end, last)) >= 0:
        last = gap
    return Case(sheet.document_id, each.left, each.right, first, text[first:last])
