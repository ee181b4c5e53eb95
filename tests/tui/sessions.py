"""Sessions for the screens' tests: one that keeps everything in memory and can be made to fail."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from textual.events import Key, MouseDown, MouseEvent, MouseMove, MouseUp
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.pilot import Pilot

from hashiya.errors import StoreError
from hashiya.model import Act, Document, Label, Layer, Scheme, Span, Words, apply_act
from hashiya.services import AnnotationSession, CameInKey, CameInPage, Page, Step
from hashiya.store import DocumentLine, Glance, Heard, ProjectInfo, Touch, document_state
from hashiya.terminal import Settings
from hashiya.text import Direction, sentence_spans
from hashiya.tui.app import NO_SETTINGS, HashiyaApp
from hashiya.tui.reading import Context, Reading
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.widgets import DocumentView

ANSWER_SECONDS: Final = 20.0
"""In which whatever was pressed is answered."""
MESSAGE_TURNS: Final = 40
"""Turns of the event loop in which a mouse event reaches its widget, the screen, and the view."""

TEXT: Final = (
    "نظمت وزارة الخارجية وديفيد غرين اجتماعا للأمم المتحدة. وقال مدير بنك المغرب إنه راض.\n"
    "عنوان قصير\n"
    "وفي ٢٩ يناير 2021 انتهى اللقاء (UTRF) بالرباط."
)
"""Two sentences on a line, a heading, and one with digits, Latin and brackets."""

SCHEME: Final = Scheme(
    id="news",
    labels=(
        Label(name="agency", titles=Words(ar="جهة", en="agency"), key="1", colour="#3465e8"),
        Label(name="official", titles=Words(ar="مسؤول", en="official"), key="2", colour="#e8a534"),
        Label(name="date", titles=Words(ar="تاريخ", en="date"), key="3", colour="#2fb98a"),
        Label(name="topic", titles=Words(ar="موضوع", en="topic"), key="4", colour="#b06a9d"),
    ),
)


def make_document(text: str = TEXT, number: int = 1, name: str = "") -> Document:
    """A document with the rule's sentences."""
    return Document(
        id=f"d{number}",
        name=name or f"مقال {number}",
        text=text,
        sentences=tuple(Span(start=start, end=end) for start, end in sentence_spans(text)),
    )


class MemorySession(AnnotationSession):
    """A session without a store.

    `gate` holds every commit while it is cleared; `trouble` is raised instead of committing.
    """

    def __init__(
        self,
        documents: Sequence[Document] = (),
        *,
        scheme: Scheme = SCHEME,
        alias: str = "salma",
        caret: int = 0,
    ) -> None:
        self.alias = alias
        self.scheme = scheme
        self.info = ProjectInfo("0" * 32, "test", Path("test.hashiya"), 1)
        self.texts = list(documents or (make_document(),))
        self.layers = {
            document.id: Layer(document_id=document.id, annotator=alias) for document in self.texts
        }
        self.carets = {self.texts[0].id: caret} if self.texts else {}
        self.directions: dict[str, Direction] = {}
        self.place = self.texts[0].id if self.texts else None
        self.gate = threading.Event()
        self.gate.set()
        self.trouble: Exception | None = None
        self.touches: dict[str, Touch] = {}
        self.committed: list[tuple[str, Act]] = []
        self.undone: list[tuple[str, Act]] = []
        self.is_closed = False
        self.first_glance = self.glance()

    def glance(self) -> Glance:
        """Nobody else is there."""
        return Glance("here", 1)

    def resume(self) -> Page | None:
        """The page the person left."""
        return self.open_document(self.place) if self.place else None

    def open_document(self, document_id: str) -> Page:
        """One document with its layer."""
        document = next(document for document in self.texts if document.id == document_id)
        return Page(
            document=document,
            layer=self.layers[document_id],
            line=self._line(document_id),
            documents=len(self.texts),
            caret=self.carets.get(document_id, 0),
            direction=self.directions.get(document_id, "auto"),
            finished=sum(self._line(each.id).state == "done" for each in self.texts),
        )

    def step(self, position: int, direction: int) -> Page | None:
        """The document before or after."""
        at = position - 1 + direction
        return self.open_document(self.texts[at].id) if 0 <= at < len(self.texts) else None

    def is_given_work(self) -> bool:
        """No work is given out."""
        return False

    def commit(self, document_id: str, act: Act) -> None:
        """Keep an act, once the gate is open."""
        self.gate.wait()
        if self.trouble is not None:
            raise self.trouble
        self.layers[document_id] = apply_act(self.layers[document_id], act)
        self.committed.append((document_id, act))
        self.undone.clear()

    def undo(self, near: str | None = None, heard: Heard | None = None) -> Step | None:
        """Take the newest act back."""
        return self._take(self.committed, self.undone)

    def redo(self, near: str | None = None, heard: Heard | None = None) -> Step | None:
        """Do it again."""
        return self._take(self.undone, self.committed)

    def remember(self, document_id: str, caret: int) -> None:
        """Keep a caret."""
        if self.trouble is not None:
            raise StoreError("busy")
        self.place = document_id
        self.carets[document_id] = caret

    def turn(self, document_id: str, direction: Direction) -> None:
        """Keep a direction."""
        if self.trouble is not None:
            raise StoreError("busy")
        self.directions[document_id] = direction

    def touched(self, document_id: str, annotation_id: str) -> Touch | None:
        """Who did the last to an annotation, where the test has said so."""
        return self.touches.get(annotation_id)

    def came_in(
        self,
        key: CameInKey | None = None,
        limit: int = 40,
    ) -> CameInPage:
        """No pack was ever merged."""
        return CameInPage([], None)

    def word_frequency(self) -> Callable[[str], int]:
        """Every word is as rare as the other."""
        return lambda _: 0

    def close(self) -> None:
        """Note that it was closed."""
        self.is_closed = True

    def _take(self, source: list[tuple[str, Act]], goal: list[tuple[str, Act]]) -> Step | None:
        if not source:
            return None
        document_id, act = source.pop()
        back = act.inverse()
        self.layers[document_id] = apply_act(self.layers[document_id], back)
        goal.append((document_id, back))
        return Step(page=self.open_document(document_id), act=back)

    def _line(self, document_id: str) -> DocumentLine:
        at = next(at for at, document in enumerate(self.texts) if document.id == document_id)
        document, layer = self.texts[at], self.layers[document_id]
        done, held, sentences = len(layer.marks), len(layer.annotations), len(document.sentences)
        state = document_state(sentences=sentences, done=done, annotations=held)
        length = len(document.text)
        return DocumentLine(
            at + 1, document_id, document.name, length, sentences, done, held, state
        )


