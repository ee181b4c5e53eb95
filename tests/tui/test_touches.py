"""Who did the last to the span under the caret, and when: said once the caret rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.tui.sessions import Desk, MemorySession, sitting_at

from hashiya.errors import StoreError
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.store import Touch
from hashiya.tui.history_words import when_words
from hashiya.tui.locale import use_language
from hashiya.tui.widgets import Details

TODAY = datetime.now().astimezone().date()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """The interface in English after each test."""
    yield
    use_language("en")


async def details(desk: Desk, words: str) -> str:
    """The line of the span, once it has these words."""
    for _ in range(400):
        line = next((each for each in desk.lines() if words in each), "")
        if line:
            return line
        await desk.pilot.pause(0.02)
    raise AssertionError("\n".join(desk.lines()))


@pytest.fixture
def opens(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at one article."""
    path = tmp_path / "bank.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text("قال مدير بنك المغرب إن الأمر تم.", encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    return lambda: AnnotationSession.open(path, "salma")


async def test_who_and_when_come_when_the_caret_rests(
    opens: Callable[[], AnnotationSession],
) -> None:
    """What the log says of the span is shown beside its offsets: of today, the hour."""
    async with sitting_at(opens) as desk:
        await desk.go("بنك")
        await desk.press("1")
        await desk.settled()
        (annotation,) = desk.reading.page.layer.annotations
        await desk.press("right")  # away from what was said of tagging
        await desk.go("بنك")
        touch = await desk.app.queue.ask(
            lambda session: session.touched(desk.reading.page.document.id, annotation.id)
        )
        assert touch is not None
        line = await details(desk, f"salma, {when_words(touch.at, TODAY)}")
        assert "removes" in line


async def test_of_another_day_the_date_is_said() -> None:
    """And by whom it was imported."""
    session = MemorySession()
    async with sitting_at(session) as desk:
        await desk.press("1")
        (annotation,) = desk.reading.page.layer.annotations
        before = datetime.now().astimezone() - timedelta(days=3)
        session.touches[annotation.id] = Touch("lead", before.isoformat(), "import")
        await desk.press("right")
        await desk.go("نظمت")
        await details(desk, f"lead, imported {before:%Y-%m-%d}")


async def test_what_waits_to_be_written_says_so() -> None:
    """A span that is on no disk yet has no hour."""
    session = MemorySession()
    async with sitting_at(session) as desk:
        session.trouble = StoreError("the disk is full")
        await desk.press("1")
        await desk.settled()
        await desk.press("right")
        await desk.go("نظمت")
        await details(desk, "salma, not saved yet")


async def test_nothing_of_one_span_is_said_of_another() -> None:
    """Where the caret goes on, the line says nothing of it until it is known."""
    session = MemorySession()
    async with sitting_at(session) as desk:
        await desk.press("1")
        (annotation,) = desk.reading.page.layer.annotations
        session.touches[annotation.id] = Touch("lead", "2020-01-02T12:00:00Z", "act")
        await desk.go("غرين")
        await desk.press("2")
        await desk.go("نظمت")
        await details(desk, "lead, 2020-01-02")
        await desk.go("غرين")
        assert not any("lead, 2020" in line for line in desk.lines())
        assert desk.screen.query_one(Details).touched is not None


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("width", [40, 80])
async def test_they_are_seen_where_there_is_little_room(language: str, width: int) -> None:
    """The offsets give way, and the keys."""
    session = MemorySession()
    use_language(language)
    async with sitting_at(session, size=(width, 24)) as desk:
        await desk.press("1")
        (annotation,) = desk.reading.page.layer.annotations
        session.touches[annotation.id] = Touch("lead", "2020-01-02T12:00:00Z", "act")
        await desk.press("right")
        await desk.go("نظمت")
        await details(desk, "2020-01-02")
        await details(desk, "lead")
