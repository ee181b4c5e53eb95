"""The lesson: played through to its end in every language, skipped, left, and leaving nothing."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.tui.allowed import offence, shown_text
from tests.tui.ptys import running
from tests.tui.sessions import Desk, MemorySession, sitting_at

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    default_scheme,
    import_paths,
    lesson_text,
    make_project,
    open_lesson,
)
from hashiya.terminal import Settings, wants_welcome
from hashiya.text import sentence_spans
from hashiya.tui.commands import COMMANDS
from hashiya.tui.lesson import Lesson, Seen, Step
from hashiya.tui.lesson_app import LessonApp
from hashiya.tui.lesson_steps import STEPS
from hashiya.tui.locale import LANGUAGES, use_language
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.screens.lesson import LessonScreen
from hashiya.tui.widgets.lesson_strip import LessonStrip

KEYS = (
    ("left",),
    ("shift+left",),
    ("1",),
    ("f", "3"),
    ("enter",),
    ("left", "shift+left", "shift+left", "2"),
    ("v", "1"),
    ("n", "shift+left", "c", "c", "1"),
    ("u",),
    ("r",),
    ("/", "3", "0", "enter"),
    ("p", "0"),
)
"""What does each step."""
MADE = [
    ("agency", "وزارة الثقافة"),
    ("date", "يوم الثلاثاء 4 مارس 2025"),
    ("official", "مديرة المكتبة الوطنية"),
    ("agency", "المكتبة الوطنية"),
    ("agency", "بلدية العاصمة"),
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English again after each test."""
    yield
    use_language("en")


@asynccontextmanager
async def learning(folder: Path, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Desk]:
    """The lesson on its own, with its first step on the screen."""
    app = LessonApp(partial(open_lesson, folder, "salma"), "salma")
    try:
        async with app.run_test(size=size) as pilot:
            for __ in range(400):
                if app.annotate.is_ready:
                    break
                await pilot.pause(0.01)
            await pilot.pause()
            yield Desk(app, pilot)
    finally:
        app.queue.finish()


def lesson_of(desk: Desk) -> Lesson:
    """How far it is."""
    lesson = desk.app.screen.query_one(LessonStrip).lesson
    assert lesson is not None
    return lesson


async def come_to(desk: Desk, at: int) -> None:
    """Wait until a step is reached; undo and redo wait for the disk."""
    for __ in range(200):
        if lesson_of(desk).at >= at:
            break
        await desk.pilot.pause(0.01)
    assert lesson_of(desk).at == at


def shown(desk: Desk) -> str:
    """The screen as one string."""
    return "\n".join(desk.lines())


@pytest.mark.parametrize("name", LANGUAGES)
async def test_it_is_played_through_to_its_end(tmp_path: Path, name: str) -> None:
    """Each step is done by its keys and by nothing before, in every language."""
    use_language(name)
    assert len(KEYS) == len(STEPS)
    async with learning(tmp_path) as desk:
        for at, keys in enumerate(KEYS):
            assert lesson_of(desk).at == at
            await desk.press(*keys)
            await come_to(desk, at + 1)
        assert lesson_of(desk).step is None
        assert "hashiya init news" in shown(desk) or name == "ar"
        assert [span for span in MADE if span not in desk.spans] == []
        await desk.press("q")
        assert desk.app.return_code == 0


async def test_every_step_can_be_skipped(tmp_path: Path) -> None:
    """F12 goes on without doing anything, and stays at the end."""
    async with learning(tmp_path) as desk:
        for at in range(len(STEPS)):
            assert f"step {at + 1} of {len(STEPS)}" in shown(desk)
            await desk.press("f12")
        assert lesson_of(desk).step is None
        await desk.press("f12")
        assert "lesson done" in shown(desk)
        assert desk.spans == []


async def test_it_opens_over_an_article_and_leaves_nothing(tmp_path: Path) -> None:
    """F12 in a project opens the lesson; nothing is done to the project, and q goes back to it."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text("قال مدير بنك المغرب إن الأمر تم.", encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    with pytest.MonkeyPatch.context() as patch:
        (tmp_path / "temporary").mkdir()
        patch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
        async with sitting_at(lambda: AnnotationSession.open(path, "salma")) as desk:
            await desk.settled()
            before = hashlib.sha256(path.read_bytes()).hexdigest()
            await desk.press("f12")
            for __ in range(400):
                if isinstance(desk.app.screen, LessonScreen) and desk.app.screen.is_ready:
                    break
                await desk.pilot.pause(0.01)
            lesson = desk.app.screen
            assert isinstance(lesson, LessonScreen)
            assert len(list((tmp_path / "temporary").iterdir())) == 1
            await desk.press("left", "shift+left", "1")
            await come_to(desk, 3)
            await desk.press("q")
            for __ in range(400):
                if not list((tmp_path / "temporary").iterdir()) and desk.said():
                    break
                await desk.pilot.pause(0.01)
            assert type(desk.app.screen) is AnnotateScreen
            assert list((tmp_path / "temporary").iterdir()) == []
            assert desk.spans == []
            assert "F12 begins it again" in desk.said()
            assert hashlib.sha256(path.read_bytes()).hexdigest() == before
            await desk.press("1")
            assert desk.spans == [("agency", "قال")]


async def test_the_theme_and_the_help_are_the_article_s(tmp_path: Path) -> None:
    """Everything of the annotate screen works in the lesson: themes, help, the list of commands."""
    async with learning(tmp_path) as desk:
        await desk.press("t", "?")
        assert desk.app.screen is not desk.screen
        await desk.press("escape", "ctrl+p", *"next_sentence", "enter")
        assert desk.reading.pointer.caret > 0


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 10)])
@pytest.mark.parametrize("name", LANGUAGES)
async def test_the_strip_leaves_room_for_the_article(
    tmp_path: Path, size: tuple[int, int], name: str
) -> None:
    """All words are there, every line is as wide as the screen, and the text has its lines."""
    use_language(name)
    async with learning(tmp_path, size) as desk:
        for __ in range(len(STEPS) + 1):
            strip = desk.app.screen.query_one(LessonStrip)
            assert len(strip.lines(size[0])) == strip.size.height
            assert {cell_len(line) for line in desk.lines()} == {size[0]}
            assert desk.view.size.height >= 2
            await desk.press("f12")


def test_steps_name_the_article_s_words_and_real_keys() -> None:
    """Each quote stands once in the article, whose sentences are five; each key is a command's."""
    text = lesson_text()
    assert len(list(sentence_spans(text))) == 5
    names = {command.name for command in COMMANDS}
    labels = {label.name for label in default_scheme().labels}
    for step in STEPS:
        assert not step.quote or text.count(step.quote) == 1
        assert set(step.keys.values()) <= names
        assert set(step.labels.values()) <= labels


