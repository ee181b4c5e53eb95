"""Locking: one writer at a time, in the order they came.

SQLite's own waiting is a lottery that lets the unlucky wait for many seconds. A lock on a file
beside the project is a queue. It only makes waiting fair: SQLite's lock still decides.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Final

from hashiya.errors import Reason, StoreError

__all__ = ["DEFAULT_PATIENCE_SECONDS", "OnWait", "WriteLock"]

DEFAULT_PATIENCE_SECONDS: Final = 10.0
"""How long a writer waits for its turn before it says so and gives up."""

TELL_SECONDS: Final = 0.25
"""How often somebody who waits is told."""

WRITING: Final = Reason(
    "{path}: another process has been writing for {seconds:.0f} s; nothing was changed. Wait until"
    " it is finished, or end it, then try again"
)
WRITING_BY: Final = Reason(
    "{path}: process {writer} has been writing for {seconds:.0f} s; nothing was changed. Wait until"
    " it is finished, or end it, then try again"
)

OnWait = Callable[[float, int | None], None]
"""Told, while waiting, the seconds so far and the process that writes, when it is known."""


class WriteLock:
    """The right to write to one project, held by one of all that have it open.

    Args:
        project: The project's file; the lock is a file beside it, with `-lock` at the end.
        mode: Permissions of the lock's file when it is made.
        patience: Seconds to wait for a turn.
        on_wait: Told while waiting.
    """

    def __init__(
        self, project: Path, *, mode: int, patience: float, on_wait: OnWait | None = None
    ) -> None:
        self.path = project.with_name(f"{project.name}-lock")
        self._project = project
        self._mode = mode
        self._patience = patience
        self._on_wait = on_wait
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Wait for the turn.

        Raises:
            StoreError: It did not come within `patience`.
            OSError: The lock's file cannot be made or locked.
        """
        if self._descriptor is None:
            self._descriptor = self._open()
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited_for = self._queue()
            os.close(self._descriptor)
            self._descriptor = waited_for
        os.pwrite(self._descriptor, b"%-10d\n" % os.getpid(), 0)

    def release(self) -> None:
        """Let the next one in."""
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the lock's file; it stays where it is, for others."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, self._mode)
        if os.fstat(descriptor).st_uid == os.geteuid():
            os.fchmod(descriptor, self._mode)  # whatever the umask took away
        return descriptor

    def _queue(self) -> int:
        """Stand in line; the descriptor that holds the lock."""
        turn = _Turn(self._open())
        turn.start()
        try:
            self._wait_for(turn)
        except BaseException:
            turn.leave()
            raise
        if turn.failure is not None:
            raise turn.failure
        return turn.descriptor

    def _wait_for(self, turn: _Turn) -> None:
        began = monotonic()
        while not turn.came.wait(TELL_SECONDS):
            waited = monotonic() - began
            writer = self._writer()
            if waited >= self._patience:
                facts = {"path": self._project, "seconds": waited, "writer": writer}
                raise StoreError(Reason(WRITING_BY if writer else WRITING, **facts))
            if self._on_wait is not None:
                self._on_wait(waited, writer)

    def _writer(self) -> int | None:
        if self._descriptor is None:
            return None
        written = os.pread(self._descriptor, 16, 0).strip()
        return int(written) if written.isdigit() else None


class _Turn(Thread):
    """A place in the line: only a call that blocks keeps it, so it has a thread of its own."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(name="hashiya-lock", daemon=True)
        self.descriptor = descriptor
        self.came = Event()
        self.failure: OSError | None = None
        self._has_left = False
        self._change = Lock()

    def run(self) -> None:
        """Block until the lock is held, or let it go at once when nobody wants it any more."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        except OSError as error:
            self.failure = error
        with self._change:
            self.came.set()
            if self._has_left or self.failure is not None:
                os.close(self.descriptor)

    def leave(self) -> None:
        """Give the place up, also when the turn came just now."""
        with self._change:
            self._has_left = True
            if self.came.is_set() and self.failure is None:
                os.close(self.descriptor)
