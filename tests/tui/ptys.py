"""The program in a pseudo-terminal: keys go in, every byte that comes out is kept.

What the program asks of the terminal is answered by a function, so that a test can be any
terminal: a polite one, a silent one, a slow one, a mad one.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

DEADLINE_SECONDS: Final = 60.0
QUIET_SECONDS: Final = 0.2
"""Silence after which the program is taken to have answered."""

OPEN: Final = "import sys; from hashiya.cli import main; sys.exit(main())"

_ANSWERS: Final = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;c"),
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>41;379;0c"),
    (re.compile(rb"\x1b\[>0?q"), b"\x1bP>|XTerm(379)\x1b\\"),
    (re.compile(rb"\x1b\[8\$p"), b"\x1b[8;0$y"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
)


def polite(written: bytes) -> bytes:
    """What an xterm answers to what was written, in the order of the questions."""
    found = [(each.start(), answer) for ask, answer in _ANSWERS for each in ask.finditer(written)]
    return b"".join(answer for _, answer in sorted(found))


def silent(_: bytes) -> bytes:
    """No answer to anything."""
    return b""


class Pty:
    """One run of the program, and all it has written."""

    def __init__(
        self, process: subprocess.Popen[bytes], master: int, answer: Callable[[bytes], bytes]
    ) -> None:
        self.process = process
        self.written = b""
        self._master = master
        self._answer = answer

    def press(self, *keys: bytes) -> None:
        """Press keys, waiting after each until the program is silent."""
        for key in keys:
            self.send(key)
            self.settle()

    def send(self, keys: bytes) -> None:
        """Press keys and go on."""
        os.write(self._master, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size; the system tells the program."""
        set_size(self._master, columns, rows)

    def settle(self, quiet: float = QUIET_SECONDS) -> None:
        """Read until the program is silent."""
        while self._read(quiet):
            pass

    def wait_for(self, words: bytes, *, seconds: float = DEADLINE_SECONDS) -> None:
        """Read until these bytes were written."""
        end = time.monotonic() + seconds
        while words not in self.written:
            assert time.monotonic() < end, f"{words!r} never came: {self.written[-600:]!r}"
            assert self._read(0.1) or self.process.poll() is None, self.written[-2000:]

    def ended(self) -> int:
        """The exit code, once everything was read."""
        end = time.monotonic() + DEADLINE_SECONDS
        while self._read(0.1) or self.process.poll() is None:
            assert time.monotonic() < end, f"it does not end: {self.written[-600:]!r}"
        return self.process.wait(DEADLINE_SECONDS)

    def _read(self, seconds: float) -> bool:
        """Whether something was read in this time; questions in it are answered."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            part = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.written += part
        answer = self._answer(part)
        if answer:
            os.write(self._master, answer)
        return bool(part)


def set_size(descriptor: int, columns: int, rows: int) -> None:
    """Set the size of a terminal's window."""
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


@contextmanager
def running(
    project: Path,
    *options: str,
    alias: str = "salma",
    answer: Callable[[bytes], bytes] = polite,
    size: tuple[int, int] = (100, 30),
    command: Sequence[str] = (sys.executable, "-c", OPEN),
    verb: str = "annotate",
) -> Iterator[Pty]:
    """`hashiya annotate`, or another verb, in a terminal of this size, with nobody's settings."""
    master, slave = pty.openpty()
    set_size(slave, *size)
    taken = {"TMUX", "STY", "VTE_VERSION", "COLUMNS", "LINES", "NO_COLOR", "TERM_PROGRAM"}
    environment = {key: value for key, value in os.environ.items() if key not in taken}
    environment |= {
        "TERM": "xterm-256color",
        "HASHIYA_SETTINGS": str(project.parent / "settings.toml"),
    }
    process = subprocess.Popen(
        [*command, "-p", str(project), verb, "--as", alias, *options],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        # Its own session with this terminal, so that the system tells it about a new size.
        preexec_fn=_take_terminal,  # noqa: PLW1509 - no thread runs in the tests that fork
    )
    os.close(slave)
    try:
        yield Pty(process, master, answer)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        with suppress(OSError):
            os.close(master)


def _take_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
