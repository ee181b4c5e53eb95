"""What takes longer than a key is said to be under way, and keys behind it wait for it."""

from __future__ import annotations

import asyncio
import threading

import pytest
from tests.tui.sessions import Desk, MemorySession, sitting_at

from hashiya.services import Step
from hashiya.tui import patience
from hashiya.tui.journeys import Arrival
from hashiya.tui.reading import Message


class SlowSession(MemorySession):
    """A session that takes acts back only while `may_step` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.may_step = threading.Event()

    def undo(self, near: str | None = None) -> Step | None:
        """Take the newest act back, once that is allowed."""
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
