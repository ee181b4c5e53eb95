"""The time and the memory that a reader may take for a file."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

__all__ = ["TooLongError", "limited"]

MAX_SECONDS: Final = 1.0
"""Of work, for one file."""
FREE_KB: Final = 100 << 10
MAX_GROWTH: Final = 10
"""Memory for one file: `FREE_KB`, and so many bytes for each of its own."""


class TooLongError(BaseException):
    """A reader worked longer than a file may take; not to be caught with the troubles of files."""


def limited(work: Callable[[], None], size: int) -> None:
    """Do work that may take so much time and memory as a file of this size may.

    Raises:
        TooLongError: It does not end; raised where it is.
        AssertionError: It took too long, or too much.
    """
    before = _kilobytes("VmRSS")
    begun = time.process_time()
    with _alarm(MAX_SECONDS * 3):
        work()
    assert time.process_time() - begun < MAX_SECONDS
    assert _kilobytes("VmHWM") - before < FREE_KB + MAX_GROWTH * size // 1024


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """A stop from inside for what would not end."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _kilobytes(name: str) -> int:
    """What Linux counts of this process's memory; the highest is counted anew after `VmRSS`."""
    try:
        if name == "VmRSS":
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:  # not Linux: only the time is held to
        return 0
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{name}:"))