class Desk:
    """A running application and what a test wants to see of it."""

    def __init__(self, app: HashiyaApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def session(self) -> MemorySession:
        """The session in memory."""
        session = self.app.queue._session
        assert isinstance(session, MemorySession)
        return session

    @property
    def screen(self) -> AnnotateScreen:
        """The annotate screen."""
        return self.app.annotate

    @property
    def view(self) -> DocumentView:
        """The article."""
        return self.screen.query_one(DocumentView)

    @property
    def reading(self) -> Reading:
        """What is shown."""
        assert self.screen.shown is not None
        return self.screen.shown[0]

    @property
    def context(self) -> Context:
        """What the keys mean."""
        assert self.screen.shown is not None
        return self.screen.shown[1]

    @property
    def spans(self) -> list[tuple[str, str]]:
        """Label and quote of every annotation on the screen."""
        return [(each.label, each.quote) for each in self.reading.page.layer.annotations]

    @property
    def word(self) -> str:
        """What a label key would tag."""
        target = self.context.target
        assert target is not None
        return self.reading.page.document.text[target.start : target.end]

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all of it is answered and saved."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type_at_once(self, *keys: str) -> None:
        """Press keys in one breath, before the first of them is answered; wait for all of it."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
            driver.send_message(Key(name, key if len(key) == 1 else None))
        await self._all_answered()
        await self.pilot.pause()

    async def _all_answered(self) -> None:
        """Wait until nothing a person did waits for its turn."""
        order = self.app.order
        async with asyncio.timeout(ANSWER_SECONDS):
            await self._answered()
            while order._waiting or order._patience is not None:
                await self._answered()

    def cell(self, offset: int) -> Offset:
        """Column and line of an offset's cell on the screen."""
        return self.view.on_screen(offset)

    async def mouse(
        self, kind: type[MouseEvent], at: tuple[int, int], *, button: int = 1, shift: bool = False
    ) -> None:
        """Let the terminal tell of the mouse, and wait until it is answered."""
        x, y = at
        event = kind(None, x, y, 0, 0, button, shift, False, False, screen_x=x, screen_y=y)
        self.app.post_message(event)
        await self._all_answered()

    async def place(self, caret: int) -> None:
        """Put the caret on an offset."""
        assert self.screen.sitting is not None
        self.screen.sitting.move(lambda pointer, _: pointer.__class__(caret))
        await self._answered()

    async def _answered(self) -> None:
        """Let what is waiting be handled; much faster than waiting until nothing is left to do."""
        for _ in range(MESSAGE_TURNS):
            await asyncio.sleep(0)

    async def click(
        self, at: tuple[int, int], *, button: int = 1, shift: bool = False, times: int = 1
    ) -> None:
        """Press and let go, as often as asked."""
        for _ in range(times):
            await self.mouse(MouseDown, at, button=button, shift=shift)
            await self.mouse(MouseUp, at, button=button, shift=shift)

    async def drag(self, *places: tuple[int, int]) -> None:
        """Press at the first place, let go at the last."""
        await self.mouse(MouseDown, places[0])
        for place in places[1:]:
            await self.mouse(MouseMove, place)
        await self.mouse(MouseUp, places[-1])

    async def go(self, word: str, nth: int = 0) -> None:
        """Put the caret on a word of the text."""
        text = self.reading.page.document.text
        offset = -1
        for _ in range(nth + 1):
            offset = text.index(word, offset + 1)
        await self.place(offset)
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """The screen's lines as they would be printed."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def said(self) -> str:
        """The message to the person."""
        return self.reading.message.text

    async def settled(self) -> None:
        """Wait until everything that can be saved is."""
        await self.app.queue.settle()
        await self.pilot.pause()


@asynccontextmanager
async def sitting_at(
    session: MemorySession | Callable[[], AnnotationSession] | None = None,
    size: tuple[int, int] = (100, 30),
    settings: Settings = NO_SETTINGS,
) -> AsyncIterator[Desk]:
    """The application with a session, or with what opens one, and its document on the screen."""
    used = session or MemorySession()
    open_session = (lambda: used) if isinstance(used, MemorySession) else used
    alias = used.alias if isinstance(used, MemorySession) else "salma"
    app = HashiyaApp(open_session, alias, settings=settings)
    try:
        async with app.run_test(size=size) as pilot:
            for _ in range(200):
                if app.annotate.sitting is not None:
                    break
                await pilot.pause(0.01)
            await pilot.pause()
            yield Desk(app, pilot)
    finally:
        if isinstance(used, MemorySession):
            used.gate.set()  # A test that failed must not leave the thread waiting.
        app.queue.finish()
