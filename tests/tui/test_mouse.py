"""The mouse on the article: every cell means its letter, drags select the cells between."""

from __future__ import annotations

import asyncio
from itertools import product

import pytest
from tests.tui.sessions import Desk, MemorySession, make_document, sitting_at
from textual import events
from textual.geometry import Offset

from hashiya.layout import Cell
from hashiya.tui.app import HashiyaApp
from hashiya.tui.hits import hit_at
from hashiya.tui.sheet import Sheet

ARTICLE = (
    "وقالت وكالة الأنباء (رويترز) إن مُدِيرَ الأُمَمِ المُتَّحِدَةِ وصل إلى «لاهاي» في ٢٩ يناير 2021.\n"
    "Then the UN said: لا تعليق، والاتفاق «قائم» 😀 حتى 12:30، أما [البيان] فلا.\n"
    "\n"
    "سلام على الأولى والآخرة، \u200fABC-12 وأُعلن عن لجنة 3/4 👩‍👩‍👧 من الدول الإحدى عشرة…"
)
"""Lam-alefs, marks, digits of both kinds, Latin, quotes, brackets, emoji and an empty line."""

LONG = "\n".join(f"سطر رقم {number} من النص الطويل جدا" for number in range(80))
SIZES = [(100, 30), (50, 30), (41, 40), (23, 60)]


def held_cell(desk: Desk, offset: int) -> Cell | None:
    """The cell that holds an offset."""
    assert desk.view.sheet is not None
    return desk.view.sheet.layout.cell_at(offset)


def shown_selection(desk: Desk) -> set[tuple[int, int]]:
    """The cells of the screen that are selected, as columns and lines."""
    target, sheet = desk.context.target, desk.view.sheet
    assert target is not None
    assert sheet is not None
    assert target.is_selected
    left, top = desk.view._margins.left, desk.view.region.y - desk.view.scroll_offset.y
    return {
        (left + column, top + sheet.lines_of(row).start)
        for row, first, stop in sheet.layout.rectangles(target.whole, target.end)
        for column in range(first, stop)
    }


def fresh(desk: Desk) -> None:
    """Forget the last press, as if time had passed."""
    desk.view._mouse._last = None


@pytest.mark.parametrize("size", SIZES)
async def test_every_offset_of_an_article_can_be_clicked(size: tuple[int, int]) -> None:
    """A click on the cell that shows an offset puts the caret on the letter that holds it."""
    async with sitting_at(MemorySession([make_document(ARTICLE)]), size=size) as desk:
        for offset in range(len(ARTICLE)):
            await desk.place(0)
            place, cell = desk.cell(offset), held_cell(desk, offset)
            fresh(desk)
            await desk.click(place)
            caret = desk.reading.pointer.caret
            if cell is None:
                # A hanging space and a line end are not drawn: the row's last letter is nearest.
                assert desk.cell(caret).y == place.y, offset
                continue
            assert desk.cell(caret) == place, offset
            assert caret == desk.view.navigator.snap(cell.start), offset
            assert caret <= offset < cell.end, offset


async def test_every_offset_can_be_clicked_in_a_scrolled_view() -> None:
    """Clicks mean what is seen after the wheel and after a resize."""
    text = f"{LONG}\n{ARTICLE}"
    async with sitting_at(MemorySession([make_document(text)]), size=(60, 24)) as desk:
        await desk.press("ctrl+end")
        await desk.pilot.resize_terminal(47, 21)
        await desk.pilot.pause()
        await desk.mouse(events.MouseScrollUp, (20, 5), button=0)
        seen = 0
        for offset in range(len(text)):
            place = desk.cell(offset)
            if held_cell(desk, offset) is None or not desk.view.region.contains(*place):
                continue
            fresh(desk)
            await desk.click(place)
            assert desk.cell(desk.reading.pointer.caret) == place, offset
            seen += 1
        assert seen > 100


async def test_a_wide_letter_is_clicked_on_both_its_columns() -> None:
    """Both columns of an emoji mean it."""
    async with sitting_at(MemorySession([make_document(ARTICLE)])) as desk:
        offset = ARTICLE.index("😀")
        place = desk.cell(offset)
        for column in (0, 1):
            await desk.press("ctrl+home")
            await desk.click(place + Offset(column, 0))
            assert desk.reading.pointer.caret == offset


