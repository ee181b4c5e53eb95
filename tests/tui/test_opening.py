"""Opening: however long a project takes, it opens, and nothing typed meanwhile is lost."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.tui.ptys import OPEN, running
from tests.tui.sessions import TEXT, Desk, MemorySession, make_document, sitting_at

from hashiya.model import Act, Layer, MarkSentence
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    Page,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.tui.app import HashiyaApp
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.opening import FIRST_FRAME_SECONDS, OPENING_SECONDS

PRESSES = 60
OPENS_LATE = f"""
import time
from hashiya.services import AnnotationSession
really_open = AnnotationSession.open
def open_late(*what):
    time.sleep(1.0)
    return really_open(*what)
AnnotationSession.open = open_late
{OPEN}
"""
TWO_TOPICS_AND_DONE = (b"4", b"\x1b[D", b"4", b"\r")


class SlowSession(MemorySession):
    """A session whose first page comes when it is let go."""

    def __init__(self, *texts: str) -> None:
        super().__init__([make_document(text) for text in texts])
        if not texts:
            self.place = None
        self.opens = threading.Event()

    def open_when_let_go(self) -> MemorySession:
        """Open, as slowly as the test wants."""
        self.opens.wait(20)
        return self


@asynccontextmanager
async def opening(session: SlowSession) -> AsyncIterator[Desk]:
    """The application while its project is still being opened, long after the first frame."""
    app = HashiyaApp(session.open_when_let_go, "salma")
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause(FIRST_FRAME_SECONDS + OPENING_SECONDS + 0.2)
            yield Desk(app, pilot)
    finally:
        session.opens.set()
        app.queue.finish()


async def opened(desk: Desk, session: SlowSession) -> None:
    """Let the project open, and wait for it."""
    session.opens.set()
    for _ in range(500):
        if desk.screen.sitting is not None:
            break
        await desk.pilot.pause(0.01)
    await desk.pilot.pause()
    await desk.settled()


async def test_a_project_that_opens_slowly_opens() -> None:
    """A project that is not there at the first frame says so, and is shown when it comes."""
    session = SlowSession(TEXT)
    async with opening(session) as desk:
        assert "opening the project" in "\n".join(desk.lines())
        await opened(desk, session)
        assert "opening the project" not in "\n".join(desk.lines())
        assert "● saved" in desk.lines()[0]


async def test_an_empty_project_that_opens_slowly_opens() -> None:
    """The same where there is no article: what can be done about it is said."""
    session = SlowSession()
    async with opening(session) as desk:
        await opened(desk, session)
        assert "This project has no articles yet." in "\n".join(desk.lines())


async def test_keys_typed_while_the_project_opens_are_done_in_order() -> None:
    """Label keys, moves and marks that come too early are done on the first page, none twice."""
    session = SlowSession(TEXT)
    async with opening(session) as desk:
        await desk.press("4", "left", "1", "left", "left", "2")
        assert desk.screen.shown is None
        await opened(desk, session)
        words = [("topic", "نظمت"), ("agency", "الخارجية"), ("official", "اجتماعا")]
        assert desk.spans == words
        await desk.press("left", "3")
        assert len(desk.spans) == len(words) + 1


async def test_keys_typed_just_before_and_after_the_page_keep_their_order() -> None:
    """However keys fall around the moment the page comes, each tags the word it was meant for."""
    session = SlowSession(TEXT * 12)
    async with opening(session) as desk:
        presses = 40
        for number in range(presses):
            if number == presses // 2:
                session.opens.set()
            await desk.pilot.press("4", "left")
        await opened(desk, session)
        spans = desk.reading.page.layer.annotations
        assert len(spans) == presses
        assert len(session.committed) == presses


async def test_a_project_that_does_not_open_can_be_left() -> None:
    """While the project is being opened q leaves; behind other keys it waits, Ctrl Q never."""
    for keys, leaves in ((("q",), True), (("4", "q"), False), (("4", "ctrl+q"), True)):
        session = SlowSession(TEXT)
        async with opening(session) as desk:
            await desk.press(*keys)
            assert (desk.app.return_value == 0) == leaves


async def test_the_help_takes_keys_while_the_project_opens() -> None:
    """A key for a screen above the article is that screen's, whatever the article waits for."""
    session = SlowSession(TEXT)
    async with opening(session) as desk:
        desk.screen.action_command("help")
        await desk.pilot.pause()
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        await opened(desk, session)
        assert desk.spans == []


async def test_keys_typed_while_an_article_is_slow_to_come_are_all_done() -> None:
    """Hundreds of keys behind a turn to the next article are done there, and in order."""
    comes = threading.Event()

    class Slow(MemorySession):
        def step(self, position: int, direction: int) -> Page | None:
            comes.wait(20)
            return super().step(position, direction)

    other = make_document(TEXT * 30, 2)
    async with sitting_at(Slow([make_document(), other])) as desk:
        words = 100
        await desk.type_at_once("]", *("4", "left") * words)
        comes.set()
        for _ in range(200):
            if desk.reading.page.document is other:
                break
            await desk.pilot.pause(0.01)
        await desk.settled()
        assert len(desk.spans) == words
        assert desk.spans[0][1] == "نظمت"


async def test_whoever_gives_up_waiting_for_a_save_does_not_stop_it() -> None:
    """Waiting in vain for what is being written leaves the writing alone."""
    session = MemorySession()
    queue = SaveQueue(lambda: session, lambda _: None)
    await queue.open()
    session.gate.clear()
    document = session.texts[0]
    mark = MarkSentence(span=document.sentences[0], before=None, after="done")
    queue.save(document.id, Act(edits=(mark,)))
    with suppress(TimeoutError):
        async with asyncio.timeout(0.05):
            await queue.settle()
    session.gate.set()
    await queue.settle()
    assert queue.state.kind == "saved"
    assert len(session.committed) == 1
    queue.finish()


def test_keys_typed_while_the_program_loads_are_all_done(tmp_path: Path) -> None:
    """Keys written before the program has begun to load, Enter too, are on disk in the end."""
    project = one_article(tmp_path)
    with running(project) as pty:
        for key in TWO_TOPICS_AND_DONE:
            pty.send(key)
        pty.wait_for("● saved".encode())
        pty.settle()
        pty.send(b"q")
        assert pty.ended() == 0
    layer = layer_of(project)
    assert [each.label for each in layer.annotations] == ["topic", "topic"]
    assert [mark.state for mark in layer.marks] == ["done"]


def test_keys_typed_all_through_a_slow_start_are_all_done(tmp_path: Path) -> None:
    """Keys all the way from nothing to the first page of a project that opens late all count."""
    project = one_article(tmp_path)
    with running(project, command=(sys.executable, "-c", OPENS_LATE)) as pty:
        for _ in range(PRESSES):
            pty.send(b"4\x1b[D")
            pty.settle(0.03)
        pty.wait_for("● saved".encode())
        pty.settle()
        pty.send(b"q")
        assert pty.ended() == 0
    assert len(layer_of(project).annotations) == PRESSES


def one_article(folder: Path) -> Path:
    """A project with one article that has more words than keys are pressed."""
    project, article = folder / "p.hashiya", folder / "a.txt"
    article.write_text(TEXT * 20, encoding="utf-8")
    make_project(project, default_scheme())
    import_paths(project, [article], ImportOptions(alias="salma"))
    return project


def layer_of(project: Path) -> Layer:
    """What is on disk of the one article's annotations."""
    session = AnnotationSession.open(str(project), "salma")
    page = session.resume()
    session.close()
    assert page is not None
    return page.layer
