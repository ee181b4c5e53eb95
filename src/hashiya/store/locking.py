"""Locking: one writer at a time, in the order they came.

SQLite's own waiting is a lottery that lets the unlucky wait for many seconds. A lock on a file
beside the project is a queue, and who has just written would be back in it before the next one
woke up; so that one stands at a door already, which is a second lock, and nobody gets past. Both
only make waiting fair: SQLite's lock still decides.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Final, NamedTuple

from hashiya.errors import Reason, StoreError

__all__ = ["DEFAULT_PATIENCE_SECONDS", "LOCK_ENDINGS", "OnWait", "WriteLock"]

LOCK_ENDINGS: Final = ("-lock", "-door")
"""Endings of the files that are locked: for writing, and for being the next to write."""

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
        project: The project's file; what is locked are files beside it (`LOCK_ENDINGS`).
        mode: Permissions of those files when they are made.
        patience: Seconds to wait for a turn.
        on_wait: Told while waiting.
    """

    def __init__(
        self, project: Path, *, mode: int, patience: float, on_wait: OnWait | None = None
    ) -> None:
        self._paths = [project.with_name(project.name + ending) for ending in LOCK_ENDINGS]
        self._project = project
        self._mode = mode
        self._patience = patience
        self._on_wait = on_wait
        self._files: _Files | None = None

    def acquire(self) -> None:
        """Wait for the turn.

        Raises:
            StoreError: It did not come within `patience`.
            OSError: A lock's file cannot be made or locked.
        """
        if self._files is None:
            self._files = self._opened()
        try:
            self._files.lock(fcntl.LOCK_NB)
        except BlockingIOError:
            files, self._files = self._files, None
            self._queue(files)
            self._files = files
        os.pwrite(self._files.writing, b"%-10d\n" % os.getpid(), 0)

    def release(self) -> None:
        """Let the next one in."""
        if self._files is not None:
            fcntl.flock(self._files.writing, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the locks' files; they stay where they are, for others."""
        if self._files is not None:
            self._files.close()
            self._files = None

    def _opened(self) -> _Files:
        writing, door = self._paths
        opened = self._open(writing)
        try:
            return _Files(opened, self._open(door))
        except BaseException:
            os.close(opened)
            raise

    def _open(self, path: Path) -> int:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, self._mode)
        if os.fstat(descriptor).st_uid == os.geteuid():
            os.fchmod(descriptor, self._mode)  # whatever the umask took away
        return descriptor

    def _queue(self, files: _Files) -> None:
        """Stand in line until the lock is held; whoever leaves it leaves the files to it."""
        turn = _Turn(files)
        turn.start()
        try:
            self._wait_for(turn)
        except BaseException:
            turn.leave()
            raise
        if turn.failure is not None:
            raise turn.failure

    def _wait_for(self, turn: _Turn) -> None:
        began = monotonic()
        while not turn.came.wait(TELL_SECONDS):
            waited = monotonic() - began
            writer = turn.files.writer
            if waited >= self._patience:
                facts = {"path": self._project, "seconds": waited, "writer": writer}
                raise StoreError(Reason(WRITING_BY if writer else WRITING, **facts))
            if self._on_wait is not None:
                self._on_wait(waited, writer)


class _Files(NamedTuple):
    """The files that are locked, open."""

    writing: int
    """Whoever has locked this one may write."""
    door: int
    """Whoever has locked this one is the next."""

    def lock(self, how: int = 0) -> None:
        """Go through the door and take the turn.

        Raises:
            BlockingIOError: Somebody is before, and `how` says not to wait; the door may be ours.
        """
        fcntl.flock(self.door, fcntl.LOCK_EX | how)
        fcntl.flock(self.writing, fcntl.LOCK_EX | how)
        fcntl.flock(self.door, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of whatever is locked."""
        os.close(self.writing)
        os.close(self.door)

    @property
    def writer(self) -> int | None:
        """The process that has the turn, when it is known."""
        written = os.pread(self.writing, 16, 0).strip()
        return int(written) if written.isdigit() else None


class _Turn(Thread):
    """A place in the line: only a call that blocks keeps it, so it has a thread of its own."""

    def __init__(self, files: _Files) -> None:
        super().__init__(name="hashiya-lock", daemon=True)
        self.files = files
        self.came = Event()
        self.failure: OSError | None = None
        self._has_left = False
        self._change = Lock()

    def run(self) -> None:
        """Block until the lock is held, or let it go at once when nobody wants it any more."""
        try:
            self.files.lock()
        except OSError as error:
            self.failure = error
        with self._change:
            self.came.set()
            if self._has_left or self.failure is not None:
                self.files.close()

    def leave(self) -> None:
        """Give the place up, also when the turn came just now."""
        with self._change:
            self._has_left = True
            if self.came.is_set() and self.failure is None:
                self.files.close()
