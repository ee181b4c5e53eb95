"""What was measured: the values that a report of agreement is made of.

Must never know how they were counted or how they are printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from hashiya.agreement import WAYS, Figure, Unit, f_score

__all__ = [
    "GOLD",
    "MEASURES",
    "Aligned",
    "ArticleScores",
    "Case",
    "Confused",
    "DayMeasured",
    "Diagnosis",
    "Measured",
    "Pair",
    "PairMeasured",
    "Score",
    "plain_score",
]

Pair: TypeAlias = tuple[str, str]
"""Two names; gold, where it is one of them, is the first."""


GOLD: Final = "gold"
"""What the gold layer is called among people."""

_EXACT: Final = WAYS.index("exact")

MEASURES: Final = (
    "kappa tokens",
    "kappa characters",
    "fleiss tokens",
    "fleiss characters",
    "alpha tokens",
    "alpha characters",
    "alpha_u",
    "disorder",
    "gamma",
)
"""What figures beyond chance are called in data."""


class Score(NamedTuple):
    """A figure with its interval, and for F scores what it is made of."""

    figure: Figure
    """The value, or why there is none."""
    interval: tuple[float, float] | None = None
    """Where 95 % of draws are; None where none were made."""
    matched: int = 0
    """Units on both sides, over all pairs that were taken together."""
    left: int = 0
    """Units of the first."""
    right: int = 0
    """Units of the second."""

    @property
    def is_of_nothing(self) -> bool:
        """Whether it is 1 because neither side of any pair has a unit."""
        return self.figure.value is not None and not self.left + self.right


def plain_score(matched: int, left: int, right: int) -> Score:
    """F of so many matches, without an interval."""
    return Score(Figure(f_score(matched, left, right)), None, matched, left, right)


@dataclass(frozen=True, slots=True)
class PairMeasured:
    """What two people have in common."""

    names: Pair
    documents: int
    """Documents that count for both."""
    spans: Mapping[str, Score]
    """Way of counting → F."""
    labels: Mapping[str, Mapping[str, Score]]
    """Label → way of counting → F."""
    places: Mapping[str, Figure]
    """`kappa tokens`, `alpha tokens`, `kappa characters`, `alpha characters`, `alpha_u`; when it
    was wanted, `disorder` and `gamma`."""
    label_places: Mapping[str, Mapping[str, Figure]]
    """Label → `kappa tokens`, `alpha_u`."""


class Case(NamedTuple):
    """One difference where it stands."""

    document_id: str
    left: Unit | None
    """What the first one has; None for nothing."""
    right: Unit | None
    """What the second one has."""
    start: int
    """Where `text` starts in its document, in code points."""
    text: str
    """What both have, with some words around."""


class DayMeasured(NamedTuple):
    """The documents that were finished by both of a pair on one day."""

    day: date
    """In the local calendar, when the second of the two was done."""
    documents: int
    """Documents that count for some pair of annotators; against gold where there is no pair."""
    exact: Score
    """F of all of these pairs on them added up."""


class Confused(NamedTuple):
    """One cell of the confusion table."""

    names: Pair
    kind: str
    """What differs; against gold, what only one side has is `missed` or `extra`."""
    left_label: str
    """The first one's label; empty where that side has nothing."""
    right_label: str
    """The second one's."""
    times: int
    cases: tuple[Case, ...]
    """The first few, in the order of the project."""


class Aligned(NamedTuple):
    """How sure it is that the alignment of all annotators is the best there is."""

    proven: int
    """Documents whose alignment cannot be made cheaper."""
    documents: int
    """Documents that were aligned."""
    least: Figure
    """What the observed disorder is at least."""


