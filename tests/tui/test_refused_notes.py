"""What was typed about a thing that another window changed meanwhile: refused, and still there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.tui.sessions import TEXT, Desk, sitting_at

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    Page,
    default_scheme,
    draft_remark,
    draft_remove,
    draft_span_flag,
    import_paths,
    make_project,
)
from hashiya.tui.screens.describing import AttributeScreen
from hashiya.tui.widgets import LineInput, TextInput


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One article."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "first.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [tmp_path / "first.txt"], ImportOptions(alias="lead"))
    return path


@pytest.fixture
def other(project: Path) -> Iterator[AnnotationSession]:
    """The same person once more, in another window."""
    session = AnnotationSession.open(project, "salma")
    yield session
    session.close()


def page_of(session: AnnotationSession) -> Page:
    """The article as it stands."""
    page = session.step(0, 1)
    assert page is not None
    return page


async def until(desk: Desk, is_so: Callable[[], bool]) -> None:
    """Wait until what happened elsewhere is seen."""
    for _ in range(500):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so(), desk.said()
    await desk.pilot.pause()


def write(session: AnnotationSession, note: str, *, is_whole: bool) -> None:
    """A note on the first sentence or on the article, in the other window."""
    page = page_of(session)
    act = draft_remark(page, None if is_whole else page.document.sentences[0], note)
    assert act is not None
    session.commit(page.document.id, act)


@pytest.mark.parametrize(("key", "is_whole"), [("ctrl+n", False), ("ctrl+d", True)])
@pytest.mark.parametrize("first", ["", "قديم"])
async def test_a_note_of_another_window_is_not_written_over(
    project: Path, other: AnnotationSession, key: str, first: str, *, is_whole: bool
) -> None:
    """It came while the box was open: the other note stands, and what was typed is in the box."""
    if first:
        write(other, first, is_whole=is_whole)
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press(key, *"شك")
        write(other, "رأي آخر", is_whole=is_whole)
        await until(
            desk, lambda: [r.note for r in desk.reading.page.layer.reminders] == ["رأي آخر"]
        )
        await desk.press("ctrl+s")
        await desk.settled()
        assert "another note was written here" in desk.lines()[-1]
        assert desk.screen.query_one(TextInput).text == f"{first}شك"
        assert desk.app.focused is not None
        await desk.press("escape", "escape")
        assert desk.app.focused is None
    assert [each.note for each in page_of(other).layer.reminders] == ["رأي آخر"]


async def test_a_flag_of_another_window_stands_beside_the_note(
    project: Path, other: AnnotationSession
) -> None:
    """Only another note refuses a note, and the same one is no other."""
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("ctrl+n", *"شك")
        write(other, "شك", is_whole=False)
        await until(desk, lambda: len(desk.reading.page.layer.reminders) == 1)
        await desk.press("ctrl+s")
        assert desk.said() == "the note is as it was"
        assert desk.app.focused is None


async def test_a_note_on_a_span_that_went_stays_in_the_box(
    project: Path, other: AnnotationSession
) -> None:
    """The box says why it cannot be kept, and holds it until the person leaves."""
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("1", "m", *"شك")
        await desk.settled()
        page = page_of(other)
        other.commit(page.document.id, draft_remove(page.layer.annotations[0]))
        await until(desk, lambda: desk.spans == [])
        await desk.press("ctrl+s")
        assert "the span has changed meanwhile" in desk.lines()[-1]
        assert desk.screen.query_one(TextInput).text == "شك"
        await desk.press("ب")
        assert desk.screen.query_one(TextInput).text == "شكب"


async def test_attributes_of_a_span_that_changed_stay_in_the_form(
    project: Path, other: AnnotationSession
) -> None:
    """The form says why they cannot be kept, and holds them until the person leaves."""
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("3", "a")
        await desk.settled()
        screen = desk.app.screen
        assert isinstance(screen, AttributeScreen)
        await desk.pilot.pause(0.2)
        await desk.press(*"2021-01-29")
        page = page_of(other)
        other.commit(page.document.id, draft_span_flag(page.layer.annotations[0]))
        await until(desk, lambda: desk.reading.page.layer.annotations[0].is_flagged)
        await desk.press("enter")
        assert desk.app.screen is screen
        assert "the span has changed meanwhile" in desk.lines()[-1]
        assert screen.query_one(LineInput).text == "2021-01-29"
        await desk.press("escape", "escape")
        assert desk.app.screen is not screen
