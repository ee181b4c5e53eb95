"""The driver: what a real terminal is told, and that it gets its mode back whatever happens."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hashiya.services import default_scheme, make_project

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
EXPLICIT, IMPLICIT = b"\x1b[8l", b"\x1b[8h"
DEADLINE_SECONDS = 20.0

PROGRAM = "from hashiya.cli import main; main()"
CRASH = (
    "from hashiya.tui.screens import annotate\n"
    "annotate.AnnotateScreen.action_command = lambda self, name: 1 / 0\n" + PROGRAM
)


class Terminal:
    """The program in a pseudo-terminal, and all it has written."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self.master = master
        self.process = process
        self.written = b""

    def read_until(self, *wanted: bytes) -> None:
        """Read until all of it was written, or the program has ended."""
        end = time.monotonic() + DEADLINE_SECONDS
        while not all(part in self.written for part in wanted):
            assert time.monotonic() < end, self.written[-400:]
            ready, _, _ = select.select([self.master], [], [], 0.1)
            if not ready:
                if self.process.poll() is not None:
                    return
                continue
            try:
                self.written += os.read(self.master, 65536)
            except OSError:
                return

    def ended(self) -> int:
        """The exit code, once everything was read."""
        self.read_until(b"\x00never")
        return self.process.wait(DEADLINE_SECONDS)


@contextmanager
def terminal(tmp_path: Path, code: str = PROGRAM, **extra: str) -> Iterator[Terminal]:
    """The program on an empty project, its first screen drawn."""
    project = tmp_path / "p.hashiya"
    make_project(project, default_scheme())
    master, slave = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in {"TMUX", "STY"}}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **extra}
    process = subprocess.Popen(
        [sys.executable, "-c", code, "-p", str(project), "annotate", "--as", "salma"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
    )
    os.close(slave)
    found = Terminal(master, process)
    try:
        found.read_until(b" hashiya")
        yield found
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(master)


def test_vte_gets_its_mode_around_the_screen(tmp_path: Path) -> None:
    """On VTE the explicit mode is set before the screen is entered and reset after it is left."""
    with terminal(tmp_path, VTE_VERSION="7006") as running:
        os.write(running.master, b"q")
        assert running.ended() == 0
        written = running.written
        assert written.index(EXPLICIT) < written.index(ENTER)
        assert written.index(LEAVE) < written.index(IMPLICIT)
        assert written.count(EXPLICIT) == written.count(IMPLICIT) == 1


def test_other_terminals_are_told_nothing(tmp_path: Path) -> None:
    """A terminal that does not reorder gets no bidi sequence at all."""
    with terminal(tmp_path, VTE_VERSION="") as running:
        os.write(running.master, b"q")
        assert running.ended() == 0
        assert EXPLICIT not in running.written
        assert IMPLICIT not in running.written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(tmp_path: Path, number: signal.Signals) -> None:
    """Ended by a signal, the program restores the mode and says which signal it was."""
    with terminal(tmp_path, VTE_VERSION="7006") as running:
        running.process.send_signal(number)
        assert running.ended() == 128 + number
        assert running.written.index(LEAVE) < running.written.index(IMPLICIT)


def test_a_crash_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    """After an error inside the program the mode is restored before anything is printed."""
    with terminal(tmp_path, CRASH, VTE_VERSION="7006") as running:
        os.write(running.master, b"n")
        assert running.ended() != 0
        written = running.written
        assert written.index(LEAVE) < written.index(IMPLICIT) < written.index(b"ZeroDivisionError")


def test_a_terminal_that_goes_away_ends_the_program(tmp_path: Path) -> None:
    """When the terminal is closed and the system says so, the program ends by itself."""
    with terminal(tmp_path) as running:
        os.close(running.master)
        running.process.send_signal(signal.SIGHUP)
        assert running.process.wait(DEADLINE_SECONDS) != 0
        running.master = os.open(os.devnull, os.O_RDONLY)
