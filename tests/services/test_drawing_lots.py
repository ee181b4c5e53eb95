"""Drawing lots: as many sentences as the share says, the same for ever."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hashiya.services.drawing_lots import AROUND, Sentences, chosen_sentences, together
from hashiya.services.passage_names import PassageNames

LOT = (0, "salma")


@st.composite
def documents(draw: st.DrawFn) -> list[Sentences]:
    """Documents in which some sentences are finished, and none planned."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        finished = draw(st.lists(st.integers(0, 12), unique=True, min_size=1).map(sorted))
        found.append(Sentences(f"d{number}", tuple(finished), frozenset(), frozenset(finished)))
    return found


@given(sentences=documents(), share=st.fractions(0, 1), seed=st.integers())
def test_a_share_is_exact_to_one_sentence(
    sentences: list[Sentences], share: Fraction, seed: int
) -> None:
    """Only finished sentences, each once; the same twice."""
    chosen = chosen_sentences(sentences, share, (seed, "salma"))
    total = sum(len(each.finished) for each in sentences)
    count = sum(map(len, chosen.values()))
    assert abs(count - share * total) <= Fraction(1, 2)
    finished = {each.document_id: {*each.finished} for each in sentences}
    for document_id, numbers in chosen.items():
        assert numbers == sorted(set(numbers))
        assert {*numbers} <= finished[document_id]
    assert chosen_sentences(sentences, share, (seed, "salma")) == chosen
    assert chosen_sentences(sentences[::-1], share, (seed, "salma")) == chosen


@given(sentences=documents(), share=st.fractions(0, 1))
def test_given_again_a_share_asks_for_nothing_more(
    sentences: list[Sentences], share: Fraction
) -> None:
    """What is planned counts."""
    chosen = chosen_sentences(sentences, share, LOT)
    after = [
        each._replace(
            planned=frozenset(chosen.get(each.document_id, ())),
            free=each.free - {*chosen.get(each.document_id, ())},
        )
        for each in sentences
    ]
    assert chosen_sentences(after, share, LOT) == {}


def test_all_and_nothing() -> None:
    """The ends of the scale."""
    sentences = [Sentences("d1", (0, 1, 2, 3), frozenset(), frozenset(range(4)))]
    assert chosen_sentences(sentences, Fraction(0), LOT) == {}
    assert chosen_sentences(sentences, Fraction(1), LOT) == {"d1": [0, 1, 2, 3]}
    assert chosen_sentences([], Fraction(1), LOT) == {}


def test_another_seed_draws_others() -> None:
    """And so does another person."""
    sentences = [
        Sentences(f"d{number}", tuple(range(9)), frozenset(), frozenset(range(9)))
        for number in range(9)
    ]
    drawn = {
        repr(sorted(chosen_sentences(sentences, Fraction(1, 10), lot).items()))
        for lot in ((0, "salma"), (1, "salma"), (0, "omar"))
    }
    assert len(drawn) == 3


@given(numbers=st.lists(st.integers(0, 40), unique=True).map(sorted))
def test_passages_never_show_a_sentence_twice(numbers: list[int]) -> None:
    """Those whose surroundings would meet are one."""
    groups = list(together(numbers))
    assert [number for group in groups for number in group] == numbers
    shown = [range(group[0] - AROUND, group[-1] + AROUND + 1) for group in groups]
    for before, after in pairwise(shown):
        assert before[-1] < after[0]


def test_names_go_on_where_those_of_articles_end() -> None:
    """Numbers go on, with their zeros; titles are titles."""
    names = PassageNames(["a1", "a09.txt", "news-7", "قمة 2024"])
    assert [names.of(name, "قال") for name in ("a1", "a1", "a09.txt", "news-7")] == [
        "a2",
        "a3",
        "a10.txt",
        "news-8",
    ]
    text = "قال والي بنك المغرب أمس إن ذلك تم"
    assert names.of("قمة 2024", text) == "قال والي بنك المغرب أمس إن"
    assert len(names.of("title", "س" * 500)) == 60
