"""Summing up: all figures of a report out of what tallies hold, with reasons where there are none.

Must never know a store, nor how a report looks.
"""

from __future__ import annotations

from collections.abc import Sequence

from hashiya.agreement import (
    LABELLED,
    WAYS,
    Figure,
    alpha_nominal,
    binary,
    cohen,
    fleiss,
)
from hashiya.errors import Reason
from hashiya.services.collecting import without_collecting
from hashiya.services.measured import (
    Aligned,
    Confused,
    Diagnosis,
    Measured,
    Pair,
    PairMeasured,
    Score,
    plain_score,
)
from hashiya.services.scoring import NO_SHARED, Scores
from hashiya.services.sheets import GOLD
from hashiya.services.tallies import FIELDS, Tallies

__all__ = ["summed_up"]


def summed_up(
    tallies: Tallies, idle: Sequence[tuple[str, str]], scheme: str, seed: int
) -> Measured:
    """Everything that tallies say.

    Args:
        tallies: With every document in them.
        idle: Who is not compared, and why.
        scheme: Name and version of the scheme.
        seed: Where drawing starts.
    """
    with without_collecting():
        return _summed_up(tallies, idle, scheme, seed)


def _summed_up(
    tallies: Tallies, idle: Sequence[tuple[str, str]], scheme: str, seed: int
) -> Measured:
    ledger = tallies.ledger
    scores = Scores(tallies, seed)
    together = tallies.together()
    golden = [pair for pair in tallies.pairs if pair[0] == GOLD]
    return Measured(
        people=tallies.people,
        idle=tuple(idle),
        has_gold=bool(golden),
        scheme=scheme,
        seed=seed,
        draws=ledger.draws(),
        mean={way: scores.mean(way) for way in WAYS},
        pooled={way: scores.of(tallies.between, way) for way in WAYS},
        golden={way: scores.of(golden, way) for way in WAYS},
        labels={label: scores.label(at) for at, label in enumerate(tallies.labels)},
        together=_together(tallies),
        shared=tallies.shared,
        aligned=_aligned(tallies),
        joined=together.joined if together else 0,
        pairs=tuple([_pair(tallies, scores, pair) for pair in tallies.pairs]),
        confusion=tuple(_confusion(tallies)),
        diagnosis=tuple(_diagnosis(tallies)),
    )


def _together(tallies: Tallies) -> dict[str, Figure]:
    """What needs everybody, on documents that all of them finished."""
    together = tallies.together()
    if together is None:
        return {}
    found: dict[str, Figure] = {}
    for places in ("tokens", "characters"):
        patterns = tallies.patterns(places, tallies.people)
        found[f"fleiss {places}"] = fleiss(patterns)
        found[f"alpha {places}"] = alpha_nominal(patterns)
    found["alpha_u"] = together.alpha()
    gamma = tallies.gammas.get(tallies.people)
    if gamma is not None:
        found |= {"disorder": gamma.observed(), "gamma": gamma.gamma()}
    if not tallies.shared:
        nothing = Figure(None, Reason("no article was finished by all of them"))
        return dict.fromkeys(found, nothing)
    return found


def _aligned(tallies: Tallies) -> Aligned | None:
    gamma = tallies.gammas.get(tallies.people)
    return None if gamma is None else Aligned(gamma.proven, gamma.documents, gamma.least())


def _pair(tallies: Tallies, scores: Scores, pair: Pair) -> PairMeasured:
    tokens, characters = (tallies.patterns(each, pair) for each in ("tokens", "characters"))
    unitizing, gamma = tallies.unitizing(pair), tallies.gammas.get(pair)
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
    labelled = tallies.labelled(pair)
    return PairMeasured(
        names=pair,
        documents=tallies.documents[pair],
        spans={way: scores.of([pair], way) for way in WAYS},
        labels={label: _of_label(counts) for label, counts in labelled.items()},
        places=places,
        label_places={
            label: {
                "kappa tokens": cohen(binary(tokens, label)),
                "alpha_u": unitizing.alpha(label),
            }
            for label in labelled
        },
    )


def _of_label(counts: Sequence[int]) -> dict[str, Score]:
    *matched, left, right = counts
    return {way: plain_score(n, left, right) for way, n in zip(LABELLED, matched, strict=True)}


def _confusion(tallies: Tallies) -> list[Confused]:
    order = {pair: at for at, pair in enumerate(tallies.pairs)}
    cells = [
        Confused(
            pair, _kind(pair, kind, left), left, right, times, tuple(tallies.cases[pair][cell])
        )
        for pair, cells in tallies.confused().items()
        for cell, times in cells.items()
        for kind, left, right in [cell]
    ]
    return sorted(cells, key=lambda each: (order[each.names], -each.times, each[:4]))


def _kind(pair: Pair, kind: str, left: str) -> str:
    """Against gold, what only one side has was missed, or is one too many."""
    if kind != "only one" or pair[0] != GOLD:
        return kind
    return "missed" if left else "extra"


def _diagnosis(tallies: Tallies) -> list[Diagnosis]:
    found = []
    for seen, index in tallies.diagnosis:
        row = None if index is None else tallies.ledger.row(index)
        counts = {}
        for at, pair in enumerate(tallies.pairs):
            if row is not None and {*pair} <= {*seen.counted}:
                counts[pair] = row[at * len(FIELDS) : (at + 1) * len(FIELDS) - 1]
        title = seen.title or seen.document_id
        found.append(Diagnosis(seen.document_id, seen.counted, seen.left_out, counts, title))
    return found
