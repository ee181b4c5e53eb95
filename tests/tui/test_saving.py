"""Saving: what is shown as saved is on disk, and what is not is never lost from sight."""

from __future__ import annotations

import asyncio

import pytest
from tests.tui.sessions import MemorySession, make_document, sitting_at

from hashiya.errors import CorruptionError, StoreError
from hashiya.tui.reading import SILENCE
from hashiya.tui.save_news import SaveNews
from hashiya.tui.saving import SaveQueue, SaveState
from hashiya.tui.widgets import StatusLine
from hashiya.tui.widgets.status_line import save_words


async def test_saved_is_said_after_the_commit_returned() -> None:
    """An edit is on the screen at once, and shown as saving until the commit has returned."""
    async with sitting_at() as desk:
        session = desk.session
        session.gate.clear()
        await desk.press("1")
        assert desk.spans == [("agency", "نظمت")]
        assert "◌ saving" in desk.lines()[0]
        assert session.committed == []
        session.gate.set()
        await desk.settled()
        assert "● saved" in desk.lines()[0]
        assert len(session.committed) == 1


async def test_acts_are_saved_in_order() -> None:
    """Acts reach the disk in the order their keys were pressed."""
    async with sitting_at() as desk:
        session = desk.session
        session.gate.clear()
        await desk.press("1", "2", "x", "left", "3")
        session.gate.set()
        await desk.settled()
        kinds = [act.edits[0].kind for _, act in session.committed]
        assert kinds == ["add", "add", "remove", "add"]


async def test_keys_are_answered_while_a_save_hangs() -> None:
    """The caret moves and words can be tagged while the database is busy."""
    async with sitting_at() as desk:
        session = desk.session
        session.gate.clear()
        await desk.press("1", "left", "2")
        assert len(desk.spans) == 2
        assert desk.word == "وديفيد"
        session.gate.set()


async def test_a_failed_save_keeps_the_edit_in_sight() -> None:
    """When a commit fails, the edit stays, marked as not saved, with the reason."""
    async with sitting_at() as desk:
        session = desk.session
        session.trouble = StoreError("the disk is full")
        await desk.press("1")
        await desk.settled()
        assert desk.spans == [("agency", "نظمت")]
        assert "the disk is full" in desk.said()
        await desk.press("left")
        assert "✗ 1 not saved: the disk is full" in desk.lines()[0]


async def test_a_key_tries_again() -> None:
    """The retry key writes what failed, and everything behind it, once there is room."""
    async with sitting_at() as desk:
        session = desk.session
        session.trouble = StoreError("locked")
        await desk.press("1", "left", "2")
        await desk.settled()
        session.trouble = None
        await desk.press("w")
        await desk.settled()
        assert desk.screen.query_one(StatusLine).save == SaveState()
        assert len(session.committed) == 2


async def test_it_tries_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed save is tried again without a key."""
    monkeypatch.setattr("hashiya.tui.saving.RETRY_SECONDS", (0.05,))
    async with sitting_at() as desk:
        session = desk.session
        session.trouble = StoreError("locked")
        await desk.press("1")
        await desk.settled()
        session.trouble = None
        await desk.pilot.pause(0.2)
        assert desk.app.queue.state.kind == "saved"


async def test_undo_forgets_what_could_not_be_saved() -> None:
    """While saving fails, undo takes the newest unsaved edit from the screen."""
    async with sitting_at() as desk:
        session = desk.session
        session.trouble = StoreError("locked")
        await desk.press("1", "left", "2")
        await desk.settled()
        await desk.press("u")
        await desk.pilot.pause(0.05)
        assert desk.spans == [("agency", "نظمت")]
        assert desk.app.queue.state.unsaved == 1
        await desk.press("u")
        await desk.pilot.pause(0.05)
        assert desk.spans == []
        assert desk.app.queue.state.kind == "saved"


async def test_unsaved_edits_are_there_when_the_page_comes_back() -> None:
    """Another document can be read while saving fails, and coming back shows the unsaved edits."""
    session = MemorySession([make_document(), make_document("نص آخر هنا.", 2)])
    async with sitting_at(session) as desk:
        session.trouble = StoreError("locked")
        await desk.press("1")
        await desk.settled()
        await desk.press("]")
        await desk.pilot.pause(0.05)
        assert desk.reading.page.document.id == "d2"
        await desk.press("[")
        await desk.pilot.pause(0.05)
        assert desk.spans == [("agency", "نظمت")]


async def test_quitting_with_unsaved_edits_is_refused_once() -> None:
    """The first quit says what would be lost, the second leaves."""
    async with sitting_at() as desk:
        session = desk.session
        session.trouble = StoreError("locked")
        await desk.press("1")
        await desk.settled()
        await desk.press("q")
        assert desk.app.is_running
        assert "1 edit is not saved" in desk.said()
        await desk.press("left", "q")
        assert "1 edit is not saved" in desk.said()
        await desk.press("q")
        assert desk.app.return_value == 0


async def test_quitting_waits_for_what_is_being_written() -> None:
    """A quit while a commit is under way leaves after it."""
    async with sitting_at() as desk:
        session = desk.session
        session.gate.clear()
        await desk.press("1", "q")
        assert desk.app.return_value is None
        session.gate.set()
        await desk.pilot.pause(0.1)
        assert desk.app.return_value == 0
        assert len(session.committed) == 1
        assert session.place == "d1"


async def test_an_act_that_no_longer_fits_waits_for_the_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An act that the stored layer refuses is not tried again by itself."""
    monkeypatch.setattr("hashiya.tui.saving.RETRY_SECONDS", (0.01,))
    async with sitting_at() as desk:
        session = desk.session
        session.trouble = CorruptionError("the layer holds something else")
        await desk.press("1")
        await desk.settled()
        session.trouble = None
        await desk.pilot.pause(0.1)
        assert desk.app.queue.state.kind == "failed"


