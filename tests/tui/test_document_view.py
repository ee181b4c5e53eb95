"""The document view: which cells show what, what the mouse means, and how little is repainted."""

from __future__ import annotations

import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from tests.strategies import texts
from tests.tui.sessions import TEXT, Desk, MemorySession, make_document, sitting_at
from textual.geometry import Region, Size

from hashiya.layout import DocumentLayout
from hashiya.tui.pieces import char_width
from hashiya.tui.widgets import LineWidget


def cell_of(desk: Desk, offset: int) -> tuple[int, int]:
    """Screen column and line of an offset's cell."""
    sheet = desk.view.sheet
    assert sheet is not None
    place = sheet.layout.place(offset)
    line = sheet.lines_of(place.row).start - desk.view.scroll_offset.y
    return desk.view._margins.left + place.column, desk.view.region.y + line


def segments_at(desk: Desk, offset: int) -> Segment:
    """The segment that paints an offset's cell."""
    column, line = cell_of(desk, offset)
    strip = desk.app.screen._compositor.render_strips()[line]
    at = 0
    for segment in strip:
        at += segment.cell_length
        if at > column:
            return segment
    raise AssertionError(offset)


async def test_the_caret_stays_in_sight() -> None:
    """However the caret moves, its row is on the screen."""
    text = "\n".join(f"سطر رقم {number} من النص الطويل" for number in range(120))
    async with sitting_at(MemorySession([make_document(text)]), size=(60, 20)) as desk:
        for key in ("ctrl+end", "up", "pageup", "ctrl+home", *["pagedown"] * 5, "n", "n"):
            await desk.press(key)
            _, line = cell_of(desk, desk.reading.pointer.caret)
            assert desk.view.region.y <= line < desk.view.region.bottom, key


async def test_the_block_stands_on_the_caret() -> None:
    """The cell under the caret has the block's colour and no other cell has it."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        block = desk.app.current_theme.variables["caret"]
        style = segments_at(desk, desk.reading.pointer.caret).style
        assert style is not None
        assert style.bgcolor is not None
        assert style.bgcolor.get_truecolor().hex == block
        lines = desk.app.screen._compositor.render_strips()
        painted = [
            segment
            for strip in lines
            for segment in strip
            if segment.style
            and segment.style.bgcolor
            and segment.style.bgcolor.get_truecolor().hex == block
        ]
        assert [segment.cell_length for segment in painted] == [1]


async def test_what_is_left_out_looks_different() -> None:
    """The proclitic that a label key would leave out is drawn unlike the rest of the word."""
    async with sitting_at() as desk:
        await desk.go("للأمم")
        await desk.press("shift+left")
        start = desk.reading.page.document.text.index("للأمم")
        out, inside = segments_at(desk, start).style, segments_at(desk, start + 1).style
        assert out is not None
        assert out.underline2
        assert out != inside


async def test_the_current_sentence_is_bright() -> None:
    """Letters of the sentence being read are printed brighter than the others."""
    async with sitting_at() as desk:
        await desk.press("n")
        text = desk.reading.page.document.text
        bright = segments_at(desk, text.index("راض")).style
        quiet = segments_at(desk, text.index("نظمت")).style
        assert bright is not None
        assert quiet is not None
        assert bright.color != quiet.color


async def test_spans_have_a_colour_and_a_key() -> None:
    """A span has its label's soft background, and the label's key under it."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1", "ctrl+end")
        offset = desk.reading.page.document.text.index("زارة")
        style = segments_at(desk, offset).style
        plain = segments_at(desk, 0).style
        assert style is not None
        assert plain is not None
        assert style.bgcolor != plain.bgcolor
        _, line = cell_of(desk, offset)
        assert desk.lines()[line + 1].strip() == "┗1━━┛"


async def test_a_span_behind_a_direction_mark_is_coloured_from_its_first_letter() -> None:
    """The mark shares the letter's cell and stays outside the span."""
    text = "\u200fوزارة قالت هذا"
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.go("وزارة")
        await desk.press("1", "ctrl+end")
        assert desk.reading.page.layer.annotations[0].span.start == 1
        first, last = segments_at(desk, 1).style, segments_at(desk, 5).style
        assert first is not None
        assert last is not None
        assert first.bgcolor == last.bgcolor


async def test_joining_is_kept_across_a_span_edge() -> None:
    """Letters on both sides of a span's edge keep the forms they have without the span."""
    async with sitting_at() as desk:
        await desk.go("بالرباط")
        before = desk.lines()
        await desk.press("ctrl+left", "ctrl+left", "ctrl+left", "ctrl+left")
        await desk.press("ctrl+shift+left", "4", "ctrl+home")
        assert [line for line in desk.lines() if "ﺑﺎ" in line or "طﺎ" in line or "ﻁ" in line]
        row = next(at for at, line in enumerate(before) if "UTRF" in line)
        assert desk.lines()[row].split("   ")[-1] == before[row].split("   ")[-1]


