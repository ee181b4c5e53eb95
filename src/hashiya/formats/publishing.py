"""Publishing: what is written appears whole or not at all, a file, several files or a folder.

Writing goes to temporary names in the same place, which are flushed to disk and renamed together.
Nothing here knows what the bytes mean.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from hashiya.errors import UsageError
from hashiya.formats.landing import (
    cannot_write,
    create_file,
    expect_free,
    flush_file,
    flush_folder,
    give_folder,
    give_name,
    keep_aside,
    replaced_name,
    temporary_name,
)

__all__ = ["Publication", "atomic_writer", "expect_writable"]


class _File(NamedTuple):
    """One file on its way."""

    target: Path
    temporary: Path
    out: BinaryIO
    is_inside: bool
    """Whether it gets its name with a folder that is published too."""


class _Folder(NamedTuple):
    """One folder on its way."""

    target: Path
    temporary: Path
    replaceable: Collection[str]
    """Files of a folder in its place that may go, relative to it."""


class Publication:
    """New files and folders that appear together when the block ends well, or not at all.

    Inside the block each is written under a temporary name, where it can be read back before
    anybody else sees it. On any error, also an interrupt, the temporary files are removed.

    Args:
        overwrite: Whether files of the same names may be replaced.
    """

    def __init__(self, *, overwrite: bool = False) -> None:
        self._overwrite = overwrite
        self._files: list[_File] = []
        self._folders: list[_Folder] = []
        self._put: list[tuple[Path, Path]] = []
        self._retired: list[Path] = []

    def open(self, target: Path) -> BinaryIO:
        """A file to write into, which will be called `target`.

        Raises:
            UsageError: `target` is there already, or is a link or a folder.
            StoreError: Its folder is missing or cannot be written to.
        """
        temporary, is_inside = self._place(target)
        out = create_file(target, temporary)
        self._files.append(_File(target, temporary, out, is_inside))
        return out

    def put(self, target: Path, data: bytes) -> None:
        """A small file inside a folder of this publication, written and closed at once.

        Raises:
            UsageError: It was put there before, or its place is no folder of this publication.
            StoreError: It cannot be written.
        """
        temporary, is_inside = self._place(target)
        if not is_inside:
            raise UsageError(f"{target} is in no folder of this publication")
        with create_file(target, temporary) as out:
            try:
                out.write(data)
                out.flush()
            except OSError as error:
                raise cannot_write(target, error) from error
        self._put.append((target, temporary))

    def folder(self, target: Path, replaceable: Collection[str] = ()) -> None:
        """A folder to write into, which will be called `target`.

        Args:
            target: Where it will stand.
            replaceable: Files that may be replaced with a folder that stands there, relative to
                it; with any other in it, it is somebody's and stays.

        Raises:
            UsageError: It is there already, is a link, or holds what may not be replaced.
            StoreError: It cannot be made.
        """
        folder = _Folder(target, temporary_name(target), replaceable)
        self._expect_free_folder(folder)
        try:
            folder.temporary.mkdir()
        except OSError as error:
            raise cannot_write(target, error) from error
        self._folders.append(folder)

    def retire(self, target: Path) -> None:
        """A file that goes when the others get their names, and stays when they do not."""
        self._retired.append(target)

    def expect_free(self, target: Path) -> None:
        """Complain before the work about what would stop it at its end.

        Raises:
            UsageError: `target` is there already, or is a link or a folder.
        """
        expect_free(target, overwrite=self._overwrite)

    def written(self, target: Path) -> Path:
        """Where the bytes written for a file or folder can be read until the block ends."""
        for each in self._files:
            if each.target == target:
                each.out.flush()
                return each.temporary
        for folder in self._folders:
            if target.is_relative_to(folder.target):
                return folder.temporary / target.relative_to(folder.target)
        raise UsageError(f"{target} is not part of this publication")

    def files(self) -> Iterator[tuple[Path, Path]]:
        """Every file so far: what it will be called, and where it can be read now."""
        for each in self._files:
            each.out.flush()
            yield each.target, each.temporary
        yield from self._put

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        targets = [each.target for each in self._files] + [each.target for each in self._folders]
        try:
            if error is None:
                self._publish()
        except OSError as trouble:
            raise cannot_write(targets[0], trouble) from trouble
        finally:
            self._discard()
        if isinstance(error, OSError) and targets:
            raise cannot_write(targets[0], error) from error

    def _place(self, target: Path) -> tuple[Path, bool]:
        """Where a file is written meanwhile, and whether that is inside a folder."""
        for folder in self._folders:
            if target.is_relative_to(folder.target):
                temporary = folder.temporary / target.relative_to(folder.target)
                temporary.parent.mkdir(parents=True, exist_ok=True)
                return temporary, True
        expect_free(target, overwrite=self._overwrite)
        return temporary_name(target), False

    def _expect_free_folder(self, folder: _Folder) -> None:
        target = folder.target
        if not target.is_dir() or target.is_symlink():
            expect_free(target, overwrite=True)  # a link, or nothing that can be named
            if target.is_file():
                raise UsageError(f"{target} is a file where a folder is to stand; move it away")
            return
        if not self._overwrite:
            raise UsageError(f"{target} is there already; choose another place, or say --overwrite")
        for path in sorted(target.rglob("*")):
            name = path.relative_to(target).as_posix()
            if path.is_symlink() or (path.is_file() and name not in folder.replaceable):
                raise UsageError(
                    f"{target} holds {name}, which no export put there; move it away first"
                )

    def _flush(self) -> None:
        for each in self._files:
            each.out.flush()
            os.fsync(each.out.fileno())
            each.out.close()
        # One after the other when all are written, so that the first flush takes most along.
        for _, temporary in self._put:
            flush_file(temporary)

    def _publish(self) -> None:
        self._flush()
        outside = [each for each in self._files if not each.is_inside]
        for each in outside:
            expect_free(each.target, overwrite=self._overwrite)
        for folder in self._folders:
            self._expect_free_folder(folder)
        undo: list[Callable[[], object]] = []
        aside: list[Path] = []
        try:
            self._give_names(outside, undo, aside)
        except BaseException:
            for step in reversed(undo):
                with contextlib.suppress(OSError):
                    step()
            _remove(aside)
            raise
        _remove(aside)
        for folder in self._folders:
            shutil.rmtree(replaced_name(folder.temporary), ignore_errors=True)
        targets = [each.target for each in outside] + [each.target for each in self._folders]
        for place in sorted({target.parent for target in targets}):
            flush_folder(place)

    def _give_names(
        self, files: list[_File], undo: list[Callable[[], object]], aside: list[Path]
    ) -> None:
        """Give everything its name, noting the steps back as they come to be needed.

        What is replaced or goes is kept `aside` until all have theirs.
        """
        for folder in self._folders:
            undo += give_folder(folder.temporary, folder.target)
        for each in files:
            kept = keep_aside(each.target) if self._overwrite else None
            is_new = kept is None and not each.target.exists()
            if kept is not None:
                aside.append(kept)
                undo.append(partial(kept.replace, each.target))
            give_name(each.temporary, each.target, overwrite=self._overwrite)
            if is_new:
                undo.append(each.target.unlink)
        for target in self._retired:
            gone = temporary_name(target)
            target.rename(gone)
            aside.append(gone)
            undo.append(partial(gone.replace, target))

    def _discard(self) -> None:
        for each in self._files:
            with contextlib.suppress(OSError):  # what is buffered may not fit the disk
                each.out.close()
            with contextlib.suppress(OSError):
                each.temporary.unlink()
        for folder in self._folders:
            shutil.rmtree(folder.temporary, ignore_errors=True)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):  # one that is back in its place
            path.unlink()


@contextmanager
def atomic_writer(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """One new file that appears whole when the block ends well, or not at all.

    Raises:
        UsageError: It is there already, or is a link or a folder.
        StoreError: It cannot be written.
    """
    with Publication(overwrite=overwrite) as publication:
        yield publication.open(path)


def expect_writable(path: Path) -> None:
    """Complain before the work about a name that nothing can be written under at its end.

    Raises:
        UsageError: It is there already, or is a link or a folder.
        StoreError: Nothing can be written in its folder.
    """
    expect_free(path, overwrite=False)
    temporary = temporary_name(path)
    create_file(path, temporary).close()
    temporary.unlink()
