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
from hashiya.tui.widgets import LineInput, NoteBox, TextInput


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


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other window does is seen when something of this one is refused, and not before."""
    monkeypatch.setattr("hashiya.tui.screens.margin.LOOK_SECONDS", 3600.0)


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize(("key", "is_whole"), [("ctrl+n", False), ("ctrl+d", True)])
async def test_a_note_refused_when_it_was_written_is_back_in_the_box(
    project: Path, other: AnnotationSession, key: str, *, is_whole: bool
) -> None:
    """The other window was first by a moment: the text can be saved again, over that note."""
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press(key, *"شك")
        write(other, "رأي آخر", is_whole=is_whole)
        await desk.press("ctrl+s")
        await until(desk, lambda: desk.app.focused is not None)
        assert "not done: note on the" in desk.said()
        assert "another note was written here" in desk.said()
        assert "not saved yet: Ctrl s saves it" in desk.lines()[-1]
        assert desk.screen.query_one(TextInput).text == "شك"
        await desk.press("ctrl+s")
        await desk.settled()
        assert desk.app.focused is None
    assert [each.note for each in page_of(other).layer.reminders] == ["شك"]


@pytest.mark.usefixtures("unseen")
async def test_a_note_on_a_span_that_was_flagged_elsewhere_is_saved_the_second_time(
    project: Path, other: AnnotationSession
) -> None:
    """Nothing of what the other window did is lost with it."""
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("1")
        await desk.settled()
        await desk.press("m", *"شك")
        page = page_of(other)
        other.commit(page.document.id, draft_span_flag(page.layer.annotations[0]))
        await desk.press("ctrl+s")
        await until(desk, lambda: desk.app.focused is not None)
        await desk.press("ctrl+s")
        await desk.settled()
    (held,) = page_of(other).layer.annotations
    assert (held.note, held.is_flagged) == ("شك", True)


@pytest.mark.usefixtures("unseen")
async def test_a_refused_note_waits_for_its_box_where_something_else_is_typed(
    project: Path, other: AnnotationSession
) -> None:
    """No box takes the keys away from another; it has the text when it is opened next."""
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("ctrl+d", *"شك")
        write(other, "رأي آخر", is_whole=True)
        await desk.type_at_once("ctrl+s", "/")
        await until(desk, lambda: "not done" in desk.said())
        await desk.press(*"بنك", "escape")
        assert desk.app.focused is None
        await desk.press("ctrl+d")
        assert desk.screen.query_one(NoteBox).query_one(TextInput).text == "شك"


async def test_a_refused_note_is_saved_over_the_other_when_that_is_said_again(
    project: Path, other: AnnotationSession
) -> None:
    """The first Ctrl s says that another note came; the second one means it."""
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("ctrl+n", *"شك")
        write(other, "رأي آخر", is_whole=False)
        await until(desk, lambda: len(desk.reading.page.layer.reminders) == 1)
        await desk.press("ctrl+s")
        assert "Ctrl s again saves yours: another note" in desk.lines()[-1]
        await desk.press("ctrl+s")
        await desk.settled()
    assert [each.note for each in page_of(other).layer.reminders] == ["شك"]


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+d", "m"])
async def test_a_note_goes_to_no_other_article(
    project: Path, other: AnnotationSession, key: str
) -> None:
    """The mouse turned to another one meanwhile: the text stays in the box until it is back."""
    second = project.parent / "second.txt"
    second.write_text(TEXT, encoding="utf-8")
    import_paths(project, [second], ImportOptions(alias="lead"))
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("1", key, *"شك")
        here = desk.reading.page.document.id
        desk.screen.action_command("next_document")  # as a click at the foot does
        await until(desk, lambda: desk.reading.page.document.id != here)
        await desk.press("ctrl+s")
        assert "back to its article first, then Ctrl s: " in desk.lines()[-1]
        assert desk.screen.query_one(TextInput).text == "شك"
        desk.screen.action_command("previous_document")
        await until(desk, lambda: desk.reading.page.document.id == here)
        await desk.press("ctrl+s")
        await desk.settled()
        assert desk.app.focused is None
    layer = page_of(other).layer
    notes = [each.note for each in layer.reminders] + [each.note for each in layer.annotations]
    assert [*filter(None, notes)] == ["شك"]
    step = other.step(1, 1)
    assert step is not None
    assert step.layer.reminders == ()
