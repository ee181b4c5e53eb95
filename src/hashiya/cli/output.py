"""What commands print: data on stdout, narration and progress on stderr, never a raw control.

Every string that may come from a file passes through `visible`; nothing is ever markup.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Final, Self

from hashiya.text import counted, visible

__all__ = [
    "Progress",
    "in_words",
    "moment",
    "print_data",
    "print_item",
    "print_json",
    "say",
]

MIN_SECONDS_BETWEEN_PAINTS: Final = 0.1


def say(message: str) -> None:
    """One line of narration on stderr."""
    sys.stderr.write(_lines(message) + "\n")
    sys.stderr.flush()


def print_data(text: str) -> None:
    """One line of data on stdout."""
    if sys.stdout is not None:  # closed by whoever started the command
        sys.stdout.write(_lines(text) + "\n")


def print_item(line: str) -> None:
    """One line of an item on stdout; lines that its words hold stand under it, three columns in."""
    margin = len(line) - len(line.lstrip(" ")) + 3
    print_data(line.replace("\n", "\n" + " " * margin))


def print_json(value: Mapping[str, object] | Sequence[object]) -> None:
    """A value as JSON on stdout; escapes what a terminal might obey."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False)
    sys.stdout.write(_lines(text) + "\n")


def in_words(kind: str) -> str:
    """A sort of loss or refusal as people read it; JSON and reports keep its name.

    >>> in_words("policy_broken")
    'policy broken'
    """
    return kind.replace("_", " ")


def moment(at: str) -> str:
    """A moment for people, in the time of this machine, to the minute.

    Args:
        at: The same in UTC, as ISO 8601 writes it.
    """
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def _lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


class Progress:
    """A count, a rate and, when the total is known, a bar; on a terminal only.

    Args:
        what: What is counted, one of them: `document`.
        total: How many there will be, when that is known.
        way_out: What stopping does.
    """

    def __init__(
        self,
        what: str,
        *,
        total: int | None = None,
        way_out: str = "Ctrl-C stops; what is done stays",
    ) -> None:
        self._what = what
        self._total = total
        self._way_out = way_out
        self._count = 0
        self._started = time.monotonic()
        self._painted = 0.0
        self.is_shown = sys.stderr.isatty()
        """Whether there is a terminal to show it on."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.is_shown and self._painted:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()

    def expect(self, total: int) -> None:
        """How many there will be, as soon as that is known."""
        self._total = total

    def advance(self, count: int = 1) -> None:
        """Count more of them and repaint, at most ten times a second."""
        self._count += count
        now = time.monotonic()
        if self.is_shown and now - self._painted >= MIN_SECONDS_BETWEEN_PAINTS:
            self._painted = now
            sys.stderr.write("\r\x1b[2K" + self.line(now - self._started))
            sys.stderr.flush()

    def line(self, seconds: float) -> str:
        """The line as it is painted after so many seconds."""
        rate = self._count / seconds if seconds > 0 else 0.0
        if self._total is None or self._count > self._total:
            return f" {counted(self._count, self._what)} · {rate:,.0f}/s · {self._way_out}"
        share = self._count / self._total if self._total else 1.0
        filled = round(24 * share)
        bar = "━" * filled + "─" * (24 - filled)
        there = f"{self._count:,}/{counted(self._total, self._what)}"
        return f" {bar} {there} · {rate:,.0f}/s · {self._way_out}"
