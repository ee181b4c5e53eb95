"""How text is cut into cells and what each of them prints."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.layout.grid import every_cell, lay
from tests.strategies import arabic_words, texts

from hashiya.text import fold, grapheme_breaks, shape


def cells(text: str, *splits: int) -> list[tuple[int, int, str]]:
    """Cells on one row, in the order of the text."""
    return [cell[:3] for cell in every_cell(lay(text, 10_000, splits))]


@given(texts(), st.integers(2, 60))
def test_a_glyph_is_as_wide_as_its_cell_says(text: str, width: int) -> None:
    """Whoever paints measures every glyph, and every row of them, as the layout does."""
    layout = lay(text, width)
    for index in range(len(layout)):
        row = layout[index]
        assert all(cell_len(cell.glyph) == cell.width for cell in row.cells)
        assert cell_len("".join(cell.glyph for cell in row.cells)) == row.right - row.left


@given(texts())
def test_no_control_or_format_character_is_printed(text: str) -> None:
    """No glyph holds a control, format, surrogate or line separating character."""
    printed = {char for cell in every_cell(lay(text)) for char in cell.glyph}
    assert not {char for char in printed if unicodedata.category(char) in FORBIDDEN}


FORBIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def prints(char: str) -> bool:
    """Whether a character takes columns of its own."""
    return shape(char) != [""] and cell_len(char) > 0


@given(texts())
def test_cells_are_cut_between_graphemes(text: str) -> None:
    """Inside a grapheme a cell begins only for what takes columns of its own, or a lone mark."""
    boundaries = set(grapheme_breaks(text))
    for cell in every_cell(lay(text)):
        inside = cell.start not in boundaries
        assert not inside or cell_len(text[cell.start]) or cell.glyph[0] in "\u25cc\u25a0"


@given(texts())
def test_letters_share_a_cell_only_as_lam_alef(text: str) -> None:
    """A grapheme that begins inside a cell is the alef of a lam, or prints nothing there."""
    boundaries = set(grapheme_breaks(text))
    for cell in every_cell(lay(text)):
        shared = [text[at] for at in range(cell.start + 1, cell.end) if at in boundaries]
        printed = [char for char in shared if prints(char)]
        hidden_before = not prints(text[cell.start])
        assert len(printed) <= 1 + hidden_before
        assert hidden_before or set(printed) <= set("آأإا")


COMPOSED_WITH = range(0x653, 0x656)  # madda and hamzas, printed as one letter with their base


@given(st.lists(arabic_words(), min_size=1, max_size=12))
def test_glyphs_read_as_the_text(words: list[str]) -> None:
    """Glyphs in the order of the text fold to the same letters as the text."""
    text = " ".join(words).translate(dict.fromkeys(COMPOSED_WITH))
    printed = "".join(glyph for _, _, glyph in cells(text))
    assert fold(printed).text == fold(text).text


def test_lam_alef_is_one_cell_of_two_letters() -> None:
    """Lam and alef share a cell and its ligature, with the marks of both."""
    assert cells("سلام") == [(0, 1, "\ufeb3"), (1, 3, "\ufefc"), (3, 4, "\ufee1")]
    assert cells("لَا") == [(0, 3, "\ufefb\u064e")]


def test_a_split_lam_alef_is_two_joined_cells() -> None:
    """Split inside, lam and alef stand apart and keep joining hands."""
    assert cells("سلام", 2) == [
        (0, 1, "\ufeb3"),
        (1, 2, "\ufee0"),
        (2, 3, "\ufe8e"),
        (3, 4, "\ufee1"),
    ]


def test_a_split_between_lam_and_its_mark_splits_the_lam_alef() -> None:
    """An edge between lam and its mark counts as inside; the mark stays on its lam."""
    assert [bounds[:2] for bounds in cells("لَا", 1)] == [(0, 2), (2, 3)]
    assert [bounds[:2] for bounds in cells("لَا", 2)] == [(0, 2), (2, 3)]


def test_zwnj_keeps_lam_and_alef_apart() -> None:
    """A ZWNJ forbids the ligature, belongs to the lam and is not printed."""
    assert cells("ل\u200cا") == [(0, 2, "\ufedd"), (2, 3, "\ufe8d")]


def test_zwj_joins_letters_and_hides_none() -> None:
    """A ZWJ gives letters their joined forms, belongs to the one before and swallows no letter."""
    assert cells("ه\u200d ب\u200dب") == [
        (0, 2, "\ufeeb"),
        (2, 3, " "),
        (3, 5, "\ufe91"),
        (5, 6, "\ufe90"),
    ]


def test_a_foreign_vowel_keeps_lam_and_alef_apart() -> None:
    """Lam and alef with a sign between them that joins nothing are two cells."""
    assert [cell[:2] for cell in cells("ل\u093fا")] == [(0, 2), (2, 3)]


@pytest.mark.parametrize("control", ["\u200e", "\u200f", "\u061c", "\u202b", "\u2067", "\u00ad"])
def test_direction_controls_belong_to_the_cell_before(control: str) -> None:
    """A control inside a word belongs to the letter before it and prints nothing."""
    assert [cell[:2] for cell in cells(f"ab{control}c")] == [(0, 1), (1, 3), (3, 4)]
    assert "".join(cell[2] for cell in cells(f"ab{control}c")) == "abc"


def test_controls_before_the_first_letter_belong_to_it() -> None:
    """At a paragraph's start there is no cell before, so the first one takes them."""
    assert cells("\u200f\u200fسن") == [(0, 3, "\ufeb3"), (3, 4, "\ufee6")]


