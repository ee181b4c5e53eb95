"""Cards: what is brought together, what is said of it, and when it needs no ruling."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agreement.layers import any_units, sheet_with, text_of

from hashiya.agreement import (
    Card,
    Proposal,
    Quorum,
    Reading,
    Sheet,
    Unit,
    backed,
    cards_of,
    side_by_side,
)
from hashiya.agreement.assigning import most_saved
from hashiya.agreement.cards import MOST_PAIRS

seeds = st.integers(0, 2**32).map(Random)

TEXT = "قال وزير الخارجية وبالرباط للجنة الأمم المتحدة (بنك المغرب)، اليوم"


def at(words: str, label: str) -> Unit:
    """Where these words stand in the text, with a label."""
    start = TEXT.index(words)
    return (start, start + len(words), label)


def only_card(*columns: list[Unit]) -> Card:
    """The one card that these columns make."""
    (card,) = cards_of(sheet_with(TEXT, *columns))
    return card


@pytest.mark.parametrize(
    ("columns", "kinds"),
    [
        (([at("وزير", "official")], [at("وزير", "official")]), ()),
        (([at("الرباط", "agency")], [at("وبالرباط", "agency")]), ("clitic",)),
        (([at("لجنة", "agency")], [at("للجنة", "agency")]), ("clitic",)),
        (([at("(بنك المغرب)", "agency")], [at("بنك المغرب", "agency")]), ("clitic",)),
        (([at("بنك المغرب", "agency")], [at("المغرب", "agency")]), ("left edge",)),
        (([at("وزير", "official")], [at("وزير الخارجية", "official")]), ("right edge",)),
        (([at("وزير", "official")], [at("وزير", "topic")]), ("label",)),
        (([at("وزير", "official")], [at("وزير الخارجية", "topic")]), ("right edge", "label")),
        (
            ([at("للجنة الأمم", "agency")], [at("لجنة الأمم المتحدة", "agency")]),
            ("clitic", "right edge"),
        ),
        (([at("اليوم", "date")], []), ("missed",)),
        (
            ([at("وزير", "official")], [at("وزير الخارجية", "official")], []),
            ("right edge", "missed"),
        ),
    ],
)
def test_a_card_says_what_differs(columns: tuple[list[Unit], ...], kinds: tuple[str, ...]) -> None:
    """Proclitics and punctuation are no edge; kinds mix."""
    assert only_card(*columns).kinds == kinds


def test_what_one_has_inside_the_others_span_is_nesting() -> None:
    """Who has annotated around a span has not missed the place."""
    outer, inner = at("لجنة الأمم المتحدة", "agency"), at("الأمم المتحدة", "agency")
    found = cards_of(sheet_with(TEXT, [outer, inner], [outer]))
    assert [(card.proposals[0][:3], card.kinds) for card in found] == [
        (outer, ()),
        (inner, ("nesting",)),
    ]


def test_equal_extents_under_two_labels_are_each_agreed() -> None:
    """Stacked spans that both have are no disagreement."""
    stacked = [at("وزير", "official"), at("وزير", "topic")]
    assert [card.kinds for card in cards_of(sheet_with(TEXT, stacked, stacked))] == [(), ()]


def test_one_boundary_clash_is_one_card_with_both_sides() -> None:
    """Two edges of one name are not two unrelated spans."""
    short, long = at("وزير", "official"), at("وزير الخارجية", "official")
    card = only_card([short], [long], [long])
    assert card.proposals == (Proposal(*long, ("b", "c")), Proposal(*short, ("a",)))
    assert (card.start, card.end, card.missing) == (long[0], long[1], ())


def test_twelve_people_make_one_card() -> None:
    """As many sides as there are proposals."""
    spans = [at("وزير", "official"), at("وزير الخارجية", "official"), at("الخارجية", "agency")]
    card = only_card(*[[spans[n % 3]] for n in range(11)], [])
    assert [len(each.people) for each in card.proposals] == [4, 4, 3]
    assert card.missing == ("l",)


def test_one_person_alone_has_nothing_to_differ_from() -> None:
    """A solo layer can be reviewed."""
    units = [at("وزير", "official"), at("اليوم", "date")]
    assert [card.kinds for card in cards_of(sheet_with(TEXT, units))] == [(), ()]


@pytest.mark.parametrize(
    ("votes", "missing", "quorum", "is_taken"),
    [
        ((3,), 0, Quorum(), True),
        ((2,), 1, Quorum(), False),
        ((2,), 1, Quorum("most"), True),
        ((2, 1), 1, Quorum("most"), False),
        ((2, 1), 0, Quorum("some", 2), True),
        ((2, 2), 0, Quorum("some", 2), False),
        ((1,), 2, Quorum("some", 2), False),
    ],
)
def test_enough_people_make_a_ruling_needless(
    votes: tuple[int, ...], missing: int, quorum: Quorum, *, is_taken: bool
) -> None:
    """Unanimous, by majority, or by a number of votes that nobody else reaches."""
    proposals = tuple(Proposal(n, 9, "x", ("p",) * count) for n, count in enumerate(votes))
    card = Card(proposals, ("q",) * missing, ())
    assert backed(card, quorum) == (proposals[0] if is_taken else None)


@given(seeds)
def test_every_unit_is_on_one_card_and_nobody_twice(source: Random) -> None:
    """Nothing is lost and nothing is shown twice."""
    sheet = _random_sheet(source)
    found = cards_of(sheet)
    held = Counter(
        (name, *proposal[:3])
        for card in found
        for proposal in card.proposals
        for name in proposal.people
    )
    units = Counter((name, *unit) for name, column in sheet.columns.items() for unit in column)
    assert held == units
    for card in found:
        people = [name for each in card.proposals for name in each.people]
        assert sorted([*people, *card.missing]) == sorted(sheet.columns)
        assert (not card.kinds) == (len(card.proposals) == 1 and not card.missing)
    assert found == sorted(found, key=lambda card: (card.start, -card.end))


@given(seeds)
def test_cards_do_not_depend_on_the_order_of_people(source: Random) -> None:
    """Whoever is read first has no better place."""
    sheet = _random_sheet(source)
    names = [*sheet.columns]
    source.shuffle(names)
    readings = [Reading(name, sheet.text, "s 1", sheet.columns[name]) for name in names]
    turned = cards_of(side_by_side("d", readings))
    assert [_without_order(card) for card in cards_of(sheet)] == [
        _without_order(card) for card in turned
    ]


@given(seeds)
def test_two_people_share_as_much_as_they_can(source: Random) -> None:
    """All ways to pair are tried by hand."""
    text = text_of(8, source)
    ours, theirs = (any_units(text, source, 5) for _ in range(2))
    sheet = sheet_with(text, ours, theirs)
    found = cards_of(sheet)
    both = {*sheet.columns["a"]} & {*sheet.columns["b"]}
    gained = sum(_likeness(*card.proposals) for card in found if len(card.proposals) == 2)
    best = _most(
        [u for u in sheet.columns["a"] if u not in both],
        [u for u in sheet.columns["b"] if u not in both],
    )
    assert gained == pytest.approx(best, abs=1e-9)


@given(seeds)
def test_the_best_pairs_are_found(source: Random) -> None:
    """All orders are tried by hand."""
    rows, columns = source.randrange(1, 6), source.randrange(1, 6)
    weights = [[source.choice((0, 0, 0.5, 1, 2, 3)) for _ in range(columns)] for _ in range(rows)]
    savings = {
        (row, column): weight
        for row, line in enumerate(weights)
        for column, weight in enumerate(line)
        if weight
    }
    pairs = most_saved(savings)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    best = max(
        sum(weights[row][column] for row, column in enumerate(order) if column < columns)
        for order in permutations(range(max(rows, columns)), rows)
    )
    assert sum(savings[pair] for pair in pairs) == best


def test_a_heap_of_spans_takes_the_nearest_first() -> None:
    """More overlapping pairs than are tried: each still finds the one that is like it."""
    text = "ب" * 420
    ours = [(start, start + 200, "a") for start in range(0, 204, 2)]
    theirs = [(start + 1, start + 201, "a") for start in range(0, 204, 2)]
    found = cards_of(sheet_with(text, ours, theirs))
    assert len(ours) ** 2 > MOST_PAIRS
    assert len(found) == len(ours)
    assert all(len(card.proposals) == 2 for card in found)


def _random_sheet(source: Random) -> Sheet:
    text = text_of(10, source)
    shared = any_units(text, source)
    columns = [
        [unit for unit in shared if source.random() < 0.6] + any_units(text, source, 4)
        for _ in range(source.randrange(1, 5))
    ]
    return sheet_with(text, *columns)


def _without_order(card: Card) -> tuple[object, ...]:
    return (
        sorted((*each[:3], tuple(sorted(each.people))) for each in card.proposals),
        sorted(card.missing),
        card.kinds,
    )


def _likeness(one: Proposal, other: Proposal) -> float:
    return _alike((one.start, one.end, one.label), (other.start, other.end, other.label))


def _alike(one: Unit, other: Unit) -> float:
    letters = {*range(*one[:2])}, {*range(*other[:2])}
    inside = len(letters[0] & letters[1])
    return inside and inside / len(letters[0] | letters[1]) + (one[2] == other[2]) / 2


def _most(ours: list[Unit], theirs: list[Unit]) -> float:
    if not ours:
        return 0
    first, *others = ours
    best = _most(others, theirs)
    for at, other in enumerate(theirs):
        alike = _alike(first, other)
        if alike:
            best = max(best, alike + _most(others, theirs[:at] + theirs[at + 1 :]))
    return best
