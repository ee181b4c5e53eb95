"""What holds of every pair of layers: symmetry, one on itself, bounds, and no silent numbers."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agreement.layers import any_units, sheet_with, text_of

from hashiya.agreement import (
    BESIDE,
    WAYS,
    Gamma,
    Ledger,
    Reading,
    Unit,
    Unitizing,
    alpha_nominal,
    binary,
    character_patterns,
    cohen,
    compare_spans,
    disagreements,
    fleiss,
    interval,
    observed_disorder,
    projected,
    side_by_side,
    token_patterns,
)
from hashiya.errors import DataError

seeds = st.integers(0, 2**32).map(Random)


@given(seeds)
def test_counts_are_symmetric_and_ordered(source: Random) -> None:
    """Who comes first changes nothing, and a looser way never finds less than a stricter one."""
    text = text_of(20, source)
    sheet = sheet_with(text, any_units(text, source), any_units(text, source))
    there, back = compare_spans(sheet, "a", "b"), compare_spans(sheet, "b", "a")
    assert there[:5] == back[:5]
    assert (there.left, there.right) == (back.right, back.left)
    assert there.exact <= there.clitic
    assert there.exact <= there.overlap <= there.overlap_any_label <= min(there.left, there.right)
    assert there.exact <= there.boundary <= there.overlap_any_label
    for way in ("exact", "overlap", "clitic", "left", "right"):
        labelled = sum(getattr(each, way) for each in there.labels.values())
        assert labelled == getattr(there, way)


@given(seeds)
def test_everybody_agrees_with_themselves(source: Random) -> None:
    """All ways find all units, alpha_U is 1 where there are any, and there is no disorder."""
    text = text_of(20, source)
    units = any_units(text, source)
    sheet = sheet_with(text, units, units)
    counts = compare_spans(sheet, "a", "b")
    assert {getattr(counts, way) for way in WAYS} == {len(set(units))}
    unitizing = Unitizing(["a", "b"])
    unitizing.add(sheet)
    assert unitizing.alpha().value == (1 if units else None)
    assert observed_disorder(units, units).value == (0 if units else None)
    assert disagreements(sheet, "a", "b") == []


def most_pairs(ours: list[Unit], theirs: list[Unit]) -> int:
    """The most pairs that overlap, by trying every order."""
    short, long = sorted([ours, theirs], key=len)
    return max(
        sum(
            one[0] < other[1] and other[0] < one[1] for one, other in zip(short, order, strict=True)
        )
        for order in permutations(long, len(short))
    )


def flat(units: list[Unit]) -> list[Unit]:
    """The units that lie over none before them."""
    kept: list[Unit] = []
    for unit in sorted(units):
        if not kept or kept[-1][1] <= unit[0]:
            kept.append(unit)
    return kept


@given(seeds, st.booleans())
def test_overlaps_are_matched_as_often_as_can_be(source: Random, is_flat: bool) -> None:  # noqa: FBT001
    """With and without nested spans, label by label and whatever the label."""
    text = text_of(6, source)
    both = any_units(text, source, 3)
    ours, theirs = (sorted({*both, *any_units(text, source, 5)}) for _ in range(2))
    if is_flat:
        ours, theirs = flat(ours), flat(theirs)
    counts = compare_spans(sheet_with(text, ours, theirs), "a", "b")
    assert counts.overlap_any_label == most_pairs(ours, theirs)
    for label, found in counts.labels.items():
        sides = [[unit for unit in side if unit[2] == label] for side in (ours, theirs)]
        assert found.overlap == most_pairs(*sides)
    bounds = [Counter(unit[:2] for unit in side) for side in (ours, theirs)]
    assert counts.boundary == (bounds[0] & bounds[1]).total()


def test_a_pair_gives_way_to_more_pairs() -> None:
    """The wide span is paired with the near one first, and takes the far one when it must."""
    ours, theirs = [(0, 10, "a"), (1, 3, "a")], [(2, 4, "a"), (5, 8, "a")]
    assert compare_spans(sheet_with("ن" * 10, ours, theirs), "a", "b").overlap == 2


@given(seeds)
def test_alignments_are_the_cheapest(source: Random) -> None:
    """Against trying every alignment; a pair that costs more than two alone is left alone."""
    text = text_of(5, source)
    ours = sorted(set(any_units(text, source, 5)))
    theirs = sorted(set(any_units(text, source, 5)))

    def cost(one: Unit, other: Unit) -> float:
        apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
        lengths = one[1] - one[0] + other[1] - other[0]
        return min(2.0, (apart / lengths) ** 2 + (one[2] != other[2]))

    short, long = sorted([ours, theirs], key=len)
    best = min(
        sum(map(cost, short, order)) + len(long) - len(short)
        for order in permutations(long, len(short))
    )
    found = observed_disorder(ours, theirs)
    if ours or theirs:
        assert found.value == pytest.approx(2 * best / (len(ours) + len(theirs)), abs=1e-9)


@given(seeds)
def test_every_unit_that_is_not_shared_is_told_once(source: Random) -> None:
    """Disagreements hold what is on one side only, each unit once."""
    text = text_of(20, source)
    ours, theirs = set(any_units(text, source)), set(any_units(text, source))
    told = disagreements(sheet_with(text, [*ours], [*theirs]), "a", "b")
    assert Counter(each.left for each in told if each.left) == Counter(ours - theirs)
    assert Counter(each.right for each in told if each.right) == Counter(theirs - ours)


@given(seeds)
def test_characters_are_counted_one_by_one(source: Random) -> None:
    """Runs between edges add up to what a look at each character finds."""
    text = text_of(10, source)
    columns = [any_units(text, source) for _ in range(3)]
    found = character_patterns(sheet_with(text, *columns), "abc")
    looked = Counter(
        tuple(
            BESIDE.join(sorted({label for s, e, label in units if s <= at < e}))
            for units in columns
        )
        for at in range(len(text))
    )
    assert found == looked


@given(seeds)
def test_two_columns_are_several(source: Random) -> None:
    """A projection to two columns is the pattern of those two."""
    text = text_of(10, source)
    sheet = sheet_with(text, *[any_units(text, source) for _ in range(3)])
    assert projected(token_patterns(sheet, "abc"), [0, 2]) == token_patterns(sheet, "ac")


KINDS = [
    ((4, 9), "a", (4, 12), "a", "right edge"),
    ((0, 9), "a", (4, 9), "a", "left edge"),
    ((0, 8), "a", (1, 8), "a", "clitic"),
    ((0, 8), "a", (2, 8), "a", "clitic"),
    ((9, 12), "a", (9, 13), "a", "clitic"),
    ((0, 8), "a", (0, 8), "b", "label"),
    ((0, 8), "a", (0, 12), "b", "label and edges"),
    ((1, 9), "a", (4, 12), "a", "both edges"),
]


@pytest.mark.parametrize(("one", "label", "other", "its", "kind"), KINDS)
def test_kinds(
    one: tuple[int, int], label: str, other: tuple[int, int], its: str, kind: str
) -> None:
    """What differs in a pair is its kind; و and ب before a name are clitics."""
    sheet = sheet_with("وبالرباط قال، وزير", [(*one, label)], [(*other, its)])
    assert [each.kind for each in disagreements(sheet, "a", "b")] == [kind]
    assert compare_spans(sheet, "a", "b").clitic == (kind == "clitic")


def test_units_without_a_partner() -> None:
    """Inside one that both have it is nesting; with nothing on the other side it is alone."""
    both = (0, 12, "agency")
    sheet = sheet_with("وبالرباط قال، وزير", [both, (2, 8, "topic")], [both, (14, 18, "date")])
    told = [(each.kind, each.left is None) for each in disagreements(sheet, "a", "b")]
    assert told == [("nesting", False), ("only one", True)]


def test_what_is_undefined_is_said_in_words() -> None:
    """Nobody marked anything: no number, never 1, never NaN."""
    sheet = sheet_with("نص قصير", [], [])
    patterns = token_patterns(sheet, "ab")
    for figure in (cohen(patterns), fleiss(patterns), alpha_nominal(patterns)):
        assert figure.value is None
        assert "only one value" in figure.why
    for figure in (cohen(Counter()), fleiss(Counter()), alpha_nominal(Counter())):
        assert (figure.value, bool(figure.why)) == (None, True)
    unitizing, gamma = Unitizing("ab"), Gamma("ab", 1)
    unitizing.add(sheet)
    gamma.add(sheet)
    for figure in (unitizing.alpha(), gamma.gamma(), gamma.observed()):
        assert (figure.value, bool(figure.why)) == (None, True)


def test_nested_labels_have_a_value_of_their_own() -> None:
    """And each label can be asked for alone."""
    sheet = sheet_with("نص قصير", [(0, 2, "x"), (0, 7, "y")], [(0, 7, "y")])
    patterns = token_patterns(sheet, "ab")
    assert patterns == {(f"x{BESIDE}y", "y"): 1, ("y", "y"): 1}
    assert binary(patterns, "x") == {("x", ""): 1, ("", ""): 1}


def test_units_of_one_label_over_each_other_are_one() -> None:
    """alpha_U has no place for them, so they are joined, and counted."""
    crossing, joined = Unitizing("ab"), Unitizing("ab")
    crossing.add(sheet_with("ن" * 20, [(0, 6, "x"), (4, 9, "x")], [(0, 9, "x")]))
    joined.add(sheet_with("ن" * 20, [(0, 9, "x")], [(0, 9, "x")]))
    assert crossing.alpha() == joined.alpha()
    assert (crossing.joined, joined.joined) == (1, 0)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (Reading("b", "نص آخر", "s 1", []), "different texts"),
        (Reading("b", "نص", "s 2", []), "one version"),
        (Reading("a", "نص", "s 1", []), "twice"),
        (Reading("b", "نص", "s 1", [(0, 3, "x")]), "2 characters"),
        (Reading("b", "نص", "s 1", [(1, 1, "x")]), "not in a text"),
    ],
)
def test_what_cannot_be_compared_is_refused(other: Reading, words: str) -> None:
    """Different texts or schemes, a name twice, a span that is not in the text."""
    with pytest.raises(DataError, match=words):
        side_by_side("d", [Reading("a", "نص", "s 1", []), other])


def test_draws_are_the_same_for_ever() -> None:
    """The seed decides; documents that are all alike have an interval of one point."""
    ledger = Ledger(2)
    for row in ((1, 4), (3, 4), (0, 2)):
        ledger.add(row)
    assert ledger.total() == [4, 10]
    assert ledger.row(1) == [3, 4]
    first, again, other = [*ledger.drawn(1)], [*ledger.drawn(1)], [*ledger.drawn(2)]
    assert first == again != other
    low, high = interval([a / b for a, b in first]) or (0, 0)
    assert 0 <= low < 0.4 < high <= 0.75
    alike = Ledger(2)
    for _ in range(5):
        alike.add((1, 2))
    assert {a / b for a, b in alike.drawn(1)} == {0.5}
    assert interval([]) is None


def test_gamma_is_one_on_oneself_and_repeats() -> None:
    """Chance is sampled from a seed; whoever agrees wholly has gamma 1."""
    source = Random(5)
    text = text_of(40, source)
    one, other = any_units(text, source), any_units(text, source)
    values = []
    for columns in ((one, one), (one, other), (one, other)):
        gamma = Gamma("ab", 7)
        gamma.add(sheet_with(text, *columns))
        values.append(gamma.gamma().value)
    assert values[0] == 1
    assert values[1] == values[2] != 1


@given(seeds)
def test_tokens_are_counted_one_by_one(source: Random) -> None:
    """Islands and what is between them add up to what a look at each token finds."""
    text = text_of(10, source)
    columns = [any_units(text, source) for _ in range(3)]
    sheet = sheet_with(text, *columns)
    looked = Counter(
        tuple(
            BESIDE.join(sorted({label for s, e, label in units if s < end and start < e}))
            for units in columns
        )
        for start, end in sheet.tokens
    )
    assert token_patterns(sheet, "abc") == looked
