"""A pseudo-terminal with a stopwatch: starts a program, presses keys, sees when the screen changes.

Bytes are stamped when they arrive and parsed afterwards, so that the emulator's own time is in no
figure. Queries a program asks at start are answered as a plain xterm would.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import Final, NamedTuple, Self

import pyte

__all__ = ["KEYS", "Press", "Terminal"]

KEYS: Final = {
    "left": "\x1b[D",
    "right": "\x1b[C",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "shift-left": "\x1b[1;2D",
    "shift-right": "\x1b[1;2C",
    "enter": "\r",
    "escape": "\x1b",
    "page-down": "\x1b[6~",
    "page-up": "\x1b[5~",
    "ctrl-q": "\x11",
}
"""Names of keys and the bytes a terminal sends for them."""

_ANSWERS: Final = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[>0?q"), b"\x1bP>|XTerm(379)\x1b\\"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
)
_UNPARSED: Final = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\??[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\|\x1b\[\?2026[hl]"
)
"""What pyte cannot parse and no figure needs."""
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[[?<>=]?[0-9;]*\$?|P[^\x1b]*\x1b?)?\Z")
"""The beginning of a sequence whose end is in the next read."""
MAX_QUESTION_BYTES: Final = 32
"""Longer than any question and than any sequence that is cut in two."""


class Press(NamedTuple):
    """What one key press cost."""

    seconds: float
    """From writing the key to the first read after which the screen differs."""
    received: int
    """Bytes the program wrote until it fell silent."""


class Terminal:
    """One program on a screen of its own."""

    def __init__(self, command: list[str], *, columns: int = 100, rows: int = 30) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.started = time.perf_counter()
        self.output = bytearray()
        self._unheard = b""
        self._unseen = b""
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor")
            environment.pop("VTE_VERSION", None)
            _set_size(0, columns, rows)
            os.execvpe(command[0], command, environment)
        _set_size(self._master, columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """End the program without a word, as a power cut would."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self._master)

    def resident_bytes(self) -> int:
        """Memory the program has held at most so far."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]

    def send(self, keys: str) -> None:
        """Press keys: a name of `KEYS` or literal text."""
        os.write(self._master, KEYS.get(keys, keys).encode())

    def text(self) -> str:
        """The screen, a line a row."""
        return "\n".join(self.screen.display)

    def wait_for(self, words: str, *, seconds: float = 30.0) -> float:
        """Seconds from the start until these words stood on the screen.

        Raises:
            TimeoutError: They never came; the message holds the screen.
        """
        limit = time.perf_counter() + seconds
        while time.perf_counter() < limit:
            arrived = self._read(0.05)
            if arrived is None:
                continue
            self._feed(arrived[1])
            if words in self.text():
                return arrived[0] - self.started
        raise TimeoutError(f"{words!r} never came; the screen was:\n{self.text()}")

    def settle(self, quiet: float = 0.15, *, limit: float = 20.0) -> None:
        """Read until the program has been silent for so many seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            arrived = self._read(quiet)
            if arrived is None:
                return
            self._feed(arrived[1])

    def press(self, keys: str, *, quiet: float = 0.03, patience: float = 2.0) -> Press | None:
        """Press a key and wait for the screen to differ; None when it never did."""
        before = self._state()
        pressed = time.perf_counter()
        self.send(keys)
        chunks: list[tuple[float, bytes]] = []
        arrived = self._read(patience)
        while arrived is not None:
            chunks.append(arrived)
            arrived = self._read(quiet)
        changed = None
        for stamp, chunk in chunks:
            self._feed(chunk)
            if changed is None and self._state() != before:
                changed = stamp
        if changed is None:
            return None
        return Press(changed - pressed, sum(len(chunk) for _, chunk in chunks))

    def _read(self, timeout: float) -> tuple[float, bytes] | None:
        ready, _, _ = select.select([self._master], [], [], timeout)
        if not ready:
            return None
        stamp = time.perf_counter()
        try:
            chunk = os.read(self._master, 1 << 20)
        except OSError:
            return None
        self._answer(chunk)
        self.output += chunk
        return (stamp, chunk) if chunk else None

    def _answer(self, chunk: bytes) -> None:
        """Answer questions in the order they were put, as terminals do.

        The last question of a burst tells the program that every answer has come. A question may
        be cut in two by the end of a read.
        """
        heard = self._unheard + chunk
        found = sorted(
            (each.start(), each.end(), answer)
            for question, answer in _ANSWERS
            for each in question.finditer(heard)
        )
        if found:
            os.write(self._master, b"".join(answer for _, _, answer in found))
            heard = heard[found[-1][1] :]
        self._unheard = heard[-MAX_QUESTION_BYTES:]

    def _feed(self, chunk: bytes) -> None:
        seen = self._unseen + chunk
        cut = _UNFINISHED.search(seen[-MAX_QUESTION_BYTES:])
        whole = len(seen) - len(cut[0]) if cut else len(seen)
        self._unseen = seen[whole:]
        self._stream.feed(_UNPARSED.sub(b"", seen[:whole]))

    def _state(self) -> object:
        cells = tuple(
            (row, column, cell.data, cell.fg, cell.bg, cell.reverse, cell.bold, cell.underscore)
            for row, line in sorted(self.screen.buffer.items())
            for column, cell in sorted(line.items())
        )
        return cells, self.screen.cursor.x, self.screen.cursor.y


def _set_size(descriptor: int, columns: int, rows: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
