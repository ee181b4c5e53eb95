"""Reopening: a project on disk is left and found again exactly where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.sessions import TEXT, sitting_at

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    default_scheme,
    import_paths,
    make_project,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two short articles."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    files = [tmp_path / "first.txt", tmp_path / "second.txt"]
    import_paths(path, files, ImportOptions(alias="salma"))
    return path


async def test_reopening_lands_where_the_person_left(project: Path) -> None:
    """After a quit the same document, caret, spans and marks are there again."""
    async with sitting_at(lambda: AnnotationSession.open(project, "salma")) as desk:
        await desk.press("]")
        await desk.pilot.pause(0.1)
        await desk.go("للأمم")
        await desk.press("shift+left", "1", "enter")
        await desk.go("بنك")
        await desk.press("q")
        await desk.pilot.pause(0.1)
        assert desk.app.return_value == 0
    async with sitting_at(lambda: AnnotationSession.open(project, "salma")) as desk:
        assert desk.reading.page.line.position == 2
        assert desk.word == "بنك"
        assert desk.spans == [("agency", "لأمم المتحدة")]
        assert [mark.state for mark in desk.reading.page.layer.marks] == ["done"]


async def test_undo_goes_back_beyond_the_last_quit(project: Path) -> None:
    """What was done before a quit can be undone after it, also in another document."""
    async with sitting_at(lambda: AnnotationSession.open(project, "salma")) as desk:
        await desk.press("1", "]")
        await desk.pilot.pause(0.1)
        await desk.press("q")
        await desk.pilot.pause(0.1)
    async with sitting_at(lambda: AnnotationSession.open(project, "salma")) as desk:
        assert desk.reading.page.line.position == 2
        await desk.press("u")
        await desk.pilot.pause(0.1)
        assert desk.reading.page.line.position == 1
        assert desk.spans == []
        assert desk.said().startswith("undone: agency on ")


async def test_each_person_has_their_own_layer(project: Path) -> None:
    """Another alias sees the text without the first person's spans."""
    async with sitting_at(lambda: AnnotationSession.open(project, "salma")) as desk:
        await desk.press("1")
        await desk.settled()
    async with sitting_at(lambda: AnnotationSession.open(project, "sami")) as desk:
        assert desk.spans == []
