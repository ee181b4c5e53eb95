"""All occurrences: from the key to the last undo, through the whole application."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.sessions import Desk, sitting_at

from hashiya.services import (
    AnnotationSession,
    Cancelled,
    ImportOptions,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.tui.screens.menu import MenuScreen
from hashiya.tui.screens.occurrences import OccurrencesScreen

TEXTS = (
    "قال مدير بنك المغرب إن بنك المغرب راض. ووقع بنكُ المَغرب اتفاقا ولبنك المغرب رأي.",
    "لا شيء هنا. عنوان.",
    "وافق مجلس بنك المغرب.",
)


@pytest.fixture
def opens(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at three articles."""
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
    for _ in range(300):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so()
    await desk.pilot.pause()


async def bank_tagged(desk: Desk) -> None:
    """Tag the first place."""
    await desk.go("بنك المغرب")
    await desk.press("shift+left", "1")
    await desk.settled()


async def looking(desk: Desk, scope: str) -> OccurrencesScreen:
    """Ask for the other places in a scope."""
    await desk.press("*")
    assert isinstance(desk.app.screen, MenuScreen)
    await desk.press(scope)
    screen = desk.app.screen
    assert isinstance(screen, OccurrencesScreen)
    await until(desk, lambda: screen._state == "choosing" and not screen._asked)
    return screen


async def test_the_article_s_places_are_tagged_at_once(
    opens: Callable[[], AnnotationSession],
) -> None:
    """* and a scope list the places, Enter tags them, and the caret stays where it was."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        caret = desk.reading.pointer.caret
        await looking(desk, "a")
        assert "3 of 3 chosen" in desk.lines()[-2]
        await desk.press("enter")
        await until(desk, lambda: len(desk.spans) == 4)
        assert desk.said() == "3 spans tagged; u to undo"
        assert desk.reading.pointer.caret == caret
        assert desk.spans[3] == ("agency", "بنك المغرب")
        await desk.press("u")
        await until(desk, lambda: len(desk.spans) == 1)
        assert desk.said() == "undone: 3 spans"
        await desk.press("r")
        await until(desk, lambda: len(desk.spans) == 4)
        assert desk.said() == "done again: 3 spans"


async def test_the_project_s_places_are_one_undo(opens: Callable[[], AnnotationSession]) -> None:
    """In the whole project too, and undo stays in the article a person is in."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        screen = await looking(desk, "p")
        assert len(screen._hits) == 4
        await desk.press("enter")
        await until(desk, lambda: len(desk.spans) == 4)
        assert desk.said() == "4 spans tagged in 2 articles; u to undo"
        await desk.press("u")
        await until(desk, lambda: len(desk.spans) == 1)
        assert desk.said() == "undone: 4 spans in 2 articles"
        assert desk.reading.page.line.position == 1


@pytest.mark.parametrize("scope", ["a", "p"])
async def test_undo_goes_back_to_where_it_was_asked(
    opens: Callable[[], AnnotationSession], scope: str
) -> None:
    """Not to another of the places: to the one where * was pressed, from wherever one is."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        caret = desk.reading.pointer.caret
        await looking(desk, scope)
        await desk.press("enter")
        await until(desk, lambda: len(desk.spans) == 4)
        desk.screen.action_command("next_document")
        await until(desk, lambda: desk.reading.page.line.position == 2)
        await desk.press("u")
        await until(desk, lambda: desk.said().startswith("undone"))
        assert (desk.reading.page.line.position, desk.reading.pointer.caret) == (1, caret)
        await desk.go("رأي")
        await desk.press("r", "u")
        await until(desk, lambda: len(desk.spans) == 1 and desk.said().startswith("undone"))
        assert desk.reading.pointer.caret == caret
        await desk.press("u")
        await until(desk, lambda: desk.spans == [])
        assert desk.reading.pointer.caret == desk.reading.page.document.text.index("بنك")


async def test_undo_leads_back_to_an_article_that_was_not_changed(
    opens: Callable[[], AnnotationSession],
) -> None:
    """Where all places are in other articles, the one that was asked in is shown again."""
    async with sitting_at(opens) as desk:
        desk.screen.action_command("next_document")
        desk.screen.action_command("next_document")
        await until(desk, lambda: desk.reading.page.line.position == 3)
        await bank_tagged(desk)
        caret = desk.reading.pointer.caret
        await looking(desk, "p")
        await desk.press("enter")
        await until(desk, lambda: "spans tagged" in desk.said())
        await desk.press("u")
        await until(desk, lambda: desk.said().startswith("undone"))
        assert (desk.reading.page.line.position, desk.reading.pointer.caret) == (3, caret)


async def test_the_sentence_is_the_smallest_scope(opens: Callable[[], AnnotationSession]) -> None:
    """Only the place in the same sentence is shown."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        screen = await looking(desk, "s")
        assert len(screen._hits) == 1


