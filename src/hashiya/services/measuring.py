"""Measuring: how far annotators agree with each other and with gold, in one pass over a project.

Must never know how a report looks; figures that are undefined keep their reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from hashiya.agreement import SEED
from hashiya.errors import Reason, UsageError
from hashiya.services.collecting import without_collecting
from hashiya.services.measured import Measured
from hashiya.services.over_time import by_day
from hashiya.services.sheets import GOLD, DocumentSeen, seen_documents
from hashiya.services.summing_up import summed_up
from hashiya.services.tallies import Tallies
from hashiya.store import Store, open_project

__all__ = ["MeasureOptions", "Measuring", "measure_agreement", "measuring_for"]

IDLE = Reason("has finished no article")
"""Why a person is not compared."""

UNSEEN = Reason("not finished by you")
"""Why an article counts for nothing where somebody looks who has not finished it."""

CASES_ON_A_SCREEN = 100
"""Examples that a cell keeps on a screen, which lists them."""

CASES = 5
"""Examples that a cell of the confusion table keeps unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """What a person says about measuring."""

    people: tuple[str, ...] = ()
    """Annotators to compare, and `gold`; empty means everybody who has finished something, and
    gold. Gold alone means everybody with gold, and nobody with each other; one person alone means
    that person with gold."""
    unfinished: bool = False
    """Whether articles that are only begun count too."""
    gamma: bool = False
    """Whether gamma is sampled."""
    seed: int | None = None
    """Where drawing and sampling start; None for the seed of always."""
    over_time: bool = False
    """Whether F of the articles of each day is wanted; takes a look at every mark."""
    cases: int = CASES
    """Examples that a cell of the confusion table keeps."""


class Measuring:
    """One look over a project, as far at a time as whoever asks wants to wait.

    Args:
        store: The open project.
        options: What is wanted.
        viewer: Who will see it, when that person may see an article only once they have finished
            it themselves; None for whoever may see everything.

    Raises:
        UsageError: There is nobody to compare, or an alias has no layer.
    """

    def __init__(self, store: Store, options: MeasureOptions, viewer: str | None = None) -> None:
        people, self._idle, has_gold = _people(store, options)
        _expect_two(people, options.people, has_gold=has_gold)
        self.documents = store.counts().documents
        """Documents there are."""
        self.seen = 0
        """Documents that were counted so far."""
        self._viewer = viewer
        self._seed = SEED if options.seed is None else options.seed
        self._tallies = Tallies(
            people,
            sorted({use.label for use in store.label_uses()}),
            with_gold=has_gold,
            is_gold_alone={*options.people} == {GOLD},
            gamma_seed=self._seed if options.gamma else None,
            cases=options.cases,
        )
        self._store = store
        self._finished: dict[str, dict[str, str]] = {}
        self._untimed = list(people) if options.over_time else []
        """Of whom it is not known yet when they finished what."""
        scheme = store.scheme()
        self._scheme = f"{scheme.id} {scheme.version}"
        self._waiting = seen_documents(
            store, people, with_gold=has_gold, unfinished=options.unfinished
        )

    @property
    def is_blind(self) -> bool:
        """Whether only articles that the viewer has finished count."""
        return self._viewer is not None

    def step(self) -> bool:
        """Count one more document, or see when somebody finished theirs; whether there was more.

        Raises:
            StoreError: The project cannot be read.
            CorruptionError: A text or a quote is not what was stored, or gold is there twice.
        """
        parts = self.read()
        if parts is not None:
            for _ in parts:
                pass
            return True
        if self._untimed:
            alias = self._untimed.pop()
            self._finished[alias] = self._store.finished(alias)
            return True
        return False

    def read(self) -> Iterator[None] | None:
        """Read one more document; None when there was none.

        Going through what is handed back counts it, in any thread and without the store, a part at
        a time where gamma is wanted.

        Raises:
            StoreError: The project cannot be read.
            CorruptionError: A text or a quote is not what was stored, or gold is there twice.
        """
        seen = next(self._waiting, None)
        if seen is None:
            return None
        if self._viewer is not None and self._viewer not in seen.counted:
            unseen = ((self._viewer, UNSEEN),)
            seen = DocumentSeen(seen.document_id, None, (), unseen, seen.title)
        return self._counting(seen)

    def _counting(self, seen: DocumentSeen) -> Iterator[None]:
        yield from self._tallies.adding(seen)
        self.seen += 1

    def advance(self, seconds: float) -> bool:
        """Count as many documents as take about so long; whether there are more."""
        until = monotonic() + seconds
        while self.step():
            if monotonic() > until:
                return True
        return False

    def summed_up(self) -> Measured:
        """Everything about the documents counted so far; asks the store for nothing."""
        measured = summed_up(self._tallies, self._idle, self._scheme, self._seed)
        days = tuple(by_day(measured, self._finished)) if self._finished else ()
        return replace(measured, days=days)