@pytest.mark.parametrize("size", [(100, 30), (44, 40)])
async def test_a_drag_selects_exactly_the_cells_between(size: tuple[int, int]) -> None:
    """A drag from one letter to another, either way, selects the cells of all between."""
    sampled = [*range(0, len(ARTICLE), 29), ARTICLE.index("لأنباء") + 1, len(ARTICLE) - 1]
    async with sitting_at(MemorySession([make_document(ARTICLE)]), size=size) as desk:
        for one, other in product(sampled, sampled):
            await desk.place(0)
            first, last = held_cell(desk, one), held_cell(desk, other)
            if first is None or last is None or first is last:
                continue
            between = [
                cell
                for offset in range(min(one, other), max(one, other) + 1)
                if (cell := held_cell(desk, offset)) is not None
            ]
            expected = {
                (desk.cell(cell.start).x + column, desk.cell(cell.start).y)
                for cell in between
                for column in range(cell.width)
            }
            fresh(desk)
            await desk.drag(desk.cell(one), desk.cell(other))
            assert shown_selection(desk) == expected, (one, other)


async def test_what_a_drag_shows_is_what_is_tagged() -> None:
    """A drag from the first letter after a proclitic to the last tags exactly these."""
    async with sitting_at() as desk:
        text = desk.reading.page.document.text
        start, end = text.index("زارة"), text.index("خارجية") + 2
        await desk.drag(desk.cell(start), desk.cell(start + 3), desk.cell(end))
        await desk.press("1")
        assert desk.spans == [("agency", text[start : end + 1])]


async def test_shift_and_a_click_stretch_the_selection() -> None:
    """With Shift a click stretches from the caret, and then from the word that was picked."""
    async with sitting_at() as desk:
        text = desk.reading.page.document.text
        start = text.index("وزارة")
        await desk.click(desk.cell(start + 1))
        await desk.click(desk.cell(start + 3), shift=True)
        assert desk.word == "زار"
        fresh(desk)
        await desk.click(desk.cell(text.index("الخارجية") + 2), times=2)
        await desk.click(desk.cell(start), shift=True)
        assert desk.word == "وزارة الخارجية"


async def test_a_second_press_picks_the_word() -> None:
    """Two clicks on a word without a span select the word."""
    async with sitting_at() as desk:
        offset = desk.reading.page.document.text.index("مدير")
        await desk.click(desk.cell(offset + 1), times=2)
        assert desk.word == "مدير"
        assert desk.context.target is not None
        assert desk.context.target.is_selected


async def test_two_presses_far_apart_in_time_are_two_clicks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A click at the same place later than a double click's time is a click."""
    monkeypatch.setattr(HashiyaApp, "CLICK_CHAIN_TIME_THRESHOLD", 0.0)
    async with sitting_at() as desk:
        offset = desk.reading.page.document.text.index("مدير")
        await desk.click(desk.cell(offset + 1), times=2)
        assert desk.reading.pointer.caret == offset + 1
        assert desk.reading.pointer.anchor is None