async def test_each_place_stands_in_its_sentence(opens: Callable[[], AnnotationSession]) -> None:
    """A line shows the place marked in its text, right to left, and below it where that is."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        await looking(desk, "p")
        lines = desk.lines()
        assert "⟦" in lines[1]
        assert "✓" in lines[1]
        assert lines[1].rstrip().endswith("◂")
        assert "sentence 1" in lines[2]
        assert "sentence 2" in lines[4]


async def test_places_can_be_left_out(opens: Callable[[], AnnotationSession]) -> None:
    """Space leaves one out and goes on, a takes all in or none; label keys do nothing."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        screen = await looking(desk, "a")
        await desk.press("space")
        assert (screen._hits.chosen, screen._lines.cursor) == (2, 1)
        await desk.press("a")
        assert screen._hits.chosen == 0
        await desk.press("ش", "1", "2", "x", "l")
        assert screen._hits.chosen == 3
        await desk.press("down", "space", "enter")
        await until(desk, lambda: len(desk.spans) == 3)
        assert [quote for _, quote in desk.spans] == ["بنك المغرب", "بنك المغرب", "بنكُ المَغرب"]


async def test_escape_leaves_everything_as_it_was(opens: Callable[[], AnnotationSession]) -> None:
    """Esc in the menu and in the list changes nothing, and so does Enter with nothing chosen."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        await desk.press("*", "escape")
        assert desk.app.screen is desk.screen
        await looking(desk, "a")
        await desk.press("escape")
        await looking(desk, "a")
        await desk.press("a", "enter")
        assert desk.app.screen is desk.screen
        assert len(desk.spans) == 1


async def test_a_refused_place_says_why(opens: Callable[[], AnnotationSession]) -> None:
    """What overlaps a span of the label is listed with its reason and cannot be chosen."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        await desk.go("المغرب إن بنك")
        await desk.go("بنك المغرب راض")
        await desk.press("shift+left", "shift+left", "1")
        await desk.settled()
        await desk.go("بنك")
        screen = await looking(desk, "a")
        assert screen._hits.counts["same_label_overlap"] == 1
        assert "overlaps a span of this label" in "".join(desk.lines()[1:3])
        await desk.press("space")
        assert screen._hits.chosen == 2
        assert "cannot be tagged" in desk.lines()[-2]


async def test_it_needs_a_span(opens: Callable[[], AnnotationSession]) -> None:
    """Without a span under the caret the person is told what to do."""
    async with sitting_at(opens) as desk:
        await desk.press("*")
        assert desk.app.screen is desk.screen
        assert desk.said().startswith("there is no span here; tag one")


async def test_words_that_stand_nowhere_else(opens: Callable[[], AnnotationSession]) -> None:
    """A scope without places cannot be chosen; the project says that it found none."""
    async with sitting_at(opens) as desk:
        await desk.go("مدير")
        await desk.press("1", "*", "s", "a")
        assert isinstance(desk.app.screen, MenuScreen)
        await desk.press("p")
        screen = desk.app.screen
        assert isinstance(screen, OccurrencesScreen)
        await until(desk, lambda: screen._state == "choosing")
        assert "nowhere else" in desk.lines()[-2]
        await desk.press("up", "down", "pagedown", "end", "space", "a", "enter")
        assert desk.app.screen is desk.screen


async def test_calling_off_keeps_the_list(
    opens: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cancel while tagging is said, leaves nothing tagged, and Enter tries again."""

    def call_off(*_: object) -> None:
        raise Cancelled

    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        screen = await looking(desk, "a")
        with monkeypatch.context() as patch:
            patch.setattr(AnnotationSession, "tag_chosen", call_off)
            await desk.press("enter")
            await until(desk, lambda: screen._state == "choosing")
            assert "nothing was tagged" in desk.lines()[-2]
        await desk.press("enter")
        await until(desk, lambda: len(desk.spans) == 4)


async def test_trouble_is_said_and_nothing_is_lost(
    opens: Callable[[], AnnotationSession], tmp_path: Path
) -> None:
    """When the project's file is gone, the list stays with the reason."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        screen = await looking(desk, "a")
        (tmp_path / "bank.hashiya").rename(tmp_path / "away")
        await desk.press("enter")
        await until(desk, lambda: screen._state == "choosing")
        assert str(tmp_path)[:40] in desk.lines()[-2]
        (tmp_path / "away").rename(tmp_path / "bank.hashiya")
        await desk.press("enter")
        await until(desk, lambda: len(desk.spans) == 4)


async def test_the_list_survives_any_size(opens: Callable[[], AnnotationSession]) -> None:
    """Shrunk to one cell and back, the list is still there and can be used."""
    async with sitting_at(opens) as desk:
        await bank_tagged(desk)
        screen = await looking(desk, "p")
        for size in ((1, 1), (3, 2), (12, 4), (40, 12), (200, 60), (100, 30)):
            await desk.pilot.resize_terminal(*size)
            await desk.press("down", "up", "end", "home")
        assert screen._hits.chosen == 4
        await desk.press("enter")
        await until(desk, lambda: len(desk.spans) == 4)