async def test_on_another_article_nothing_is_done() -> None:
    """Steps that name words of the article are never done where these are missing."""
    async with sitting_at(MemorySession()) as desk:
        seen = Seen(desk.reading, desk.context)
        assert [step.words for step in STEPS if step.is_done(seen, seen)] == []


async def test_steps_done_at_once_are_passed_over() -> None:
    """A step that is done already when it begins does not wait."""
    async with sitting_at(MemorySession()) as desk:
        seen = Seen(desk.reading, desk.context)
        steps = answering(True, True, False)
        lesson = Lesson(steps).looked(seen)
        assert lesson.at == 2
        assert lesson.skipped().at == 3
        assert lesson.skipped().skipped().step is None


async def test_a_hit_counts_once_the_search_is_left(tmp_path: Path) -> None:
    """While the query is typed its keys are letters, so the next step does not come yet."""
    async with learning(tmp_path) as desk:
        at = next(at for at, step in enumerate(STEPS) if step.keys.get("find"))
        await desk.press(*["f12"] * at, "/", "3", "0")
        assert lesson_of(desk).at == at
        await desk.press("enter")
        assert lesson_of(desk).at == at + 1


async def test_keys_behind_f12_are_the_lesson_s(tmp_path: Path) -> None:
    """What is typed in one breath with the key that opens it waits for the lesson."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text("قال مدير بنك المغرب إن الأمر تم.", encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    async with sitting_at(lambda: AnnotationSession.open(path, "salma")) as desk:
        await desk.type_at_once("f12", "left", "shift+left", "1")
        for __ in range(400):
            if isinstance(desk.app.screen, LessonScreen) and lesson_of(desk).at == 3:
                break
            await desk.pilot.pause(0.01)
        assert lesson_of(desk).at == 3
        assert "salma" in desk.lines()[0], "who learns is who works"
        assert desk.spans == []


def answering(*answers: bool) -> tuple[Step, ...]:
    """Steps that give these answers, whatever is seen."""
    return tuple(Step("", partial(lambda answer, _, __: answer, answer)) for answer in answers)


def test_the_lesson_is_offered_once(tmp_path: Path) -> None:
    """The first time says yes and is noted beside what the file said; where it cannot be, no."""
    path = tmp_path / "settings.toml"
    path.write_text('[interface]\ntheme = "nord"  # mine\n', encoding="utf-8")
    assert [wants_welcome(path), wants_welcome(path)] == [True, False]
    settings = Settings.load(path)
    assert (settings.is_welcomed, settings.theme) == (True, "nord")
    path.write_text("no toml", encoding="utf-8")
    assert not wants_welcome(path)
    assert not wants_welcome(tmp_path / "settings.toml" / "below a file")
    assert not wants_welcome(Path(os.devnull))


async def test_nobody_without_a_terminal_is_welcomed(tmp_path: Path) -> None:
    """A screen that is drawn into nothing offers nothing and writes no settings."""
    settings = tmp_path / "settings.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HASHIYA_SETTINGS", str(settings))
        async with sitting_at() as desk:
            await desk.pilot.pause()
            assert desk.said() == ""
    assert not settings.exists()


def test_on_a_terminal_it_writes_allowed_bytes_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`hashiya tutorial` shows the steps, ends with what to do next, and removes its folder."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with running(tmp_path / "none.hashiya", verb="tutorial") as screen:
        screen.wait_for(b"step 1 of 12")
        screen.press(b"\x1b[D", *[b"\x1b[24~"] * 12, b"\x10", b"\x1b", b"q")
        assert screen.ended() == 0
        assert "lesson done" in shown_text(screen.written)
        assert "hashiya init news" in shown_text(screen.written)
        assert offence(screen.written) == ""
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not (tmp_path / "none.hashiya").exists()


def test_who_comes_in_for_the_first_time_is_told(tmp_path: Path) -> None:
    """One line offers the lesson, once; the next time the article's own line stands there."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text("قال مدير بنك المغرب إن الأمر تم.", encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    found = []
    for __ in range(2):
        with running(path) as screen:
            screen.wait_for(b"saved")
            screen.settle(1.0)
            screen.press(b"q")
            assert screen.ended() == 0
            found.append("new here? F12" in shown_text(screen.written))
    assert found == [True, False]


def test_what_opens_it_is_a_session(tmp_path: Path) -> None:
    """The project is made whole: one article, the default labels, nothing tagged."""
    session = open_lesson(tmp_path, "salma")
    try:
        page = session.resume()
        assert page is not None
        assert (page.documents, page.document.text.strip()) == (1, lesson_text())
        assert page.layer.annotations == ()
    finally:
        session.close()