async def test_a_second_press_picks_a_span() -> None:
    """Two clicks on a span pick the innermost one whole."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        await desk.press("shift+left", "1")
        offset = desk.reading.page.document.text.index("المغرب")
        await desk.click(desk.cell(offset + 2), times=2)
        assert desk.word == "بنك المغرب"
        await desk.press("x")
        assert desk.spans == []


async def test_a_drag_after_a_second_press_takes_in_words() -> None:
    """Pressed twice and dragged, the mouse selects whole words, backwards too."""
    async with sitting_at() as desk:
        text = desk.reading.page.document.text
        place = desk.cell(text.index("بنك") + 1)
        await desk.click(place)
        await desk.drag(place, desk.cell(text.index("المغرب") + 2))
        assert desk.word == "بنك المغرب"
        fresh(desk)
        await desk.click(place)
        await desk.drag(place, desk.cell(text.index("مدير") + 1))
        assert desk.word == "مدير بنك"


async def test_a_third_press_picks_the_sentence() -> None:
    """Three clicks select the sentence, and so does a fourth."""
    async with sitting_at() as desk:
        offset = desk.reading.page.document.text.index("قصير")
        for times in (3, 4):
            fresh(desk)
            await desk.click(desk.cell(offset), times=times)
            assert desk.word == "عنوان قصير"


async def test_a_double_click_means_its_word_when_the_row_moved() -> None:
    """A lam-alef that closes after the first press does not move the second to another word."""
    async with sitting_at(MemorySession([make_document("لأمم أ ب")])) as desk:
        await desk.press("ctrl+home", "ctrl+left")
        assert desk.reading.pointer.caret == 1
        place = desk.cell(5)
        await desk.click(place, times=2)
        assert desk.cell(5) != place
        assert desk.word == "أ"


async def test_a_click_on_a_lane_picks_its_span() -> None:
    """Each lane under a row stands for the span that it shows; beside lanes, for the letter."""
    async with sitting_at() as desk:
        text = desk.reading.page.document.text
        await desk.go("بنك")
        await desk.press("shift+left", "1")
        await desk.go("المغرب")
        await desk.press("4")
        inner, outer = text.index("المغرب"), text.index("بنك")
        below = desk.cell(inner)
        await desk.click(below + Offset(0, 1))
        assert desk.word == "المغرب"
        await desk.click(below + Offset(0, 2))
        assert desk.word == "بنك المغرب"
        await desk.press("escape")
        await desk.click(desk.cell(outer) + Offset(0, 2))
        assert desk.word == "بنك المغرب"
        await desk.click(desk.cell(text.index("راض")) + Offset(0, 1))
        assert desk.reading.pointer.caret == text.index("راض")


async def test_a_click_beside_the_text_means_the_nearest_letter() -> None:
    """At the margins and under the text, the caret goes to the nearest letter of the row."""
    async with sitting_at(MemorySession([make_document(ARTICLE)])) as desk:
        top = desk.cell(0).y
        sheet = desk.view.sheet
        assert sheet is not None
        last = sheet.layout.extent(0).painted - 1
        await desk.click((desk.view.region.right - 1, top))
        assert desk.reading.pointer.caret == 0
        await desk.click((0, top))
        assert desk.reading.pointer.caret == last
        await desk.click((50, desk.view.region.bottom - 1))
        assert sheet.layout.row_of(desk.reading.pointer.caret) == len(sheet.layout) - 1


async def test_the_wheel_scrolls_and_a_key_comes_back() -> None:
    """The wheel leaves the caret, what happens by itself leaves the view, a key shows the caret."""
    async with sitting_at(MemorySession([make_document(LONG)])) as desk:
        for _ in range(10):
            await desk.mouse(events.MouseScrollDown, (20, 5), button=0)
        scrolled = desk.view.scroll_offset.y
        assert scrolled > 10
        assert desk.reading.pointer.caret == 0
        assert desk.screen.sitting is not None
        await desk.screen.sitting.count_words()
        desk.screen.sitting.say("a word")
        await desk.pilot.pause()
        assert desk.view.scroll_offset.y == scrolled
        await desk.press("left")
        assert desk.view.scroll_offset.y == 0


async def test_a_click_scrolls_nothing() -> None:
    """On the last line that is seen too, a click leaves the text under the mouse."""
    async with sitting_at(MemorySession([make_document(LONG)]), size=(60, 20)) as desk:
        await desk.mouse(events.MouseScrollDown, (20, 5), button=0)
        for line in (desk.view.region.y, desk.view.region.bottom - 1):
            before = desk.view.scroll_offset
            await desk.click((40, line), times=2)
            assert desk.view.scroll_offset == before
            assert desk.context.target is not None
            assert desk.context.target.is_selected


async def test_a_mouse_at_rest_outside_goes_on_scrolling() -> None:
    """Held under or over the article, the mouse scrolls it and stretches the selection."""
    text = LONG[: LONG.index("سطر رقم 30")]
    async with sitting_at(MemorySession([make_document(text)]), size=(60, 20)) as desk:
        start = LONG.index("2 من")
        await desk.mouse(events.MouseDown, desk.cell(start))
        await desk.mouse(events.MouseMove, (30, desk.view.region.bottom + 1))
        for _ in range(1000):
            await asyncio.sleep(0.02)
            if desk.view.scroll_offset.y == desk.view.max_scroll_y:
                break
        assert desk.view.scroll_offset.y == desk.view.max_scroll_y
        await desk.pilot.pause()
        assert desk.context.target is not None
        assert desk.context.target.whole == start
        assert LONG[desk.context.target.whole : desk.context.target.end].count("\n") > 20
        await desk.mouse(events.MouseMove, (30, 0))
        for _ in range(1000):
            await asyncio.sleep(0.02)
            if desk.view.scroll_offset.y == 0:
                break
        await desk.pilot.pause()
        assert desk.view.scroll_offset.y == 0
        assert desk.context.target.end == start + 1
        await desk.mouse(events.MouseUp, (30, 0))
        assert desk.view._mouse._timer is None


async def test_a_button_let_go_unseen_ends_the_drag() -> None:
    """A move without a button after a drag selects nothing more and holds nothing."""
    async with sitting_at() as desk:
        await desk.mouse(events.MouseDown, desk.cell(0))
        await desk.mouse(events.MouseMove, desk.cell(3))
        before = desk.reading.pointer
        await desk.mouse(events.MouseMove, desk.cell(20), button=0)
        await desk.mouse(events.MouseMove, desk.cell(30))
        assert desk.reading.pointer is before
        assert desk.app.mouse_captured is None


async def test_a_resize_during_a_drag_ends_it() -> None:
    """Down to one cell and back while the mouse is held: no crash, and no drag left behind."""
    async with sitting_at(MemorySession([make_document(ARTICLE)])) as desk:
        await desk.mouse(events.MouseDown, desk.cell(0))
        await desk.mouse(events.MouseMove, (40, 500))
        for size in ((1, 1), (3, 2), (100, 30)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            for place in ((0, 0), (-3, -9), (200, 90)):
                await desk.mouse(events.MouseMove, place)
        assert desk.view._mouse._timer is None
        assert desk.app.mouse_captured is None
        before = desk.reading.pointer
        await desk.mouse(events.MouseMove, desk.cell(30))
        assert desk.reading.pointer is before
        await desk.click(desk.cell(12))
        assert desk.reading.pointer.caret == 12


async def test_another_screen_takes_the_mouse_from_a_drag() -> None:
    """A drag ends when the help opens over it."""
    async with sitting_at() as desk:
        await desk.mouse(events.MouseDown, desk.cell(0))
        await desk.press("?")
        await desk.mouse(events.MouseUp, desk.cell(0))
        await desk.press("escape")
        before = desk.reading.pointer
        await desk.mouse(events.MouseMove, desk.cell(30))
        assert desk.reading.pointer is before


async def test_the_mouse_waits_for_no_other_article() -> None:
    """What is clicked while another article is on its way does nothing to that article."""
    documents = [make_document(ARTICLE), make_document("قصير", 2)]
    async with sitting_at(MemorySession(documents)) as desk:
        far = desk.cell(150)
        assert desk.screen.sitting is not None
        desk.screen.sitting._is_turning = True
        await desk.drag(far, desk.cell(190))
        desk.screen.sitting._is_turning = False
        assert desk.reading.pointer.caret == 0
        assert desk.reading.pointer.anchor is None


async def test_an_empty_article_can_be_clicked() -> None:
    """Clicks and drags on an article without a letter do nothing and break nothing."""
    async with sitting_at(MemorySession([make_document("\n\n")])) as desk:
        await desk.click((10, 3), times=3)
        await desk.drag((10, 3), (60, 9))
        await desk.click((10, 3), button=3)
        await desk.click((10, 3), button=2)
        assert desk.spans == []


def test_any_place_hits_something() -> None:
    """Whatever line and column are asked for, an offset of the text is the answer."""
    document = make_document(ARTICLE)
    sheet = Sheet(document, (), width=31)
    for line, column in product((-9, 0, 1, 2, 7, 10**6), (-5, 0, 30, 31, 10**6)):
        assert 0 <= hit_at(sheet, line, column).offset <= len(ARTICLE)