def test_a_paragraph_of_controls_alone_shows_a_dotted_circle() -> None:
    """Where nothing would be printed at all, one dotted circle says that something is there."""
    assert cells("\u200f\u200e") == [(0, 2, "\u25cc")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u064eا", [(0, 1, "\u25cc\u064e"), (1, 2, "\ufe8d")]),
        ("a \u064eb", [(0, 1, "a"), (1, 2, " "), (2, 3, "\u25cc\u064e"), (3, 4, "b")]),
        ("\u200f\u064e", [(0, 2, "\u25cc\u064e")]),
        ("\t\u064e", [(0, 1, " "), (1, 2, "\u25cc\u064e")]),
    ],
)
def test_a_mark_without_a_base_sits_on_a_dotted_circle(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    """A mark with no letter before it is printed on U+25CC."""
    assert cells(text) == expected


def test_tatweel_is_a_cell() -> None:
    """Each tatweel has a cell and carries the marks after it."""
    assert [cell[:2] for cell in cells("مـَـد")] == [(0, 1), (1, 3), (3, 4), (4, 5)]


def test_a_tab_is_one_blank_column() -> None:
    """A tab takes one column whatever stands before it."""
    assert cells("a\tb") == [(0, 1, "a"), (1, 2, " "), (2, 3, "b")]


def test_control_characters_print_a_visible_mark() -> None:
    """ESC, DEL and C1 characters are shown, one column each."""
    assert [cell[2] for cell in cells("\x1b[\x7f\x9b\x1f")] == ["␛", "[", "␡", "\ufffd", "␟"]


def test_number_signs_are_substituted() -> None:
    """U+0600 and U+06DD, whose width terminals disagree on, print stand-ins."""
    assert [cell[2] for cell in cells("\u0600\u06dd")] == ["#", "\u25cb"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("👨\u200d👩\u200d👧", [(0, 5, "👨", 2)]),
        ("👍🏽", [(0, 2, "👍", 2)]),
        ("🇲🇦", [(0, 2, "ⓂⒶ", 2)]),
        ("🇲", [(0, 1, "Ⓜ", 1)]),
        ("❤\ufe0f", [(0, 2, "❤", 1)]),
        ("1\ufe0f\u20e3", [(0, 3, "1\u20e3", 1)]),
        ("漢字", [(0, 1, "漢", 2), (1, 2, "字", 2)]),
        ("🏽", [(0, 1, "\u25a0", 1)]),
        ("🏃\u200d♂\ufe0f", [(0, 4, "🏃", 2)]),
    ],
)
def test_emoji_take_the_same_columns_on_every_terminal(
    text: str, expected: list[tuple[int, int, str, int]]
) -> None:
    """Of a sequence the first emoji is printed, of a flag its letters; the cell holds all of it."""
    assert [cell[:4] for cell in every_cell(lay(text))] == expected


def test_a_thousand_marks_print_four() -> None:
    """A letter under thousands of marks prints four and keeps them all in its cell."""
    assert cells("ب" + "\u0651" * 3000) == [(0, 3001, "\ufe8f" + "\u0651" * 4)]


def test_brackets_are_mirrored_once_from_their_level() -> None:
    """A bracket in right-to-left text prints its mirror image, in left-to-right text itself."""
    assert [glyph for _, _, glyph in cells("ب(a)")] == ["\ufe8f", ")", "a", "("]
    assert [glyph for _, _, glyph in cells("a(b)")] == ["a", "(", "b", ")"]
