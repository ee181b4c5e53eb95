"""Self-agreement in words, as data and as rows: what people say of a sentence twice.

An undefined figure is a dash, null or an empty cell, and its reason stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hashiya.cli.agreement_rows import confusion_json, confusion_rows, pair_json, pair_rows
from hashiya.cli.agreement_tables import (
    WAYS,
    disagreement_rows,
    short_value,
    tabled,
    told_reasons,
    told_score,
)
from hashiya.services import SelfMeasured
from hashiya.text import counted

__all__ = ["self_json", "self_lines", "self_rows"]


def self_lines(selves: Sequence[SelfMeasured]) -> Iterator[str]:
    """The tables, line by line; nothing where nobody reads anything again."""
    if not selves:
        return
    yield from tabled("read again, in sentences", _COUNTS, [_counts(each) for each in selves])
    rows = [[each.alias, *_figures(each)] for each in selves]
    yield from tabled("with themselves, F1 of spans", ["annotator", "runs", *WAYS.values()], rows)
    measured = [each for each in selves if each.pair is not None]
    drawn = max((each.draws for each in measured), default=0)
    if drawn:
        yield f"ranges are of {counted(drawn, 'draw')} of runs from seed {measured[0].seed}"
    if measured:
        yield from tabled("with themselves, beyond chance", *_places(measured))
    yield from _remarks(selves)
    cells = [[each.alias, *row] for each in measured for row in disagreement_rows(each.confusion)]
    if cells:
        heads = ["annotator", "kind", "first reading", "second reading", "times"]
        yield from tabled("what they say otherwise the second time", heads, cells)
    out = [[each.alias, *why] for each in selves for why in each.left_out]
    if out:
        yield from tabled("left out", ["annotator", "article", "why"], out)


def self_json(selves: Iterable[SelfMeasured]) -> list[dict[str, object]]:
    """The contract of `self` in `hashiya agreement --json`."""
    return [
        {
            "annotator": each.alias,
            "planned": each.planned._asdict(),
            "served": each.served._asdict(),
            "finished": each.finished._asdict(),
            "skipped": each.skipped._asdict(),
            "left_out": [{"article": article, "why": why} for article, why in each.left_out],
            "other_scheme": each.other_scheme,
            "days": None
            if each.days is None
            else dict(zip(("median", "least", "most"), each.days, strict=True)),
            "bootstrap": {"seed": each.seed, "draws": each.draws, "share": 0.95},
            "figures": None if each.pair is None else pair_json(each.pair),
            "why": each.why or None,
            "disagreements": confusion_json(each.confusion),
        }
        for each in selves
    ]


def self_rows(selves: Iterable[SelfMeasured]) -> Iterator[dict[str, object]]:
    """A row a figure; `measure` begins with `self`, and both names are the annotator's."""
    for each in selves:
        names: dict[str, object] = {"one": each.alias, "other": each.alias}
        counts = (each.planned, each.served, each.finished, each.skipped)
        for what, count in zip(("planned", "served", "finished", "skipped"), counts, strict=True):
            yield {"measure": f"self {what}", **names, "matched": count.sentences}
        if each.days is not None:
            middle, least, most = each.days
            yield {"measure": "self days", **names, "value": middle, "low": least, "high": most}
        for article, why in each.left_out:
            yield {"measure": "self left out", **names, "article": article, "why": why}
        if each.pair is None:
            yield {"measure": "self f1 exact", **names, "why": each.why}
            continue
        for row in (*pair_rows(each.pair), *confusion_rows(each.confusion)):
            yield {**row, **names, "measure": f"self {row['measure']}"}


def _remarks(selves: Sequence[SelfMeasured]) -> Iterator[str]:
    """Why figures are undefined, and what else to know of them."""
    for each in selves:
        yield from told_reasons([(each.alias, each.why)])
        if each.pair is not None:
            named = ((f"{each.alias}, {name}", it.why) for name, it in each.pair.places.items())
            yield from told_reasons(named)
        if each.other_scheme:
            first = counted(each.other_scheme, "of these sentences was", "of these sentences were")
            yield f"{each.alias}: {first} read first under another version of the scheme"


_COUNTS = ["annotator", "planned", "served", "finished", "skipped", "days between"]


def _counts(each: SelfMeasured) -> list[str]:
    counts = (each.planned, each.served, each.finished, each.skipped)
    return [each.alias, *[f"{count.sentences:,}" for count in counts], _days(each)]


def _days(each: SelfMeasured) -> str:
    if each.days is None:
        return "—"
    middle, least, most = each.days
    return f"{middle:.1f} ({least:.1f} to {most:.1f})"


def _figures(each: SelfMeasured) -> list[str]:
    """How many runs count, and F in each way."""
    if each.pair is None:
        return ["0", *["—"] * len(WAYS)]
    spans = [short_value(each.pair.spans[way].figure.value) for way in WAYS]
    spans[0] = told_score(each.pair.spans["exact"])
    return [f"{each.pair.documents:,}", *spans]


def _places(selves: Sequence[SelfMeasured]) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of what is corrected for chance."""
    pairs = [(each.alias, each.pair) for each in selves if each.pair is not None]
    rows = [
        [alias, *[short_value(figure.value) for figure in pair.places.values()]]
        for alias, pair in pairs
    ]
    return ["annotator", *pairs[0][1].places], rows
