"""Tallies: what is kept of each document while a project streams past, for all measures at once.

Must never know a store, nor how a figure is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from operator import add
from typing import Final

from hashiya.agreement import (
    WAYS,
    Disagreement,
    Gamma,
    Ledger,
    Patterns,
    Sheet,
    SpanCounts,
    Unitizing,
    character_patterns,
    compare_spans,
    disagreements,
    projected,
    token_patterns,
)
from hashiya.services.measured import Pair
from hashiya.services.sheets import GOLD, DocumentSeen

__all__ = ["FIELDS", "Tallies"]

FIELDS: Final = (*WAYS, "left", "right", "documents")
"""What a ledger's row holds of each pair."""

LABEL_FIELDS: Final = ("exact", "overlap", "clitic", "left", "right")
"""What is kept of each pair and label."""


_NO_COUNTS: Final = (0,) * len(LABEL_FIELDS)


class Tallies:
    """Counts of all pairs and of all people together.

    Args:
        people: Annotators, in order.
        labels: Every label that any layer may hold.
        with_gold: Whether each of them is compared with gold too.
        gamma_seed: Where sampling starts when gamma is wanted; None when it is not.
        cases: How many examples a cell of the confusion table keeps.
    """

    def __init__(
        self,
        people: Sequence[str],
        labels: Sequence[str],
        *,
        with_gold: bool,
        gamma_seed: int | None,
        cases: int,
    ) -> None:
        self.people = tuple(people)
        self.between: list[Pair] = list(combinations(people, 2))
        """Pairs of annotators."""
        self.pairs = self.between + ([(GOLD, alias) for alias in people] if with_gold else [])
        """All pairs, in the order of a row's fields."""
        self.labels = tuple(labels)
        self.ledger = Ledger(len(self.pairs) * len(FIELDS) + 2 * len(self.labels))
        self.label_counts: dict[tuple[Pair, str], list[int]] = {}
        """Counts in the order of `LABEL_FIELDS`."""
        self.documents: Counter[Pair] = Counter()
        self.shared = 0
        self.unitizing = {pair: Unitizing(pair) for pair in self.pairs}
        self.together = Unitizing(self.people) if len(self.people) > 1 else None
        self.gammas = (
            {}
            if gamma_seed is None
            else {pair: Gamma(*pair, seed=gamma_seed) for pair in self.pairs}
        )
        self.confused: Counter[tuple[Pair, str, str, str]] = Counter()
        self.cases: defaultdict[tuple[Pair, str, str, str], list[tuple[str, Disagreement]]] = (
            defaultdict(list)
        )
        self.diagnosis: list[tuple[DocumentSeen, int | None]] = []
        """Each document without its sheet, and its row of the ledger."""
        self._most_cases = cases
        self._patterns: dict[str, defaultdict[tuple[str, ...], Patterns]] = {
            "tokens": defaultdict(Counter),
            "characters": defaultdict(Counter),
        }

    def add(self, seen: DocumentSeen) -> None:
        """Count one document."""
        sheet = seen.sheet
        pairs = [pair for pair in self.pairs if {*pair} <= {*seen.counted}]
        row = None
        if sheet is not None and pairs:
            row = len(self.ledger)
            self._count(sheet, pairs)
        self.diagnosis.append((seen._replace(sheet=None), row))

    def patterns(self, places: str, names: Sequence[str]) -> Patterns:
        """Patterns of these people over all documents that count for all of them."""
        found: Patterns = Counter()
        for held, patterns in self._patterns[places].items():
            if {*names} <= {*held}:
                found.update(projected(patterns, [held.index(name) for name in names]))
        return found

    def _count(self, sheet: Sheet, pairs: Sequence[Pair]) -> None:
        names = tuple(sheet.columns)
        self._patterns["tokens"][names].update(token_patterns(sheet, names))
        self._patterns["characters"][names].update(character_patterns(sheet, names))
        counts = {pair: compare_spans(sheet, *pair) for pair in pairs}
        self.ledger.add(self._row(counts))
        for pair, each in counts.items():
            self.documents[pair] += 1
            self.unitizing[pair].add(sheet)
            for label, of_label in each.labels.items():
                held = self.label_counts.get((pair, label), _NO_COUNTS)
                self.label_counts[pair, label] = list(map(add, held, of_label))
            self._confuse(sheet, pair)
        for pair, gamma in self.gammas.items():
            if pair in counts:
                gamma.add(sheet)
        if self.together is not None and {*self.people} <= {*names}:
            self.shared += 1
            self.together.add(sheet)

    def _row(self, counts: dict[Pair, SpanCounts]) -> list[int]:
        row: list[int] = []
        shared: Counter[str] = Counter()
        held: Counter[str] = Counter()
        for pair in self.pairs:
            each = counts.get(pair)
            if each is None:
                row += [0] * len(FIELDS)
                continue
            row += [*(getattr(each, field) for field in FIELDS[:-1]), 1]
            if pair[0] != GOLD:
                for label, of_label in each.labels.items():
                    shared[label] += of_label.exact
                    held[label] += of_label.left + of_label.right
        for label in self.labels:
            row += (shared[label], held[label])
        return row

    def _confuse(self, sheet: Sheet, pair: Pair) -> None:
        for each in disagreements(sheet, *pair):
            ours = each.left[2] if each.left else ""
            theirs = each.right[2] if each.right else ""
            kind = each.kind
            if kind == "only one" and pair[0] == GOLD:
                kind = "missed" if each.left else "extra"
            cell = (pair, kind, ours, theirs)
            self.confused[cell] += 1
            if len(self.cases[cell]) < self._most_cases:
                self.cases[cell].append((sheet.document_id, each))
