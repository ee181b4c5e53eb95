"""The same figures from other people's programs, on layers drawn at random."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from tests.agreement.layers import flat_units, sheet_with, text_of

from hashiya.agreement import (
    Sheet,
    alpha_nominal,
    cohen,
    compare_spans,
    f_score,
    fleiss,
    token_patterns,
)
from hashiya.tagging import BIO, encode_tags

WHY = "an oracle for tests only; install it beside Hashiya to compare"
SEEDS = range(12)


def flat_sheet(seed: int, people: int = 2) -> Sheet:
    """A text and flat layers of whole words."""
    source = Random(seed)
    text = text_of(60, source)
    return sheet_with(text, *[flat_units(text, source) for _ in range(people)])


def expanded(sheet: Sheet, names: str) -> list[tuple[str, ...]]:
    """One pattern a token."""
    return list(token_patterns(sheet, names).elements())


def tags(sheet: Sheet, name: str) -> list[str]:
    """BIO over the words that white space divides."""
    starts, at = {}, 0
    words = sheet.text.split(" ")
    for index, word in enumerate(words):
        starts[at] = index
        at += len(word) + 1
    spans = [(starts[start], starts[start] + 1, label) for start, _, label in sheet.columns[name]]
    return list(encode_tags(spans, len(words), BIO))


@pytest.mark.parametrize("seed", SEEDS)
def test_sklearn_on_cohen(seed: int) -> None:
    """Cohen's kappa over tokens."""
    metrics: Any = pytest.importorskip("sklearn.metrics", reason=WHY)
    sheet = flat_sheet(seed)
    one, other = zip(*expanded(sheet, "ab"), strict=True)
    expected = metrics.cohen_kappa_score(one, other)
    assert cohen(token_patterns(sheet, "ab")).value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_nltk_on_alpha_and_kappa(seed: int) -> None:
    """Nominal alpha of three people, and Cohen's kappa of two."""
    agreement: Any = pytest.importorskip("nltk.metrics.agreement", reason=WHY)
    sheet = flat_sheet(seed, 3)
    three = expanded(sheet, "abc")
    data = [(who, at, row[n]) for at, row in enumerate(three) for n, who in enumerate("abc")]
    task = agreement.AnnotationTask(data=data)
    patterns = token_patterns(sheet, "abc")
    assert alpha_nominal(patterns).value == pytest.approx(task.alpha(), abs=1e-9)
    pair = cohen(token_patterns(sheet, "ab")).value
    assert pair == pytest.approx(task.kappa_pairwise("a", "b"), abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_krippendorff_on_alpha(seed: int) -> None:
    """Nominal alpha of four people."""
    krippendorff: Any = pytest.importorskip("krippendorff", reason=WHY)
    sheet = flat_sheet(seed, 4)
    rows = expanded(sheet, "abcd")
    numbers = {value: n for n, value in enumerate(sorted({v for row in rows for v in row}))}
    data = [[float(numbers[row[n]]) for row in rows] for n in range(4)]
    expected = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    found = alpha_nominal(token_patterns(sheet, "abcd")).value
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_seqeval_on_exact_f(seed: int) -> None:
    """Exact F, strict: seqeval's default would take a wrong beginning for a match."""
    seqeval: Any = pytest.importorskip("seqeval.metrics", reason=WHY)
    scheme: Any = pytest.importorskip("seqeval.scheme", reason=WHY)
    sheet = flat_sheet(seed)
    counts = compare_spans(sheet, "a", "b")
    expected = seqeval.f1_score(
        [tags(sheet, "a")], [tags(sheet, "b")], mode="strict", scheme=scheme.IOB2
    )
    assert f_score(counts.exact, counts.left, counts.right) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_nervaluate_on_ways(seed: int) -> None:
    """Strict, exact and partial matches; where words are whole, what overlaps is equal."""
    nervaluate: Any = pytest.importorskip("nervaluate", reason=WHY)
    sheet = flat_sheet(seed)
    counts = compare_spans(sheet, "a", "b")
    labels = sorted(counts.labels)
    evaluator = nervaluate.Evaluator(
        [tags(sheet, "a")], [tags(sheet, "b")], tags=labels, loader="list"
    )
    found = evaluator.evaluate()["overall"]
    assert counts.exact == found["strict"].correct
    assert counts.boundary == found["exact"].correct
    assert counts.overlap_any_label == found["partial"].correct
    assert counts.overlap == found["ent_type"].correct


@pytest.mark.parametrize("seed", SEEDS)
def test_fleiss_of_two_is_scotts_pi(seed: int) -> None:
    """Fleiss' kappa of two people, by Scott's formula."""
    sheet = flat_sheet(seed)
    rows = expanded(sheet, "ab")
    used = Counter(value for row in rows for value in row)
    chance = sum((n / (2 * len(rows))) ** 2 for n in used.values())
    observed = sum(one == other for one, other in rows) / len(rows)
    expected = (observed - chance) / (1 - chance)
    assert fleiss(token_patterns(sheet, "ab")).value == pytest.approx(expected, abs=1e-9)
