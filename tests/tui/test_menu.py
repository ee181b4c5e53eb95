"""The menu at the mouse and at the caret, and what is clicked in the label bar and the footer."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from tests.tui.sessions import SCHEME, Desk, MemorySession, make_document, sitting_at
from textual import events
from textual.geometry import Offset, Region, Size

from hashiya.model import Label, Scheme, Words
from hashiya.tui.menu import Entry
from hashiya.tui.pieces import Piece
from hashiya.tui.screens.menu import MenuBox, MenuScreen, spot_for
from hashiya.tui.widgets import KeyHints, LabelBar

MANY = Scheme(
    id="many",
    labels=tuple(
        Label(name=f"label-{number}", titles=Words(ar=f"وسم رقم {number}", en=""), colour="#3465e8")
        for number in range(40)
    ),
)


def box_of(desk: Desk) -> MenuBox:
    """The open menu."""
    assert isinstance(desk.app.screen, MenuScreen)
    return desk.app.screen.query_one(MenuBox)


def is_open(desk: Desk) -> bool:
    """Whether a menu is open."""
    return isinstance(desk.app.screen, MenuScreen)


async def ask(desk: Desk, at: tuple[int, int]) -> None:
    """Press the right button somewhere and let it go."""
    await desk.click(at, button=3)
    await desk.pilot.pause()


async def choose(desk: Desk, words: str) -> None:
    """Click the entry with these words."""
    box = box_of(desk)
    line = next(
        line for line in range(1, box.size.height - 1) if words in box.render_line(line).text
    )
    await desk.click(box.region.offset + Offset(4, line))
    await desk.pilot.pause()


async def test_the_word_under_the_mouse_is_tagged() -> None:
    """The right button on plain text offers each label for the word there, and a click tags it."""
    async with sitting_at() as desk:
        offset = desk.reading.page.document.text.index("غرين")
        await ask(desk, desk.cell(offset + 1))
        assert is_open(desk)
        await choose(desk, "2 ")
        assert desk.spans == [("official", "غرين")]
        assert not is_open(desk)


async def test_a_selection_under_the_mouse_is_tagged() -> None:
    """Inside a selection the right button means all of it."""
    async with sitting_at() as desk:
        text = desk.reading.page.document.text
        start, end = text.index("بنك"), text.index("المغرب") + 5
        await desk.drag(desk.cell(start), desk.cell(end))
        await ask(desk, desk.cell(start + 4))
        await desk.press("down", "enter")
        assert desk.spans == [("official", "بنك المغرب")]


async def test_a_span_under_the_mouse_is_removed() -> None:
    """The right button on a span offers to remove it first."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await desk.press("2")
        await desk.go("غرين")
        await ask(desk, desk.cell(desk.reading.pointer.caret))
        await desk.press("enter")
        assert desk.spans == []


@pytest.mark.parametrize("key", ["1", "١"])
async def test_a_label_key_relabels_in_the_menu(key: str) -> None:
    """A label's key works in the menu, on both keyboard layouts."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await desk.press("2")
        await desk.go("غرين")
        await ask(desk, desk.cell(desk.reading.pointer.caret))
        await desk.press(key)
        assert desk.spans == [("agency", "غرين")]
        assert len(desk.session.committed) == 2


async def test_a_span_around_is_reached_through_the_menu() -> None:
    """The menu of an inner span leads to the menu of the span around it."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        await desk.press("shift+left", "1")
        await desk.go("المغرب")
        await desk.press("4")
        await desk.go("المغرب")
        await ask(desk, desk.cell(desk.reading.pointer.caret))
        await desk.press("up", "enter")
        assert is_open(desk)
        assert desk.word == "بنك المغرب"
        await desk.press("x")
        assert desk.spans == [("topic", "المغرب")]


