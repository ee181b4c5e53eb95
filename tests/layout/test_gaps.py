"""Where a caret between two letters may stand, and where moves take it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.strategies import LINE_BREAKS, arabic_words, lines, texts

from hashiya.layout import DocumentLayout, Gaps
from hashiya.text import is_grapheme_boundary

MIXED = "مجلس UN 2021"

MOVES = ("left", "right", "word_left", "word_right", "up", "down", "row_start", "row_end", "snap")


def gaps(text: str, width: int = 40) -> Gaps:
    """The gaps of a text."""
    return Gaps(text, width=width, char_width=cell_len)


def walk(move: Callable[[int], int], gap: int) -> list[int]:
    """Every gap from one on until the move stays."""
    found = [gap]
    while (following := move(found[-1])) != found[-1]:
        found.append(following)
    return found


def test_the_end_of_arabic_is_left_of_its_last_letter() -> None:
    """The caret at the end of a right-to-left line stands one column past its left edge."""
    line = gaps("ابت", 10)
    assert [line.place(gap).column for gap in range(4)] == [9, 8, 7, 6]


def test_the_end_of_a_full_row_stands_outside_the_measure() -> None:
    """A row that fills the measure has its end's caret beside it, on either side."""
    assert gaps("ابت", 3).place(3).column == -1
    assert gaps("abc", 3).place(3).column == 3


def test_an_empty_text_is_right_to_left() -> None:
    """Before anything is typed the caret waits at the right edge, and digits begin there too."""
    assert gaps("", 10).place(0) == (0, 9, 1)
    assert gaps("12", 10).layout[0].rtl


def test_a_final_line_break_opens_a_row() -> None:
    """The caret after a line break stands on a row of its own."""
    for broken in LINE_BREAKS:
        text = f"ابت{broken}"
        assert len(gaps(text)) == 2
        assert gaps(text).place(len(text)) == (1, 39, 1)


def test_left_goes_left_through_mixed_text() -> None:
    """Pressing left moves through Arabic, Latin and digits column by column, to the end."""
    line = gaps(MIXED)
    columns = [line.place(gap).column for gap in walk(line.left, 0)]
    assert columns == list(range(39, 26, -1))


def test_word_moves_halt_at_words_and_ends() -> None:
    """By word the caret goes to each word's start on the screen, then to the line's end."""
    line = gaps("مجلس الأمن، غدا")
    assert walk(line.word_left, 0) == [0, 5, 12, 15]
    assert walk(line.word_right, 15) == [15, 12, 5, 0]


def test_home_and_end_are_the_line_s_logical_edges() -> None:
    """Home is before the first letter, End behind the last, also on wrapped rows."""
    line = gaps("ابت ثجح", 4)
    assert [line.layout[row].start for row in range(len(line))] == [0, 4]
    assert (line.row_start(2), line.row_end(2)) == (0, 3)
    assert (line.row_start(5), line.row_end(5)) == (4, 7)


def test_rows_keep_the_column() -> None:
    """Down and up again through a short line aims at the column where it began."""
    text = "abcdef\nab\nabcdef"
    page = gaps(text)
    first = page.down(5, 5)
    assert (first, page.down(first, 5)) == (9, 15)
    assert page.up(3) == 0
    assert page.down(12) == len(text)


def test_a_lam_alef_is_two_letters() -> None:
    """The caret halts between lam and alef, where the ligature is then drawn in two cells."""
    line = gaps("سلام", 10)
    assert line.stops(0) == [4, 3, 2, 1, 0]
    assert line.place(2).column == line.place(1).column
    assert line.with_splits(2).place(2).column == line.with_splits(2).place(1).column - 1


@given(st.one_of(lines(), texts()), st.integers(1, 30), st.integers(0, 200), st.data())
def test_a_move_never_tears_a_cluster(text: str, width: int, gap: int, data: st.DataObject) -> None:
    """Whatever the text, every move ends on a boundary of clusters inside it."""
    page = gaps(text, width)
    move = data.draw(st.sampled_from(MOVES))
    after = getattr(page, move)(min(gap, len(text)))
    assert 0 <= after <= len(text)
    assert is_grapheme_boundary(text, after)


@given(lines(), st.integers(0, 200))
def test_right_then_left_returns_on_one_line(text: str, gap: int) -> None:
    """On a line that does not wrap, a step and its opposite come back."""
    text = "".join(text.splitlines())
    line = gaps(text, 2 * len(text) + 1)
    start = line.snap(min(gap, len(text)))
    for there, back in ((line.right, line.left), (line.left, line.right)):
        after = there(start)
        assert after == start or back(after) == start


@given(st.lists(arabic_words(), max_size=12).map(" ".join), st.integers(1, 12), st.integers(0, 99))
def test_right_then_left_returns_through_wrapped_arabic(text: str, width: int, gap: int) -> None:
    """In one direction a step and its opposite come back also over the edges of rows."""
    page = gaps(text, width)
    start = page.snap(min(gap, len(text)))
    after = page.left(start)
    assert after == start or page.right(after) == start


@given(lines())
def test_every_letter_is_reached_from_the_start(text: str) -> None:
    """Going left and right from anywhere on a line, all its stops are met once."""
    text = "".join(text.splitlines())
    line = gaps(text, 2 * len(text) + 1)
    stops = line.stops(0)
    assert walk(line.right, stops[0]) == stops
    assert max(stops) == len(text)
    assert len(set(stops)) == len(stops)


@given(texts(), st.integers(1, 30), st.integers(0, 200))
def test_the_place_is_the_layout_s(text: str, width: int, gap: int) -> None:
    """Where a letter follows, the caret stands exactly where the document layout puts it."""
    page = gaps(text, width)
    gap = min(gap, len(text))
    plain = DocumentLayout(text, width=width, char_width=cell_len)
    if page.layout.cell_at(gap) is None or any(
        plain[row].rtl != page.layout[row].rtl for row in range(len(plain))
    ):
        return
    assert page.place(gap) == plain.place(gap)


@pytest.mark.parametrize("text", ["", "ابت", MIXED, "ab\nابت\n", "\u0651", "\u2067ا\u2069"])
def test_a_click_on_a_caret_leaves_it_there(text: str) -> None:
    """Each stop is found again at the cell it is drawn on."""
    page = gaps(text)
    for row in range(len(page)):
        for stop in page.stops(row):
            place = page.with_splits(stop).place(stop)
            assert page.with_splits(stop).at(place.row, place.column) == stop
