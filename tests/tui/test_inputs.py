"""The inputs on a screen: typing, selecting, pasting, scrolling and the mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from hashiya.layout import AS_READ, Drawing
from hashiya.tui.inks import Inks
from hashiya.tui.pieces import draw_like
from hashiya.tui.themes import DARK
from hashiya.tui.widgets import LineInput, TextInput, TypingArea

INKS = Inks(DARK)


class InputApp(App[None]):
    """One input and nothing else."""

    CSS = "TypingArea { height: 1; width: 1fr; } TextInput { height: 4; }"

    def __init__(self, area: TypingArea) -> None:
        super().__init__()
        self.area = area
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        """The input."""
        yield self.area

    def on_mount(self) -> None:
        """Let it draw and type."""
        self.register_theme(DARK)
        self.area.inks = INKS
        self.area.focus()

    def on_typing_area_said(self, message: TypingArea.Said) -> None:
        """Note what was said."""
        self.said.append(message.words)


class Bench:
    """An input in a running application."""

    def __init__(self, app: InputApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.area = app.area
        self.pilot = pilot

    @property
    def text(self) -> str:
        """What was typed."""
        return self.area.text

    def row(self, y: int = 0) -> str:
        """A row as it is printed."""
        return self.area.render_line(y).text

    def caret(self) -> list[tuple[int, int]]:
        """Column and row of every cell that is painted as the caret."""
        found = []
        for y in range(self.area.size.height):
            column = 0
            for segment in self.area.render_line(y):
                if segment.style is not None and segment.style.bgcolor == _caret_colour():
                    found.append((column, y))
                column += segment.cell_length
        return found

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        self.area.post_message(events.Paste(text))
        await self.pilot.pause()


def _caret_colour() -> object:
    from hashiya.tui.inks import make_style

    return make_style(INKS.colour("on-caret"), INKS.colour("caret")).bgcolor


@asynccontextmanager
async def bench(area: TypingArea, width: int = 30, height: int = 6) -> AsyncIterator[Bench]:
    """An input that has the keyboard."""
    app = InputApp(area)
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        yield Bench(app, pilot)


async def test_arabic_is_joined_and_ends_at_the_right() -> None:
    """Typed letters are shaped, run from the right edge, and the caret is left of the last."""
    async with bench(LineInput(), 10) as desk:
        await desk.press(*"بيت")
        assert desk.text == "بيت"
        assert desk.row() == "       ﺖﻴﺑ"
        assert desk.caret() == [(6, 0)]


async def test_an_empty_line_waits_at_the_right() -> None:
    """The caret of an empty input stands at the right edge beside the placeholder."""
    async with bench(LineInput(placeholder="ابحث"), 10) as desk:
        assert desk.caret() == [(9, 0)]
        assert desk.row() == "    ﺚﺤﺑﺍ  "


async def test_mixed_text_is_in_order() -> None:
    """Latin and digits run left to right inside an Arabic line, which goes on at its left."""
    async with bench(LineInput(), 20) as desk:
        await desk.press(*"مجلس UN 2021")
        assert desk.text == "مجلس UN 2021"
        assert desk.row() == "        UN 2021 ﺲﻠﺠﻣ"
        assert desk.caret() == [(7, 0)]
        await desk.press("home")
        assert desk.caret() == [(19, 0)]
        await desk.press("end", "backspace")
        assert desk.text == "مجلس UN 202"


async def test_latin_starts_at_the_left() -> None:
    """A line whose first strong letter is Latin runs from the left edge."""
    async with bench(LineInput(), 10) as desk:
        await desk.press(*"UN مجلس")
        assert desk.row() == "UN ﺲﻠﺠﻣ   "
        assert desk.caret() == [(7, 0)]


async def test_shift_selects_and_typing_replaces() -> None:
    """Selected letters are shown in reverse and give way to the next key."""
    async with bench(LineInput(), 20) as desk:
        await desk.press(*"مجلس", "home", "shift+left", "shift+left")
        assert desk.area.typing.draft.selected == "مج"
        reverse = Segment("x", None)
        selected = [
            segment.text
            for segment in desk.area.render_line(0)
            if segment.style and segment.style.bgcolor and segment != reverse
            if segment.style.bgcolor.name == INKS.colour("foreground").lower()
        ]
        assert "".join(selected) == "ﺠﻣ"
        await desk.press("و")
        assert desk.text == "ولس"
        await desk.press("ctrl+z")
        assert desk.text == "مجلس"


async def test_copies_are_logical_text() -> None:
    """The clipboard gets the letters as they were typed, never what was drawn."""
    async with bench(LineInput()) as desk:
        await desk.press(*"سلام", "ctrl+a", "ctrl+c")
        assert desk.app.clipboard == "سلام"
        await desk.press("ctrl+x")
        assert desk.text == ""
        await desk.press("ctrl+v", "ctrl+v")
        assert desk.text == "سلامسلام"


async def test_two_pasted_lines_become_one() -> None:
    """One line takes a line break as a space and says so."""
    async with bench(LineInput()) as desk:
        await desk.paste("مجلس\r\nالأمن")
        assert desk.text == "مجلس الأمن"
        assert desk.app.said == ["line breaks became spaces"]


@pytest.mark.parametrize("area", [LineInput, TextInput])
async def test_an_escape_sequence_is_only_letters(area: type[TypingArea]) -> None:
    """No control character of a paste reaches the text or the screen."""
    async with bench(area()) as desk:
        await desk.paste("ا\x1b[2Jب\x07")
        assert desk.text == "ا[2Jب"
        assert desk.app.said == ["2 control characters left out"]
        assert desk.row().isprintable()


async def test_a_full_input_takes_no_more() -> None:
    """Past its length nothing comes in, and the person is told."""
    async with bench(LineInput(max_length=4)) as desk:
        await desk.paste("ابتثجح")
        assert desk.text == "ابتث"
        await desk.press("خ")
        assert desk.text == "ابتث"
        assert desk.app.said == ["no more than 4 characters fit"] * 2


async def test_a_long_line_scrolls_to_the_caret() -> None:
    """In 1,000 letters the caret is always on the screen, at both ends and between."""
    async with bench(LineInput(), 20) as desk:
        await desk.paste("ابتثجحخدذر" * 100)
        assert desk.caret() == [(0, 0)]
        await desk.press("home")
        assert desk.caret() == [(19, 0)]
        assert desk.row()[-1] == "ﺍ"
        await desk.press(*["left"] * 25)
        assert desk.area.typing.draft.caret == 25
        assert desk.caret() == [(0, 0)]
        await desk.press("right")
        assert desk.caret() == [(1, 0)]


async def test_a_resize_keeps_text_and_caret() -> None:
    """Through one column and back the caret stays where it was, and in sight."""
    async with bench(LineInput(), 30) as desk:
        await desk.press(*"مجلس الأمن", "right")
        for width, height in ((1, 1), (2, 3), (5, 2), (30, 6)):
            await desk.pilot.resize_terminal(width, height)
            await desk.pilot.pause()
            assert len(desk.caret()) == 1
            assert desk.area.render_line(0).cell_length == width
        assert desk.text == "مجلس الأمن"


async def test_a_click_puts_the_caret_and_a_double_click_takes_the_word() -> None:
    """The mouse places the caret on a cell and picks words."""
    async with bench(LineInput(), 20) as desk:
        await desk.press(*"مجلس الأمن")
        await desk.pilot.click(TypingArea, offset=(17, 0))
        assert desk.area.typing.draft.caret == 2
        await desk.pilot.click(TypingArea, offset=(12, 0), times=2)
        assert desk.area.typing.draft.selected == "الأمن"


async def test_a_drag_selects() -> None:
    """The mouse held down selects from the first cell to the one it is on."""
    async with bench(LineInput(), 20) as desk:
        await desk.press(*"مجلس")
        await desk.pilot.mouse_down(TypingArea, offset=(19, 0))
        await desk.pilot.hover(TypingArea, offset=(16, 0))
        await desk.pilot.mouse_up(TypingArea, offset=(16, 0))
        assert desk.area.typing.draft.selected == "مجل"


async def test_a_wide_letter_and_marks_are_one_block() -> None:
    """The caret covers a whole cell: a letter with its marks, or an emoji of two columns."""
    async with bench(LineInput(), 20) as desk:
        for key, letter in (("ب", "ب"), ("arabic_fatha", "\u064e"), ("grinning_face", "😀")):
            desk.area.post_message(events.Key(key, letter))
        await desk.press("right")
        assert desk.text == "بَ😀"
        assert desk.caret() == [(17, 0)]
        blocks = [
            segment.text
            for segment in desk.area.render_line(0)
            if segment.style and segment.style.bgcolor == _caret_colour()
        ]
        assert blocks == ["😀"]


async def test_lines_wrap_and_scroll() -> None:
    """Several lines wrap in the width, scroll to the caret, and Enter begins a new one."""
    async with bench(TextInput(), 12, 6) as desk:
        await desk.press(*"مجلس الأمن", "enter", *"UN")
        assert desk.text == "مجلس الأمن\nUN"
        assert desk.row(0).rstrip() == "  ﻦﻣﻷﺍ ﺲﻠﺠﻣ"
        assert desk.row(1) == " UN         "
        assert desk.caret() == [(3, 1)]
        await desk.press("enter", *"ا" * 30)
        (place,) = desk.caret()
        assert place[1] == 3
        await desk.press("ctrl+home")
        assert desk.caret() == [(10, 0)]


async def test_undo_goes_by_words() -> None:
    """Ctrl z takes a word back and Ctrl y brings it again."""
    async with bench(TextInput()) as desk:
        await desk.press(*"مجلس الأمن", "ctrl+z")
        assert desk.text == "مجلس "
        await desk.press("ctrl+y")
        assert desk.text == "مجلس الأمن"


@pytest.fixture
def reordering() -> Iterator[None]:
    """A terminal that turns right-to-left stretches around by itself."""
    draw_like(Drawing(order="logical"))
    yield
    draw_like(AS_READ)


@pytest.mark.usefixtures("reordering")
async def test_a_terminal_that_reorders_gets_the_text_s_order() -> None:
    """There letters are written as they follow, also when scrolled, and clicks are read so."""
    async with bench(LineInput(), 10) as desk:
        await desk.press(*"مجلس")
        assert desk.row() == "      ﻣﺠﻠﺲ"
        await desk.pilot.click(TypingArea, offset=(7, 0))
        assert desk.area.typing.draft.caret == 1
        await desk.press("end", *"ابتثجحخد")
        assert desk.row() == " ﺴﺎﺑﺘﺜﺠﺤﺨﺪ"


async def test_the_text_has_air_where_there_is_room() -> None:
    """Two columns stay blank on each side of a wide input, and clicks are read beside them."""
    async with bench(LineInput(), 40) as desk:
        await desk.press(*"بيت")
        assert desk.row().endswith("ﺖﻴﺑ  ")
        await desk.pilot.click(TypingArea, offset=(36, 0))
        assert desk.area.typing.draft.caret == 1


async def test_without_the_keyboard_no_caret_is_shown() -> None:
    """An input that keys do not go to shows no block."""
    async with bench(LineInput()) as desk:
        await desk.press("ا")
        desk.app.screen.set_focus(None)
        await desk.pilot.pause()
        assert desk.caret() == []
