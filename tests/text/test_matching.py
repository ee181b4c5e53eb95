"""Matching: a form is found in every way it is written, and only where it is the whole word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import LINEAR, growth
from tests.strategies import ARABIC_MARKS, arabic_words, text_spans, texts

from hashiya.text import PROCLITIC_CHAINS, fold, form_spans, forms_of


def found(text: str, form: str) -> list[str]:
    """The characters of each hit."""
    return [text[start:end] for start, end in form_spans(text, form)]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("الامم المتحده", "الأُمَمُ المُتَّحِدَةُ"),
        ("المغرب", "الـمـغـرب"),
        ("2021", "٢٠٢١"),
        ("لا", "ﻻ"),
        ("مسوول", "مسؤول"),
        ("القران", "القُرآن"),
        ("بن علي", "بن\u00a0علي"),
    ],
)
def test_a_form_is_found_however_it_is_written(form: str, text: str) -> None:
    """Marks, tatweel, digits, ligatures, hamzas and other spaces do not hide a form."""
    assert found(text, form) == [text]


@pytest.mark.parametrize("chain", PROCLITIC_CHAINS)
def test_what_is_written_onto_a_word_is_left_out(chain: str) -> None:
    """Behind every chain of proclitics the span begins after it, marks of the chain included."""
    vocalised = "".join(f"{letter}\u0650" for letter in chain)
    assert found(f"قال {vocalised}بنك المغرب.", "بنك المغرب") == ["بنك المغرب"]


def test_the_article_behind_lam_lost_its_alef() -> None:
    """ل with the article is لل: the span begins at the second lam, with or without و before."""
    text = "للأمم المتحدة وللأمم المتحدة"
    assert form_spans(text, "الأمم المتحدة") == [(1, 13), (16, 28)]


def test_the_article_before_a_lam_lost_its_own_too() -> None:
    """للجنة is ل and اللجنة, and the wrong spelling with three lams is found as well."""
    assert form_spans("اللجنة للجنة لللجنة", "اللجنة") == [(0, 6), (8, 12), (14, 19)]
    assert found("الحمد لله", "الله") == ["له"]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("الرباط", "الرباطي"),
        ("الرباط", "أبالرباط"),
        ("بنك", "بنوك"),
        ("بنك", "البنك"),
        ("2021", "12021"),
        ("2021", "2021م"),
        ("G", "G20"),
        ("cafe", "cafe\u0301"),
        ("علي", "علي_محمد"),
    ],
)
def test_a_part_of_a_word_is_no_hit(form: str, text: str) -> None:
    """What has anything but proclitics before it in its word, or anything behind it, is another."""
    assert found(text, form) == []


def test_a_digit_that_touches_an_arabic_word_is_another_word() -> None:
    """Glued numbers are words of their own, as they are for moving and counting."""
    assert found("29يناير2021", "يناير") == ["يناير"]
    assert found("3بالرباط", "الرباط") == ["الرباط"]


def test_latin_names_take_proclitics() -> None:
    """Arabic writes و and ب onto Latin names and onto numbers."""
    assert found("وNATO وبnato", "NATO") == ["NATO", "nato"]
    assert found("و2021 ب٢٠٢١", "2021") == ["2021", "٢٠٢١"]


def test_signs_at_the_edges_are_looked_for_as_they_are() -> None:
    """A form in brackets or quotation marks is found wherever they stand."""
    assert found("لقاء(UTRF)بالرباط", "(UTRF)") == ["(UTRF)"]


@pytest.mark.parametrize("form", ["", " ", "\u064e", "ـ", "\u200f \u200d"])
def test_a_form_of_nothing_is_nowhere(form: str) -> None:
    """Marks, spaces and controls alone are no form."""
    assert form_spans("و\u064e \u064e  ـ", form) == []


def test_a_hit_takes_the_marks_of_its_last_letter() -> None:
    """The span ends behind what hangs on the last letter, never between it and its marks."""
    assert found("بنكٌ، بنكـ", "بنك") == ["بنكٌ", "بنكـ"]


@pytest.mark.parametrize(
    ("text", "start", "end", "forms"),
    [
        ("الأمم", 0, 5, ("الأمم",)),
        ("للأمم", 1, 5, ("الأمم", "لأمم", "اللأمم")),
        ("ولِلجنة", 3, 7, ("الجنة", "لجنة", "اللجنة")),
        ("بلجنة", 1, 5, ("لجنة",)),
        ("لأمم", 0, 4, ("لأمم",)),
    ],
)
def test_a_second_lam_has_more_forms(
    text: str, start: int, end: int, forms: tuple[str, ...]
) -> None:
    """Only behind another lam may a word have lost its article's alef, or the article's lam."""
    assert forms_of(text, start, end) == forms


@given(data=st.data(), text=texts())
def test_hits_are_the_form_and_stand_apart(data: st.DataObject, text: str) -> None:
    """In any text, every hit of a piece of it is in order, disjoint, and folds to that piece."""
    if not text:
        return
    start, end = data.draw(text_spans(text))
    form = text[start:end]
    wanted = fold(form).text.strip()
    last = 0
    for first, after in form_spans(text, form):
        assert last <= first < after <= len(text)
        last = after
        folded = fold(text[first:after]).text
        # Half a ligature is the whole one on the page; لل has lost the article's alef.
        assert wanted in folded or wanted[1:] in folded or wanted[2:] in folded


@given(
    word=arabic_words(min_letters=3),
    chain=st.sampled_from(PROCLITIC_CHAINS),
    marks=st.text(ARABIC_MARKS, max_size=2),
    before=st.sampled_from(["", "قال ", "«", "(", "2021 "]),
    after=st.sampled_from(["", " ثم", "،", ".", "»"]),
)
def test_a_word_is_found_behind_any_chain(
    word: str, chain: str, marks: str, before: str, after: str
) -> None:
    """Whatever stands around a word and is written onto it, its span is the word's own."""
    text = f"{before}{chain}{word}{marks}{after}"
    start = len(before) + len(chain)
    hits = form_spans(text, word)
    assert any(end == start + len(word + marks) and begin <= start for begin, end in hits)


@given(word=arabic_words(min_letters=3), letter=st.sampled_from("تسمنه"))
def test_no_word_is_found_inside_another(word: str, letter: str) -> None:
    """A word with one more letter, before it or behind, is not the word."""
    assert form_spans(f"{word}{letter}", word) == []
    assert form_spans(f"{letter}{word}", word) == []


@pytest.mark.parametrize("unit", ["والأمم المتحدة ", "لل", "ا", "(", "بنك ", "ووو"])
@pytest.mark.parametrize("form", ["الأمم المتحدة", "لل" * 50, "ا" * 60, "(" * 60 + "x"])
def test_looking_is_linear(unit: str, form: str) -> None:
    """Four times the text takes about four times as long, also where it nearly holds the form."""
    assert growth(lambda text: form_spans(text, form), unit) < LINEAR
