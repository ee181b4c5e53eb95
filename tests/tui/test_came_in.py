"""What came in with packs, on the screen: who merged what, and one's own acts behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.sessions import Desk, sitting_at
from tests.tui.test_history import until

from hashiya.model import Act, Add, Annotation, MarkSentence, Span
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    add_person,
    default_scheme,
    import_paths,
    make_pack,
    make_project,
    make_return,
    merge_packs,
    open_pack,
)
from hashiya.tui.locale import use_language
from hashiya.tui.screens.came_in import CameInScreen
from hashiya.tui.screens.history import HistoryScreen

TEXT = "قال مدير بنك المغرب إن الأمر تم. وانتهى اللقاء."
WORD = "بنك"


def work(session: AnnotationSession, document_id: str, acts: int) -> None:
    """Tag a word, take it back, and again; then finish a sentence."""
    start = TEXT.index(WORD)
    span = Span(start=start, end=start + len(WORD))
    for number in range(acts):
        word = Annotation(id=f"{document_id}{number}", span=span, label="agency", quote=WORD)
        session.commit(document_id, Act(edits=(Add(annotation=word),)))
        session.undo()
    first = session.open_document(document_id).document.sentences[0]
    session.commit(document_id, Act(edits=(MarkSentence(span=first, before=None, after="done"),)))


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """A project into which lamia has merged two packs of salma's, the second of many acts."""
    path = tmp_path / "team.hashiya"
    make_project(path, default_scheme())
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("d0", "d1", "d2"):
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    add_person(path, "lamia", "coordinator")
    add_person(path, "salma", "annotator")
    import_paths(path, [folder], ImportOptions(alias="lamia"))
    for document_id, acts in (("d0", 1), ("d1", 30)):
        pack = make_pack(path, "salma", [document_id], out=tmp_path / f"{document_id}.pack.jsonl")
        away, _ = open_pack(pack.path, tmp_path / f"{document_id}.hashiya")
        session = AnnotationSession.open(away, "salma")
        work(session, document_id, acts)
        session.close()
        back = make_return(away, out=tmp_path / f"{document_id}.back.jsonl")
        merge_packs(path, "lamia", [back.path], lambda _file, _merged: None)
    return path


def opens(path: Path, alias: str) -> Callable[[], AnnotationSession]:
    """Opens somebody's sitting."""
    return lambda: AnnotationSession.open(path, alias)


async def test_the_last_article_of_a_pack_says_how_it_goes_back(
    merged: Path,
) -> None:
    """Whoever works away from the project has nobody beside them to ask."""
    async with sitting_at(opens(merged.with_name("d0.hashiya"), "salma")) as desk:
        await desk.press("]")
        await until(desk, lambda: "hashiya pack --back writes what goes back" in desk.said())
        await desk.press("[")
        await until(desk, lambda: "this is the first article" in desk.said())


async def looking(desk: Desk) -> CameInScreen:
    """From the article over the history to what came in, once it was read."""
    await desk.settled()
    await desk.press("f6")
    history = desk.app.screen
    assert isinstance(history, HistoryScreen)
    await until(desk, lambda: history._state == "choosing")
    await desk.press("tab")
    await until(desk, lambda: isinstance(desk.app.screen, CameInScreen))
    screen = desk.app.screen
    assert isinstance(screen, CameInScreen)
    await until(desk, lambda: not screen._is_reading)
    return screen


def shown(desk: Desk) -> str:
    """Everything on the screen."""
    return "\n".join(desk.lines())


async def test_ones_own_acts_stand_behind_the_merge(merged: Path) -> None:
    """Newest first, page after page, with the words that they were on."""
    async with sitting_at(opens(merged, "salma")) as desk:
        screen = await looking(desk)
        assert "31 acts of yours came in, merged by lamia" in shown(desk)
        assert "sentence done" in shown(desk)
        assert "(undone)" in shown(desk)
        await until(desk, lambda: "⟦" in shown(desk))
        lines = screen._lines
        for _ in range(4):
            await desk.press("end")
            await until(desk, lambda: not screen._is_reading)
        assert len(lines.items) == 2 + (1 + 2 * 30) + (1 + 2)
        assert "2 acts of yours came in" in shown(desk)
        await desk.press("up", "down", "home", "enter")
        assert "a merge is not undone" in shown(desk)
        await desk.press("escape")
        await until(desk, lambda: isinstance(desk.app.screen, HistoryScreen))
        await desk.press("escape")


async def test_whoever_merged_sees_no_acts_of_others(merged: Path) -> None:
    """Whose work it was and how much, by article."""
    async with sitting_at(opens(merged, "lamia")) as desk:
        screen = await looking(desk)
        assert len(screen._lines.items) == 2
        assert "31 acts of salma came in, merged by you" in shown(desk)
        assert "d1.back.jsonl" in shown(desk)
        assert WORD not in shown(desk)


async def test_nobody_else_sees_anything(merged: Path) -> None:
    """They read how something comes in."""
    async with sitting_at(opens(merged, "omar")) as desk:
        await looking(desk)
        assert "hashiya merge PACK" in shown(desk)


async def test_an_undo_says_that_it_passes_by_what_came_in(merged: Path) -> None:
    """To those it is about; to nobody else."""
    for alias, words in (("salma", "with a pack is not undone"), ("omar", "nothing to undo")):
        async with sitting_at(opens(merged, alias)) as desk:
            await desk.press("u")
            await until(desk, lambda: bool(desk.said()))
            assert words in desk.said()


@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_it_is_mirrored_in_arabic(merged: Path, size: tuple[int, int]) -> None:
    """Down to the smallest screen."""
    use_language("ar")
    try:
        async with sitting_at(opens(merged, "salma"), size=size) as desk:
            await looking(desk)
            assert "came in" not in shown(desk)
            assert any(line.rstrip().endswith("◂") for line in desk.lines())
    finally:
        use_language("en")
