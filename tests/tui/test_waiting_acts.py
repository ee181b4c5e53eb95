"""What waits to be saved is listed beside what is on disk, in the history, figures and returns."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.sessions import Desk, sitting_at
from textual.screen import Screen

from hashiya.errors import StoreError
from hashiya.model import Act
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    ReturnPage,
    WorkFigures,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.store import HistoryPage
from hashiya.tui.screens.history import HistoryScreen
from hashiya.tui.screens.returning import ReturnScreen

FULL = "the disk is full"
TEXT = "قال مدير بنك المغرب إن الأمر تم. ثم انتهى اللقاء."


class FullDisk(AnnotationSession):
    """A sitting at a real project that writes nothing while `is_full`, nor reads if `is_torn`."""

    is_full = False
    is_torn = False

    def commit(self, document_id: str, act: Act) -> None:
        """Write an act, where there is room."""
        if self.is_full:
            raise StoreError(FULL)
        super().commit(document_id, act)

    def history(self, **asked: object) -> HistoryPage:
        """What was done, where it can be read."""
        self._read()
        return super().history(**asked)  # type: ignore[arg-type]

    def figures(self) -> WorkFigures:
        """Figures, where they can be read."""
        self._read()
        return super().figures()

    def come_back(self, *asked: object, **more: object) -> ReturnPage:
        """Places, where they can be read."""
        self._read()
        return super().come_back(*asked, **more)  # type: ignore[arg-type]

    def _read(self) -> None:
        if self.is_torn:
            raise StoreError("the file cannot be read")


@pytest.fixture
def opens(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at one article."""
    path = tmp_path / "bank.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    return lambda: FullDisk.open(path, "salma")


def disk(desk: Desk) -> FullDisk:
    """The sitting's own session."""
    session = desk.app.queue._session
    assert isinstance(session, FullDisk)
    return session


async def until(desk: Desk, *words: str) -> list[str]:
    """The screen's lines, once all these words stand somewhere on it."""
    for _ in range(400):
        lines = desk.lines()
        if all(any(each in line for line in lines) for each in words):
            return lines
        await desk.pilot.pause(0.02)
    raise AssertionError("\n".join(desk.lines()))


async def fill(desk: Desk) -> None:
    """One tag on disk, one flagged and noted span that waits, and a finished sentence."""
    await desk.go("بنك")
    await desk.press("1")
    await desk.settled()
    disk(desk).is_full = True
    await desk.go("مدير")
    await desk.press("2", "!")
    await desk.press("enter")
    await desk.settled()
    assert len(desk.app.queue.waiting) == 3


async def shows(desk: Desk, key: str, kind: type[Screen[Any]]) -> None:
    """Open a screen with its key."""
    await desk.press(key)
    assert isinstance(desk.app.screen, kind)


async def test_the_history_shows_what_waits_before_what_is_on_disk(
    opens: Callable[[], AnnotationSession],
) -> None:
    """Each waiting act is marked; nothing is gone back to, and it is said what to do."""
    async with sitting_at(opens) as desk:
        await fill(desk)
        await shows(desk, "f6", HistoryScreen)
        lines = await until(
            desk, "1 act stands", "3 wait to be saved", "sentence done", "agency on"
        )
        assert sum("not saved yet" in line for line in lines) >= 3
        await desk.press("down", "down", "down", "enter")
        assert isinstance(desk.app.screen, HistoryScreen)
        await until(desk, "nothing is gone back to while acts wait: w saves, u takes")
        await desk.press("escape")
        disk(desk).is_full = False
        await desk.press("w")
        await desk.settled()
        await shows(desk, "f6", HistoryScreen)
        lines = await until(desk, "4 acts stand")
        assert not any("not saved" in line for line in lines)


async def test_the_history_shows_what_waits_where_the_disk_cannot_be_read(
    opens: Callable[[], AnnotationSession],
) -> None:
    """The trouble is said, and the acts stand there all the same."""
    async with sitting_at(opens) as desk:
        await fill(desk)
        disk(desk).is_torn = True
        await shows(desk, "f6", HistoryScreen)
        await until(desk, "the file cannot be read", "3 wait to be saved", "sentence done")
        await desk.press("down")
        assert "stand" not in desk.lines()[0], "how many there are is not known"


async def test_figures_count_what_is_on_disk_and_tell_what_waits(
    opens: Callable[[], AnnotationSession],
) -> None:
    """Also where nothing can be read."""
    async with sitting_at(opens) as desk:
        await fill(desk)
        await desk.press("shift+f9")
        words = "3 acts not saved yet: 1 span, 1 sentence; counted here once it is saved"
        await until(desk, words, "at work")
        await desk.press("escape")
        disk(desk).is_torn = True
        await desk.press("shift+f9")
        await until(desk, words, "the file cannot be read")


async def test_places_to_come_back_to_are_listed_before_they_are_saved(
    opens: Callable[[], AnnotationSession],
) -> None:
    """A flag that waits is marked, and one that was taken off meanwhile is not listed."""
    async with sitting_at(opens) as desk:
        await desk.go("بنك")
        await desk.press("1", "!")
        await desk.settled()
        await fill(desk)
        await shows(desk, "ctrl+b", ReturnScreen)
        lines = await until(desk, "2 places, 1 not saved yet")
        assert sum("not saved yet · span flagged" in line for line in lines) == 1
        await desk.press("escape")
        await desk.go("بنك")
        await desk.press("!")
        await shows(desk, "ctrl+b", ReturnScreen)
        await until(desk, "1 place, 1 not saved yet")
        await desk.press("escape")
        disk(desk).is_torn = True
        await shows(desk, "ctrl+b", ReturnScreen)
        await until(desk, "the file cannot be read", "not saved yet · span flagged")


async def test_what_waits_is_listed_before_the_disk_has_answered(
    opens: Callable[[], AnnotationSession],
) -> None:
    """While another program's lock holds the session's thread up, the lists are not empty."""
    async with sitting_at(opens) as desk:
        await fill(desk)
        gate = threading.Event()
        try:
            desk.app.queue._thread.submit(gate.wait)
            await shows(desk, "f6", HistoryScreen)
            await until(desk, "3 wait to be saved", "sentence done", "looking")
            await desk.press("escape")
            await shows(desk, "ctrl+b", ReturnScreen)
            await until(desk, "not saved yet · span flagged", "looking on")
            await desk.press("escape")
            await desk.press("shift+f9")
            await until(desk, "3 acts not saved yet", "adding up")
        finally:
            gate.set()
        await until(desk, "3 acts not saved yet", "at work")
