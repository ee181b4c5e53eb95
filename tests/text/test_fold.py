"""Folding makes variants of a word equal and always knows where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import ARABIC_MARKS, DIRECTION_CONTROLS, arabic_words, texts

from hashiya.text.fold import fold
from hashiya.text.graphemes import is_grapheme_boundary


def found(query: str, text: str) -> str | None:
    """The stretch of the text that the query's folded form is found in."""
    folded, wanted = fold(text), fold(query).text
    at = folded.text.find(wanted)
    return None if at < 0 else text[slice(*folded.span(at, at + len(wanted)))]


@pytest.mark.parametrize(
    ("query", "text", "hit"),
    [
        ("الامم المتحده", "من الأُمَمُ المُتَّحِدَةُ.", "الأُمَمُ المُتَّحِدَةُ"),
        ("المغرب", "في الـمـغـرب العربي", "الـمـغـرب"),
        ("2021", "عام ٢٠٢١ م", "٢٠٢١"),
        ("2021", "سال ۲۰۲۱", "۲۰۲۱"),
        ("لا", "قال ﻻ بأس", "ﻻ"),
        ("مسوول", "مصدر مسؤول كبير", "مسؤول"),
        ("القران", "تلاوة القُرآن", "القُرآن"),
        ("القران", "تلاوة القُرا\u0653ن", "القُرا\u0653ن"),
        ("بن علي", "زين بن\xa0علي", "بن\xa0علي"),
        ("بن علي", "زين بن \u200f\t علي", "بن \u200f\t علي"),
        ("الله", "بسم ﷲ", "ﷲ"),
        ("علي", "على", "على"),
        ("باريس", "پاریس", "پاریس"),
        ("ناتو NATO", "ناتو nato", "ناتو nato"),
    ],
)
def test_a_variant_is_found_with_its_exact_stretch(query: str, text: str, hit: str) -> None:
    """What people type finds what newspapers print, whole, with its marks."""
    assert found(query, text) == hit


@pytest.mark.parametrize("letters", ["أإآٱا", "ىیئي", "ةہھه", "ؤو", "کگك", "پب", "چج", "ڤف"])
def test_letters_that_stand_for_one_another_fold_to_the_last(letters: str) -> None:
    """Each group of the rule becomes its plain letter."""
    assert fold(letters).text == letters[-1] * len(letters)


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789"])  # fmt: skip
def test_digits_of_both_sets_become_european(digits: str) -> None:
    """Arabic-Indic and Persian digits fold to 0-9."""
    assert fold(digits).text == "0123456789"


def test_everything_that_only_decorates_is_dropped() -> None:
    """Marks, tatweel, joiners, direction controls and the soft hyphen leave nothing behind."""
    marks = [*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE)]
    decoration = "".join(map(chr, marks)) + DIRECTION_CONTROLS + "\u0640\u200c\u200d\xad"
    assert fold(f"ك{decoration}ل").text == "كل"


@given(st.text("\t\n\r\v\f \x85\xa0\u2003\u2028\u3000\u200f\u0640", min_size=1))
def test_a_run_of_white_space_is_one_space(run: str) -> None:
    """However long and whatever invisible signs stand in it."""
    assert fold(f"ا{run}ب").text == ("ا ب" if run.strip("\u200f\u0640") else "اب")


@given(texts(), st.booleans(), st.booleans())
def test_folding_twice_changes_nothing(text: str, hamza: bool, ta_marbuta: bool) -> None:  # noqa: FBT001
    """The folded form is its own folded form."""
    once = fold(text, hamza=hamza, ta_marbuta=ta_marbuta).text
    assert fold(once, hamza=hamza, ta_marbuta=ta_marbuta).text == once


@given(st.characters(codec="utf-8"))
def test_one_character_folds_to_a_fixed_point(char: str) -> None:
    """Case folding and NFKC do not undo each other for any character of Unicode."""
    once = fold(char).text
    assert fold(once).text == once


@given(texts())
def test_the_map_has_one_place_for_each_folded_character(text: str) -> None:
    """The map is as long as the folded form, never goes back, and each place folds to that."""
    folded = fold(text)
    starts = list(folded.starts)
    assert len(starts) == len(folded.text)
    assert starts == sorted(starts)
    for offset, char in zip(starts, folded.text, strict=True):
        assert char in (" " if text[offset].isspace() else fold(text[offset]).text)


@given(st.data(), texts())
def test_a_hit_folds_to_at_least_what_was_sought(data: st.DataObject, text: str) -> None:
    """A hit's stretch of the text holds the hit and tears no letter from its marks."""
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    assert folded.text[start:end].strip() in fold(text[first:last]).text
    assert last == len(text) or unicodedata.category(text[last]) not in ("Mn", "Me", "Mc")


@given(st.lists(arabic_words(), min_size=1, max_size=5), st.data())
def test_every_word_finds_itself(words: list[str], data: st.DataObject) -> None:
    """A vocalised word of a text is found by its bare letters, and the hit is the whole word."""
    text = " ".join(words)
    wanted = data.draw(st.sampled_from(words))
    hit = found("".join(char for char in wanted if char not in ARABIC_MARKS), text)
    assert hit is not None
    assert fold(hit).text == fold(wanted).text
    assert is_grapheme_boundary(text, text.index(hit) + len(hit))


def test_a_hit_inside_a_ligature_is_the_whole_ligature() -> None:
    """One printed character is never cut, even when only its second letter was sought."""
    assert fold("ﷲ").span(2, 3) == (0, 1)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 4)])
def test_what_is_no_hit_has_no_span(start: int, end: int) -> None:
    """An empty hit or one outside the folded text is a mistake of the caller."""
    with pytest.raises(ValueError, match="is no hit in 3 folded characters"):
        fold("حرف").span(start, end)


def test_hamza_can_be_kept() -> None:
    """With hamza kept, composed and combining forms still equal each other, and only each other."""
    assert fold("أحمد مسؤول", hamza=False).text == "أحمد مسؤول"
    assert fold("ا\u0654حمد مسو\u064f\u0654ول", hamza=False).text == "أحمد مسؤول"
    assert fold("القرا\u0653ن إ", hamza=False).text == "القرآن إ"
    assert fold("احمد", hamza=False).text != fold("أحمد", hamza=False).text


def test_ta_marbuta_can_be_kept() -> None:
    """With ta marbuta kept, مدرسة and مدرسه differ; by default they do not."""
    assert fold("مدرسة", ta_marbuta=False).text == "مدرسة"
    assert fold("مدرسة").text == fold("مدرسه").text


def test_a_spacing_mark_does_not_cut_a_word() -> None:
    """U+FE76, a fatha with a place of its own in old encodings, leaves the word whole."""
    assert fold("م\ufe76ن").text == "من"