async def test_lam_alef_is_split_where_a_span_begins() -> None:
    """A lam-alef is one cell until a span's edge falls inside it."""
    async with sitting_at(MemorySession([make_document("قال لأمم كثيرة هنا")])) as desk:
        assert "ﻷ" in "\n".join(desk.lines())
        await desk.go("لأمم")
        await desk.press("ctrl+left", "ctrl+shift+left", "4", "ctrl+home")
        assert "ﻷ" not in "\n".join(desk.lines())


async def test_a_move_repaints_its_rows_only() -> None:
    """Moving along a row refreshes no other row of the article."""
    text = "\n".join("كلمة " * 30 for _ in range(20))
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.press("down", "down", "left")
        refreshed: list[Region] = []
        with patch.object(desk.view, "refresh", side_effect=lambda *spots: refreshed.extend(spots)):
            await desk.press("left")
        assert len({region.y for region in refreshed}) == 1
        assert all(region.height == 1 for region in refreshed)


async def test_partial_repaint_equals_a_full_one() -> None:
    """What a key's small repaint leaves on the screen is what a full repaint draws."""
    keys = (
        "left left 1 shift+left shift+left 2 n c ctrl+left ctrl+shift+left 3 down x u tab tab"
        " enter p shift+end shift+down 4 escape 0 up r shift+tab o end left 1 l 2 ctrl+home"
    )
    async with sitting_at(MemorySession([make_document(TEXT * 3)]), size=(44, 40)) as desk:
        for key in keys.split():
            await desk.press(key)
            await desk.settled()
            patched = desk.app.screen._compositor.render_strips()
            desk.view._strips.clear()
            for line in desk.screen.query(LineWidget):
                line._drawn_for = Size(0, 0)
            desk.screen.refresh()
            for widget in desk.screen.query("*"):
                widget.refresh()
            await desk.pilot.pause()
            assert desk.app.screen._compositor.render_strips() == patched, key


async def test_a_strip_can_be_cut_anywhere() -> None:
    """Cutting a painted row at any column leaves every mark on its letter."""
    text = "مُدِيرُ الأُمَمِ المُتَّحِدَةِ"
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        (strip,) = [
            strip
            for strip in desk.app.screen._compositor.render_strips()
            if "\u064f" in strip.text and strip.text.startswith("    ")
        ]
        for column in range(strip.cell_length):
            right = strip.crop(column, strip.cell_length).text
            assert not unicodedata.combining(right[0]), column


async def test_a_removed_span_gives_its_lam_alef_back() -> None:
    """When the span whose edge split a lam-alef goes, the ligature is drawn again."""
    async with sitting_at(MemorySession([make_document("قال لأمم كثيرة هنا")])) as desk:
        await desk.go("لأمم")
        await desk.press("c", "shift+left", "c", "4")
        assert "ﻷ" not in "\n".join(desk.lines())
        await desk.go("كثيرة")
        await desk.press("x")
        assert "ﻷ" in "\n".join(desk.lines())


async def test_a_resize_wraps_anew() -> None:
    """After a resize every row fits the new width and the caret is in sight."""
    async with sitting_at(size=(100, 30)) as desk:
        await desk.go("بالرباط")
        await desk.pilot.resize_terminal(50, 24)
        await desk.pilot.pause()
        assert all(cell_len(line) == 50 for line in desk.lines())
        _, line = cell_of(desk, desk.reading.pointer.caret)
        assert desk.view.region.y <= line < desk.view.region.bottom


@given(texts(), st.integers(1, 60))
def test_a_glyph_is_as_wide_as_its_cell(text: str, width: int) -> None:
    """Rich measures every glyph as wide as the layout says its cell is."""
    layout = DocumentLayout(text, width=width, char_width=char_width)
    for number in range(min(len(layout), 40)):
        for cell in layout[number].cells:
            assert cell_len(cell.glyph) == cell.width, (cell, number)


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (41, 11)])
async def test_every_line_fills_the_screen(size: tuple[int, int]) -> None:
    """Every line that is printed is exactly as wide as the terminal."""
    async with sitting_at(size=size) as desk:
        await desk.press("1", "left", "2", "shift+left")
        assert {cell_len(line) for line in desk.lines()} == {size[0]}
        assert len(desk.lines()) == size[1]