async def test_an_unforeseen_error_keeps_the_edits_too() -> None:
    """Whatever a commit raises, the application stays up and says that it is not saved."""
    async with sitting_at() as desk:
        session = desk.session
        session.trouble = RuntimeError("surprise")
        await desk.press("1")
        await desk.settled()
        assert desk.app.queue.state.kind == "failed"
        assert "RuntimeError" in desk.app.queue.state.reason


async def test_the_caret_is_remembered_when_it_rests() -> None:
    """A caret that stays where it is gets written down, without waiting for a quit."""
    async with sitting_at() as desk:
        session = desk.session
        await desk.go("بنك")
        assert desk.screen.sitting is not None
        await desk.screen.sitting.remember()
        assert session.carets == {"d1": 0}
        await desk.screen.sitting.remember()
        assert session.carets["d1"] == desk.reading.pointer.caret


async def test_the_caret_is_remembered_when_the_page_turns() -> None:
    """Turning to another document writes the caret down at once."""
    session = MemorySession([make_document(), make_document("نص آخر هنا.", 2)])
    async with sitting_at(session) as desk:
        await desk.press("left", "left")
        caret = desk.reading.pointer.caret
        await desk.press("]")
        await desk.pilot.pause(0.05)
        assert session.carets["d1"] == caret


async def test_the_session_is_closed_in_its_thread() -> None:
    """Finishing closes the session after what was asked before."""
    session = MemorySession()
    async with sitting_at(session):
        pass
    assert session.is_closed


def test_waiting_is_put_into_words() -> None:
    """A save that takes long first turns a wheel, then says what it waits for."""
    saving = SaveState("saving", 2)
    assert save_words(saving, 0.1)[0] == "◌ saving"
    assert save_words(saving, 1.0)[0][1:] == " saving 2"
    assert "another program" in save_words(saving, 6.0)[0]
    assert save_words(SaveState(), 9.0)[0] == "● saved"


async def test_the_wheel_turns_on_the_screen() -> None:
    """The status line shows that a slow save is still going on."""
    async with sitting_at() as desk:
        session = desk.session
        session.gate.clear()
        await desk.press("1")
        assert "◌ saving" in desk.lines()[0]
        await desk.pilot.pause(0.6)
        assert " saving 1" in desk.lines()[0]
        session.gate.set()


async def test_a_question_before_opening_is_refused() -> None:
    """Nothing can be asked of a project that is not open."""
    queue = SaveQueue(MemorySession, lambda _: None)
    with pytest.raises(StoreError, match="not open"):
        await queue.ask(lambda session: session.resume())
    queue.finish()
    await asyncio.sleep(0)


def test_saving_says_once_what_failed_and_once_that_all_is_well() -> None:
    """A failure is told with its key; after it, that everything is saved; nothing in between."""
    news = SaveNews()
    assert news.of(SaveState()) == SILENCE
    failed = SaveState("failed", 1, "the disk is full")
    assert "w tries again: the disk is full" in news.of(failed).text
    assert news.of(failed._replace(unsaved=2)) == SILENCE
    assert news.of(SaveState("saving", 2)) == SILENCE
    assert news.of(SaveState()).text == "all is saved now"
    assert news.of(SaveState()) == SILENCE
