"""Probe: one burst of questions to the terminal, and a bounded wait for its answers.

The burst is written early and the answers are read late, so that the terminal answers while the
program loads; meanwhile the tty neither echoes nor waits for a line's end, and it is put back on
every way out. Every terminal answers DA1, which therefore ends the burst. Must never know what an
answer means.

Keys that are pressed meanwhile come back in `Replies.typed`, for the screen to take as its first
keys; those still unread stay in the tty's queue. What comes after the wait is for `LateReplies`.
"""

from __future__ import annotations

import os
import select
import sys
import termios
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Final, Self

from hashiya.terminal.passthrough import multiplexer_of, passed_through
from hashiya.terminal.profiles import CLEAR_SCREEN, Profile
from hashiya.terminal.replies import NO_REPLIES, Replies, parse_replies
from hashiya.terminal.tmux import TmuxPane

__all__ = ["TerminalQuestion", "burst_for"]

SILENT_SECONDS: Final = 0.15
"""From the question on, how long a terminal that has answered nothing is waited for."""
ANSWERING_SECONDS: Final = 0.5
"""The same for one that has begun to answer."""
MAX_ANSWER_BYTES: Final = 65_536
"""More than this is no answer; somebody pours a file into the terminal."""

_ASK_BIDI_MODE: Final = "\x1b[8$p"
_ASK_NAMES: Final = "\x1b[>q\x1b[>c"
_FENCE: Final = "\x1b[c"
_IFLAG: Final = 0
_LFLAG: Final = 3


def burst_for(environment: Mapping[str, str]) -> str:
    """The questions for a terminal, the fence last; empty for one that would print them."""
    if environment.get("TERM", "dumb") in {"dumb", ""}:
        return ""
    # Both print the last letter of the question for the mode.
    prints = environment.get("TERM_PROGRAM") == "Apple_Terminal" or environment["TERM"] == "linux"
    return ("" if prints else _ASK_BIDI_MODE) + _ASK_NAMES + _FENCE


class TerminalQuestion:
    """A question that has been put to the terminal; a context that keeps the tty quiet.

    Without a terminal on both sides nothing is asked and nothing answered.

    Args:
        environment: The process's variables.
        asks: Whether to ask at all; the tty is quiet all the same.
        source: File descriptor that keys come from.
        target: File descriptor that the terminal draws.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        asks: bool = True,
        source: int | None = None,
        target: int | None = None,
    ) -> None:
        self._environment = environment
        self._source = _number(sys.__stdin__, source)
        self._target = _number(sys.__stdout__, target)
        self._asks = asks
        self._attributes: list[object] | None = None
        self._asked_at = 0.0
        self._replies: Replies | None = None
        self._pane: TmuxPane | None = None
        self._prepared: Profile | None = None

    def __enter__(self) -> Self:
        """Quiet the tty and write the burst."""
        if not (os.isatty(self._source) and os.isatty(self._target)):
            self._replies = NO_REPLIES
            return self
        self._hush()
        try:
            self._ask()
        except BaseException:
            self.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put everything back, tmux's setting for this pane too."""
        if self._pane is not None:
            self._hush()  # whoever drew has given the tty back as it was found
            if self._prepared is not None:
                self._pass_on(self._prepared.after)
            self._pane.put_back(redraws=self._prepared is not None)
        self.release()

    def prepare(self, profile: Profile) -> bytes:
        """Have every row that a multiplexer draws be a new one, and take the profile's mode.

        Only tmux can draw its other panes again. Returns what was typed meanwhile.
        """
        if self._pane is None or not profile.before:
            return b""
        self._prepared = profile
        typed = self._pass_on(profile.before)
        self._pane.redraw()
        return typed

    def release(self) -> None:
        """Put the tty back as it was found; whoever draws next takes it from there."""
        attributes, self._attributes = self._attributes, None
        if attributes is not None:
            _set(self._source, attributes)

    def answer(self) -> Replies:
        """What the terminal answered; waits for it only as long as the constants above say."""
        if self._replies is None:
            self._replies = self._read()
        return self._replies

    def _ask(self) -> None:
        multiplexer = multiplexer_of(self._environment)
        if multiplexer == "tmux":
            # tmux knows what its terminal calls itself, and answers every question in its own name.
            self._pane = TmuxPane(self._environment.get("TMUX_PANE", ""))
            return
        burst = burst_for(self._environment) if self._asks else ""
        if not burst:
            self._replies = NO_REPLIES
            return
        self._asked_at = time.monotonic()
        _write(self._target, passed_through(burst, multiplexer))

    def _read(self) -> Replies:
        if self._pane is not None:
            return Replies(version=self._pane.outer_version() or None)
        return _answer(self._source, self._asked_at)

    def _pass_on(self, told: str) -> bytes:
        """Have tmux tell its terminal and clear it; returns what was typed meanwhile.

        What is to be passed on while a pane waits to be drawn again is dropped by tmux: only what
        is written after it has answered once comes through.
        """
        typed = b""
        for data in ("", told + passed_through(CLEAR_SCREEN, "tmux")):
            asked = time.monotonic()
            _write(self._target, data + _FENCE)
            typed += _answer(self._source, asked).typed
        return typed

    def _hush(self) -> None:
        try:
            attributes = termios.tcgetattr(self._source)
        except termios.error:
            return
        self._attributes = self._attributes or attributes
        quiet = list(attributes)
        quiet[_LFLAG] = int(str(quiet[_LFLAG])) & ~(termios.ECHO | termios.ICANON)
        # Enter stays what it is for the screen: as a line feed it would be another key.
        quiet[_IFLAG] = int(str(quiet[_IFLAG])) & ~termios.ICRNL
        _set(self._source, quiet)


def _answer(source: int, asked_at: float) -> Replies:
    data = b""
    while True:
        replies = parse_replies(data)
        if replies.is_complete or len(data) > MAX_ANSWER_BYTES:
            return replies
        patience = ANSWERING_SECONDS if replies.raw else SILENT_SECONDS
        chunk = _available(source, asked_at + patience - time.monotonic())
        if not chunk:
            return replies
        data += chunk


def _available(source: int, seconds: float) -> bytes:
    """What can be read within some seconds; nothing when the terminal has gone."""
    try:
        ready, _, _ = select.select([source], [], [], max(0.0, seconds))
        return os.read(source, 4096) if ready else b""
    except OSError:
        return b""


def _write(target: int, text: str) -> None:
    data = text.encode("ascii")
    try:
        while data:
            data = data[os.write(target, data) :]
    except OSError:
        return  # The terminal has gone; nobody will answer, which is waited for and said.


def _set(source: int, attributes: list[object]) -> None:
    try:
        termios.tcsetattr(source, termios.TCSANOW, attributes)  # type: ignore[arg-type]
    except termios.error:
        return  # The terminal has gone, and its modes with it.


def _number(stream: object, said: int | None) -> int:
    if said is not None:
        return said
    try:
        return stream.fileno()  # type: ignore[attr-defined,no-any-return]
    except (AttributeError, OSError, ValueError):
        return -1
