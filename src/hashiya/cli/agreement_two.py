"""Words of agreement about each two: their figures, and what they differ in.

Of many pairs those with the lowest F1 are shown, with each person's mean over theirs, and what
they differ in is told of all together. Must never know how anything was counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hashiya.cli.agreement_tables import (
    WAYS,
    disagreement_rows,
    short_value,
    tabled,
    told_score,
)
from hashiya.services import Confused, Measured, PairMeasured
from hashiya.text import counted
from hashiya.tui import kind_words

__all__ = ["disagreements", "pairs_of", "precision_and_recall"]

MANY_PAIRS: Final = 20
"""Pairs above which only the lowest are shown."""

MANY_DIFFER: Final = 6
"""Pairs above which differences are told of all together."""

MOST_CELLS: Final = 12
"""Kinds of disagreement that are shown of each pair; of all together, twice as many."""

MOST_NAMES: Final = 4
"""Pairs that a line names."""


def pairs_of(title: str, pairs: Sequence[PairMeasured]) -> Iterator[str]:
    """F of each pair, then what is corrected for chance; who has no article is one line."""
    held = [pair for pair in pairs if pair.documents]
    apart = [_names(pair) for pair in pairs if not pair.documents]
    if len(held) > MANY_PAIRS:
        yield from _each_person(title, held)
        held.sort(key=lambda pair: pair.spans["exact"].figure.value or 0.0)
        more = len(held) - MANY_PAIRS
        held, title = held[:MANY_PAIRS], f"{title}, the {MANY_PAIRS} lowest"
    else:
        more = 0
    if held:
        yield from _figures(title, held)
    if more:
        left = counted(more, "more pair is", "more pairs are")
        yield f"{left} not shown; --csv and --html have all of them"
    if len(apart) == 1:
        yield f"— {apart[0]}: no article counts for both"
    elif apart:
        yield f"— {counted(len(apart), 'pair')} have no article that counts for both: {_few(apart)}"


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")


def _names(pair: PairMeasured) -> str:
    return " · ".join(pair.names)


def _each_person(title: str, pairs: Sequence[PairMeasured]) -> Iterator[str]:
    """The mean over each person's pairs that marked anything, the lowest first."""
    values: defaultdict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        for name in pair.names:
            if name != "gold" and not pair.spans["exact"].is_of_nothing:
                values[name].append(pair.spans["exact"].figure.value or 0.0)
    found = sorted((sum(each) / len(each), name, len(each)) for name, each in values.items())
    rows = [[name, f"{count:,}", f"{mean:.3f}"] for mean, name, count in found]
    yield from tabled(f"{title}, each person", ["annotator", "pairs", "mean exact F1"], rows)


def _figures(title: str, pairs: Sequence[PairMeasured]) -> Iterator[str]:
    rows = []
    for pair in pairs:
        scores = [pair.spans[way] for way in WAYS]
        spans = ["—" if each.is_of_nothing else short_value(each.figure.value) for each in scores]
        spans[0] = told_score(pair.spans["exact"])
        rows.append([_names(pair), f"{pair.documents:,}", *spans])
    yield from tabled(f"{title}, F1 of spans", ["pair", "articles", *WAYS.values()], rows)
    rows = [
        [_names(pair), *[short_value(figure.value) for figure in pair.places.values()]]
        for pair in pairs
    ]
    yield from tabled(f"{title}, beyond chance", ["pair", *pairs[0].places], rows)
    reasons: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for pair in pairs:
        for name, figure in pair.places.items():
            if figure.why:
                reasons[name, figure.why].append(_names(pair))
    for (name, why), who in reasons.items():
        yield f"— {_few(who)}, {name}: {why}"


def precision_and_recall(pairs: Sequence[PairMeasured]) -> Iterator[str]:
    """How much of what each annotator marked is gold, and how much of gold each found."""
    rows = []
    for pair in pairs:
        exact = pair.spans["exact"]
        precision = exact.matched / exact.right if exact.right else None
        recall = exact.matched / exact.left if exact.left else None
        cells = [f"{exact.matched:,}", f"{exact.left:,}", f"{exact.right:,}"]
        rows.append([pair.names[1], short_value(precision), short_value(recall), *cells])
    heads = ["annotator", "precision", "recall", "both", "gold", "theirs"]
    yield from tabled("against gold, exact spans", heads, rows)


def disagreements(measured: Measured) -> Iterator[str]:
    """What annotators differ in, then what differs from gold; never added up."""
    between = [cell for cell in measured.confusion if cell.names[0] != "gold"]
    golden = [cell for cell in measured.confusion if cell.names[0] == "gold"]
    heads = ["pair", "kind", "first", "second", "times"]
    yield from _confused("what annotators differ in", heads, between)
    heads = ["annotator", "kind", "gold", "theirs", "times"]
    yield from _confused("what differs from gold", heads, golden)


def _confused(title: str, heads: Sequence[str], cells: Sequence[Confused]) -> Iterator[str]:
    """The commonest kinds of each pair, and how many more there are."""
    if len({cell.names for cell in cells}) > MANY_DIFFER:
        yield from _confused_together(title, heads, cells)
        return
    shown: Counter[tuple[str, str]] = Counter()
    rows = []
    for cell in cells:
        shown[cell.names] += 1
        if shown[cell.names] <= MOST_CELLS:
            names = cell.names[1:] if cell.names[0] == "gold" else cell.names
            rows += [[" · ".join(names), *row] for row in disagreement_rows([cell])]
    if not rows:
        return
    yield from tabled(title, heads, rows)
    more = sum(max(0, count - MOST_CELLS) for count in shown.values())
    if more:
        yield f"and {counted(more, 'rarer kind')}; --json has all of them, with their places"


def _confused_together(
    title: str, heads: Sequence[str], cells: Iterable[Confused]
) -> Iterator[str]:
    """The commonest kinds of all pairs added up, and of how many pairs each is."""
    times: Counter[tuple[str, str, str]] = Counter()
    pairs: Counter[tuple[str, str, str]] = Counter()
    for cell in cells:
        key = (cell.kind, cell.left_label or "—", cell.right_label or "—")
        times[key] += cell.times
        pairs[key] += 1
    common = times.most_common(2 * MOST_CELLS)
    rows = [
        [kind_words(key[0]), *key[1:], f"{count:,}", f"{pairs[key]:,}"] for key, count in common
    ]
    yield from tabled(f"{title}, all together", [*heads[1:], "pairs"], rows)
    more = len(times) - len(common)
    rarer = f"{counted(more, 'rarer kind')} and " if more else ""
    yield f"{rarer}who differs from whom are not shown; --json and --html have all of it"
