"""Directions on the screen: the key that turns a document, and what every option repaints."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

import pytest
from rich.segment import Segment
from tests.tui.sessions import Desk, MemorySession, make_document, sitting_at

from hashiya.layout import AS_READ, Drawing
from hashiya.tui.pieces import Piece, draw_like, drawing, drawn
from hashiya.tui.prose import Passage, Prose, Run

MIXED = "An English heading\n\nقالت وزارة الخارجية شيئا.\n\n2021"


def rows(desk: Desk) -> list[tuple[bool, int, int]]:
    """Direction and columns of each row with letters."""
    sheet = desk.view.sheet
    assert sheet is not None
    found = [sheet.layout[row] for row in range(len(sheet.layout))]
    return [(row.rtl, row.left, row.right) for row in found if row.cells]


def text_of(desk: Desk) -> str:
    """Everything the document view shows."""
    lines = [desk.view.render_line(line) for line in range(desk.view.size.height)]
    segments: list[Segment] = [segment for line in lines for segment in line]
    return "".join(segment.text for segment in segments)


async def test_the_direction_key_goes_round() -> None:
    """The key turns the document right to left, then left to right, then back, and says so."""
    session = MemorySession([make_document(MIXED)])
    async with sitting_at(session) as desk:
        measure = desk.view._margins.measure
        assert rows(desk)[0] == (False, 0, len("An English heading"))
        await desk.pilot.press("d")
        assert all(rtl and right == measure for rtl, _, right in rows(desk))
        assert "right to left" in desk.reading.message.text
        await desk.pilot.press("d")
        assert not any(rtl or left for rtl, left, _ in rows(desk))
        await desk.pilot.press("ي")
        assert [rtl for rtl, _, _ in rows(desk)] == [False, True, True]


async def test_a_turned_document_is_repainted_whole() -> None:
    """After the key the screen shows what a fresh start in that direction shows."""
    async with sitting_at(MemorySession([make_document(MIXED)])) as desk:
        await desk.pilot.press("d")
        await desk.pilot.pause()
        turned = text_of(desk)
    session = MemorySession([make_document(MIXED)])
    session.directions["d1"] = "rtl"
    async with sitting_at(session) as desk:
        assert text_of(desk) == turned


async def test_the_caret_stays_where_a_document_is_turned() -> None:
    """Turning moves no caret, and moves go on from it as the eye sees them."""
    async with sitting_at(MemorySession([make_document(MIXED)], caret=3)) as desk:
        assert desk.reading.pointer.caret == 3
        await desk.pilot.press("d")
        assert desk.reading.pointer.caret == 3
        await desk.pilot.press("right")
        assert desk.reading.pointer.caret == MIXED.index("heading")


async def test_a_direction_is_remembered_with_its_document() -> None:
    """Another document has its own direction, and the first one keeps its own."""
    session = MemorySession([make_document(MIXED, 1), make_document(MIXED, 2)])
    async with sitting_at(session) as desk:
        await desk.pilot.press("d", "d")
        await desk.pilot.pause()
        assert session.directions == {"d1": "ltr"}
        await desk.pilot.press("]")
        await desk.pilot.pause()
        assert [rtl for rtl, _, _ in rows(desk)] == [False, True, True]
        await desk.pilot.press("[")
        await desk.pilot.pause()
        assert not any(rtl for rtl, _, _ in rows(desk))


@pytest.fixture(autouse=True)
def _as_read() -> Iterator[None]:
    yield
    draw_like(AS_READ)


def test_strings_of_the_interface_are_drawn_alike() -> None:
    """Shape, marks and order reach every string that is printed, at once."""
    assert drawn("لأَمة") == "\ufe94\ufee3\ufef7\u064e"
    draw_like(Drawing(shape="base", marks="hide", order="logical", direction="rtl"))
    assert drawn("لأَمة") == "لأمة"
    assert drawing().direction == "auto"
    draw_like(AS_READ)
    assert drawn("لأَمة") == "\ufe94\ufee3\ufef7\u064e"


def test_marks_moved_left_begin_a_string() -> None:
    """With marks on the left a string begins with those of its leftmost letter, and is no wider."""
    draw_like(Drawing(marks="left"))
    shown = drawn("كتبٌ")
    draw_like(AS_READ)
    assert shown == "\u064c\ufe90\ufe98\ufedb"
    assert Piece(shown).width == 3


def test_prose_is_drawn_like_everything_else() -> None:
    """Wrapped paragraphs obey shape, marks and order too."""
    draw_like(Drawing(shape="base", marks="hide", order="logical"))
    lines = Prose([Passage((Run("لأَمة"),))], 40)
    draw_like(AS_READ)
    assert lines[0].right[0].text == "لأمة"


async def test_another_drawing_repaints_what_is_on_the_screen() -> None:
    """A change of drawing while the program runs is seen in the article and the lines around it."""
    async with sitting_at(MemorySession([make_document("قالَتْ وِزارةٌ")])) as desk:
        assert any(category(char) == "Mn" for char in text_of(desk))
        desk.app.draw_like(Drawing(shape="base", marks="hide"))
        await desk.pilot.pause()
        shown = text_of(desk)
        assert "ترازو" not in shown
        assert "ةرازو" in shown
        assert not any(category(char) == "Mn" for char in shown)
        strips = desk.app.screen._compositor.render_strips()
        everything = "".join(segment.text for strip in strips for segment in strip)
        assert not any("\ufe70" <= char <= "\ufefc" for char in everything)


async def test_logical_order_is_clicked_where_it_is_written() -> None:
    """In logical order a click on the written column puts the caret on the letter written there."""
    async with sitting_at(MemorySession([make_document("كتب الولد")])) as desk:
        desk.app.draw_like(Drawing(order="logical"))
        await desk.pilot.pause()
        sheet = desk.view.sheet
        assert sheet is not None
        column = desk.view._margins.left + sheet.layout[0].left
        line = desk.view.region.y + 1
        await desk.pilot.click(offset=(column + 1, line))
        assert desk.reading.pointer.caret == 1
