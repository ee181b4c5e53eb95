"""The maps between offsets, places and rectangles, on any text at any width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.grid import every_cell, lay, logical
from tests.strategies import texts

from hashiya.layout import DocumentLayout, Place, Rectangle
from hashiya.text import shape

WIDTHS = st.one_of(st.integers(1, 12), st.integers(13, 100))


@st.composite
def layouts(draw: st.DrawFn) -> DocumentLayout:
    """A layout of any text at any width, split at a few of its offsets."""
    text = draw(texts())
    splits = draw(st.frozensets(st.integers(0, len(text)), max_size=6))
    return lay(text, draw(WIDTHS), splits)


def is_blank(char: str) -> bool:
    """Whether a character is white space or prints nothing."""
    return char.isspace() or shape(char) == [""]


def columns_of(rectangles: list[Rectangle]) -> set[tuple[int, int]]:
    """Every row and column that the rectangles hold."""
    return {(row, column) for row, left, right in rectangles for column in range(left, right)}


@given(layouts())
def test_rows_partition_the_text(layout: DocumentLayout) -> None:
    """Rows follow each other without a gap from the text's start to its end."""
    rows = [layout[index] for index in range(len(layout))]
    assert rows[0].start == 0
    assert rows[-1].end == len(layout.text)
    assert all(before.end == after.start for before, after in pairwise(rows))
    assert [layout.extent(index)[::2] for index in range(len(layout))] == [
        (row.start, row.end) for row in rows
    ]


@given(layouts())
def test_cells_partition_what_is_painted(layout: DocumentLayout) -> None:
    """Every code point before a row's hanging end belongs to exactly one of its cells."""
    for index in range(len(layout)):
        extent = layout.extent(index)
        edges = [(cell.start, cell.end) for cell in logical(layout[index])]
        assert all(before[1] == after[0] for before, after in pairwise(edges))
        assert all(start < end for start, end in edges)
        if edges:
            assert (edges[0][0], edges[-1][1]) == extent[:2]
        else:
            assert extent.start == extent.painted


@given(layouts())
def test_only_spaces_and_line_breaks_hang(layout: DocumentLayout) -> None:
    """What a row holds without a cell is white space."""
    for index in range(len(layout)):
        extent = layout.extent(index)
        hanging = layout.text[extent.painted : extent.end]
        assert all(map(is_blank, hanging)), ascii(hanging)


@given(layouts())
def test_a_row_fits_its_measure(layout: DocumentLayout) -> None:
    """Cells stand side by side inside the measure, against the edge their paragraph reads from."""
    for index in range(len(layout)):
        row = layout[index]
        assert 0 <= row.left <= row.right <= layout.width
        assert row.right == layout.width if row.rtl else row.left == 0
        edges = [*row.columns, row.right]
        assert [right - left for left, right in pairwise(edges)] == [
            cell.width for cell in row.cells
        ]


@given(layouts())
def test_every_offset_has_a_place(layout: DocumentLayout) -> None:
    """Every offset, also the text's end, has a place inside the measure, on its own row."""
    for offset in range(len(layout.text) + 1):
        row, column, width = layout.place(offset)
        assert row == layout.row_of(offset)
        assert 0 <= column < layout.width
        assert column + width <= layout.width
        assert width in {1, 2}


@given(layouts())
def test_places_and_offsets_are_inverse(layout: DocumentLayout) -> None:
    """The place of an offset leads back to the first offset of the cell that holds it."""
    for offset in range(len(layout.text)):
        cell = layout.cell_at(offset)
        if cell is None:
            assert is_blank(layout.text[offset])
            continue
        row, column, width = layout.place(offset)
        assert cell.start <= offset < cell.end
        assert width == cell.width
        for each in range(column, column + width):
            assert layout.offset_at(row, each) == cell.start


@given(layouts())
def test_every_painted_column_leads_to_its_cell(layout: DocumentLayout) -> None:
    """Hit-testing any column of a cell gives the cell whose place that column is."""
    for index in range(len(layout)):
        row = layout[index]
        for column in range(row.left, row.right):
            place = layout.place(layout.offset_at(index, column))
            assert place.row == index
            assert place.column <= column < place.column + place.width


@given(layouts(), st.data())
def test_rectangles_cover_exactly_the_cells_of_a_span(
    layout: DocumentLayout, data: st.DataObject
) -> None:
    """The rectangles of a span are the columns of the cells that hold its offsets, no others."""
    size = len(layout.text)
    start, end = sorted((data.draw(st.integers(0, size)), data.draw(st.integers(0, size))))
    expected = {
        (place.row, place.column + extra)
        for offset in range(start, end)
        if layout.cell_at(offset)
        for place in [layout.place(offset)]
        for extra in range(place.width)
    }
    rectangles = layout.rectangles(start, end)
    assert columns_of(rectangles) == expected
    assert rectangles == sorted(rectangles)
    assert sum(right - left for _, left, right in rectangles) == len(expected)
    for before, after in pairwise(rectangles):
        assert before.row < after.row or before.right < after.left


