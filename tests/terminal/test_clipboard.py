"""The clipboard's sequence, and what the multiplexers make of it."""

from __future__ import annotations

import base64
import re

import pytest
from rich.cells import get_character_cell_size

from hashiya.terminal import clipboard_sequence, filter_for
from hashiya.terminal.profiles import FilterKind

TEXT = "وزارة الخارجية «UN» 😀\n" * 300


def copied(sequence: str) -> str:
    """The text that a terminal takes from an OSC 52."""
    found = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found is not None
    return base64.b64decode(found[1]).decode()


def test_a_terminal_gets_the_text() -> None:
    """Without a multiplexer one sequence holds the text."""
    assert copied(clipboard_sequence(TEXT)) == TEXT


def test_tmux_gets_the_text_twice() -> None:
    """Tmux is asked itself, and hands the same on to the terminal."""
    plain, _, passed = clipboard_sequence(TEXT, "tmux").partition("\x1bPtmux;")
    assert copied(plain) == TEXT
    assert copied(passed.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")) == TEXT


def test_screen_gets_parts_that_it_keeps() -> None:
    """Behind GNU screen no string is longer than it keeps, and together they are the sequence."""
    sequence = clipboard_sequence(TEXT, "screen")
    parts = re.findall("\x1bP(.*?)\x1b\\\\", sequence, flags=re.DOTALL)
    assert sequence == "".join(f"\x1bP{part}\x1b\\" for part in parts)
    assert max(map(len, parts)) < 768
    assert copied("".join(parts)) == TEXT


@pytest.mark.parametrize("kind", ["none", "lrm", "osc66"])
@pytest.mark.parametrize("multiplexer", ["", "tmux", "screen"])
def test_no_filter_touches_a_copy(kind: FilterKind, multiplexer: str) -> None:
    """What changes letters on their way to the terminal leaves the clipboard alone."""
    sequence = clipboard_sequence(TEXT, multiplexer)
    assert filter_for(kind, get_character_cell_size)(sequence) == sequence
