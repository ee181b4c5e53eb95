"""Hostile text: nothing in a document, a name or a label reaches the terminal as a command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.strategies import DIRECTION_CONTROLS, texts
from tests.tui.sessions import Desk, MemorySession, make_document, sitting_at

from hashiya.model import Label, Scheme, Words
from hashiya.tui.pieces import drawn

EVIL = "\x1b]52;c;aGE=\x07 [/] [b]x[/b] \x1b[2J\x9b31m \u202eخطر\u202c \x07\x08 [/nope"


def emitted(desk: Desk) -> str:
    """Everything that a full repaint would write, without the styles' own sequences."""
    strips = desk.app.screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip)


def assert_harmless(text: str) -> None:
    """No control and no direction control is in the text."""
    for character in text:
        code = ord(character)
        assert code >= 0x20, hex(code)
        assert not 0x7F <= code < 0xA0, hex(code)
        assert character not in DIRECTION_CONTROLS, hex(code)


async def test_a_hostile_article_is_drawn_and_tagged() -> None:
    """Escape sequences, markup and direction overrides in a text are shown as marks, not obeyed."""
    async with sitting_at(MemorySession([make_document(f"{EVIL} كلمة {EVIL}")])) as desk:
        assert_harmless(emitted(desk))
        await desk.press("shift+left", "1", "n", "shift+end", "2", "tab", "x", "u")
        await desk.settled()
        assert_harmless(emitted(desk))


async def test_hostile_names_are_drawn() -> None:
    """A title, an alias and a label's titles cannot write to the terminal either."""
    label = Label(name="[/]", titles=Words(ar=EVIL, en=EVIL), key="1")
    session = MemorySession(
        [make_document(name=EVIL)], scheme=Scheme(id="x", labels=(label,)), alias=EVIL
    )
    async with sitting_at(session) as desk:
        await desk.press("1", "1", "l")
        assert_harmless(emitted(desk))
        await desk.press("escape", "?")
        await desk.pilot.pause()
        assert_harmless(emitted(desk))


async def test_a_hostile_reason_is_drawn() -> None:
    """An error message that quotes hostile text is harmless on the screen."""
    session = MemorySession()
    async with sitting_at(session) as desk:
        session.trouble = OSError(EVIL)
        await desk.press("1")
        await desk.settled()
        assert_harmless(emitted(desk))


async def test_what_is_copied_is_harmless() -> None:
    """The clipboard gets visible marks instead of control characters; direction marks are text."""
    async with sitting_at(MemorySession([make_document(f"{EVIL} كلمة")])) as desk:
        await desk.press("shift+end", "ctrl+c")
        copied = desk.app.clipboard
        assert_harmless("".join(each for each in copied if each not in DIRECTION_CONTROLS))
        assert "\u202e" in copied


@given(texts(), st.integers(0, 60))
def test_one_line_of_any_text_is_safe_and_fits(text: str, width: int) -> None:
    """Any string drawn on one line is harmless and at most as wide as asked."""
    line = drawn(text, width)
    assert_harmless(line)
    assert cell_len(line) <= width


@pytest.mark.parametrize(
    ("text", "width", "line"),
    [
        ("مجلس الأمن", 20, "ﻦﻣﻷﺍ ﺲﻠﺠﻣ"),
        ("مجلس الأمن الدولي", 8, "…ﻷﺍ ﺲﻠﺠﻣ"),
        ("report 12", 20, "report 12"),
        ("", 5, ""),
        ("مجلس", 0, ""),
    ],
)
def test_a_line_is_cut_before_it_is_turned(text: str, width: int, line: str) -> None:
    """Too long a string loses its logical end, which is its left end in Arabic."""
    assert drawn(text, width) == line
