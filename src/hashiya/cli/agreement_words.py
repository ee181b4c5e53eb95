"""Words of agreement: a report as people read it, the headline first and what it rests on under it.

Every table is as wide as what is in it. An undefined figure is a dash, and its reason follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hashiya.cli.agreement_tables import WAYS, short_value, tabled, told_reasons, told_score
from hashiya.cli.agreement_two import disagreements, pairs_of, precision_and_recall
from hashiya.services import Measured
from hashiya.text import counted

__all__ = ["report_lines"]

MOST_ARTICLES: Final = 20
"""Articles that were left out are named up to here; --json and --csv name all."""

NAME: Final = 40
"""Characters of an article's name."""

MOST_PEOPLE: Final = 4
"""People whose reasons are told one by one."""

FEW: Final = 10
"""Articles under which a range is said to be from few."""


def report_lines(measured: Measured) -> Iterator[str]:
    """The report, line by line."""
    yield from _headline(measured)
    yield from _ways(measured)
    yield from _labels(measured)
    between = [pair for pair in measured.pairs if pair.names[0] != "gold"]
    golden = [pair for pair in measured.pairs if pair.names[0] == "gold"]
    if between:
        yield from pairs_of("between annotators", between)
    if golden:
        yield from pairs_of("against gold", golden)
        yield from precision_and_recall(golden)
    yield from _articles(measured)
    yield from _chance(measured)
    yield from disagreements(measured)
    yield from _left_out(measured)


def _headline(measured: Measured) -> Iterator[str]:
    exact, of_gold = measured.mean["exact"], measured.golden["exact"]
    pairs, empty = measured.averaged
    first, rests = of_gold if measured.is_of_gold else exact, _rests(measured)
    if first.is_of_nothing:
        yield f"nobody marked anything in the articles that count, so F1 says nothing; {rests}"
    elif measured.is_of_gold:
        added = ", all annotators added up" if len(measured.people) > 1 else ""
        yield f"exact F1 against gold  {told_score(of_gold)}{added}; {rests}"
    elif exact.figure.value is None:
        yield f"exact F1  —  {exact.figure.why}; {rests}"
    else:
        mean = "" if pairs == 1 else f", mean of {counted(pairs, 'pair')}"
        yield f"exact F1  {told_score(exact)}{mean}; {rests}"
        if empty:
            others = counted(empty, "more pair")
            yield f"{others} marked nothing on either side, which the mean leaves out"
    if measured.has_gold and not measured.is_of_gold:
        yield f"compared with gold: {counted(measured.rests_on(of_gold=True), 'article')}"
    if first.interval is not None and measured.used < FEW:
        yield (
            f"the range is drawn from {counted(measured.used, 'article')} only, and looks"
            f" firmer than it is; {FEW} or more make it worth reading"
        )
    for name, why in measured.idle:
        yield f"{name} is not compared: {why}"
    drawn = f"{counted(measured.draws, 'draw')} of articles from seed {measured.seed}"
    yield f"scheme {measured.scheme}; {drawn}"


def _rests(measured: Measured) -> str:
    whole = len(measured.diagnosis)
    of_gold = measured.is_of_gold
    reasons = Counter(
        _why([name for name in each.counted if of_gold or name != "gold"])
        for each in measured.diagnosis
        if not each.is_compared(of_gold=of_gold)
    )
    if not reasons:
        return (
            "rests on the only article"
            if whole == 1
            else f"rests on all {counted(whole, 'article')}"
        )
    words = ", ".join(f"{count:,} {why}" for why, count in sorted(reasons.items()))
    rests = f"rests on {measured.used:,} of {counted(whole, 'article')}"
    return f"{rests}; {reasons.total():,} left out: {words}"


def _why(counted: Sequence[str]) -> str:
    """Why the first figure does not rest on an article."""
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


def _chance(measured: Measured) -> Iterator[str]:
    if len(measured.people) < 3 or not measured.together:
        return
    if not measured.shared:
        yield ""
        yield f"— all {len(measured.people)} annotators: no article was finished by all of them"
        return
    rows = [[name, short_value(figure.value)] for name, figure in measured.together.items()]
    title = f"all {len(measured.people)} annotators, on {counted(measured.shared, 'article')}"
    yield from tabled(title, ["measure", "value"], rows)
    yield from told_reasons((name, figure.why) for name, figure in measured.together.items())
    yield from _aligned(measured)


def _aligned(measured: Measured) -> Iterator[str]:
    """How far the alignment of all of them may be from the best one."""
    aligned = measured.aligned
    if aligned is None or aligned.least.value is None or aligned.proven == aligned.documents:
        return
    proven = f"{aligned.proven:,} of {counted(aligned.documents, 'article')}"
    least = f"{aligned.least.value:.3f}"
    yield f"the best alignment is proven in {proven}; disorder is {least} at least, so gamma may be"
    yield "higher than it says"


def _articles(measured: Measured) -> Iterator[str]:
    """Exact F1 of the articles where it is lowest."""
    found = measured.by_article
    has_pairs = any(each.between for each in found)
    heads = ["article"] + ["between annotators"] * has_pairs + ["against gold"] * measured.has_gold
    rows = []
    for each in found[:MOST_ARTICLES]:
        scores = [each.between] * has_pairs + [each.of_gold] * measured.has_gold
        figures = ["—" if score is None else told_score(score) for score in scores]
        rows.append([each.article.document_id, *figures])
    if rows:
        named = _named(heads, rows, (each.article.title for each in found))
        yield from tabled("articles, exact F1, the lowest first", *named)
    if len(found) > MOST_ARTICLES:
        more = len(found) - MOST_ARTICLES
        yield f"{more:,} more with higher F1 left out; --csv and --html have all of them"


def _named(
    heads: list[str], rows: Sequence[Sequence[str]], titles: Iterable[str]
) -> tuple[list[str], Sequence[Sequence[str]]]:
    """The heads and rows of a table, with what people call articles whose id says less.

    The name comes last, so that words which run the other way move no column.
    """
    names = [title if title != row[0] else "" for row, title in zip(rows, titles, strict=False)]
    if not any(names):
        return heads, rows
    cut = [name if len(name) <= NAME else f"{name[: NAME - 1]}…" for name in names]
    return [*heads, "name"], [[*row, name] for row, name in zip(rows, cut, strict=True)]


def _reasons(left_out: Sequence[tuple[str, str]]) -> str:
    """Who is left out and why; of many only how many they are."""
    if len(left_out) <= MOST_PEOPLE:
        return "; ".join(f"{name}: {why}" for name, why in left_out)  # a reason has commas
    times = Counter(why for _name, why in left_out)
    return "; ".join(f"{count:,} {why}" for why, count in times.most_common())


def _left_out(measured: Measured) -> Iterator[str]:
    out = [each for each in measured.diagnosis if each.left_out]
    rows = [
        [
            each.document_id,
            ", ".join(each.counted) or "nobody",
            _reasons(each.left_out),
        ]
        for each in out[:MOST_ARTICLES]
    ]
    if rows:
        named = _named(["article", "counts for", "left out"], rows, (each.title for each in out))
        yield from tabled("not everybody's", *named)
    if len(out) > MOST_ARTICLES:
        yield f"and {counted(len(out) - MOST_ARTICLES, 'more article')}; --csv names all of them"
