"""Long articles: laid out beside the keys, and selected whole."""

from __future__ import annotations

from typing import Final

from tests.tui.sessions import MESSAGE_TURNS, Desk, MemorySession, make_document, sitting_at

from hashiya.tui.moves import picked
from hashiya.tui.sitting import LONG_CHARACTERS

LONG: Final = "نظمت وزارة الخارجية اجتماعا للأمم المتحدة " * (LONG_CHARACTERS // 30)


async def until(desk: Desk, number: int) -> None:
    """Wait until the article with a number is on the screen."""
    for _ in range(MESSAGE_TURNS * 20):
        if desk.reading.page.line.position == number and not desk.screen.sitting.is_turning:  # type: ignore[union-attr]
            break
        await desk.pilot.pause(0.01)
    await desk.pilot.pause()


async def test_keys_are_answered_while_a_long_article_is_laid_out() -> None:
    """What is pressed while it comes is said to wait, and is done on it in order."""
    session = MemorySession([make_document(), make_document(LONG, 2)])
    async with sitting_at(session) as desk:
        assert desk.screen.sitting is not None
        desk.screen.sitting.command("next_document")
        said = set()
        for _ in range(2000):
            said.add(desk.said())
            if desk.reading.page.line.position == 2:
                break
            await desk.pilot.pause(0.001)
        assert f"laying out مقال 2, {len(LONG):,} characters …" in said
        await desk.press("1")
        assert desk.spans == [("agency", "نظمت")]
        await desk.press("d")
        await until(desk, 2)
        assert desk.reading.page.direction == "rtl"
        assert desk.spans == [("agency", "نظمت")]


async def test_a_long_article_that_comes_into_another_size_fills_it() -> None:
    """A terminal resized while an article is laid out shows it in the new measure."""
    session = MemorySession([make_document(), make_document(LONG, 2)])
    async with sitting_at(session) as desk:
        assert desk.screen.sitting is not None
        desk.screen.sitting.command("next_document")
        await desk.pilot.resize_terminal(60, 20)
        await until(desk, 2)
        assert desk.view.sheet is not None
        assert desk.view.sheet.layout.width < 60


async def test_all_of_a_long_article_can_be_selected_and_tagged() -> None:
    """Selecting, growing, shrinking and tagging all of it paints what a repaint paints."""
    async with sitting_at(MemorySession([make_document(LONG)])) as desk:
        sitting = desk.screen.sitting
        assert sitting is not None
        sitting.move(lambda _, navigator: picked((0, len(LONG) - 1), navigator))
        for keys in (["shift+right"], ["shift+up"], ["1"], ["home"], ["shift+end", "2"], ["x"]):
            await desk.press(*keys)
            shown = desk.lines()
            await desk.press("ctrl+l")
            assert desk.lines() == shown
        assert [label for label, _ in desk.spans] == ["agency"]