@given(layouts(), st.data())
def test_resplitting_equals_laying_out_anew(layout: DocumentLayout, data: st.DataObject) -> None:
    """Other splits on a layout that was looked at give the same rows as a fresh layout."""
    every_cell(layout)
    splits = data.draw(st.frozensets(st.integers(0, len(layout.text)), max_size=6))
    again = layout.with_splits(splits)
    fresh = lay(layout.text, layout.width, splits)
    assert again.splits == splits
    assert maps(again) == maps(fresh)


@given(layouts(), WIDTHS)
def test_reflowing_equals_laying_out_anew(layout: DocumentLayout, width: int) -> None:
    """Another width on a layout that was looked at gives the same rows as a fresh layout."""
    every_cell(layout)
    again = layout.with_width(width)
    assert again.width == width
    assert maps(again) == maps(lay(layout.text, width, layout.splits))


@given(layouts(), st.data())
def test_rows_outside_the_changed_ones_paint_the_same(
    layout: DocumentLayout, data: st.DataObject
) -> None:
    """Rows that `changed_rows` leaves out are the same as before, and its ends do differ."""
    splits = data.draw(st.frozensets(st.integers(0, len(layout.text)), max_size=6))
    before, after = maps(layout), maps(new := layout.with_splits(splits))
    changed = new.changed_rows(layout)
    outside = [index for index in range(len(new)) if index not in changed]
    assert [after[index] for index in outside] == [before[index] for index in outside]
    if changed and len(new) == len(layout):
        assert after[changed[0]] != before[changed[0]]
        assert after[changed[-1]] != before[changed[-1]]


def maps(layout: DocumentLayout) -> list[tuple[object, ...]]:
    """Everything that is painted, by value."""
    rows = [layout[index] for index in range(len(layout))]
    return [(row.start, row.end, row.rtl, row.cells, row.columns, row.visual) for row in rows]


def test_an_empty_text_has_one_row_and_a_place() -> None:
    """An empty document has one empty row, where the caret can stand and a click lands."""
    layout = lay("", 10)
    assert len(layout) == 1
    assert layout[0].cells == ()
    assert layout.place(0) == Place(0, 0, 1)
    assert layout.offset_at(5, 5) == 0
    assert layout.rectangles(0, 0) == []


def test_the_end_of_an_rtl_row_is_its_left_edge() -> None:
    """The text's end stands one column left of a right-to-left row, inside a full one."""
    assert lay("وزير", 10).place(4) == Place(0, 5, 1)
    assert lay("وزير", 4).place(4) == Place(0, 0, 1)
    assert lay("peace", 10).place(5) == Place(0, 5, 1)
    assert lay("peace", 5).place(5) == Place(0, 4, 1)


def test_a_click_outside_the_text_takes_the_nearest_cell() -> None:
    """Columns and rows outside the text count as the nearest cell."""
    layout = lay("سلام\nعليكم", 10)
    assert layout.offset_at(0, 0) == 3
    assert layout.offset_at(0, 99) == 0
    assert layout.offset_at(-3, 9) == 0
    assert layout.offset_at(99, 9) == 5


def test_rows_outside_the_layout_are_refused() -> None:
    """Asking for a row that is not there raises IndexError, below zero too."""
    layout = lay("سلام", 10)
    for index in (-1, 1):
        with pytest.raises(IndexError):
            layout[index]
        with pytest.raises(IndexError):
            layout.extent(index)


def test_untouched_rows_stay_the_same_objects() -> None:
    """A split in one paragraph keeps the rows of the others, and its own that it did not touch."""
    text = "أول السطر\nثم الأمم المتحدة في وسط النص الطويل\nثم الأمم"
    layout = lay(text, 14)
    before = [layout[index] for index in range(len(layout))]
    after = layout.with_splits(frozenset({text.index("الأمم") + 2}))
    kept = [after[index] is before[index] for index in range(len(before))]
    assert len(after) == len(before)
    assert kept == [True, False, True, True, True]
    assert after.changed_rows(layout) == range(1, 2)


def test_rows_that_moved_are_changed() -> None:
    """When a split needs one more row, everything from the first row that differs has changed."""
    text = "أول\nوالأمم ثم\nآخر"
    layout = lay(text, 8)
    after = layout.with_splits(frozenset({text.index("لأ") + 1}))
    assert (len(layout), len(after)) == (3, 4)
    assert after.changed_rows(layout) == range(1, 4)


def test_a_split_that_falls_in_no_lam_alef_changes_nothing() -> None:
    """Offsets between ordinary letters leave every row as it is."""
    layout = lay("وزارة الخارجية", 20)
    row = layout[0]
    after = layout.with_splits(frozenset({0, 3, 7, 14}))
    assert after[0] is row
    assert after.changed_rows(layout) == range(0)
