"""Copying: the text itself in logical order, without what a terminal would obey."""

from __future__ import annotations

import base64
import unicodedata

import pytest
from hypothesis import given
from tests.strategies import texts
from tests.tui.sessions import MemorySession, make_document, sitting_at

from hashiya.tui.clipboard import MAX_BYTES, copy_of

LOGICAL = "قال «لاهاي» UN، \u200fالأُمَمُ ٢٩ 😀 می\u200cخواهم"


async def test_a_copy_is_the_logical_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is copied is the document's own code points, on the way to the terminal as OSC 52."""
    async with sitting_at(MemorySession([make_document(LOGICAL)])) as desk:
        written: list[str] = []
        monkeypatch.setattr(desk.app._driver, "write", written.append)
        await desk.press("shift+end", "ctrl+c")
        (sequence,) = [data for data in written if "\x1b]52;" in data]
        payload = sequence.removeprefix("\x1b]52;c;").removesuffix("\a")
        assert base64.b64decode(payload).decode() == LOGICAL
        assert desk.app.clipboard == LOGICAL
        assert desk.said() == f"copied: {LOGICAL}"


async def test_a_picked_span_is_copied_whole() -> None:
    """With a span picked, its quote is copied."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        await desk.press("shift+left", "1", "ctrl+home", "tab", "ctrl+c")
        assert desk.app.clipboard == "بنك المغرب"


async def test_control_characters_leave_as_pictures() -> None:
    """What a pasting terminal would obey is replaced, and the person is told."""
    async with sitting_at(MemorySession([make_document("قال\x1b[2Jهنا\x9bx\tثم\nمضى")])) as desk:
        await desk.press("ctrl+home")
        await desk.drag(desk.cell(0), desk.cell(len("قال\x1b[2Jهنا\x9bx\tثم\nمض")))
        await desk.press("ctrl+c")
        assert desk.app.clipboard == "قال␛[2Jهنا\ufffdx\tثم\nمضى"
        assert "as pictures (2)" in desk.said()


async def test_too_long_a_copy_is_refused_in_words() -> None:
    """More than terminals take is not cut: nothing leaves, and the person is told the sizes."""
    text = "كلمة " * 8400 + "."
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.press("ctrl+home", "shift+end", "ctrl+c")
        assert desk.app.clipboard == ""
        assert "not copied: 75,599 bytes" in desk.said()
        assert f"{MAX_BYTES:,}" in desk.said()


@given(texts())
def test_a_copy_keeps_every_letter(text: str) -> None:
    """A copy has as many code points as the text and differs from it in control characters only."""
    copy = copy_of(text)
    changed = [(old, new) for old, new in zip(text, copy.text, strict=True) if old != new]
    assert len(changed) == copy.replaced
    assert {unicodedata.category(old) for old, _ in changed} <= {"Cc"}
    assert not {new for new in copy.text if unicodedata.category(new) == "Cc"} - set("\t\n\r")


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), 0xD800])
def test_only_tabs_and_line_ends_stay(code: int) -> None:
    """Of all control characters and lone surrogates only tab, line feed and return are text."""
    kept = copy_of(chr(code)).text == chr(code)
    assert kept == (chr(code) in "\t\n\r")