async def test_a_lane_has_the_menu_of_its_span() -> None:
    """The right button on a lane means the span that the lane shows."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        await desk.press("shift+left", "1")
        await desk.go("المغرب")
        await desk.press("4")
        await desk.go("المغرب")
        await ask(desk, desk.cell(desk.reading.pointer.caret) + Offset(0, 2))
        await desk.press("x")
        assert desk.spans == [("topic", "المغرب")]


@pytest.mark.parametrize("key", [".", "ز", "shift+f10", "f22"])
async def test_a_key_opens_the_menu_at_the_caret(key: str) -> None:
    """The menu key opens for the word at the caret, and for a span when there is one."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await desk.press(key, "2")
        assert desk.spans == [("official", "غرين")]
        await desk.press(key, "enter")
        assert desk.spans == []


@pytest.mark.parametrize("key", ["escape", "q", "ض", ".", "ctrl+q"])
async def test_a_menu_is_left_without_a_deed(key: str) -> None:
    """Esc and the keys that leave a screen close the menu and change nothing."""
    async with sitting_at() as desk:
        await desk.press(".", "down", "j", key)
        assert not is_open(desk)
        assert desk.app.is_running
        assert desk.spans == []


async def test_keys_typed_after_a_choice_choose_nothing_more() -> None:
    """Enter pressed twice at once chooses once and leaves the article's screen alone."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await desk.press(".")
        for _ in range(3):
            desk.app.screen.post_message(events.Key("enter", None))
        await desk.pilot.pause()
        assert desk.spans == [("agency", "غرين")]
        assert desk.app.screen is desk.screen


async def test_a_press_beside_the_menu_leaves_it() -> None:
    """A click anywhere else closes the menu and does nothing there."""
    async with sitting_at() as desk:
        await desk.press(".")
        caret = desk.reading.pointer.caret
        await desk.mouse(events.MouseDown, (2, 20))
        await desk.pilot.pause()
        assert not is_open(desk)
        assert desk.reading.pointer.caret == caret


async def test_the_menu_copies() -> None:
    """Copying from the menu copies what is marked."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await desk.press(".", "ctrl+c")
        assert desk.app.clipboard == "غرين"


async def test_the_cursor_of_a_menu_passes_over_headings() -> None:
    """Up and down go round through the entries that can be chosen, and the wheel and mouse too."""
    async with sitting_at() as desk:
        await desk.press(".")
        box = box_of(desk)
        seen = []
        for _ in range(8):
            seen.append(box.cursor)
            await desk.press("down")
        assert all(box.entries[at].choice for at in seen)
        assert box.cursor == seen[0]
        await desk.press("up")
        assert box.cursor == len(box.entries) - 1
        await desk.mouse(events.MouseScrollUp, box.region.offset, button=0)
        assert box.cursor == len(box.entries) - 2
        await desk.mouse(events.MouseMove, box.region.offset + Offset(3, 4), button=0)
        assert box.cursor == 3


@pytest.mark.parametrize("size", [(100, 30), (40, 10), (20, 5), (12, 3)])
async def test_every_label_is_reached_on_a_small_screen(size: tuple[int, int]) -> None:
    """Forty labels are gone through line by line, the cursor always seen, no line too wide."""
    async with sitting_at(MemorySession(scheme=MANY), size=size) as desk:
        await desk.press(".")
        box = box_of(desk)
        screen = Region(0, 0, *size)
        for _ in filter(lambda entry: entry.choice, box.entries):
            assert screen.contains_region(box.region)
            shown = [box.render_line(line).text for line in range(box.size.height)]
            assert sum("▸" in line for line in shown) == 1
            assert {cell_len(line) for line in desk.lines()} == {size[0]}
            await desk.press("down")
        await desk.press(*["up"] * 5, "enter")
        assert desk.spans == [("label-39", desk.spans[0][1])]


@pytest.mark.parametrize("size", [(11, 3), (20, 2), (1, 1)])
async def test_a_tiny_screen_gets_no_menu(size: tuple[int, int]) -> None:
    """Where no entry could be read nothing opens."""
    async with sitting_at(size=size) as desk:
        await desk.press(".")
        await ask(desk, (0, 0))
        assert not is_open(desk)