class Diagnosis(NamedTuple):
    """Whether a document counts, and why not."""

    document_id: str
    counted: tuple[str, ...]
    """Whose layers count in it."""
    left_out: tuple[tuple[str, str], ...]
    """Whose do not, and why."""
    counts: Mapping[Pair, Sequence[int]]
    """Pair → what both hold by the ways of `WAYS`, then what each holds, in this document."""
    title: str
    """What people call it."""

    def scores(self, pair: Pair) -> dict[str, Score]:
        """Way of counting → F of a pair on this document alone."""
        *matched, left, right = self.counts[pair]
        ways = zip(WAYS, matched, strict=True)
        return {way: plain_score(n, left, right) for way, n in ways}

    def is_compared(self, *, of_gold: bool) -> bool:
        """Whether two annotators are compared on this document, or somebody is with gold."""
        return any((pair[0] == GOLD) is of_gold for pair in self.counts)

    def exact(self, *, of_gold: bool) -> Score | None:
        """Exact F of its pairs of annotators, or of those with gold, added up; None without any."""
        held = [counts for pair, counts in self.counts.items() if (pair[0] == GOLD) is of_gold]
        if not held:
            return None
        matched, left, right = (sum(each[at] for each in held) for at in (_EXACT, -2, -1))
        return plain_score(matched, left, right)


class ArticleScores(NamedTuple):
    """Exact F of one document."""

    article: Diagnosis
    between: Score | None
    """Of its pairs of annotators added up; None where no two have finished it."""
    of_gold: Score | None
    """Of its annotators with gold added up."""

    @property
    def lowest(self) -> tuple[float, float]:
        """Of annotators, then of gold: what to sort by."""
        first, second = (
            2.0 if each is None or each.is_of_nothing else each.figure.value or 0.0
            for each in (self.between, self.of_gold)
        )
        return first, second


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything about one project at one moment."""

    people: tuple[str, ...]
    """Annotators who are compared with each other."""
    idle: tuple[tuple[str, str], ...]
    """Annotators who are not, and why."""
    has_gold: bool
    scheme: str
    seed: int
    draws: int
    mean: Mapping[str, Score]
    """Way of counting → mean F over pairs of annotators that marked anything in documents that
    count for both."""
    pooled: Mapping[str, Score]
    """Way of counting → F of all those pairs added up."""
    golden: Mapping[str, Score]
    """Way of counting → F of all annotators with gold added up."""
    labels: Mapping[str, Score]
    """Label → exact F of all those pairs added up."""
    together: Mapping[str, Figure]
    """`fleiss tokens`, `alpha tokens`, `fleiss characters`, `alpha characters`, `alpha_u`; when it
    was wanted, `disorder` and `gamma`."""
    shared: int
    """Documents that all of them finished, which `together` rests on."""
    aligned: Aligned | None
    """Of `disorder` and `gamma`; None where they were not wanted."""
    joined: int
    """Units that alpha_U joined with others of their label and owner."""
    pairs: tuple[PairMeasured, ...]
    confusion: tuple[Confused, ...]
    diagnosis: tuple[Diagnosis, ...]
    days: tuple[DayMeasured, ...] = ()
    """Oldest first, when they were wanted."""

    @property
    def by_article(self) -> list[ArticleScores]:
        """Exact F of each document that counts, the lowest first."""
        found = [
            ArticleScores(each, each.exact(of_gold=False), each.exact(of_gold=True))
            for each in self.diagnosis
            if each.counts
        ]
        return sorted(found, key=lambda each: each.lowest)

    @property
    def is_of_gold(self) -> bool:
        """Whether the first figure is against gold: no document counts for two annotators."""
        return not self.rests_on(of_gold=False) and self.rests_on(of_gold=True) > 0

    @property
    def used(self) -> int:
        """Documents that the first figure rests on."""
        return self.rests_on(of_gold=self.is_of_gold)

    def rests_on(self, *, of_gold: bool) -> int:
        """Documents on which two annotators are compared, or somebody is with gold."""
        return sum(each.is_compared(of_gold=of_gold) for each in self.diagnosis)

    @property
    def averaged(self) -> tuple[int, int]:
        """Pairs of annotators that the mean is of, and those that marked nothing on either side."""
        of_nothing = [
            pair.spans["exact"].is_of_nothing
            for pair in self.pairs
            if pair.documents and pair.names[0] != GOLD
        ]
        return of_nothing.count(False), of_nothing.count(True)
