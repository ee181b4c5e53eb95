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
from hashiya.store import HitFilter, searching
from hashiya.tui.locale import use_language
from hashiya.tui.screens import searching as searching_screen
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


async def searching_for(desk: Desk, words: str) -> SearchScreen:
    """Open the search and type; every key in one breath."""
    await desk.press("ctrl+f", *words)
    screen = desk.app.screen
    assert isinstance(screen, SearchScreen)
    assert screen.query_one(LineInput).text == words
    return screen


async def test_hits_come_while_words_are_typed(opens: Callable[[], AnnotationSession]) -> None:
    """Each article is shown with its hit between brackets, in order, and nothing raw is printed."""
    async with sitting_at(opens) as desk:
        screen = await searching_for(desk, "بنك المغ")
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
        screen = await searching_for(desk, "بنك المغرب")
        await until(desk, lambda: len(screen._lines.hits) == 3)
        await desk.press("down", "enter", "1")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        await desk.settled()
        assert desk.spans == [("agency", "بنكِ المَغرب")]


async def test_filters_hold_together(opens: Callable[[], AnnotationSession]) -> None:
    """A label and a state let through what both let through, and the row says both in words."""
    async with sitting_at(opens) as desk:
        await desk.go("بنك")
        await desk.press("shift+left", "1")
        await desk.settled()
        screen = await searching_for(desk, "بنك المغرب")
        await until(desk, lambda: len(screen._lines.hits) == 3)
        assert "any label  any state  flag or not" in desk.lines()[1]
        await desk.press("tab", "right")
        await until(desk, lambda: len(screen._lines.hits) == 2)
        assert "‹not tagged›" in desk.lines()[1]
        await desk.press("space")
        await until(desk, lambda: [hit.document_id for hit in screen._lines.hits] == ["d0"])
        await desk.press("tab", "space")
        await until(desk, lambda: not screen._lines.hits and not screen._is_looking)
        assert "agency  ‹new articles›  flag or not" in desk.lines()[1]
        assert "no hits with these filters; Esc takes them off" in "\n".join(desk.lines())
        await desk.press("space")
        await until(desk, lambda: [hit.document_id for hit in screen._lines.hits] == ["d0"])
        await desk.press("tab", "left")
        await until(desk, lambda: not screen._lines.hits and not screen._is_looking)
        assert "agency  begun articles  ‹with a flag›" in desk.lines()[1]
        await desk.press("home", "shift+tab", "left", "left")
        await until(desk, lambda: [hit.document_id for hit in screen._lines.hits] == ["d0"])
        assert "agency  ‹any state›  flag or not" in desk.lines()[1]


async def test_escape_takes_the_filters_off_and_then_leaves(
    opens: Callable[[], AnnotationSession],
) -> None:
    """With filters on the first Escape takes all of them off; the hint line says which it is."""
    async with sitting_at(opens) as desk:
        screen = await searching_for(desk, "بنك المغرب")
        await until(desk, lambda: len(screen._lines.hits) == 3)
        await desk.press("tab", "space", "space", "tab", "space")
        assert "Esc filters off" in desk.lines()[-1]
        await desk.press("escape")
        await until(desk, lambda: len(screen._lines.hits) == 3)
        assert "any label  any state  flag or not" in desk.lines()[1]
        assert "Esc back" in desk.lines()[-1]
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_letters_are_typed_whatever_the_keys_mean(
    opens: Callable[[], AnnotationSession],
) -> None:
    """On a filter arrows and the space bar are its own, until a letter goes to the words."""
    async with sitting_at(opens) as desk:
        screen = await searching_for(desk, "بنك")
        words = screen.query_one(LineInput)
        await desk.press("tab", "space", "backspace", "right")
        assert words.text == "بنك"
        assert not words.shows_caret
        await desk.press("ا", "backspace", "space")
        assert words.text == "بنك "
        assert words.shows_caret
        await desk.press("tab")
        await desk.click((words.region.right - 4, words.region.y))
        assert words.shows_caret
        await desk.press("tab", "down", "enter")
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_filters_are_said_in_every_language(
    opens: Callable[[], AnnotationSession], language: str
) -> None:
    """The arrow that points onward is the language's own, and no word is left in English."""
    async with sitting_at(opens, size=(40, 10)) as desk:
        use_language(language)
        screen = await searching_for(desk, "بنك المغرب")
        await desk.press("tab", "left" if language == "ar" else "right", "tab", "space")
        assert screen._facets.wanted == HitFilter(is_untagged=True, state="new")
        english = ("label", "state", "flag", "tagged", "new")
        assert not [word for word in english if word in desk.lines()[1]]
        assert len(desk.lines()[1].split()) >= 3
        use_language("en")


async def test_a_search_that_finds_little_says_how_far_it_is(
    opens: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many looks without a hit it stops, says where, and goes on when it is told to."""
    monkeypatch.setattr(searching_screen, "MAX_LOOKS", 2)
    monkeypatch.setattr(searching, "LOOK_ROWS", 1)
    async with sitting_at(opens) as desk:
        screen = await searching_for(desk, "ر")
        await until(desk, lambda: not screen._is_looking and screen._next is not None)
        assert "nothing up to article 2; ↓ looks on" in "\n".join(desk.lines())
        await desk.press("down")
        await until(desk, lambda: [hit.quote for hit in screen._lines.hits] == ["رأي"])


async def test_leaving_changes_nothing(opens: Callable[[], AnnotationSession]) -> None:
    """Escape goes back to where the person was, with the selection as it stood."""
    async with sitting_at(opens) as desk:
        await desk.go("مدير")
        before = desk.reading.pointer
        screen = await searching_for(desk, "رأي")
        await until(desk, lambda: len(screen._lines.hits) == 1)
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert desk.reading.pointer == before


async def test_what_is_not_there_is_said(opens: Callable[[], AnnotationSession]) -> None:
    """Nothing typed, only marks and words that stand nowhere are three different things."""
    async with sitting_at(opens) as desk:
        screen = await searching_for(desk, "غائب")
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
        screen = await searching_for(desk, "بنك")
        await until(desk, lambda: len(screen._lines.hits) >= 3)
        await desk.press("pagedown", "up", "down", "down", "down")
        assert screen._lines.cursor == len(screen._lines.hits) - 1
        await desk.press("escape")
