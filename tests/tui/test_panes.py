"""The place beside the article: who has the keys, where it stands, and what folds away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from tests.tui.sessions import Desk, MemorySession, make_document, sitting_at
from tests.tui.test_hostile import EVIL, assert_harmless, emitted

from hashiya.tui.locale import use_language
from hashiya.tui.screens.panes import Panes
from hashiya.tui.widgets import DocumentView, LinesView, pane_columns

WIDE, NARROW, LEAST = (100, 30), (80, 24), (40, 10)


def panes(desk: Desk) -> Panes:
    """The place for panes, once a key has put it there."""
    return desk.screen.query_one(Panes)


def is_shown(desk: Desk) -> bool:
    """Whether a pane is on the screen."""
    return panes(desk).display and any("F4 spans" in line for line in desk.lines())


async def with_spans(desk: Desk) -> None:
    """Three spans in the first sentence, and the caret on the first word."""
    for word, key in (("وزارة", "1"), ("غرين", "2"), ("المتحدة", "3")):
        await desk.go(word)
        await desk.press(key)
    await desk.settled()
    await desk.place(0)


@pytest.mark.parametrize("size", [WIDE, NARROW, LEAST])
async def test_the_key_opens_and_the_same_key_closes(size: tuple[int, int]) -> None:
    """A pane opens with the keys, and its key closes it again; the article is as it was."""
    async with sitting_at(size=size) as desk:
        await with_spans(desk)
        before = desk.lines()
        await desk.press("f4")
        assert is_shown(desk)
        assert panes(desk).has_keys
        await desk.press("f4")
        assert not is_shown(desk)
        assert desk.app.focused is None
        assert desk.lines() == before


async def test_both_are_seen_where_there_is_room() -> None:
    """On a wide screen the article keeps its text, in what columns the pane leaves it."""
    async with sitting_at(size=WIDE) as desk:
        await desk.press("f4")
        width = pane_columns(WIDE[0])
        assert panes(desk).region.width == width
        assert desk.view.region.width == WIDE[0] - width
        assert panes(desk).region.x == WIDE[0] - width
        assert desk.view.sheet is not None
        assert desk.view.sheet.layout.width < WIDE[0] - width


async def test_a_pane_takes_the_whole_place_where_there_is_not() -> None:
    """On a narrow screen it lies over the article, which is not laid out anew."""
    async with sitting_at(size=NARROW) as desk:
        before = desk.view.region
        await desk.press("f4")
        assert panes(desk).region == before
        assert desk.view.region == before


@pytest.mark.parametrize(("size", "is_still_there"), [(WIDE, True), (NARROW, False)])
async def test_enter_and_tab_give_the_keys_back(
    size: tuple[int, int], *, is_still_there: bool
) -> None:
    """The article has the keys again; a pane stays beside it, and is folded away from over it."""
    async with sitting_at(size=size) as desk:
        await with_spans(desk)
        for key in ("tab", "enter"):
            await desk.press("f4", key)
            assert is_shown(desk) is is_still_there
            assert desk.app.focused is None
            await desk.press("f4")
            assert panes(desk).has_keys
            await desk.press("f4")
            assert not is_shown(desk)


async def test_what_was_folded_away_comes_back_with_room() -> None:
    """The pane that was open is remembered while the terminal is narrow, and shows what is so."""
    async with sitting_at(size=WIDE) as desk:
        await with_spans(desk)
        await desk.press("f4", "tab")
        await desk.pilot.resize_terminal(*NARROW)
        await desk.pilot.pause()
        assert not is_shown(desk)
        await desk.go("غرين")
        await desk.press("x")
        await desk.pilot.resize_terminal(*WIDE)
        await desk.pilot.pause()
        assert is_shown(desk)
        assert any("/2" in line for line in desk.lines())


async def test_keys_in_one_breath_find_the_pane() -> None:
    """What is typed behind the first opening is the pane's, and behind Enter the article's."""
    async with sitting_at(size=NARROW) as desk:
        await with_spans(desk)
        await desk.type_at_once("f4", "down", "down", "enter", "4")
        await desk.settled()
        assert [label for label, _ in desk.spans] == ["agency", "topic", "date"]


async def test_another_command_is_the_articles() -> None:
    """A key that means nothing in the pane gives the keys back and does what it always does."""
    async with sitting_at(size=NARROW) as desk:
        await desk.press("f4", "n")
        assert not is_shown(desk)
        assert desk.reading.pointer.caret > 0
        await desk.press("f4", "/", "م")
        assert not is_shown(desk)
        assert desk.screen.has_class("finding")


async def test_a_command_about_the_program_leaves_the_pane() -> None:
    """The help opens over it, and the pane has the keys when it is closed."""
    async with sitting_at(size=NARROW) as desk:
        await with_spans(desk)
        await desk.press("f4", "?", "escape", "down")
        assert is_shown(desk)
        assert desk.context.here is not None


async def test_the_mouse_gives_and_takes_the_keys() -> None:
    """A click into the pane's words takes them, a press on the article gives them back."""
    async with sitting_at(size=WIDE) as desk:
        await desk.press("f4", "tab")
        region = desk.screen.query_one(Panes).query_one(LinesView).region
        await desk.click((region.x + 3, region.bottom - 1))
        assert panes(desk).has_keys
        await desk.click(desk.cell(0))
        assert not panes(desk).has_keys
        assert is_shown(desk)


async def test_the_theme_is_the_panes_too() -> None:
    """Another theme paints the pane that is open."""
    async with sitting_at(size=WIDE) as desk:
        await desk.press("f4")
        view = panes(desk).query_one(LinesView)
        before = view.inks
        await desk.press("t")
        assert view.inks is not before
        assert panes(desk).has_keys


@pytest.mark.parametrize("size", [(120, 40), NARROW, LEAST, (20, 5), (1, 1)])
async def test_hostile_words_on_any_screen(size: tuple[int, int]) -> None:
    """Whatever stands in a list is only shown, and fills exactly its columns."""
    session = MemorySession([make_document(f"{EVIL} كلمة {EVIL}.", name=EVIL)])
    async with sitting_at(session, size=size) as desk:
        await desk.press("ctrl+shift+left", "1", "f4", "down", "pagedown", "end", "left", "home")
        assert_harmless(emitted(desk))
        assert {cell_len(line) for line in desk.lines()} == {size[0]}


class TestInArabic:
    """The interface in Arabic."""

    @pytest.fixture(autouse=True)
    def arabic(self) -> Iterator[None]:
        """The interface in Arabic for each test."""
        use_language("ar")
        yield
        use_language("en")

    async def test_the_pane_stands_on_the_left(self) -> None:
        """The pane is at the left edge and the article keeps the right one."""
        async with sitting_at(size=WIDE) as desk:
            await desk.press("f4")
            assert panes(desk).region.x == 0
            assert desk.screen.query_one(DocumentView).region.right == WIDE[0]
