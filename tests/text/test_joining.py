"""Joining: hand cases, properties against Unicode's own decompositions, hostile words."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import ARABIC_LETTERS, ARABIC_MARKS, DIRECTION_CONTROLS, arabic_words, texts

from hashiya.text import shape, ucd
from hashiya.text.joining import _TYPES

HARD = "لاأآإٱبدهىئ\u0649\u06ba\u0621ـ \u200c\u200d\u064e\u0651\u0654\u0655\u0653a\u2067\u200f"


def names(text: str) -> list[str]:
    """Which form of which letter each entry of a shaped text is, as `beh.initial`."""
    return [name(char) for char in shape(text)]


def name(entry: str) -> str:
    """`beh.initial` for U+FE91; the entry itself when it is no presentation form."""
    if len(entry) != 1 or not "\ufb50" <= entry <= "\ufeff":
        return entry
    words = unicodedata.name(entry).removeprefix("ARABIC ").lower().removesuffix(" form")
    return words.removeprefix("letter ").removeprefix("ligature ").replace(" ", ".")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("ب", "beh.isolated"),
        ("بب", "beh.initial beh.final"),
        ("ببب", "beh.initial beh.medial beh.final"),
        ("دبد", "dal.isolated beh.initial dal.final"),
        ("بءب", "beh.isolated hamza.isolated beh.isolated"),
        ("ب1ب", "beh.isolated 1 beh.isolated"),
        ("ىب", "uighur.kazakh.kirghiz.alef.maksura.initial beh.final"),
        ("پگچ", "peh.initial gaf.medial tcheh.final"),
        ("یےہھ", "farsi.yeh.initial yeh.barree.final heh.goal.initial heh.doachashmee.final"),
        ("ٱلله", "alef.wasla.isolated lam.initial lam.medial heh.final"),
        ("هـ", "heh.initial ـ"),
        ("ـه", "ـ heh.final"),
    ],
)
def test_letters_take_the_form_their_neighbours_ask_for(text: str, forms: str) -> None:
    """Each letter takes its isolated, initial, medial or final form, also in Persian and Urdu."""
    assert names(text) == forms.split()


def test_marks_do_not_interrupt_joining() -> None:
    """Marks are entries of their own and the letters around them join."""
    assert names("بُبَّ") == ["beh.initial", "\u064f", "beh.final", "\u064e", "\u0651"]


def test_joiners_act_and_print_nothing() -> None:
    """ZWJ asks for a joining form, ZWNJ forbids it, and both are empty entries."""
    assert names("ه\u200d") == ["heh.initial", ""]
    assert names("\u200dه") == ["", "heh.final"]
    assert names("ب\u200cب") == ["beh.isolated", "", "beh.isolated"]


def test_direction_controls_print_nothing() -> None:
    """Marks of direction let letters join, isolates do not, and none has an entry that prints."""
    assert names("ب\u200fب") == ["beh.initial", "", "beh.final"]
    assert names("ب\u2067ب") == ["beh.isolated", "", "beh.isolated"]
    assert "".join(shape(DIRECTION_CONTROLS)) == ""


def test_a_letter_without_the_form_stays_nominal_and_joins() -> None:
    """U+06BA has no initial form in Unicode: it stays itself, its neighbour takes the final one."""
    assert names("\u06baب") == ["\u06ba", "beh.final"]
    assert names("بݐب") == ["beh.initial", "\u0750", "beh.final"]


@pytest.mark.parametrize("alef", "اأإآ")
def test_lam_alef_is_one_glyph(alef: str) -> None:
    """A lam before an alef is the ligature, isolated or final, and the alef's entry is empty."""
    ligatures = [char for char in ucd.LAM_ALEFS if unicodedata.decomposition(char)]
    isolated, empty = shape(f"ل{alef}")
    joined, final, nothing = shape(f"بل{alef}")
    assert unicodedata.decomposition(isolated) == f"<isolated> 0644 {ord(alef):04X}"
    assert unicodedata.decomposition(final) == f"<final> 0644 {ord(alef):04X}"
    assert (empty, nothing, joined) == ("", "", "\ufe91")
    assert {isolated, final} <= set(ligatures)


def test_marks_and_joiners_do_not_part_lam_and_alef() -> None:
    """The lam's marks stay between ligature and empty entry, the alef's follow."""
    assert shape("لِأَ") == ["\ufef7", "\u0650", "", "\u064e"]
    assert shape("ل\u200dا") == ["\ufefb", "", ""]
    assert shape("ل\u200cا") == ["\ufedd", "", "\ufe8d"]


def test_other_ligatures_are_not_made() -> None:
    """The name of God and lam before alef wasla stay letter by letter."""
    assert len("".join(shape("الله"))) == 4
    assert names("لٱ") == ["lam.initial", "alef.wasla.final"]


