"""What another program imports is on the screen within a second: counts, lists, first article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.tui.sessions import TEXT, Desk, sitting_at
from tests.tui.test_panes import panes

from hashiya.model import DocumentRecord, MarkRecord, SpanRecord
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.store import open_project
from hashiya.text import sentence_spans
from hashiya.tui.screens.document_pane import DocumentPane
from hashiya.tui.widgets import Notice, StatusLine


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """No article yet."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    return path


def bring(project: Path, name: str) -> None:
    """Import one article, as another program does."""
    text = project.parent / f"{name}.txt"
    text.write_text(TEXT, encoding="utf-8")
    import_paths(project, [text], ImportOptions(alias="lead"))


def bring_layer(project: Path, name: str, alias: str, *, is_gold: bool = False) -> None:
    """Import somebody's finished layer on an article."""
    store = open_project(project)
    session = store.open_session("lead", "", "")
    marks = tuple(MarkRecord(start, end, "done") for start, end in sentence_spans(TEXT))
    record = DocumentRecord(name, name, TEXT, sentences=tuple(sentence_spans(TEXT)))
    record = record._replace(
        spans=(SpanRecord(0, 4, "agency"),), marks=marks, has_layer=True, annotator=alias
    )
    store.put(session, [record._replace(layer="gold" if is_gold else "annotator")])
    store.close()


async def until(desk: Desk, is_so: Callable[[], bool]) -> None:
    """Wait until what happened elsewhere is seen."""
    for _ in range(500):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so(), "\n".join(desk.lines())
    await desk.pilot.pause()


def where(desk: Desk) -> tuple[int, int, str]:
    """Articles, how many are done, and the signs of the one that is open."""
    found = desk.screen.query_one(StatusLine).where
    assert found is not None
    return found.documents, found.finished, found.document_signs


async def test_the_first_article_takes_the_place_of_the_empty_screen(project: Path) -> None:
    """It can be annotated at once, and its place is remembered."""
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await until(desk, lambda: desk.screen.is_ready)
        assert desk.screen.has_class("empty")
        assert desk.screen.query_one(Notice).display
        bring(project, "first")
        await until(desk, lambda: desk.screen.shown is not None)
        assert not desk.screen.has_class("empty")
        assert where(desk)[:2] == (1, 0)
        await desk.press("1")
        await desk.settled()
        assert len(desk.spans) == 1
        assert "● saved" in desk.lines()[0]


async def test_counts_follow_what_others_import(project: Path) -> None:
    """The number of articles, and how many of them this person has done."""
    bring(project, "first")
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("1")
        await desk.settled()
        bring(project, "second")
        await until(desk, lambda: where(desk)[:2] == (2, 0))
        bring_layer(project, "third", "salma")
        await until(desk, lambda: where(desk)[:2] == (3, 1))
        assert len(desk.spans) == 1


async def test_the_list_of_articles_follows_too(project: Path) -> None:
    """It becomes longer at its end, its counts and signs change, the cursor stays."""
    bring(project, "first")
    bring(project, "second")
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("f3")
        room = panes(desk)._room
        assert isinstance(room, DocumentPane)
        await until(desk, lambda: len(room._lines.held) == 2 and not room._is_looking)
        bring_layer(project, "second", "salma")
        await until(desk, lambda: [line.state for line in room._lines.held] == ["new", "done"])
        await until(desk, lambda: room._tally.work.done == 1)
        bring(project, "third")
        await until(desk, lambda: len(room._lines.held) == 3)
        await until(desk, lambda: room._tally.documents == 3)
        assert room._lines.cursor == 0
        region = panes(desk).region
        pane = "\n".join(line[region.x : region.right] for line in desk.lines())
        assert all(each in pane for each in ("● 1", "◐ 0", "○ 2"))


async def test_gold_has_a_star_in_the_list_and_over_the_article(project: Path) -> None:
    """Once somebody has adjudicated it; who annotates meanwhile is told so at once."""
    bring(project, "first")
    bring(project, "second")
    async with sitting_at(partial(AnnotationSession.open, project, "salma")) as desk:
        await desk.press("f3")
        room = panes(desk)._room
        assert isinstance(room, DocumentPane)
        await until(desk, lambda: len(room._lines.held) == 2)
        assert not any("★" in line for line in desk.lines())
        bring_layer(project, "first", "judge", is_gold=True)
        await until(desk, lambda: where(desk)[2] == "★")
        await until(desk, lambda: [line.is_gold for line in room._lines.held] == [True, False])
        lines = desk.lines()
        assert "★" in lines[0]
        assert sum("★ ○" in line or "○ ★" in line for line in lines) == 1
