"""Words of agreement: a report as people read it, the headline first and what it rests on under it.

Every table is as wide as what is in it. An undefined figure is a dash, and its reason follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hashiya.services import Confused, Measured, PairMeasured, Score
from hashiya.tui import kind_words

__all__ = [
    "WAYS",
    "disagreement_rows",
    "report_lines",
    "short_value",
    "tabled",
    "told_reasons",
    "told_score",
]

WAYS: Final = {
    "exact": "exact",
    "boundary": "any label",
    "overlap": "overlap",
    "overlap_any_label": "overlap, any label",
    "clitic": "clitics aside",
}
"""Way of counting → what it is called above a column."""

MOST_ARTICLES: Final = 20
"""Articles that were left out are named up to here; --json and --csv name all."""

MOST_CELLS: Final = 12
"""Kinds of disagreement that are shown of each pair."""


def report_lines(measured: Measured) -> Iterator[str]:
    """The report, line by line."""
    yield from _headline(measured)
    yield from _ways(measured)
    yield from _labels(measured)
    between = [pair for pair in measured.pairs if pair.names[0] != "gold"]
    golden = [pair for pair in measured.pairs if pair.names[0] == "gold"]
    if between:
        yield from _pairs("between annotators", between)
    if golden:
        yield from _pairs("against gold", golden)
        yield from _gold(golden)
    yield from _chance(measured)
    yield from _disagreements(measured)
    yield from _left_out(measured)


def _headline(measured: Measured) -> Iterator[str]:
    exact = measured.mean["exact"]
    pairs = sum(pair.documents > 0 and pair.names[0] != "gold" for pair in measured.pairs)
    rests = _rests(measured)
    if exact.figure.value is None:
        yield f"exact F1  —  {exact.figure.why}; {rests}"
    else:
        mean = "" if pairs == 1 else f", mean of {pairs} pairs"
        yield f"exact F1  {told_score(exact)}{mean}; {rests}"
    for name, why in measured.idle:
        yield f"{name} is not compared: {why}"
    drawn = f"{measured.draws:,} draws of articles from seed {measured.seed}"
    yield f"scheme {measured.scheme}; {drawn}"


def _rests(measured: Measured) -> str:
    whole = len(measured.diagnosis)
    reasons = Counter(_why(each.counted) for each in measured.diagnosis if not each.counts)
    if not reasons:
        return "rests on the only article" if whole == 1 else f"rests on all {whole:,} articles"
    words = ", ".join(f"{count:,} {why}" for why, count in sorted(reasons.items()))
    return (
        f"rests on {measured.used:,} of {whole:,} articles; {reasons.total():,} left out: {words}"
    )


def _why(counted: Sequence[str]) -> str:
    """Why an article counts for no pair."""
    return f"finished by {' and '.join(counted)} only" if counted else "finished by nobody"


def _ways(measured: Measured) -> Iterator[str]:
    if measured.mean["exact"].figure.value is None:
        return
    rows = [
        [name, told_score(measured.mean[way]), told_score(measured.pooled[way])]
        for way, name in WAYS.items()
    ]
    yield from tabled("F1 of spans", ["counted", "mean of pairs", "pooled"], rows)


def _labels(measured: Measured) -> Iterator[str]:
    rows = [
        [label, told_score(each), f"{each.matched:,}", f"{each.left:,}", f"{each.right:,}"]
        for label, each in measured.labels.items()
        if each.figure.value is not None
    ]
    if rows:
        heads = ["label", "exact F1, pooled", "both", "first", "second"]
        yield from tabled("labels", heads, rows)


def _pairs(title: str, pairs: Sequence[PairMeasured]) -> Iterator[str]:
    """F of each pair, then what is corrected for chance."""
    rows = []
    for pair in pairs:
        spans = [short_value(pair.spans[way].figure.value) for way in WAYS]
        spans[0] = told_score(pair.spans["exact"])
        rows.append([" · ".join(pair.names), f"{pair.documents:,}", *spans])
    yield from tabled(f"{title}, F1 of spans", ["pair", "articles", *WAYS.values()], rows)
    rows = [
        [" · ".join(pair.names), *[short_value(figure.value) for figure in pair.places.values()]]
        for pair in pairs
    ]
    yield from tabled(f"{title}, beyond chance", ["pair", *pairs[0].places], rows)
    for pair in pairs:
        names = " · ".join(pair.names)
        yield from told_reasons(
            (f"{names}, {name}", each.why) for name, each in pair.places.items()
        )


def _gold(pairs: Sequence[PairMeasured]) -> Iterator[str]:
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


def _chance(measured: Measured) -> Iterator[str]:
    if len(measured.people) < 3:
        return
    rows = [[name, short_value(figure.value)] for name, figure in measured.together.items()]
    articles = "1 article" if measured.shared == 1 else f"{measured.shared:,} articles"
    title = f"all {len(measured.people)} annotators, on {articles}"
    yield from tabled(title, ["measure", "value"], rows)
    yield from told_reasons((name, figure.why) for name, figure in measured.together.items())
    yield from _aligned(measured)


def _aligned(measured: Measured) -> Iterator[str]:
    """How far the alignment of all of them may be from the best one."""
    aligned = measured.aligned
    if aligned is None or aligned.least.value is None or aligned.proven == aligned.documents:
        return
    proven = f"{aligned.proven:,} of {aligned.documents:,} articles"
    least = f"{aligned.least.value:.3f}"
    yield f"the best alignment is proven in {proven}; disorder is {least} at least, so gamma may be"
    yield "higher than it says"


def _disagreements(measured: Measured) -> Iterator[str]:
    """What annotators differ in, then what differs from gold; never added up."""
    between = [cell for cell in measured.confusion if cell.names[0] != "gold"]
    golden = [cell for cell in measured.confusion if cell.names[0] == "gold"]
    heads = ["pair", "kind", "first", "second", "times"]
    yield from _confused("what annotators differ in", heads, between)
    heads = ["annotator", "kind", "gold", "theirs", "times"]
    yield from _confused("what differs from gold", heads, golden)


def _confused(title: str, heads: Sequence[str], cells: Sequence[Confused]) -> Iterator[str]:
    """The commonest kinds of each pair, and how many more there are."""
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
        yield f"and {more:,} rarer kinds; --json has all of them, with their places"


def _left_out(measured: Measured) -> Iterator[str]:
    out = [each for each in measured.diagnosis if each.left_out]
    rows = [
        [
            each.document_id,
            ", ".join(each.counted) or "nobody",
            ", ".join(f"{name}: {why}" for name, why in each.left_out),
        ]
        for each in out[:MOST_ARTICLES]
    ]
    if rows:
        yield from tabled("not everybody's", ["article", "counts for", "left out"], rows)
    if len(out) > MOST_ARTICLES:
        yield f"and {len(out) - MOST_ARTICLES:,} more articles; --csv names all of them"


def disagreement_rows(cells: Iterable[Confused]) -> Iterator[list[str]]:
    """Kind, label on each side and times of each cell."""
    for cell in cells:
        labels = [cell.left_label or "—", cell.right_label or "—"]
        yield [kind_words(cell.kind), *labels, f"{cell.times:,}"]


def told_score(score: Score) -> str:
    """A figure with its range, if it has one."""
    value = short_value(score.figure.value)
    if score.interval is None:
        return value
    low, high = score.interval
    return f"{value} ({low:.3f} to {high:.3f})"


def short_value(value: float | None) -> str:
    """A figure with three digits; a dash for none."""
    return "—" if value is None else f"{value:.3f}"


def told_reasons(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Why figures are undefined, a line each; nothing for those that are not."""
    for name, why in named:
        if why:
            yield f"— {name}: {why}"


def tabled(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table as wide as what is in it, under its title."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    yield ""
    yield title
    for row in (heads, *rows):
        cells = zip(row, widths, strict=True)
        yield "  " + "  ".join(f"{cell:<{width}}" for cell, width in cells).rstrip()