def measure_agreement(
    project: Path,
    options: MeasureOptions,
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> Measured:
    """Measure everything; `advance` hears of every document.

    Raises:
        UsageError: There is nobody to compare, or an alias has no layer.
        StoreError: The project cannot be read.
        CorruptionError: A text or a quote is not what was stored, or gold is there twice.
    """
    store = open_project(project)
    try:
        measuring = Measuring(store, options)
        told = 0
        with without_collecting():
            while measuring.step():
                advance(measuring.seen - told)
                told = measuring.seen
    finally:
        store.close()
    return measuring.summed_up()


def measuring_for(store: Store, alias: str, *, gamma: bool = False) -> Measuring | None:
    """A look at a project for a person's eyes; None where there is nothing to compare yet.

    Annotators see only what is about articles that they have finished themselves.
    """
    options = MeasureOptions(cases=CASES_ON_A_SCREEN, over_time=True, gamma=gamma)
    people, _idle, has_gold = _people(store, options)
    roles = {person.alias: person.role for person in store.people()}
    viewer = alias if roles.get(alias, "annotator") == "annotator" else None
    if len(people) + has_gold < 2 or not people or (viewer and viewer not in people):
        return None
    return Measuring(store, options, viewer)


def _people(store: Store, options: MeasureOptions) -> tuple[list[str], list[tuple[str, str]], bool]:
    """Who is compared, who is not and why, and whether gold is."""
    held = store.layers()
    has_gold = any(each.kind == GOLD for each in held)
    if GOLD in options.people and not has_gold:
        raise UsageError("there is no gold yet; `hashiya review` makes it, `hashiya import` too")
    named = [alias for alias in options.people if alias != GOLD]
    known = [each.alias for each in held if each.kind != GOLD]
    unknown = [alias for alias in named if alias not in known]
    if unknown:
        raise UsageError(
            f"there is no layer of {unknown[0]!r}; there are layers of "
            f"{_listed([*known, *[GOLD] * has_gold])}"
        )
    work = store.counts().annotators
    wanted = list(dict.fromkeys(named)) or known
    people = [
        alias for alias in wanted if options.unfinished or (alias in work and work[alias].done)
    ]
    idle: list[tuple[str, str]] = [(alias, IDLE) for alias in wanted if alias not in people]
    is_gold_wanted = GOLD in options.people or len({*named}) < 2
    return people, idle, has_gold and is_gold_wanted


def _expect_two(people: Sequence[str], named: Sequence[str], *, has_gold: bool) -> None:
    if len(people) + has_gold < 2 or not people:
        who = "of those that --between names, only " * bool(named and people)
        who = who or "of those that --between names, " * bool(named)
        raise UsageError(
            "agreement needs two people, or one and gold, who have finished an article; "
            f"{who}{_listed(people)} has. `hashiya status` shows how far everybody is, and"
            " --unfinished counts articles that are only begun"
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "nobody"
