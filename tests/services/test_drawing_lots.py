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


def test_names_are_of_the_sort_of_articles_and_far_from_them() -> None:
    """Numbers come down from the end of those as long, with their zeros; titles are titles."""
    names = PassageNames(["a1", "a040", "a09.txt", "news-7", "قمة 2024"], ["a999"])
    assert [names.of(name, "قال") for name in ("a040", "a040", "a09.txt", "news-7")] == [
        "a998",
        "a997",
        "a99.txt",
        "news-99",
    ]
    text = "قال والي بنك المغرب أمس إن ذلك تم"
    assert names.of("قمة 2024", text) == "قال والي بنك المغرب أمس إن"
    assert names.of("قمة 2024", text) == "ذلك تم"
    assert len(names.of("title", "س" * 500)) == 60


def test_a_passage_is_not_called_like_the_article_it_begins() -> None:
    """Where articles are called by their first words, it is called by later ones."""
    words = "قال والي بنك المغرب أمس إن ذلك تم في الرباط"
    names = PassageNames([words], [])
    assert names.of(words, words) == "ذلك تم في الرباط"


@given(
    highest=st.integers(0, 3000),
    digits=st.integers(1, 6),
    count=st.integers(1, 60),
)
def test_no_number_of_a_passage_is_near_an_article_s(highest: int, digits: int, count: int) -> None:
    """However many there are: five times as many articles have no such name, nor has another."""
    name = f"a{highest:0{digits}}"
    names = PassageNames([name], [])
    made = [int(names.of(name, "").removeprefix("a")) for _ in range(count)]
    assert len({*made}) == count
    assert min(made) > 4 * highest
