"""Drawings: what the options change, and that no map moves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.grid import every_cell, lay, logical, painted
from tests.strategies import texts

from hashiya.layout import AS_READ, DocumentLayout, Drawing
from hashiya.text import bidi_levels, visual_order

BASE = Drawing(shape="base")
HIDE = Drawing(marks="hide")
LEFT = Drawing(marks="left")
LOGICAL = Drawing(order="logical")


def glyphs(text: str, drawing: Drawing, width: int = 40) -> list[str]:
    """What is printed of a text's first row, from left to right."""
    return [cell.glyph for cell in lay(text, width, drawing=drawing)[0].in_writing_order()]


def test_base_letters_are_printed_as_they_are() -> None:
    """With base shape every letter is itself, and so is one that the text spells as a form."""
    assert glyphs("كتب", BASE) == ["ب", "ت", "ك"]
    assert glyphs("\ufedb\ufe98\ufe90", BASE) == ["ب", "ت", "ك"]
    assert glyphs("كتب", AS_READ) == ["\ufe90", "\ufe98", "\ufedb"]


def test_base_lam_and_alef_are_two_cells() -> None:
    """Without ligatures lam and alef have a cell and a place each."""
    layout = lay("لأمة", 10, drawing=BASE)
    assert [cell.glyph for cell in logical(layout[0])] == ["ل", "أ", "م", "ة"]
    assert [layout.place(offset).column for offset in range(4)] == [9, 8, 7, 6]
    assert lay("لأمة", 10)[0].left == 7


def test_base_letters_compose_with_their_hamza() -> None:
    """A hamza that stands apart is printed as part of its letter in base shape too."""
    assert glyphs("و\u0654", BASE) == ["ؤ"]


@given(texts())
def test_no_option_brings_a_control_to_the_terminal(text: str) -> None:
    """Whatever is drawn, no control or format character is in a glyph."""
    for drawing in (BASE, HIDE, LEFT, LOGICAL):
        row = lay(text, 30, drawing=drawing)[0]
        printed = row.lead + "".join(cell.glyph for cell in row.in_writing_order())
        assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in printed)


def test_hidden_marks_are_not_printed() -> None:
    """With hidden marks a vocalised word is printed bare, in the same columns."""
    text = "مُسْتَشْفًى لَآ"
    assert glyphs(text, HIDE) == glyphs("مستشفى لآ", AS_READ)


def test_hidden_marks_leave_latin_accents() -> None:
    """An accent of a Latin letter is part of how the word is spelled, and stays."""
    assert "e\u0301" in glyphs("قال cafe\u0301", HIDE)


def test_left_marks_are_written_onto_the_cell_to_the_left() -> None:
    """Each mark is written with the neighbour on the left of its letter."""
    assert glyphs("كَتب", LEFT) == ["\ufe90", "\ufe98\u064e", "\ufedb"]
    assert glyphs("كَتَب", LEFT) == ["\ufe90\u064e", "\ufe98\u064e", "\ufedb"]


def test_left_marks_of_the_last_letter_go_onto_the_blank_beside_it() -> None:
    """The marks of a row's leftmost letter are written onto the column before the row."""
    row = lay("كتبٌ", 10, drawing=LEFT)[0]
    assert (row.lead, row.left) == ("\u064c", 7)
    assert [cell.glyph for cell in row.cells] == ["\ufe90", "\ufe98", "\ufedb"]
    assert lay("كتبٌ", 10)[0].lead == ""


@given(texts(), st.integers(1, 30))
def test_left_loses_no_mark(text: str, width: int) -> None:
    """The marks of a row are the same ones, wherever they are written."""
    shown, moved = lay(text, width)[0], lay(text, width, drawing=LEFT)[0]
    assert sorted(moved.lead + painted(moved)) == sorted(painted(shown))


@pytest.mark.parametrize(
    "text",
    [
        "سلام",
        "قال (وزير) الخارجية: نعم",
        "عام 2021 انتهى ٢٩ يناير",
        "شركة IBM قالت",
        "he said سلام عليكم today",
        "لُغَةٌ عَرَبِيَّةٌ",
    ],
)
def test_logical_order_is_what_a_reordering_terminal_turns_back(text: str) -> None:
    """A terminal that applies UAX #9 to the written line shows exactly the cells of the row."""
    row = lay(text, 60, drawing=LOGICAL)[0]
    written = row.in_writing_order()
    levels = bidi_levels("".join(cell.glyph[0] for cell in written), 0)
    shown = [written[nth] for nth in visual_order(levels)]
    assert [cell.start for cell in shown] == [cell.start for cell in lay(text, 60)[0].cells]


