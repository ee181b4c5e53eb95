"""Measuring: how far annotators agree with each other and with gold, in one pass over a project.

Must never know how a report looks; figures that are undefined keep their reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hashiya.agreement import SEED
from hashiya.errors import Reason, UsageError
from hashiya.services.collecting import without_collecting
from hashiya.services.measured import Measured
from hashiya.services.over_time import by_day
from hashiya.services.sheets import GOLD, seen_documents
from hashiya.services.summing_up import summed_up
from hashiya.services.tallies import Tallies
from hashiya.store import Store, open_project

__all__ = ["MeasureOptions", "measure_agreement"]

IDLE = Reason("has finished no article")
"""Why a person is not compared."""

CASES = 5
"""Examples that a cell of the confusion table keeps unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """What a person says about measuring."""

    people: tuple[str, ...] = ()
    """Annotators to compare; empty means everybody who has finished something."""
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
        people, idle, has_gold = _people(store, options)
        seed = SEED if options.seed is None else options.seed
        uses = {use.label for use in store.label_uses()}
        tallies = Tallies(
            people,
            sorted(uses),
            with_gold=has_gold,
            gamma_seed=seed if options.gamma else None,
            cases=options.cases,
        )
        with without_collecting():
            for seen in seen_documents(
                store, people, with_gold=has_gold, unfinished=options.unfinished
            ):
                tallies.add(seen)
                advance(1)
        scheme = store.scheme()
        finished = {alias: store.finished(alias) for alias in people if options.over_time}
    finally:
        store.close()
    measured = summed_up(tallies, idle, f"{scheme.id} {scheme.version}", seed)
    return replace(measured, days=tuple(by_day(measured, finished)) if finished else ())


def _people(store: Store, options: MeasureOptions) -> tuple[list[str], list[tuple[str, str]], bool]:
    """Who is compared, who is not and why, and whether there is gold."""
    held = store.layers()
    has_gold = any(each.kind == GOLD for each in held)
    known = [each.alias for each in held if each.kind != GOLD]
    unknown = [alias for alias in options.people if alias not in known]
    if unknown:
        raise UsageError(
            f"there is no layer of {unknown[0]!r}; there are layers of {_listed(known)}"
        )
    work = store.counts().annotators
    wanted = list(dict.fromkeys(options.people)) or known
    people = [
        alias for alias in wanted if options.unfinished or (alias in work and work[alias].done)
    ]
    idle: list[tuple[str, str]] = [(alias, IDLE) for alias in wanted if alias not in people]
    if len(people) + has_gold < 2 or not people:
        raise UsageError(
            "agreement needs two people, or one and gold, who have finished an article; "
            f"{_listed(people)} has. `hashiya status` shows how far everybody is, and"
            " --unfinished counts articles that are only begun"
        )
    return people, idle, has_gold


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "nobody"
