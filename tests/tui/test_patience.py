"""What takes longer than a key is said to be under way, and keys behind it wait for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from tests.tui.sessions import Desk, MemorySession, sitting_at

from hashiya.services import Step
from hashiya.store import Heard
from hashiya.tui import patience
from hashiya.tui.journeys import Arrival
from hashiya.tui.reading import Message
from hashiya.tui.screens import annotate


class SlowSession(MemorySession):
    """A session that takes acts back only while `may_step` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.may_step = threading.Event()
        self.parts: tuple[int, ...] = ()
        """How many parts are said to be undone, and of how many."""

    def undo(self, near: str | None = None, heard: Heard | None = None) -> Step | None:
        """Take the newest act back, once that is allowed."""
        if heard is not None and self.parts:
            heard(*self.parts)
        self.may_step.wait()
        return super().undo(near)


async def until_said(desk: Desk, words: str) -> None:
    """Wait until the person is told something that begins so."""
    async with asyncio.timeout(10):
        while not desk.said().startswith(words):
            await desk.pilot.pause()


async def test_an_undo_that_takes_long_is_said_to_be_under_way() -> None:
    """The words about it go as soon as what it did is known."""
    session = SlowSession()
    async with sitting_at(session) as desk:
        await desk.press("1")
        await desk.settled()
        await desk.pilot.press("u")
        try:
            await until_said(desk, "undoing …")
            assert desk.spans, "nothing is undone yet"
        finally:
            session.may_step.set()
        await until_said(desk, "undone: ")
        assert not desk.spans


async def test_how_far_a_long_undo_is_is_shown() -> None:
    """A bar and its share, where there is more than one part."""
    session = SlowSession()
    session.parts = (3, 4)
    async with sitting_at(session) as desk:
        await desk.press("1")
        await desk.settled()
        await desk.pilot.press("u")
        try:
            await until_said(desk, "undoing ━━━━━━━━━─── 75%; ")
        finally:
            session.may_step.set()
        await until_said(desk, "undone: ")


async def test_a_key_behind_a_long_undo_is_done_after_it() -> None:
    """A label pressed while the undo is under way tags what stands there then."""
    session = SlowSession()
    async with sitting_at(session) as desk:
        await desk.press("1")
        await desk.settled()
        await desk.pilot.press("u")
        try:
            await until_said(desk, "undoing …")
            await desk.pilot.press("2")
        finally:
            session.may_step.set()
        async with asyncio.timeout(10):
            while [label for label, _ in desk.spans] != ["official"]:
                await desk.pilot.pause()


async def test_what_is_there_in_time_is_not_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of it later either."""
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.0)
    said: list[str] = []

    async def arrives() -> Arrival:
        return Arrival(None, Message("undone"))

    arrival = await patience.patiently("undo", arrives(), lambda words, _: said.append(words))
    for _ in range(3):
        await asyncio.sleep(0)
    assert arrival.message.text == "undone"
    assert said == []


class SlowWords(MemorySession):
    """A session that knows how common words are only once its gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked = threading.Event()
        self.is_told = False
        """Whether it was told because nobody opened the gate in time."""
        self.gate.clear()

    def word_frequency(self) -> Callable[[str], int]:
        """How common words are, once that may be told."""
        self.is_asked.set()
        self.is_told = not self.gate.wait(3)
        return super().word_frequency()


async def test_the_screen_is_painted_while_words_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the screen is told meanwhile it takes up at once."""
    monkeypatch.setattr(annotate, "COUNT_WORDS_SECONDS", 0.01)
    session = SlowWords()
    async with asyncio.timeout(20), sitting_at(session) as desk:
        assert await asyncio.to_thread(session.is_asked.wait, 5)
        taken_up = asyncio.Event()
        desk.screen.call_later(taken_up.set)
        await taken_up.wait()
        assert not session.is_told, "the screen waited for it"
        session.gate.set()
