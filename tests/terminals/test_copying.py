"""Copying in real terminals: what the clipboard holds is the text itself, in logical order."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from typing import Final

import pytest
from tools.screenshots.display import Display
from tools.screenshots.terminals import TERMINALS, Terminal

from tests.terminals.test_clicks import TEXT, annotating, bounds_of, cells_of, hand

pytestmark = pytest.mark.terminals

COPIED: Final = (
    "مُدِيرَ الأُمَمِ المُتَّحِدَةِ",
    "UNHCR أن 12 دولة، منها France وكندا",
    "«الأولي» [أمس] قبل 17:30",
)
"""With marks and lam-alefs, across directions, and with what is mirrored."""
CLIPBOARD_SECONDS: Final = 10.0


def _allowed(terminal: Terminal) -> Terminal:
    """The terminal, told to let programs write the clipboard where it does not by itself."""
    if "xterm" not in terminal.name:
        return terminal
    allowed = ("-xrm", "XTerm*disallowedWindowOps: 20,21,SetXprop")
    return terminal._replace(
        command=lambda home, program: ["xterm", *allowed, *terminal.command(home, program)[1:]]
    )


def _copying_terminals() -> list[Terminal]:
    known = ("xterm", "kitty", "alacritty", "screen-in-xterm")
    return [_allowed(each) for each in TERMINALS if each.name in known]


def _clipboard(display: Display) -> str:
    """What another program would paste."""
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"],
        env=display.environment,
        capture_output=True,
        check=False,
        timeout=CLIPBOARD_SECONDS,
    )
    return done.stdout.decode()


def _next_in_clipboard(display: Display, before: list[str]) -> str:
    """What the clipboard holds once it is something else; what it holds when that never comes."""
    end = time.monotonic() + CLIPBOARD_SECONDS
    while (now := _clipboard(display)) in {"", *before} and time.monotonic() < end:
        time.sleep(0.2)
    return now


@pytest.mark.parametrize("terminal", _copying_terminals(), ids=lambda terminal: terminal.name)
async def test_a_copy_in_a_terminal_is_the_text(terminal: Terminal, tmp_path: Path) -> None:
    """What was dragged over and copied is pasted elsewhere letter by letter as it stands."""
    if shutil.which("xclip") is None:
        pytest.skip("xclip is not installed")
    offsets = [at for quote in COPIED for at in (bounds_of(quote)[0], bounds_of(quote)[1] - 1)]
    ends = await cells_of(offsets)
    found: list[str] = []
    with annotating(terminal, tmp_path) as (display, grid):
        for first, last in zip(ends[::2], ends[1::2], strict=True):
            hand(
                display,
                ("mousemove", *grid.middle(first)),
                ("mousedown", "1"),
                ("mousemove", *grid.middle(last)),
                ("mouseup", "1"),
                ("key", "ctrl+c"),
            )
            found.append(_next_in_clipboard(display, found))
    assert found == list(COPIED)
    assert all(quote in TEXT for quote in found)
