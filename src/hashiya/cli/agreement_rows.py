"""Rows of agreement: a report as JSON for scripts, and as one tidy table for spreadsheets.

An undefined figure is null, or an empty cell, with its reason beside it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Final

from hashiya.agreement import Unit
from hashiya.services import Confused, Measured, PairMeasured, Score

__all__ = [
    "COLUMNS",
    "agreement_csv",
    "agreement_json",
    "confusion_json",
    "confusion_rows",
    "pair_json",
    "pair_rows",
    "table_of",
]

COLUMNS: Final = (
    "measure",
    "one",
    "other",
    "label",
    "article",
    "value",
    "low",
    "high",
    "matched",
    "one_spans",
    "other_spans",
    "articles",
    "why",
    "day",
    "one_place",
    "other_place",
    "text",
)
"""One row a figure; `measure` is `f1 exact`, `kappa tokens`, …, or `disagreement KIND` with a count
in `matched` and the two labels joined by `→` in `label`. `case of KIND` is one place of it, with
where each of the two has a span; `one_spans` and `other_spans` are how many each has. Kinds are
named as in `hashiya.agreement`: `left edge` is where a span starts, on whichever side of a page."""


def agreement_json(measured: Measured) -> dict[str, object]:
    """The contract of `hashiya agreement --json`."""
    return {
        "scheme": measured.scheme,
        "people": list(measured.people),
        "idle": dict(measured.idle),
        "gold": measured.has_gold,
        "articles": {
            "all": len(measured.diagnosis),
            "used": measured.used,
            "gold": measured.rests_on(of_gold=True),
        },
        "mean_of": dict(zip(("pairs", "pairs_of_nothing"), measured.averaged, strict=True)),
        "bootstrap": {"seed": measured.seed, "draws": measured.draws, "share": 0.95},
        "f1_mean": {way: _score(score) for way, score in measured.mean.items()},
        "f1_pooled": _spans(measured.pooled),
        "f1_gold_pooled": _spans(measured.golden),
        "f1_exact_by_label": _spans(measured.labels),
        "together": {
            "articles": measured.shared,
            "joined_units": measured.joined,
            "alignment": _alignment(measured),
            **{name: _score(Score(each)) for name, each in measured.together.items()},
        },
        "pairs": [pair_json(each) for each in measured.pairs],
        "disagreements": confusion_json(measured.confusion),
        "days": [
            {
                "day": each.day.isoformat(),
                "articles": each.documents,
                **_spans({"exact": each.exact}),
            }
            for each in measured.days
        ],
        "diagnosis": [
            {
                "article": each.document_id,
                "counted": list(each.counted),
                "left_out": dict(each.left_out),
                "f1": [
                    {"one": pair[0], "other": pair[1], **_spans(each.scores(pair))}
                    for pair in each.counts
                ],
            }
            for each in measured.diagnosis
        ],
    }


def confusion_json(cells: Iterable[Confused]) -> list[dict[str, object]]:
    """Cells of the confusion table."""
    return [
        {
            "one": each.names[0],
            "other": each.names[1],
            "kind": each.kind,
            "labels": [each.left_label or None, each.right_label or None],
            "count": each.times,
            "cases": [
                {
                    "article": case.document_id,
                    "one": case.left,
                    "other": case.right,
                    "start": case.start,
                    "text": case.text,
                }
                for case in each.cases
            ],
        }
        for each in cells
    ]


def _alignment(measured: Measured) -> dict[str, object] | None:
    """How sure the best alignment of all annotators is; null where nobody asked for gamma."""
    if measured.aligned is None:
        return None
    proven, articles, least = measured.aligned
    return {"proven": proven, "articles": articles, "least_disorder": least.value}


def pair_json(pair: PairMeasured) -> dict[str, object]:
    """What two have in common."""
    return {
        "one": pair.names[0],
        "other": pair.names[1],
        "articles": pair.documents,
        "f1": _spans(pair.spans),
        "labels": {label: _spans(scores) for label, scores in pair.labels.items()},
        "places": {name: _score(Score(each)) for name, each in pair.places.items()},
        "label_places": {
            label: {name: _score(Score(each)) for name, each in figures.items()}
            for label, figures in pair.label_places.items()
        },
    }


def _spans(scores: Mapping[str, Score]) -> dict[str, object]:
    return {
        name: {
            **_score(each),
            "matched": each.matched,
            "one": each.left,
            "other": each.right,
        }
        for name, each in scores.items()
    }


def _score(score: Score) -> dict[str, object]:
    cells: dict[str, object] = {"value": score.figure.value}
    if score.interval is not None:
        cells["interval"] = list(score.interval)
    if score.figure.value is None:
        cells["why"] = score.figure.why
    return cells


def agreement_csv(measured: Measured, more: Iterable[Mapping[str, object]] = ()) -> str:
    """A header and a row for each figure, disagreement and article that was left out; then more."""
    return table_of([*_rows(measured), *more])


def table_of(rows: Iterable[Mapping[str, object]]) -> str:
    """A header and rows, as CSV."""
    table = StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue().rstrip("\n")


def _rows(measured: Measured) -> Iterator[dict[str, object]]:
    used, golden = ({"articles": measured.rests_on(of_gold=each)} for each in (False, True))
    for way, score in measured.mean.items():
        yield {"measure": f"f1 {way} mean", **_cells(score), **used}
    for way, each in measured.pooled.items():
        yield {"measure": f"f1 {way} pooled", **_span_cells(each), **used}
    for way, each in measured.golden.items() if measured.has_gold else ():
        yield {"measure": f"f1 {way} gold pooled", **_span_cells(each), **golden}
    for label, each in measured.labels.items():
        yield {"measure": "f1 exact pooled", "label": label, **_span_cells(each), **used}
    for name, figure in measured.together.items():
        yield {"measure": name, **_cells(Score(figure)), "articles": measured.shared}
    if measured.aligned is not None:
        yield {
            "measure": "disorder at least",
            **_cells(Score(measured.aligned.least)),
            "matched": measured.aligned.proven,
            "articles": measured.aligned.documents,
        }
    for pair in measured.pairs:
        yield from pair_rows(pair)
    yield from confusion_rows(measured.confusion)
    yield from _day_rows(measured)
    yield from _article_rows(measured)


def confusion_rows(cells: Iterable[Confused]) -> Iterator[dict[str, object]]:
    """Cells of the confusion table, each with its places."""
    for cell in cells:
        yield {
            "measure": f"disagreement {cell.kind}",
            "one": cell.names[0],
            "other": cell.names[1],
            "label": f"{cell.left_label}→{cell.right_label}",
            "matched": cell.times,
        }
        for case in cell.cases:
            yield {
                "measure": f"case of {cell.kind}",
                "one": cell.names[0],
                "other": cell.names[1],
                "label": f"{cell.left_label}→{cell.right_label}",
                "article": case.document_id,
                "one_place": _place(case.left),
                "other_place": _place(case.right),
                "text": case.text,
            }


def _place(unit: Unit | None) -> str:
    """Start and end in code points: `12-18`; empty for nothing."""
    return f"{unit[0]}-{unit[1]}" if unit else ""


def _day_rows(measured: Measured) -> Iterator[dict[str, object]]:
    for each in measured.days:
        cells = {"day": each.day.isoformat(), "articles": each.documents}
        yield {"measure": "f1 exact of a day", **cells, **_span_cells(each.exact)}


def _article_rows(measured: Measured) -> Iterator[dict[str, object]]:
    for line in measured.diagnosis:
        article = {"article": line.document_id}
        for pair in line.counts:
            for way, each in line.scores(pair).items():
                names = {"measure": f"f1 {way}", "one": pair[0], "other": pair[1]}
                yield {**names, **article, **_span_cells(each)}
        for name, why in line.left_out:
            yield {"measure": "left out", "one": name, **article, "why": why}


def pair_rows(pair: PairMeasured) -> Iterator[dict[str, object]]:
    """What two have in common, a row a figure."""
    shared = dict(zip(("one", "other"), pair.names, strict=True)) | {
        "articles": str(pair.documents)
    }
    for way, each in pair.spans.items():
        yield {"measure": f"f1 {way}", **shared, **_span_cells(each)}
    for name, figure in pair.places.items():
        yield {"measure": name, **shared, **_cells(Score(figure))}
    for label, scores in pair.labels.items():
        for way, each in scores.items():
            yield {"measure": f"f1 {way}", "label": label, **shared, **_span_cells(each)}
    for label, figures in pair.label_places.items():
        for name, figure in figures.items():
            yield {"measure": name, "label": label, **shared, **_cells(Score(figure))}


def _span_cells(each: Score) -> dict[str, object]:
    counts = {"matched": each.matched, "one_spans": each.left, "other_spans": each.right}
    return {**_cells(each), **counts}


def _cells(score: Score) -> dict[str, object]:
    if score.figure.value is None:
        return {"why": score.figure.why}
    cells: dict[str, object] = {"value": score.figure.value}
    if score.interval is not None:
        cells["low"], cells["high"] = score.interval
    return cells
