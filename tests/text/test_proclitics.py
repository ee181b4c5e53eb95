"""Where an entity may begin inside a word, against words, marks and the guideline examples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import ARABIC_MARKS, arabic_words, words

from hashiya.text import is_grapheme_boundary
from hashiya.text.fold import fold
from hashiya.text.proclitics import default_cut, proclitic_cuts
from hashiya.text.words import word_spans

EXAMPLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "guideline_examples.jsonl")
    .read_text("utf-8")
    .split("\n")
    if line
]


def first_words() -> Iterator[tuple[str, int]]:
    """Each gold span's first word, with where in it the span begins."""
    for example in EXAMPLES:
        text = example["text"]
        for start, _, _ in example["spans"]:
            for begin, end in word_spans(text):
                if begin <= start < end:
                    yield text[begin:end], start - begin


@pytest.mark.parametrize(
    ("word", "cuts"),
    [
        ("مجلس", (0,)),
        ("وزارة", (0, 1)),
        ("والأمم", (0, 1)),
        ("فالأمم", (0, 1)),
        ("بالرباط", (0, 1)),
        ("كالرباط", (0, 1)),
        ("لمارس", (0, 1)),
        ("للأمم", (0, 1)),
        ("للجنة", (0, 1)),
        ("وبالرباط", (0, 1, 2)),
        ("فللأمم", (0, 1, 2)),
        ("وبلد", (0, 1)),
        ("بود", (0,)),
        ("بوزارة", (0, 1)),
        ("سيعرض", (0,)),
        ("پاريس", (0,)),
        ("ڤيينا", (0,)),
        ("گلميم", (0,)),
        ("ؤلئك", (0,)),
        ("کالرباط", (0, 1)),
        ("بـNATO", (0, 2)),
        ("و", (0,)),
        ("", (0,)),
        ("NATO", (0,)),
        ("2021", (0,)),
    ],
)
def test_cuts_stand_after_the_chain_of_proclitics(word: str, cuts: tuple[int, ...]) -> None:
    """After و or ف, after ب ل ك, or after one of each, while three letters are left."""
    assert proclitic_cuts(word) == cuts


@pytest.mark.parametrize(
    ("word", "cuts"),
    [
        ("وَالأُمَمُ", (0, 2)),
        ("وَبِالرِّبَاطِ", (0, 2, 4)),
        ("وـالأمم", (0, 2)),
        ("بِلَدٍ", (0,)),
        ("بِلَدُنْ", (0, 2)),
        ("ﻭﺍﻷﻣﻢ", (0, 1)),
        ("وﷲ", (0, 1)),
        ("وﻻ", (0,)),
        ("و\u0301الأمم", (0,)),
    ],
)
def test_marks_and_forms_count_as_what_is_read(word: str, cuts: tuple[int, ...]) -> None:
    """Marks and tatweel are no letters and stay before the cut; a ligature is what it shows."""
    assert proclitic_cuts(word) == cuts


@given(st.one_of(arabic_words(), words()))
def test_a_cut_never_tears_a_letter_from_its_marks(word: str) -> None:
    """Every cut is a grapheme boundary with a letter after it; 0 comes first, then ascending."""
    cuts = proclitic_cuts(word)
    assert cuts[0] == 0
    assert list(cuts) == sorted(set(cuts))
    for cut in cuts[1:]:
        assert is_grapheme_boundary(word, cut)
        assert word[cut].isalpha()
        assert sum(map(str.isalpha, fold(word[cut:]).text)) >= 3


@given(st.sampled_from(["", "و", "ف"]), st.sampled_from("بكل"), arabic_words(min_letters=3))
def test_every_chain_before_a_word_can_be_cut_off(first: str, second: str, word: str) -> None:
    """Whatever word of three letters stands after a chain, its beginning is offered."""
    assert len(first + second) in proclitic_cuts(first + second + word)


@given(arabic_words())
def test_marks_do_not_change_which_letters_are_cut_off(word: str) -> None:
    """A vocalised word is cut after the same letters as its bare form."""
    bare = "".join(char for char in word if char not in ARABIC_MARKS)
    letters = [
        len([c for c in word[:cut] if c not in ARABIC_MARKS]) for cut in proclitic_cuts(word)
    ]
    assert tuple(letters) == proclitic_cuts(bare)


def test_every_gold_span_that_begins_inside_a_word_begins_at_a_cut() -> None:
    """The guideline's own examples can all be selected."""
    inside = [(word, cut) for word, cut in first_words() if cut]
    assert len(inside) == 8
    assert [word for word, cut in inside if cut not in proclitic_cuts(word)] == []


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("والأمم", 1),
        ("وَالأُمَمُ", 2),
        ("وبالرباط", 2),
        ("للأمم", 1),
        ("للجنة", 1),
        ("وللأمم", 2),
        ("بٱلرباط", 1),
        ("والي", 0),
        ("وكالة", 0),
        ("وكالات", 0),
        ("وكالأمم", 2),
        ("لأمم", 0),
        ("وزارة", 0),
        ("مجلس", 0),
        ("", 0),
    ],
)
def test_an_article_decides_without_counting(word: str, cut: int) -> None:
    """ال after a chain, or the second lam after ل, is where the entity begins."""
    assert default_cut(word) == cut
    assert default_cut(word, lambda _: 0) == cut


def test_the_commoner_form_decides_where_no_article_does() -> None:
    """The whole word stays unless what is left is commoner in the project's own texts."""
    frequency = Counter({"وزاره": 9, "زاره": 1, "تمويل": 4, "وتمويل": 1, "لبنان": 5, "ولبنان": 5})
    assert default_cut("وزارة", frequency.__getitem__) == 0
    assert default_cut("وَتَمْوِيل", frequency.__getitem__) == 2
    assert default_cut("ولبنان", frequency.__getitem__) == 0
    assert default_cut("ولبنان", (frequency + Counter({"لبنان": 1})).__getitem__) == 1


def test_a_remainder_that_folds_to_a_particle_is_not_counted() -> None:
    """والي is an official, however often إلى stands in the texts."""
    frequency = Counter({"الي": 900, "والي": 2})
    assert default_cut("والي", frequency.__getitem__) == 0
    assert default_cut("وإلى", frequency.__getitem__) == 1


@given(st.one_of(arabic_words(), words()), st.integers(0, 5))
def test_the_default_is_one_of_the_cuts(word: str, seed: int) -> None:
    """Whatever the frequencies are."""
    assert default_cut(word) in proclitic_cuts(word)
    assert default_cut(word, lambda form: len(form) * seed % 7) in proclitic_cuts(word)


def test_the_default_is_mostly_what_the_guideline_chose() -> None:
    """37 of 41 first words by the article alone; counts too few to help spoil none of them."""
    counts = Counter(
        fold(example["text"][start:end]).text
        for example in EXAMPLES
        for start, end in word_spans(example["text"])
    )
    chosen = list(first_words())
    assert len(chosen) == 41
    assert sum(default_cut(word) == cut for word, cut in chosen) == 37
    assert sum(default_cut(word, counts.__getitem__) == cut for word, cut in chosen) == 37
