"""The driver: what a real terminal is told, and that it gets its mode back whatever happens."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
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

QUIET_SECONDS = 1.0
"""A program that is silent for so long waits for keys."""


class Terminal:
    """The program in a pseudo-terminal, and all it has written."""

    def __init__(self, master: int, line: int, process: subprocess.Popen[bytes]) -> None:
        self.master = master
        self.line = line
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

    def read_all(self) -> None:
        """Read until the program has nothing more to paint."""
        while select.select([self.master], [], [], QUIET_SECONDS)[0]:
            self.written += os.read(self.master, 65536)

    def echoes(self) -> bool:
        """Whether the tty echoes what is typed and waits for a line's end."""
        both = termios.ECHO | termios.ICANON
        return bool(termios.tcgetattr(self.line)[3] & both == both)

    def ended(self) -> int:
        """The exit code, once everything was read."""
        self.read_until(b"\x00never")
        return self.process.wait(DEADLINE_SECONDS)


@contextmanager
def terminal(
    tmp_path: Path,
    code: str = PROGRAM,
    *,
    answers: bool = True,
    early: bytes = b"",
    **extra: str,
) -> Iterator[Terminal]:
    """The program on an empty project, its first screen drawn.

    The terminal knows what every terminal does: who it is.
    """
    project = tmp_path / "p.hashiya"
    make_project(project, default_scheme())
    # A terminal that nobody knows would be examined first.
    settings = tmp_path / "settings.toml"
    settings.write_text('[terminals."xterm-256color"]\nexamined = true\n')
    master, slave = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in {"TMUX", "STY"}}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    environment |= {"HASHIYA_SETTINGS": str(settings), **extra}
    process = subprocess.Popen(
        [sys.executable, "-c", code, "-p", str(project), "annotate", "--as", "salma"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
    )
    found = Terminal(master, slave, process)
    try:
        os.write(master, early)
        if answers:
            found.read_until(b"\x1b[c")
            os.write(master, b"\x1b[?62;22c")
        found.read_until(b" hashiya")
        yield found
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(found.master)
        os.close(slave)


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


def test_a_terminal_that_goes_away_is_a_hang_up(tmp_path: Path) -> None:
    """Closed without a word from the system, the terminal still ends the program, at once."""
    with terminal(tmp_path) as running:
        os.close(running.master)
        running.master = os.open(os.devnull, os.O_RDONLY)
        assert running.process.wait(DEADLINE_SECONDS) == 128 + signal.SIGHUP


def test_late_replies_are_no_keys(tmp_path: Path) -> None:
    """What a terminal answers after nobody waits for it presses nothing."""
    late = b"\x1b[8;1$y\x1bP>|VTE(7006)\x1b\\\x1b[>65;7006;1c\x1b[?62;22c"
    with terminal(tmp_path, CRASH, answers=False) as running:
        os.write(running.master, late)
        for i in range(len(late)):
            os.write(running.master, late[i : i + 1])
        os.write(running.master, b"\xff\xfe")
        time.sleep(0.5)
        assert running.process.poll() is None
        os.write(running.master, b"n")
        assert running.ended() != 0
        assert b"ZeroDivisionError" in running.written


def test_a_key_typed_while_the_program_loads_counts(tmp_path: Path) -> None:
    """A key pressed before the screen is there is the screen's first key."""
    with terminal(tmp_path, early=b"q") as running:
        assert running.ended() == 0


def state(process: subprocess.Popen[bytes]) -> str:
    """A process's state: T when it is stopped."""
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_suspended_the_terminal_is_as_it_was(tmp_path: Path) -> None:
    """Stopped, the program gives the terminal back; continued, it takes it and draws again."""
    with terminal(tmp_path, VTE_VERSION="7006") as running:
        running.read_all()  # What is painted later is painted because of the stop.
        running.process.send_signal(signal.SIGTSTP)
        running.read_until(IMPLICIT)
        end = time.monotonic() + DEADLINE_SECONDS
        while state(running.process) != "T" and time.monotonic() < end:
            time.sleep(0.01)
        assert state(running.process) == "T"
        assert running.echoes()
        running.written = b""
        running.process.send_signal(signal.SIGCONT)
        running.read_until(ENTER, b" hashiya")
        assert running.written.index(EXPLICIT) < running.written.index(ENTER)
        assert not running.echoes()
        os.write(running.master, b"q")
        assert running.ended() == 0
        assert running.echoes()


def test_after_a_kill_one_command_brings_the_terminal_back(tmp_path: Path) -> None:
    """After kill -9, `hashiya reset-terminal` leaves the screen and turns every report off."""
    with terminal(tmp_path, VTE_VERSION="7006") as running:
        running.process.kill()
        running.process.wait()
        assert not running.echoes()
        running.written = b""
        command = [sys.executable, "-c", PROGRAM, "reset-terminal"]
        running.process = subprocess.Popen(
            command,
            stdin=running.line,
            stdout=running.line,
            stderr=running.line,
            env=dict(os.environ, TERM="xterm-256color", VTE_VERSION="7006"),
        )
        assert running.ended() == 0
        assert running.echoes()
        written = running.written
        assert written.index(LEAVE) < written.index(IMPLICIT)
        for turned_off in (b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[<16u"):
            assert turned_off in written
        assert b"\x1b[?25h" in written


def test_a_terminal_that_goes_away_ends_the_program(tmp_path: Path) -> None:
    """When the terminal is closed and the system says so, the program ends by itself."""
    with terminal(tmp_path) as running:
        os.close(running.master)
        running.process.send_signal(signal.SIGHUP)
        assert running.process.wait(DEADLINE_SECONDS) != 0
        running.master = os.open(os.devnull, os.O_RDONLY)


CHANGE = (
    "from hashiya.terminal import PROFILES\n"
    "from hashiya.tui.screens import annotate\n"
    "annotate.AnnotateScreen.action_command = (\n"
    "    lambda self, name: self.app._driver.use(PROFILES['bdsm']))\n" + PROGRAM
)


def test_a_profile_can_be_changed_while_the_screen_is_shown(tmp_path: Path) -> None:
    """The terminal is told otherwise, everything is painted anew, and the new way is undone."""
    with terminal(tmp_path, CHANGE) as running:
        running.read_until(b"hashiya import")
        os.write(running.master, b"n")
        running.read_until(EXPLICIT)
        running.written = running.written.partition(EXPLICIT)[2]
        running.read_until(b"hashiya import")
        running.process.send_signal(signal.SIGTERM)
        assert running.ended() == 128 + signal.SIGTERM
        assert running.written.index(LEAVE) < running.written.index(IMPLICIT)