def test_logical_order_leaves_brackets_to_the_terminal() -> None:
    """A bracket inside a stretch is not mirrored, because the terminal mirrors it."""
    assert "".join(glyphs("قال (نعم) اليوم", Drawing("base", "show", "logical"))) == (
        "قال (نعم) اليوم"
    )


def test_logical_order_maps_the_mouse() -> None:
    """The column that a terminal reports is the one that was written to."""
    layout = lay("كتب ok", 10, drawing=LOGICAL)
    assert [layout.offset_under(0, column) for column in range(4, 10)] == [4, 5, 3, 0, 1, 2]
    assert [layout.offset_at(0, column) for column in range(4, 10)] == [4, 5, 3, 2, 1, 0]


@given(texts(), st.integers(1, 30), st.sampled_from([HIDE, LEFT, LOGICAL]))
def test_marks_and_order_move_no_map(text: str, width: int, drawing: Drawing) -> None:
    """Places, rectangles and rows are those of the eye, however cells are printed."""
    plain, other = lay(text, width), lay(text, width, drawing=drawing)
    assert [other.place(at) for at in range(len(text) + 1)] == [
        plain.place(at) for at in range(len(text) + 1)
    ]
    assert other.rectangles(0, len(text)) == plain.rectangles(0, len(text))


@given(texts(), st.integers(1, 30))
def test_base_maps_are_exact(text: str, width: int) -> None:
    """With base shape too every cell is found again from its place."""
    layout = lay(text, width, drawing=BASE)
    for cell in every_cell(layout):
        place = layout.place(cell.start)
        assert layout.offset_at(place.row, place.column) == cell.start


@given(texts(), st.integers(1, 30))
def test_every_written_column_is_some_cell(text: str, width: int) -> None:
    """The mouse finds each cell of a row written in logical order, and only those."""
    layout = lay(text, width, drawing=LOGICAL)
    row = layout[0]
    found = {layout.offset_under(0, column) for column in range(row.left, row.right)}
    assert found == {cell.start for cell in row.cells}


def test_another_drawing_is_another_layout() -> None:
    """Drawing otherwise keeps the text, the measure and the splits."""
    layout = lay("والأمم", 20, {3})
    assert layout.with_drawing(AS_READ) is layout
    other = layout.with_drawing(HIDE)
    assert isinstance(other, DocumentLayout)
    assert (other.text, other.width, other.splits) == (layout.text, 20, frozenset({3}))
    assert [cell.glyph for cell in every_cell(other)] == [cell.glyph for cell in every_cell(layout)]


MIXED = "2020\n\nنعم\n- 12 -\nAn English line\n(3)\n\nعاد"


def test_a_paragraph_without_letters_follows_the_one_before() -> None:
    """Digits and empty lines go on as the line above them; at the top, as the first letter."""
    layout = lay(MIXED, 30)
    sides = [layout[row].rtl for row in range(len(layout))]
    assert sides == [True, True, True, True, False, False, False, True]


def test_an_open_isolate_does_not_hide_the_direction_above() -> None:
    """A paragraph of an isolate that is never closed has no strong character of its own."""
    layout = lay("سلام\n\u20671 abc", 30)
    assert layout[1].rtl


def test_a_far_first_letter_decides() -> None:
    """A first strong character behind hundreds of dots still decides."""
    assert lay("abc\n" + "." * 500 + "س", 10)[len("abc")].rtl


def test_a_direction_holds_for_every_paragraph() -> None:
    """A document's direction wins over the letters of each paragraph."""
    layout = lay(MIXED, 30)
    right, left = (
        layout.with_drawing(Drawing(direction="rtl")),
        layout.with_drawing(Drawing(direction="ltr")),
    )
    assert all(right[row].rtl for row in range(len(right)))
    assert not any(left[row].rtl for row in range(len(left)))
