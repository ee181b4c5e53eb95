"""Peeking: what stands in an open project's file itself, read past SQLite.

SQLite answers from its own memory and from the log, and does not see what another program writes
over the file. Closing any descriptor of a file takes away every lock that this process has on it,
SQLite's too; so there is one descriptor a file, and it stays until nobody peeks any more. Must
never know what is done about what is seen.
"""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from typing import Final, TypeAlias

from hashiya.store.headers import HEADER_LENGTH, begins_as_ours

__all__ = ["Identity", "Peephole"]

Identity: TypeAlias = tuple[int, int]
"""Device and inode."""

_TURN: Final = Lock()
_HELD: Final[dict[Identity, tuple[int, int]]] = {}
"""File → its descriptor, and how many peek through it."""


class Peephole:
    """A look at one file, whatever its name becomes.

    Some of a project's bytes never change, whoever commits and however the log is brought into the
    file: its first 18 (what it is, and how large its pages are), its mark as ours, and its uuid,
    in a page that is written once. And it never shrinks, because nothing here vacuums. What is
    overwritten by another copy of the same project that is no smaller is not seen.

    Nor is it undone. Whoever has seen it lets go of the file without a change and puts the log
    aside (`hashiya.store.parting`); another program that has it open may not have seen it.

    Args:
        path: The file, which is there.

    Raises:
        OSError: It cannot be read.
    """

    def __init__(self, path: Path) -> None:
        found = path.stat()
        self.identity: Identity = (found.st_dev, found.st_ino)
        self._descriptor = _take(path, self.identity)
        self._is_closed = False
        self._first = b""
        self._size = 0
        self._place: tuple[int, int] | None = None
        self._mark = b""
        self._is_marked = self._is_overwritten = False

    @property
    def is_shared(self) -> bool:
        """Whether others of this process peek at the same file."""
        with _TURN:
            return _HELD.get(self.identity, (-1, 0))[1] > 1

    @property
    def has_mark(self) -> bool:
        """Whether it was told what the project is known by."""
        return self._place is not None

    def expect_mark(self, mark: str, page: int) -> None:
        """Look for the project's uuid from now on.

        It may stand in the log only, for as long as that has not been brought into the file; it is
        missed once it has been seen in the file.

        Args:
            mark: The uuid.
            page: The page it stands in, from 1.
        """
        size = int.from_bytes(os.pread(self._descriptor, 2, 16), "big")
        size = 65_536 if size == 1 else size
        self._mark, self._place = mark.encode(), ((page - 1) * size, size)

    def has_as_mark(self, marks: list[str]) -> bool:
        """Whether these are what the project is known by."""
        return [mark.encode() for mark in marks] == [self._mark]

    def is_overwritten(self) -> bool:
        """Whether other bytes than the project's were written into it; once so, it stays so."""
        if not (self._is_overwritten or self._is_closed):
            # A page that is being written can be seen half; what is really another stays another.
            self._is_overwritten = all(self._looks_foreign() for _ in range(3))
        return self._is_overwritten

    def close(self) -> None:
        """Peek no more."""
        if not self._is_closed:
            self._is_closed = True
            _give_back(self.identity)

    def _looks_foreign(self) -> bool:
        try:
            return self._is_foreign()
        except OSError:
            return False  # A disk that does not read is another trouble, and SQLite says which.

    def _is_foreign(self) -> bool:
        size = os.fstat(self._descriptor).st_size
        header = os.pread(self._descriptor, HEADER_LENGTH, 0)
        first = header[:18]
        if size < self._size:
            return True
        if not begins_as_ours(header):
            return bool(self._first)  # Not yet made, or torn until SQLite puts it back.
        if self._first and first != self._first:
            return True
        if self._place is not None:
            at, length = self._place
            has_mark = self._mark in os.pread(self._descriptor, length, at)
            if self._is_marked and not has_mark:
                return True
            self._is_marked = has_mark
        self._first, self._size = first, size
        return False


def _take(path: Path, identity: Identity) -> int:
    with _TURN:
        descriptor, users = _HELD.get(identity, (-1, 0))
        if not users:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        _HELD[identity] = (descriptor, users + 1)
        return descriptor


def _give_back(identity: Identity) -> None:
    with _TURN:
        descriptor, users = _HELD[identity]
        if users > 1:
            _HELD[identity] = (descriptor, users - 1)
            return
        del _HELD[identity]
        os.close(descriptor)
