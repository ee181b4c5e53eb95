"""The feedback screen: where gold differs, answers by key, an appeal in words, the way there."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.services.reviewers import (
    BANK,
    GOVERNOR,
    NEITHER,
    RABAT,
    annotate,
    card_on,
    make_reviewed,
    taking,
)
from tests.tui.sessions import Desk, sitting_at

from hashiya.services import (
    AnnotationSession,
    FeedbackSession,
    ImportOptions,
    ReviewSession,
    default_scheme,
    import_paths,
    make_project,
    side_of,
)
from hashiya.tui.locale import use_language
from hashiya.tui.screens.feedback import FeedbackScreen

Opens = Callable[[], AnnotationSession]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two articles of one text."""
    return make_reviewed(tmp_path / "p.hashiya", "first", "second")


@pytest.fixture
def judged(project: Path) -> Path:
    """Both are gold; in each, gold differs from salma's work in two places."""
    for name in ("first", "second"):
        annotate(project, "omar", [BANK, GOVERNOR], document_id=name)
        annotate(project, "salma", [BANK, ("والي", "official"), RABAT], document_id=name)
        with closing(ReviewSession.open(project, "huda", "r1")) as session:
            page = session.enter(name)
            card = card_on(page, GOVERNOR[0])
            page = session.rule(page, card, taking(side_of(card, 1))._replace(reason="slip"))
            session.rule(page, card_on(page, RABAT[0]), NEITHER)
    return project


def opens(project: Path) -> Opens:
    """Opens salma's sitting."""
    return lambda: AnnotationSession.open(project, "salma")


def shown(desk: Desk) -> str:
    """Everything on the screen."""
    return "\n".join(desk.lines())


async def until(desk: Desk, words: str) -> None:
    """Wait for the store's thread."""
    for _ in range(400):
        if words in shown(desk):
            break
        await desk.pilot.pause(0.01)
    assert words in shown(desk)


async def test_differences_are_listed_with_both_sides_and_the_reason(judged: Path) -> None:
    """By article and place; what others proposed is nowhere."""
    async with sitting_at(opens(judged)) as desk:
        await desk.press("shift+f6")
        await until(desk, "4 differences; 2 articles of yours are gold")
        (row, *_) = [line for line in desk.lines() if "yours:" in line]
        assert "official · gold:" in row
        assert "slip" in row
        assert "nothing" in [line for line in desk.lines() if "yours:" in line][1]
        assert "omar" not in shown(desk)


async def test_enter_goes_to_the_place_in_its_article(judged: Path) -> None:
    """Also in another article; what gold has there is selected."""
    async with sitting_at(opens(judged)) as desk:
        await desk.press("shift+f6")
        await until(desk, "4 differences")
        await desk.press("down", "down", "enter")
        await desk.settled()
        assert desk.reading.page.document.id == "second"
        assert desk.word == GOVERNOR[0]


@pytest.mark.parametrize("key", ["a", "ش"])
async def test_a_difference_is_accepted_by_a_key(judged: Path, key: str) -> None:
    """Under both layouts; a second answer is refused in words."""
    async with sitting_at(opens(judged)) as desk:
        await desk.press("shift+f6")
        await until(desk, "4 differences")
        await desk.press(key)
        await until(desk, "you accepted it")
        await desk.press("p")
        await until(desk, "answered before")
    with closing(FeedbackSession.open(judged, "salma")) as session:
        first, second = session.differences("first")
        assert first.response is not None
        assert first.response.kind == "accepted"
        assert second.response is None


async def test_an_appeal_is_written_and_handed_in(judged: Path) -> None:
    """Letters go to the input, Escape leaves it without a word, an empty one is not handed in."""
    async with sitting_at(opens(judged)) as desk:
        await desk.press("shift+f6")
        await until(desk, "4 differences")
        await desk.press("p", "a", "q", "escape")
        await until(desk, "4 differences")
        await desk.press("p", "enter")
        await until(desk, "why should gold be otherwise")
        await until(desk, "Ctrl s hand in   Esc leave it")
        await desk.press(*"لا")
        await desk.press("ctrl+s")
        await until(desk, "your appeal waits")
        assert isinstance(desk.app.screen, FeedbackScreen)
        await desk.press("escape")
        assert not isinstance(desk.app.screen, FeedbackScreen)
    with closing(FeedbackSession.open(judged, "salma")) as session:
        response = session.differences("first")[0].response
        assert response is not None
        assert (response.kind, response.note, response.waits) == ("appealed", "لا", True)


async def test_who_has_no_gold_is_told_how_it_comes(project: Path) -> None:
    """The keys that would mean nothing are not shown, and do nothing."""
    async with sitting_at(opens(project)) as desk:
        await desk.press("shift+f6")
        await until(desk, "none of your articles is gold yet")
        assert "accept" not in desk.lines()[-1]
        await desk.press("a", "p", "enter", "down", "home", "pagedown")
        assert isinstance(desk.app.screen, FeedbackScreen)


async def test_more_are_read_when_the_cursor_comes_near_the_end(
    judged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One document a look gives the same list."""
    monkeypatch.setattr("hashiya.services.feedback.DOCUMENTS_A_LOOK", 1)
    async with sitting_at(opens(judged), size=(80, 24)) as desk:
        await desk.press("shift+f6")
        await until(desk, "4 differences; 2 articles")


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_it_fits_small_screens_in_every_language(
    judged: Path, size: tuple[int, int], language: str
) -> None:
    """No line is longer than the screen, and the keys are there."""
    use_language(language)
    try:
        async with sitting_at(opens(judged), size=size) as desk:
            await desk.press("shift+f6")
            for _ in range(400):
                if len([line for line in desk.lines() if "✎" in line or "?" in line]) > 1:
                    break
                await desk.pilot.pause(0.01)
            assert isinstance(desk.app.screen, FeedbackScreen)
            assert all(cell_len(line) <= size[0] for line in desk.lines())
            assert "a" in desk.lines()[-1]
    finally:
        use_language("en")


async def test_gold_that_came_in_with_a_file_says_so(tmp_path: Path) -> None:
    """No vote is claimed, and what gold holds there is told."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    layers = (("salma", "annotator", [4, 14]), ("nour", "gold", [4, 8]))
    about = {"id": "a", "text": "قال وزير النقل أمس.", "status": "done"}
    lines = [
        about | {"annotator": alias, "layer": layer, "spans": [[*bounds, "official"]]}
        for alias, layer, bounds in layers
    ]
    file = path.with_name("a.jsonl")
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    import_paths(path, [file], ImportOptions(alias="lead"))
    async with sitting_at(opens(path)) as desk:
        await desk.press("shift+f6")
        await until(desk, "1 difference; 1 article of yours is gold")
        (row,) = [line for line in desk.lines() if "yours:" in line]
        assert "gold came in with a file" in row
        assert "nothing" not in row
        assert "enough others agreed" not in row
