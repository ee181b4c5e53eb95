"""Search over all articles: from the key to the label on a hit, through the whole application."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.sessions import Desk, sitting_at

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.tui.screens.searching import SearchScreen
from hashiya.tui.widgets import LineInput

TEXTS = (
    "قال مدير بنك المغرب إن الأمر تم.",
    "لا شيء هنا. عنوان.",
    "ووقعت وكالة البنك اتفاقا. ولبنكِ المَغرب رأي.",
    "text with [/] and \x1b]52;c;eA==\x07 بنك المغرب",
)


@pytest.fixture
def opens(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at four articles, one of them hostile."""
    path = tmp_path / "bank.hashiya"
    make_project(path, default_scheme())
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"d{number}.txt").write_text(text, encoding="utf-8")
    import_paths(path, [folder], ImportOptions(alias="lead"))
    return lambda: AnnotationSession.open(path, "salma")


async def until(desk: Desk, is_so: Callable[[], bool]) -> None:
    """Wait for the store's thread."""
    for _ in range(400):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so()
    await desk.pilot.pause()


async def searching(desk: Desk, words: str) -> SearchScreen:
    """Open the search and type; every key in one breath."""
    await desk.press("ctrl+f", *words)
    screen = desk.app.screen
    assert isinstance(screen, SearchScreen)
    assert screen.query_one(LineInput).text == words
    return screen


async def test_hits_come_while_words_are_typed(opens: Callable[[], AnnotationSession]) -> None:
    """Each article is shown with its hit between brackets, in order, and nothing raw is printed."""
    async with sitting_at(opens) as desk:
        screen = await searching(desk, "بنك المغ")
        await until(desk, lambda: len(screen._lines.hits) == 3)
        assert [hit.document_id for hit in screen._lines.hits] == ["d0", "d2", "d3"]
        assert [hit.quote for hit in screen._lines.hits] == [
            "بنك المغرب",
            "بنكِ المَغرب",
            "بنك المغرب",
        ]
        lines = "\n".join(desk.lines())
        assert "3 hits" in lines
        assert "\x1b" not in lines


async def test_a_hit_is_gone_to_and_tagged(opens: Callable[[], AnnotationSession]) -> None:
    """Enter opens the article of the hit with the hit marked, and a label key tags just that."""
    async with sitting_at(opens) as desk:
        screen = await searching(desk, "بنك المغرب")
        await until(desk, lambda: len(screen._lines.hits) == 3)
        await desk.press("down", "enter", "1")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        await desk.settled()
        assert desk.spans == [("agency", "بنكِ المَغرب")]


async def test_tab_goes_through_the_filters(opens: Callable[[], AnnotationSession]) -> None:
    """What is tagged is left out of "not tagged" and alone in its label."""
    async with sitting_at(opens) as desk:
        await desk.go("بنك")
        await desk.press("shift+left", "1")
        await desk.settled()
        screen = await searching(desk, "بنك المغرب")
        await until(desk, lambda: len(screen._lines.hits) == 3)
        await desk.press("tab")
        await until(desk, lambda: len(screen._lines.hits) == 2)
        await desk.press("tab")
        await until(desk, lambda: [hit.document_id for hit in screen._lines.hits] == ["d0"])
        await desk.press("shift+tab", "shift+tab")
        await until(desk, lambda: len(screen._lines.hits) == 3)


async def test_leaving_changes_nothing(opens: Callable[[], AnnotationSession]) -> None:
    """Escape goes back to where the person was, with the selection as it stood."""
    async with sitting_at(opens) as desk:
        await desk.go("مدير")
        before = desk.reading.pointer
        screen = await searching(desk, "رأي")
        await until(desk, lambda: len(screen._lines.hits) == 1)
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert desk.reading.pointer == before


async def test_what_is_not_there_is_said(opens: Callable[[], AnnotationSession]) -> None:
    """Nothing typed, only marks and words that stand nowhere are three different things."""
    async with sitting_at(opens) as desk:
        screen = await searching(desk, "غائب")
        await until(desk, lambda: "not found" in "\n".join(desk.lines()))
        screen.query_one(LineInput).begin("ـً")
        screen._begin()
        await desk.pilot.pause()
        assert "marks and the kind of alef do not matter" in "\n".join(desk.lines())
        await desk.press("enter")
        assert desk.app.screen is screen


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5), (1, 1)])
async def test_it_fits_every_screen(
    opens: Callable[[], AnnotationSession], size: tuple[int, int]
) -> None:
    """On a small screen hits are cut, and keys go through them as on a large one."""
    async with sitting_at(opens, size=size) as desk:
        screen = await searching(desk, "بنك")
        await until(desk, lambda: len(screen._lines.hits) >= 3)
        await desk.press("pagedown", "up", "down", "down", "down")
        assert screen._lines.cursor == len(screen._lines.hits) - 1
        await desk.press("escape")
