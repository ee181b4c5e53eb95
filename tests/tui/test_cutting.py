"""Cutting sentences with keys: what is shown, said, and on the disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from tests.tui.sessions import TEXT, Desk, sitting_at

from hashiya.model import Span
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    check_project,
    default_scheme,
    draft_add,
    draft_sentence_split,
    import_paths,
    make_project,
)

pytestmark = pytest.mark.usefixtures("project")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One article."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "first.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [tmp_path / "first.txt"], ImportOptions(alias="lead"))
    return path


def opened(project: Path, alias: str = "salma") -> AnnotationSession:
    """A sitting of this person."""
    return AnnotationSession.open(project, alias)


async def press(desk: Desk, *keys: str) -> None:
    """Press keys that wait for the disk."""
    await desk.press(*keys)
    await desk.pilot.pause(0.1)


def sentences(desk: Desk) -> list[str]:
    """The words of the sentences on the screen."""
    document = desk.reading.page.document
    return [document.quote(sentence) for sentence in document.sentences]


async def test_f7_splits_and_f8_merges(project: Path) -> None:
    """The sentence begins at the word of the caret, the status line counts it, and it is saved."""
    async with sitting_at(partial(opened, project)) as desk:
        before = sentences(desk)
        await desk.go("وديفيد")
        sheet, layout = desk.view.sheet, desk.view.sheet.layout if desk.view.sheet else None
        await press(desk, "f7")
        assert sentences(desk)[:2] == ["نظمت وزارة الخارجية", before[0].split("الخارجية ")[1]]
        assert "sentence split" in desk.said()
        assert "2/5" in desk.lines()[0]
        assert desk.view.sheet is sheet
        assert sheet is not None
        assert sheet.layout is layout
        assert desk.context.sentence == desk.reading.page.document.sentences[1]
        await desk.press("p")
        assert desk.context.sentence == desk.reading.page.document.sentences[0]
        await press(desk, "f8")
        assert sentences(desk) == before
        assert "merged" in desk.said()
    assert check_project(project) == []


async def test_a_split_is_undone_after_a_restart(project: Path) -> None:
    """What was cut on another day is taken back by u, which says so; r cuts again."""
    async with sitting_at(partial(opened, project)) as desk:
        before = sentences(desk)
        await desk.go("وديفيد")
        await press(desk, "f7")
    async with sitting_at(partial(opened, project)) as desk:
        assert len(sentences(desk)) == len(before) + 1
        await press(desk, "u")
        assert sentences(desk) == before
        assert "sentence split" in desk.said()
        await press(desk, "r")
        assert len(sentences(desk)) == len(before) + 1


async def test_a_span_in_the_way_is_said(project: Path) -> None:
    """A split through one's own span is refused with its words; the sentence stays whole."""
    async with sitting_at(partial(opened, project)) as desk:
        before = sentences(desk)
        await desk.go("وزارة")
        await desk.press("shift+left", "1")
        await desk.go("الخارجية")
        await press(desk, "f7")
        assert "وزارة الخارجية" in desk.said()
        assert sentences(desk) == before


async def test_other_peoples_spans_are_counted_and_not_shown(project: Path) -> None:
    """What the other one tagged is in the way without a word of it on the screen."""
    other = opened(project, "omar")
    page = other.resume()
    assert page is not None
    start = TEXT.index("وزارة")
    span = Span(start=start, end=start + len("وزارة الخارجية"))
    other.commit(page.document.id, draft_add(page, other.scheme, span, "agency"))
    other.close()
    async with sitting_at(partial(opened, project)) as desk:
        await desk.go("الخارجية")
        await press(desk, "f7")
        assert "other annotators that would be cut: 1" in desk.said()
        assert "وزارة" not in desk.said()


async def test_who_comes_too_late_is_told_and_sees_the_sentences(project: Path) -> None:
    """When somebody else has cut the sentence meanwhile, nothing is done and theirs is shown."""
    async with sitting_at(partial(opened, project)) as desk:
        other = opened(project, "omar")
        page = other.resume()
        assert page is not None
        act = draft_sentence_split(page, other.scheme, TEXT.index("اجتماعا"))
        other.recut(page.document.id, act, 0)
        other.close()
        await desk.go("وديفيد")
        await press(desk, "f7")
        assert "somebody else meanwhile" in desk.said()
        assert sentences(desk)[1].startswith("اجتماعا")
        assert desk.word == "وديفيد"


async def test_a_span_over_a_new_edge_is_refused(project: Path) -> None:
    """A span tagged over an edge that was not on the screen yet is not done; the edge is shown."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.go("وزارة")
        await desk.press("shift+left")
        other = opened(project, "omar")
        page = other.resume()
        assert page is not None
        other.recut(
            page.document.id, draft_sentence_split(page, other.scheme, TEXT.index("الخارجية")), 0
        )
        other.close()
        await desk.press("1")
        for _ in range(200):
            if "any more" in desk.said():
                break
            await desk.pilot.pause(0.01)
        assert desk.said().startswith("not done: agency on وزارة الخارجية")
        assert desk.spans == []
        assert sentences(desk)[1].startswith("الخارجية")
        await desk.go("وزارة")
        await desk.press("1")
        await desk.settled()
        assert desk.app.queue.state.kind == "saved"
    assert check_project(project) == []


async def test_the_menu_offers_both(project: Path) -> None:
    """What the keys do is in the menu of the marked text."""
    async with sitting_at(partial(opened, project)) as desk:
        count = len(sentences(desk))
        await desk.go("وديفيد")
        await desk.press(".")
        assert any("F7" in line for line in desk.lines())
        await press(desk, "f7")
        assert len(sentences(desk)) == count + 1