async def test_a_menu_stays_on_a_screen_that_shrinks() -> None:
    """A resize moves the menu inside, and closes it when nothing is left of the screen."""
    async with sitting_at() as desk:
        await ask(desk, (90, 24))
        for size in ((60, 14), (20, 5)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            assert Region(0, 0, *size).contains_region(box_of(desk).region)
        await desk.pilot.resize_terminal(1, 1)
        await desk.pilot.pause()
        assert not is_open(desk)


def test_a_menu_hides_no_row_it_was_asked_on() -> None:
    """Under the place, or over it, wherever one of the two has room."""
    entries = (Entry((Piece("one line"),)),) * 6
    for y in range(24):
        spot = spot_for(entries, Offset(70, y), Size(80, 24))
        assert y not in range(spot.top, spot.top + spot.height)
        assert 0 <= spot.top <= 24 - spot.height
        assert 0 <= spot.left <= 80 - spot.width


async def test_a_click_on_a_label_does_what_its_key_does() -> None:
    """Each label of the bar tags when it is clicked, and relabels after the relabel key."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        bar = desk.screen.query_one(LabelBar)
        text = bar.render_line(0).text
        await desk.click(bar.region.offset + Offset(text.index("2 "), 0))
        await desk.pilot.pause()
        assert desk.spans == [("official", "غرين")]
        await desk.press("l")
        await desk.click(bar.region.offset + Offset(text.index("4 ") + 3, 0))
        await desk.pilot.pause()
        assert desk.spans == [("topic", "غرين")]


@pytest.mark.parametrize("width", [100, 41])
async def test_every_column_of_the_bar_means_its_label(width: int) -> None:
    """From a label's key to its count a column means it; gaps and the rest mean nothing."""
    async with sitting_at(size=(width, 30)) as desk:
        bar = desk.screen.query_one(LabelBar)
        line = bar.render_line(0).text
        found = [bar.label_at(x) for x in range(width)]
        for label in SCHEME.labels:
            columns = [x for x, there in enumerate(found) if there is label]
            if columns:
                assert line[columns[0]] == label.key
                assert line[columns[-1]] == "0"
                assert columns == list(range(columns[0], columns[-1] + 1))
        assert found[0] is None
        assert found[-1] is None


async def test_a_click_on_a_hint_does_the_command() -> None:
    """Each command of the footer can be clicked on its key and on its word."""
    async with sitting_at() as desk:
        hints = desk.screen.query_one(KeyHints)
        line = hints.render_line(0).text
        assert hints.command_at(line.index("undo")) == "undo"
        assert hints.command_at(line.index("u undo")) == "undo"
        assert hints.command_at(0) is None
        assert hints.command_at(line.index("undo") + 4) is None
        await desk.press("1")
        await desk.click(hints.region.offset + Offset(line.index("undo"), 0))
        await desk.settled()
        assert desk.spans == []


async def test_hostile_titles_are_drawn_safely_in_a_menu() -> None:
    """A label's title and a quote with control characters reach the menu as pictures."""
    scheme = Scheme(
        id="bad",
        labels=(Label(name="bad", titles=Words(ar="ا\x1b[31mب\nج", en=""), colour="#3465e8"),),
    )
    document = make_document("قال\x1b]0;x\x07هنا ثم مضى")
    async with sitting_at(MemorySession([document], scheme=scheme)) as desk:
        await desk.press(".")
        text = "".join(desk.lines())
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "␛" in text


async def test_what_a_key_removes_at_a_place_the_menu_removes_too() -> None:
    """On the space before a span, `x` removes the span, and the menu says so of what it holds."""
    async with sitting_at() as desk:
        text = desk.reading.page.document.text
        offset = text.index("غرين")
        await ask(desk, desk.cell(offset))
        await choose(desk, "2 ")
        await ask(desk, desk.cell(offset - 1))
        sitting = desk.app.annotate.sitting
        assert sitting is not None
        assert sitting.here is not None
        await choose(desk, "remove")
        assert desk.spans == []
