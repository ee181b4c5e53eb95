"""A visit: the annotate screen in one terminal, its picture, and two checks.

1. What partial updates have painted equals what a repaint from nothing paints: 0 pixels differ.
2. After a quit, a signal and a crash the terminal is as it was: a line of Arabic in logical order
   looks the same, and the terminal answers the same about mode 8.

Must never know how a terminal is started (`terminals`) or looked at (`display`).
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Self

from tools.screenshots.display import Display, DisplayError
from tools.screenshots.picture import Picture
from tools.screenshots.terminals import Terminal

__all__ = ["ALIAS", "Finding", "visit"]

ALIAS: Final = "demo"
INSIDE: Final = Path(__file__).with_name("inside.py")
ANSWER_SECONDS: Final = 40.0

KEYS: Final = (
    *("Escape", "n", "n", "Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left"),
    *("shift+Left", "shift+Left", "shift+Left", "shift+Left", "2"),
    *("Down", "Up", "n", "Down", "p", "Tab", "Tab", "shift+Left"),
)
"""Move, select, tag around a span that is there, and move and select again."""

OPEN: Final = "import sys; from hashiya.cli import main; sys.exit(main())"
CRASH: Final = (
    "from hashiya.tui.screens.annotate import AnnotateScreen\n"
    f"AnnotateScreen.action_command = lambda self, name: 1 / 0\n{OPEN}"
)
"""The same program, made to break at the first command."""


class Finding(NamedTuple):
    """What one visit found."""

    terminal: str
    facts: tuple[str, ...]
    """What was checked, in words."""
    troubles: tuple[str, ...]
    """What is not as it should be; empty when all is well."""


class Inside:
    """The other end of the two pipes, for orders to what runs in the terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("orders", "answers"):
            os.mkfifo(folder / name)
        # Open for both, so that neither end waits for the other.
        self._orders = os.open(folder / "orders", os.O_RDWR)
        self._answers = os.open(folder / "answers", os.O_RDWR)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.write(self._orders, b"end\n")
        os.close(self._orders)
        os.close(self._answers)

    def begin(self, order: str) -> None:
        """Give an order."""
        os.write(self._orders, order.encode() + b"\n")

    def ended(self) -> None:
        """Wait until the order is carried out.

        Raises:
            DisplayError: It takes too long.
        """
        ready, _, _ = select.select([self._answers], [], [], ANSWER_SECONDS)
        if not ready:
            raise DisplayError("what was started in the terminal does not end")
        os.read(self._answers, 4096)

    def mode(self, name: str) -> bytes:
        """Show the line; what the terminal answers about mode 8."""
        self.begin(f"mode {name}")
        self.ended()
        return (self.folder / name).read_bytes()

    def kill(self, number: signal.Signals) -> None:
        """Send the running program a signal."""
        os.kill(int((self.folder / "pid").read_text(encoding="utf-8")), number)


def visit(terminal: Terminal, project: Path, folder: Path, pictures: Path) -> Finding:
    """Look at the annotate screen in a terminal.

    Args:
        terminal: Which.
        project: The demo project; it is copied.
        folder: An empty place of its own.
        pictures: Where the picture goes.
    """
    try:
        with _opened(terminal, folder) as (display, inside):
            return _seen(terminal, display, inside, (project, pictures))
    except DisplayError as error:
        return Finding(terminal.name, (), (str(error),))


def _seen(
    terminal: Terminal, display: Display, inside: Inside, places: tuple[Path, Path]
) -> Finding:
    project, pictures = places
    facts, troubles = [], []
    answer = inside.mode("before")
    display.focus()
    line = display.still()

    def paint() -> None:
        painted, fresh = _painted(display)
        painted.write(pictures / f"{terminal.name}.png")
        differing = painted.differing(fresh)
        facts.append(f"{differing} pixels differ from a fresh repaint")
        if differing:
            fresh.write(inside.folder / "fresh.png")
            troubles.append(facts[-1])
        display.press("q")

    endings: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("a quit", OPEN, paint),
        ("SIGTERM", OPEN, lambda: inside.kill(signal.SIGTERM)),
        ("a crash", CRASH, lambda: display.press("n")),
    )
    for ending, code, end in endings:
        copied = inside.folder / f"{ending[-4:]}.hashiya"
        shutil.copy(project, copied)
        options = ["-p", str(copied), "annotate", "--as", ALIAS]
        inside.begin("run " + json.dumps([sys.executable, "-c", code, *options]))
        display.still(is_painted=True)
        end()
        inside.ended()
        same = inside.mode("after") == answer
        shown = display.still()
        differing = shown.differing(line)
        if not same or differing:
            line.write(inside.folder / "before.png")
            shown.write(inside.folder / "after.png")
            troubles.append(
                f"after {ending}: mode 8 {'same' if same else 'changed'}, {differing} pixels differ"
            )
    facts.append(f"mode 8 {_words(answer)}, restored after a quit, SIGTERM and a crash")
    return Finding(terminal.name, tuple(facts), tuple(troubles))


def _painted(display: Display) -> tuple[Picture, Picture]:
    """What partial updates leave on the screen, and what a repaint from nothing does."""
    for key in KEYS:
        display.press(key)
    painted = display.still(is_painted=True)
    display.press("ctrl+l")
    return painted, display.still(is_painted=True)


def _words(answer: bytes) -> str:
    """What the answer about mode 8 says."""
    at = answer.find(b"\x1b[8;")
    if at < 0:
        return "unknown to it"
    return {b"1": "set", b"2": "reset", b"3": "always set", b"4": "always reset"}.get(
        answer[at + 4 : at + 5], "not recognised"
    )


@contextmanager
def _opened(terminal: Terminal, folder: Path) -> Iterator[tuple[Display, Inside]]:
    """The terminal on a display of its own, in a home of its own."""
    home = folder / "home"
    (home / ".config" / "hashiya").mkdir(parents=True)
    # The line that greets who comes in for the first time would stand in the first picture.
    settings = home / ".config" / "hashiya" / "settings.toml"
    settings.write_text("[interface]\nwelcomed = true\n", encoding="utf-8")
    (folder / "run").mkdir(mode=0o700)
    program = folder / "program"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{INSIDE}' '{folder}'\n")
    program.chmod(0o700)
    with (
        Display(_environment(folder)) as display,
        Inside(folder) as inside,
        (folder / "log").open("wb") as log,
    ):
        started = subprocess.Popen(
            terminal.command(home, str(program)),
            env=display.environment,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield display, inside
        finally:
            inside.begin("end")
            _end(started)


def _end(started: subprocess.Popen[bytes]) -> None:
    """End the terminal and what it started, gently first."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(started.pid, number)
        except ProcessLookupError:
            break
        time.sleep(0.3)
    started.wait()


def _environment(folder: Path) -> Mapping[str, str]:
    """Nobody's settings, one language, and drawing in software."""
    home = folder / "home"
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "SHELL": "/bin/sh",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "GSETTINGS_BACKEND": "memory",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "NO_AT_BRIDGE": "1",
        "QT_QPA_PLATFORM": "xcb",
    }
