"""Measuring: how far annotators agree with each other and with gold, in one pass over a project.

Must never know how a report looks; figures that are undefined keep their reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hashiya.agreement import (
    LABELLED,
    SEED,
    WAYS,
    Figure,
    alpha_nominal,
    binary,
    cohen,
    fleiss,
)
from hashiya.errors import UsageError
from hashiya.services.collecting import without_collecting
from hashiya.services.measured import (
    Confused,
    Diagnosis,
    Measured,
    Pair,
    PairMeasured,
    Score,
    plain_score,
)
from hashiya.services.scoring import NO_SHARED, Scores
from hashiya.services.sheets import GOLD, seen_documents
from hashiya.services.tallies import FIELDS, Tallies
from hashiya.store import Store, open_project

__all__ = ["MeasureOptions", "measure_agreement"]

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
    finally:
        store.close()
    return _measured(tallies, idle, f"{scheme.id} {scheme.version}", seed)


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
    idle = [(alias, "has finished no article") for alias in wanted if alias not in people]
    if len(people) + has_gold < 2 or not people:
        raise UsageError(
            "agreement needs two people, or one and gold, who have finished an article; "
            f"{_listed(people)} has. `hashiya status` shows how far everybody is, and"
            " --unfinished counts articles that are only begun"
        )
    return people, idle, has_gold


def _measured(tallies: Tallies, idle: list[tuple[str, str]], scheme: str, seed: int) -> Measured:
    ledger = tallies.ledger
    scores = Scores(tallies, seed)
    together = tallies.together
    return Measured(
        people=tallies.people,
        idle=tuple(idle),
        has_gold=any(pair[0] == GOLD for pair in tallies.pairs),
        scheme=scheme,
        seed=seed,
        draws=ledger.draws(),
        mean={way: scores.mean(way) for way in WAYS},
        pooled={way: scores.of(tallies.between, way) for way in WAYS},
        labels={label: scores.label(at) for at, label in enumerate(tallies.labels)},
        together=_together(tallies),
        shared=tallies.shared,
        joined=together.joined if together else 0,
        pairs=tuple([_pair(tallies, scores, pair) for pair in tallies.pairs]),
        confusion=tuple(_confusion(tallies)),
        diagnosis=tuple(_diagnosis(tallies)),
    )


def _together(tallies: Tallies) -> dict[str, Figure]:
    """What needs everybody, on documents that all of them finished."""
    if tallies.together is None:
        return {}
    found: dict[str, Figure] = {}
    for places in ("tokens", "characters"):
        patterns = tallies.patterns(places, tallies.people)
        found[f"fleiss {places}"] = fleiss(patterns)
        found[f"alpha {places}"] = alpha_nominal(patterns)
    found["alpha_u"] = tallies.together.alpha()
    if not tallies.shared:
        nothing = Figure(None, "no article was finished by all of them")
        return dict.fromkeys(found, nothing)
    return found


def _pair(tallies: Tallies, scores: Scores, pair: Pair) -> PairMeasured:
    tokens, characters = (tallies.patterns(each, pair) for each in ("tokens", "characters"))
    unitizing, gamma = tallies.unitizing[pair], tallies.gammas.get(pair)
    places = {
        "kappa tokens": cohen(tokens),
        "alpha tokens": alpha_nominal(tokens),
        "kappa characters": cohen(characters),
        "alpha characters": alpha_nominal(characters),
        "alpha_u": unitizing.alpha(),
    }
    if gamma is not None:
        places |= {"disorder": gamma.observed(), "gamma": gamma.gamma()}
    if not tallies.documents[pair]:
        places = dict.fromkeys(places, Figure(None, NO_SHARED))
    labels = [label for label in tallies.labels if (pair, label) in tallies.label_counts]
    return PairMeasured(
        names=pair,
        documents=tallies.documents[pair],
        spans={way: scores.of([pair], way) for way in WAYS},
        labels={label: _of_label(tallies.label_counts[pair, label]) for label in labels},
        places=places,
        label_places={
            label: {
                "kappa tokens": cohen(binary(tokens, label)),
                "alpha_u": unitizing.alpha(label),
            }
            for label in labels
        },
    )


def _of_label(counts: Sequence[int]) -> dict[str, Score]:
    *matched, left, right = counts
    return {way: plain_score(n, left, right) for way, n in zip(LABELLED, matched, strict=True)}


def _confusion(tallies: Tallies) -> list[Confused]:
    order = {pair: at for at, pair in enumerate(tallies.pairs)}
    cells = sorted(
        tallies.confused.items(), key=lambda each: (order[each[0][0]], -each[1], each[0])
    )
    return [Confused(*cell, count, tuple(tallies.cases[cell])) for cell, count in cells]


def _diagnosis(tallies: Tallies) -> list[Diagnosis]:
    found = []
    for seen, index in tallies.diagnosis:
        row = None if index is None else tallies.ledger.row(index)
        counts = {}
        for at, pair in enumerate(tallies.pairs):
            if row is not None and {*pair} <= {*seen.counted}:
                counts[pair] = row[at * len(FIELDS) : (at + 1) * len(FIELDS) - 1]
        found.append(Diagnosis(seen.document_id, seen.counted, seen.left_out, counts))
    return found


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "nobody"