def test_a_split_parts_just_its_lam_alef() -> None:
    """An offset between lam and alef draws that one pair as two joined letters."""
    assert shape("لالا", frozenset({3})) == ["\ufefb", "", "\ufedf", "\ufe8e"]
    assert shape("لَا", frozenset({1})) == shape("لَا", frozenset({2}))
    assert shape("لَا", frozenset({2})) == ["\ufedf", "\u064e", "\ufe8e"]
    assert shape("بلا", frozenset({1, 3})) == shape("بلا")


def test_base_and_hamza_are_one_letter() -> None:
    """A madda or hamza that composes with its base is part of the base's entry."""
    assert shape("\u0627\u0654") == ["\ufe83", ""]
    assert shape("ل\u0627\u0653") == ["\ufef5", "", ""]
    assert shape("ب\u064a\u064e\u0654ب") == ["\ufe91", "\ufe8c", "\u064e", "", "\ufe90"]
    assert shape("ب\u0654") == ["\ufe8f", "\u0654"]
    assert shape("\u0648\u0655") == ["\ufeed", "\u0655"]


def test_what_may_not_reach_a_terminal_has_a_stand_in() -> None:
    """Controls, separators, surrogates and number signs are shown as `visible` shows them."""
    assert shape("\x1b\x9b\u2028\ud800\u0600") == ["␛", "\ufffd", "␤", "\ufffd", "\ufffd"]


def test_all_else_prints_itself() -> None:
    """Latin letters, digits, emoji and ready-made presentation forms are left as they are."""
    text = "aé1١!😀ﻻﷲ你"
    assert shape(text) == list(text)


def letters(text: str) -> str:
    """The letters meant, composed, without marks and what prints nothing."""
    composed = unicodedata.normalize("NFKC", text)  # noqa: TID251  # the oracle
    return "".join(char for char in composed if unicodedata.category(char) not in {"Mn", "Cf"})


@given(arabic_words())
def test_a_shaped_word_still_says_the_same(word: str) -> None:
    """Unicode's own decompositions lead from the forms back to the word's letters."""
    assert letters("".join(shape(word))) == letters(word)
    assert letters("".join(shape(word, frozenset(range(len(word)))))) == letters(word)


@given(st.text(st.sampled_from(HARD), max_size=12))
def test_each_form_agrees_with_a_search_for_its_neighbours(text: str) -> None:
    """A form's name says what a character-by-character search for joining neighbours finds."""
    shaped = shape(text, frozenset(range(len(text))))
    for at, entry in enumerate(shaped):
        form = name(entry).rpartition(".")[2]
        if form in {"isolated", "initial", "medial", "final"}:
            assert form == searched_form(text, at)


def searched_form(text: str, at: int) -> str:
    """The form of the letter at an offset by Joining_Type, one character at a time."""
    before = next((char for char in reversed(text[:at]) if kind(char) != "T"), " ")
    after = next((char for char in text[at + 1 :] if kind(char) != "T"), " ")
    is_joined = kind(before) in "DLC" and kind(text[at]) in "RDC"
    joins = kind(text[at]) in "DLC" and kind(after) in "RDC"
    return ("isolated", "initial", "final", "medial")[2 * is_joined + joins]


def kind(char: str) -> str:
    """The Joining_Type of a character."""
    return chr(_TYPES[char]).translate({ord("l"): "D", ord("a"): "R", ord("j"): "C"})


@given(texts())
def test_one_entry_a_code_point_and_no_control(text: str) -> None:
    """A shaped document has an entry for each code point, and none may command a terminal."""
    shaped = shape(text)
    assert len(shaped) == len(text)
    assert all(len(entry) <= 1 for entry in shaped)
    assert not any(
        unicodedata.category(entry) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for entry in "".join(shaped)
    )


@given(texts())
def test_an_empty_alef_has_its_lam_before_it(text: str) -> None:
    """Only an alef that shares its lam's ligature is an empty entry, and it is part of it."""
    shaped = shape(text)
    for at, entry in enumerate(shaped):
        if not entry and text[at] in "اأإآ":
            lam = text.rindex("ل", 0, at)
            assert unicodedata.decomposition(shaped[lam]).split()[1] == "0644"
            assert not any(unicodedata.category(char)[0] == "L" for char in text[lam + 1 : at])


def test_every_letter_with_forms_takes_all_of_them() -> None:
    """Between two behs, and alone, each Arabic letter that has such a form prints it."""
    for letter in ARABIC_LETTERS:
        alone = shape(letter)[0]
        assert unicodedata.decomposition(alone).startswith("<isolated>"), letter
        assert all(mark in shape(f"ب{letter}{mark}ب") for mark in ARABIC_MARKS[:8])


@pytest.mark.parametrize("piece", ["ب", "لا", "ل\u064e", "\u0627\u0654", "\u200d", "بَ"])
def test_long_paragraphs_take_linear_time(piece: str) -> None:
    """A hundred thousand repetitions of any one thing are shaped in well under a second."""
    text = piece * 100_000
    started = time.perf_counter()
    shape(text, frozenset({1, 5000}))
    assert time.perf_counter() - started < 2
