"""Whereabouts: whether an open project is still the files that people see under its name.

A file that was deleted stays open for whoever has it open, and takes changes that nobody will ever
find. SQLite does not look; here the names are looked up again, and the bytes by which the project
is known (`hashiya.store.peeking`), which costs some microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hashiya.errors import Reason, StoreError
from hashiya.store.peeking import Identity, Peephole
from hashiya.store.troubles import DELETED, OVERWRITTEN, PARTED, REPLACED
from hashiya.store.values import FileState

__all__ = ["Whereabouts"]

SIDES: Final = ("-wal", "-shm")
"""Endings of the files beside the project: the newest changes, and where in them what stands."""

_WORDS: Final = {
    "deleted": DELETED,
    "replaced": REPLACED,
    "overwritten": OVERWRITTEN,
    "parted": PARTED,
}


class Whereabouts:
    """The files of one open project, as they were when it was opened.

    Args:
        path: The project's file, which is there.
        has_sides: Whether the files beside it are held; who only reads may see them come and go.

    Raises:
        OSError: It is not.
    """

    def __init__(self, path: Path, *, has_sides: bool = True) -> None:
        self._path = path
        self._peephole = Peephole(path)
        self._sides: dict[Path, Identity] | None = None if has_sides else {}

    def note_sides(self) -> None:
        """Remember the files beside it; SQLite has them open once a transaction has begun.

        They stay the same for as long as anybody has the project open.
        """
        if self._sides is None:
            paths = [self._path.with_name(self._path.name + ending) for ending in SIDES]
            found = {path: _identity_of(path) for path in paths}
            self._sides = {path: identity for path, identity in found.items() if identity}

    @property
    def is_shared(self) -> bool:
        """Whether the file is open in this process once more."""
        return self._peephole.is_shared

    @property
    def has_mark(self) -> bool:
        """Whether the project's uuid is looked for in the file."""
        return self._peephole.has_mark

    def note_mark(self, found: Sequence[tuple[str, int]]) -> None:
        """Remember the project's uuid and its page; nothing while the project is being made."""
        for mark, page in found:
            self._peephole.expect_mark(mark, page)
        self._peephole.is_overwritten()

    def is_marked(self, found: Sequence[tuple[str, int]]) -> bool:
        """Whether a project has the uuid of this one."""
        return self._peephole.has_as_mark([mark for mark, _ in found])

    def state(self) -> FileState:
        """What has become of them."""
        found = _identity_of(self._path)
        if found != self._peephole.identity:
            return "replaced" if found else "deleted"
        if self._peephole.is_overwritten():
            return "overwritten"
        sides = self._sides or {}
        is_whole = all(_identity_of(path) == identity for path, identity in sides.items())
        return "here" if is_whole else "parted"

    def expect_here(self) -> None:
        """Refuse to go on with a change that nobody would find.

        Raises:
            StoreError: One of them was deleted, replaced or overwritten.
        """
        state = self.state()
        if state != "here":
            raise StoreError(Reason(_WORDS[state], path=self._path))

    def close(self) -> None:
        """Look no more; SQLite has let go of the file before."""
        self._peephole.close()


def _identity_of(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
