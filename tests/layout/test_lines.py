"""Where rows break, and in which order their cells stand."""

from __future__ import annotations

import pytest
from bidi.algorithm import get_display
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.layout.grid import every_cell, lay, logical, painted
from tests.strategies import arabic_words, texts


def rows_of(text: str, width: int) -> list[str]:
    """The characters of each row, hanging spaces included."""
    layout = lay(text, width)
    return [text[slice(*layout.extent(index)[::2])] for index in range(len(layout))]


def test_rows_break_after_spaces_that_hang() -> None:
    """A row ends after the spaces behind its last word, and they have no cell."""
    assert rows_of("aaa   bbb ccc", 7) == ["aaa   ", "bbb ccc"]
    layout = lay("aaa   bbb ccc", 7)
    assert painted(layout[0]) == "aaa"
    assert layout.cell_at(4) is None
    assert layout.place(4) == (0, 3, 1)


def test_no_row_breaks_at_a_no_break_space() -> None:
    """A no-break space keeps its words on one row and prints as a blank."""
    assert rows_of("aa bb\u00a0cc", 6) == ["aa ", "bb\u00a0cc"]
    assert painted(lay("bb\u00a0cc", 6)[0]) == "bb cc"


@pytest.mark.parametrize("mark", ["،", "؛", "؟", ".", ":", "!", "»", ")"])
def test_no_row_begins_with_a_closing_mark(mark: str) -> None:
    """A closing mark after a space goes to the next row together with its word."""
    assert rows_of(f"سلام عليكم {mark} وبعد", 10) == ["سلام ", f"عليكم {mark} ", "وبعد"]


def test_a_long_word_is_cut_between_cells() -> None:
    """A word longer than the measure fills it; letters keep their marks and their forms."""
    word = "مُسْتَقْبَلُهُمْ"
    layout = lay(word, 3)
    assert [len(layout[index].cells) for index in range(len(layout))] == [3, 3, 2]
    whole = [cell.glyph for cell in every_cell(lay(word, 40))]
    assert [cell.glyph for cell in every_cell(layout)] == whole


@given(st.lists(arabic_words(), min_size=1, max_size=30), st.integers(1, 30))
def test_a_wrap_changes_no_form(words: list[str], width: int) -> None:
    """The glyph of a letter is the same at every width."""
    text = " ".join(words)
    wide = {cell.start: cell.glyph for cell in every_cell(lay(text, 10_000))}
    assert all(wide[cell.start] == cell.glyph for cell in every_cell(lay(text, width)))


@given(st.lists(arabic_words(), min_size=1, max_size=30), st.integers(4, 30))
def test_rows_are_as_long_as_they_can_be(words: list[str], width: int) -> None:
    """No row could take the next row's first word as well."""
    layout = lay(" ".join(words), width)
    for index in range(len(layout) - 1):
        extent, row = layout.extent(index), layout[index]
        if extent.painted == extent.end:
            assert row.right - row.left == width
            continue
        next_cells = logical(layout[index + 1])
        word = next(
            (at for at, cell in enumerate(next_cells) if cell.glyph == " "), len(next_cells)
        )
        spaces = extent.end - extent.painted
        assert row.right - row.left + spaces + word > width


def test_a_wide_cell_in_one_column_is_a_narrow_mark() -> None:
    """In a measure of one column an emoji is printed as a mark one column wide."""
    layout = lay("a😀b", 1)
    assert [painted(layout[index]) for index in range(len(layout))] == ["a", "\u25a1", "b"]


def test_a_final_space_is_shown_while_it_fits() -> None:
    """Spaces at a paragraph's end have cells as far as the measure goes, the others hang."""
    layout = lay("abc    ", 5)
    assert len(layout) == 1
    assert painted(layout[0]) == "abc  "
    assert layout.cell_at(5) is None


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_break_begins_a_paragraph(line_break: str) -> None:
    """Each line break of the text ends a row, belongs to it and has no cell."""
    layout = lay(f"سلام{line_break}peace{line_break}", 10)
    assert [layout[index].rtl for index in range(len(layout))] == [True, False]
    assert [layout[index].paragraph for index in range(len(layout))] == [0, 1]
    assert painted(layout[0]).strip() == "\ufee1\ufefc\ufeb3"
    assert layout.cell_at(4) is None
    assert layout[0].end == 4 + len(line_break)


def test_the_first_strong_letter_decides_the_direction() -> None:
    """A paragraph's direction is that of its first strong letter, digits and marks aside."""
    layout = lay("(2021) سلام Ali\n- Ali سلام", 40)
    assert [layout[index].rtl for index in range(2)] == [True, False]


def test_a_paragraph_without_letters_has_the_documents_direction() -> None:
    """A date, a rule or an empty line goes the way of the document's first strong letter."""
    arabic, latin = lay("2021\n\nسلام\n***\nAli", 40), lay("2021\n\nAli\n***\nسلام", 40)
    assert [arabic[index].rtl for index in range(5)] == [True, True, True, True, False]
    assert [latin[index].rtl for index in range(5)] == [False, False, False, False, True]


# What python-bidi orders by today's UAX #9: no control, no bracket (it knows no rule N0).
PLAIN = st.text(
    st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكمنهوي abcXYZ 0123456789 ٠١٢٣ .,:;!؟،-+/%$ «»\"'"),
    max_size=60,
)


@given(PLAIN)
def test_rows_stand_in_the_order_of_a_second_implementation(text: str) -> None:
    """A row of plain text has its characters where python-bidi puts them, quotes mirrored."""
    assume(text.strip())
    layout = lay(text, 200)
    row = layout[0]
    expected = get_display(text, base_dir="R" if row.rtl else "L")
    seen = [text[cell.start] for cell in row.cells]
    mirror = str.maketrans("«»", "»«")
    letters = [
        char.translate(mirror) if cell.rtl else char
        for char, cell in zip(seen, row.cells, strict=True)
    ]
    assert "".join(letters) == expected


@given(texts(), st.integers(1, 12))
def test_narrow_measures_end(text: str, width: int) -> None:
    """Any text can be laid out in one to twelve columns, each row with something of the text."""
    layout = lay(text, width)
    for index in range(len(layout)):
        extent = layout.extent(index)
        assert extent.end > extent.start or not text
        assert layout[index].right <= width


def test_runs_of_spaces_are_wrapped_in_linear_time() -> None:
    """A paragraph of a hundred thousand spaces is laid out at once."""
    layout = lay(" " * 100_000 + "،" + " " * 100_000, 40)
    assert layout.extent(len(layout) - 1).end == 200_001
