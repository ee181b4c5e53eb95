"""The driver: Textual's own for Unix terminals, with the terminal's profile around the screen.

Chosen in `App.get_driver_class`, not through `driver_class`, so that tests and a browser keep
theirs. It outlives its terminal: one that has gone swallows what is written, and ends the program
as a hang-up does. Must never know an escape sequence (`hashiya.terminal`).
"""

from __future__ import annotations

import asyncio
import codecs
import os
import select
import signal
import sys
import termios
from functools import partial
from typing import IO, TYPE_CHECKING, Final

from rich.cells import get_character_cell_size
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from hashiya.terminal import (
    CLEAR_SCREEN,
    UNASKED,
    Detection,
    LateReplies,
    Profile,
    filter_for,
    framed,
)

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["TerminalDriver"]

TICK_SECONDS: Final = 0.1
"""How long the beginning of a key's sequence waits for its end, as in Textual."""
READ_BYTES: Final = 4096
_IFLAG: Final = 0
_LFLAG: Final = 3


class TerminalDriver(LinuxDriver):
    """Writes to a real terminal; leaves its mode as it was found, also after a crash."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Not stderr, which may be a file that somebody keeps.
        line = _Line(sys.__stdout__ or sys.stdout)
        self._file = line  # type: ignore[assignment]  # all that Textual uses of a file
        terminal: Detection = getattr(app, "terminal", UNASKED)
        self._typed = terminal.replies.typed
        self._is_known = False  # whether the terminal was taken before
        self._set_profile(terminal.profile)

    @property
    def profile(self) -> Profile:
        """What the terminal is told at the moment."""
        return self._profile

    def use(self, profile: Profile) -> None:
        """Tell the terminal otherwise from now on, and have everything painted anew.

        Args:
            profile: One of `PROFILES` as `profile_for` prepares it.
        """
        super().write(self._profile.after + profile.before + CLEAR_SCREEN)
        self._set_profile(profile)
        self._app.refresh(layout=True)

    def _set_profile(self, profile: Profile) -> None:
        self._profile = profile
        self._filter = filter_for(profile.filter, get_character_cell_size)

    def write(self, data: str) -> None:
        """Write to the terminal, the profile's sequences around the alternate screen."""
        super().write(framed(self._filter(data), self._profile))

    def start_application_mode(self) -> None:
        """Take the terminal; what is given back in the end echoes, whoever quieted it before.

        Taken again after a stop it is empty, and everything is painted anew.
        """
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._is_known:
            loop = asyncio.get_running_loop()
            loop.call_soon_threadsafe(partial(self._app.refresh, layout=True))
        self._is_known = True
        if self.attrs_before is not None:
            self.attrs_before[_IFLAG] |= termios.ICRNL
            self.attrs_before[_LFLAG] |= termios.ECHO | termios.ICANON

    def run_input_thread(self) -> None:
        """Turn what is typed into events until the driver stops or the terminal goes.

        Textual's own loop, but for three things: replies that nobody waits for any more are no
        keys, bytes that are no UTF-8 end nothing, and a terminal that has gone is a hang-up
        instead of a loop that never waits.
        """
        parser = XTermParser(self._debug)
        late = LateReplies()
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode

        def take(data: bytes) -> None:
            for event in parser.feed(text) if (text := decode(data)) else ():
                self.process_message(event)

        take(late.typed(self._typed))
        self._typed = b""
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], TICK_SECONDS)[0]:
                data = _read(self.fileno)
                if not data:
                    os.kill(os.getpid(), signal.SIGHUP)
                    break
                take(late.typed(data))
            else:
                take(late.released())
            for event in parser.tick():
                self.process_message(event)


class _Line:
    """The terminal's file; once the terminal has gone, everything that is written is dropped."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, or drop."""
        try:
            self._file.write(text)
        except OSError:
            self._drop()

    def flush(self) -> None:
        """Have it written, or dropped."""
        try:
            self._file.flush()
        except OSError:
            self._drop()

    def fileno(self) -> int:
        """The file descriptor."""
        return self._file.fileno()

    def _drop(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._file.fileno())
        os.close(nowhere)


def _read(number: int) -> bytes:
    try:
        return os.read(number, READ_BYTES)
    except OSError:
        return b""
