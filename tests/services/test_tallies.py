"""Tallies: all pairs counted at once say the same as each pair counted by itself."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.agreement import (
    LABELLED,
    WAYS,
    Patterns,
    Reading,
    Unitizing,
    character_patterns,
    compare_spans,
    disagreements,
    side_by_side,
    token_patterns,
)
from hashiya.services.sheets import GOLD, DocumentSeen
from hashiya.services.tallies import FIELDS, Tallies
from tests.agreement.layers import LABELS, any_units, flat_units, text_of

PEOPLE = ("ann", "bab", "cid")
seeds = st.integers(0, 2**32).map(Random)


def drawn_documents(source: Random, many: int = 4) -> list[DocumentSeen]:
    """Documents that some people finished; layers are often alike, nested and crossing too."""
    found = []
    for at in range(many):
        text = text_of(12, source)
        common = flat_units(text, source) if source.random() < 0.5 else any_units(text, source)
        names = [name for name in (GOLD, *PEOPLE) if source.random() < 0.8]
        readings = []
        for name in names:
            units = [unit for unit in common if source.random() < 0.8]
            more = any_units(text, source, 4) if source.random() < 0.6 else []
            readings.append(Reading(name, text, "s 1", [*units, *more]))
        sheet = side_by_side(f"d{at}", readings) if len(readings) > 1 else None
        found.append(DocumentSeen(f"d{at}", sheet, tuple(names), ()))
    return found


def tallied(documents: list[DocumentSeen]) -> Tallies:
    """The documents in one tally, gold among them."""
    tallies = Tallies(PEOPLE, LABELS, with_gold=True, gamma_seed=None, cases=1000)
    for seen in documents:
        tallies.add(seen)
    return tallies


@given(seeds)
def test_pairs_are_counted_as_alone(source: Random) -> None:
    """Counts, labels, differences and alpha_U of each pair, on the documents that count for it."""
    documents = drawn_documents(source)
    tallies = tallied(documents)
    for at, pair in enumerate(tallies.pairs):
        sheets = [seen.sheet for seen in documents if seen.sheet and {*pair} <= {*seen.counted}]
        counts = [compare_spans(sheet, *pair) for sheet in sheets]
        total = tallies.ledger.total()[at * len(FIELDS) : (at + 1) * len(FIELDS)]
        fields = [sum(getattr(each, field) for each in counts) for field in FIELDS[:-1]]
        assert total == [*fields, len(sheets)]
        assert total[: len(WAYS)] == fields[: len(WAYS)]
        labelled: Counter[tuple[str, str]] = Counter()
        for each in counts:
            for label, of_label in each.labels.items():
                for field in (*LABELLED, "left", "right"):
                    labelled[label, field] += getattr(of_label, field)
        found = {
            (label, field): count
            for label, row in tallies.labelled(pair).items()
            for field, count in zip((*LABELLED, "left", "right"), row, strict=True)
        }
        assert +Counter(found) == +labelled
        told = [(s.document_id, *each[1:]) for s in sheets for each in disagreements(s, *pair)]
        held = [case for cases in tallies.cases[pair].values() for case in (c[:3] for c in cases)]
        assert sorted(held, key=repr) == sorted(told, key=repr)
        kinds = Counter(each.kind for s in sheets for each in disagreements(s, *pair))
        assert Counter(cell[0] for cell in tallies.confused()[pair].elements()) == kinds
        alone = Unitizing(pair)
        for sheet in sheets:
            alone.add(sheet)
        assert tallies.unitizing(pair).alpha() == alone.alpha()
        assert tallies.unitizing(pair).joined == alone.joined


@given(seeds)
def test_everybody_together_is_counted_as_alone(source: Random) -> None:
    """Patterns and alpha_U of all people, on the documents that all of them finished."""
    documents = drawn_documents(source)
    tallies = tallied(documents)
    sheets = [seen.sheet for seen in documents if seen.sheet and {*PEOPLE} <= {*seen.counted}]
    tokens: Patterns = Counter()
    characters: Patterns = Counter()
    alone = Unitizing(PEOPLE)
    for sheet in sheets:
        tokens.update(token_patterns(sheet, PEOPLE))
        characters.update(character_patterns(sheet, PEOPLE))
        alone.add(sheet)
    together = tallies.together()
    assert together is not None
    assert tallies.shared == len(sheets)
    assert together.alpha() == alone.alpha()
    assert tallies.patterns("tokens", PEOPLE) == tokens
    assert tallies.patterns("characters", PEOPLE) == characters


@pytest.mark.parametrize("first", ["و", "ص"])
def test_the_same_edges_are_a_clitic_or_none(first: str) -> None:
    """What stood at the same places in one text says nothing of the words in another."""
    tallies = Tallies(PEOPLE, LABELS, with_gold=False, gamma_seed=None, cases=5)
    layers = ([(4, 12, "agency")], [(5, 12, "agency")], [(4, 12, "agency")])
    for at, letter in enumerate((first, "و", "ص", first)):
        readings = [
            Reading(name, f"قال {letter}بالرباط اليوم", "s 1", units)
            for name, units in zip(PEOPLE, layers, strict=True)
        ]
        tallies.add(DocumentSeen(f"d{at}", side_by_side(f"d{at}", readings), PEOPLE, ()))
    clitics = 3 if first == "و" else 1
    expected = {
        ("clitic", "agency", "agency"): clitics,
        ("left edge", "agency", "agency"): 4 - clitics,
    }
    assert tallies.confused()["ann", "bab"] == tallies.confused()["bab", "cid"] == expected
    assert [case[1:3] for case in tallies.cases["bab", "cid"]["clitic", "agency", "agency"]] == [
        ((5, 12, "agency"), (4, 12, "agency"))
    ] * clitics


@given(seeds)
def test_islands_of_any_size_are_counted(source: Random) -> None:
    """Also those of so many units that no other is looked for that is like them."""
    text = text_of(12, source)
    layers = [any_units(text, source, 60) for _ in PEOPLE]
    wide = (0, len(text), "topic")
    readings = [
        Reading(name, text, "s 1", [wide, *units])
        for name, units in zip(PEOPLE, layers, strict=True)
    ]
    sheet = side_by_side("d", readings)
    tallies = Tallies(PEOPLE, LABELS, with_gold=False, gamma_seed=None, cases=5)
    tallies.add(DocumentSeen("d", sheet, PEOPLE, ()))
    for pair in tallies.pairs:
        counts = compare_spans(sheet, *pair)
        at = tallies.pairs.index(pair) * len(FIELDS)
        assert tallies.ledger.total()[at : at + len(WAYS)] == list(counts[: len(WAYS)])
        told = Counter(each.kind for each in disagreements(sheet, *pair))
        assert Counter(cell[0] for cell in tallies.confused()[pair].elements()) == told
