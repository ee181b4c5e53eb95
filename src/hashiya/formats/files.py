"""Files: opening what is to be read, and making what is written appear whole or not at all.

Reading refuses what is no file before a byte is read. Writing goes to temporary files in the same
folder, which are flushed to disk and renamed together. Nothing here knows what the bytes mean.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from hashiya.errors import FormatError, StoreError, UsageError

__all__ = ["Publication", "atomic_writer", "open_binary", "read_bytes"]

_BUFFER_BYTES: Final = 1 << 20

_NOT_FILES: Final = (
    (stat.S_ISDIR, "is a folder; name a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    # What a file is, is found out by reading its beginning first.
    (stat.S_ISFIFO, "is a pipe, which cannot be read twice; save it to a file first"),
)


def open_binary(path: Path) -> BinaryIO:
    """Open a file for reading bytes.

    Raises:
        FormatError: It is missing, may not be read, or is no file.
    """
    try:
        mode = path.stat().st_mode
        for is_such, reason in _NOT_FILES:
            if is_such(mode):
                raise FormatError(reason, path=str(path))
        return path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FormatError(_why_unreadable(error), path=str(path)) from error


def read_bytes(path: Path, *, limit: int) -> bytes:
    """All bytes of a file that may not be longer than `limit`.

    Raises:
        FormatError: It cannot be read, or is longer.
    """
    with open_binary(path) as source:
        try:
            data = source.read(limit + 1)
        except OSError as error:
            raise FormatError(_why_unreadable(error), path=str(path)) from error
    if len(data) > limit:
        raise FormatError(
            f"is longer than {limit:,} bytes, which is more than one document may hold; split it",
            path=str(path),
        )
    return data


def _why_unreadable(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "this account may not read it"
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read: {detail}"


class Publication:
    """Several new files that appear together when the block ends well, or not at all.

    Inside the block each is written under a temporary name, where it can be read back before
    anybody else sees it. On any error, also an interrupt, the temporary files are removed.

    Args:
        overwrite: Whether files of the same names may be replaced.
    """

    def __init__(self, *, overwrite: bool = False) -> None:
        self._overwrite = overwrite
        self._files: list[tuple[Path, Path, BinaryIO]] = []

    def open(self, target: Path) -> BinaryIO:
        """A file to write into, which will be called `target`.

        Raises:
            UsageError: `target` is there already, or is a link or a folder.
            StoreError: Its folder is missing or cannot be written to.
        """
        _expect_free(target, overwrite=self._overwrite)
        temporary = target.with_name(f".hashiya-{secrets.token_hex(8)}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            descriptor = os.open(temporary, flags, 0o666)
        except OSError as error:
            raise _cannot_write(target, error) from error
        out = open(descriptor, "wb", buffering=_BUFFER_BYTES)  # noqa: PTH123, SIM115 (closed with the block)
        self._files.append((target, temporary, out))
        return out

    def written(self, target: Path) -> Path:
        """Where the bytes written for `target` can be read until the block ends."""
        for named, temporary, out in self._files:
            if named == target:
                out.flush()
                return temporary
        raise UsageError(f"{target} is not part of this publication")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._publish()
        except OSError as trouble:
            raise _cannot_write(self._files[0][0], trouble) from trouble
        finally:
            self._discard()
        if isinstance(error, OSError) and self._files:
            raise _cannot_write(self._files[0][0], error) from error

    def _publish(self) -> None:
        for _, _, out in self._files:
            out.flush()
            os.fsync(out.fileno())
            out.close()
        for target, _, _ in self._files:
            _expect_free(target, overwrite=self._overwrite)
        appeared: list[Path] = []
        try:
            for target, temporary, _ in self._files:
                _give_name(temporary, target, overwrite=self._overwrite)
                appeared.append(target)
        except BaseException:
            # A file that was replaced cannot come back; one that is new can go again.
            for target in () if self._overwrite else appeared:
                target.unlink(missing_ok=True)
            raise
        for folder in sorted({target.parent for target, _, _ in self._files}):
            _flush_folder(folder)

    def _discard(self) -> None:
        for _, temporary, out in self._files:
            with contextlib.suppress(OSError):  # what is buffered may not fit the disk
                out.close()
            with contextlib.suppress(OSError):
                temporary.unlink()


@contextmanager
def atomic_writer(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """One new file that appears whole when the block ends well, or not at all.

    Raises:
        UsageError: It is there already, or is a link or a folder.
        StoreError: It cannot be written.
    """
    with Publication(overwrite=overwrite) as publication:
        yield publication.open(path)


def _expect_free(target: Path, *, overwrite: bool) -> None:
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _cannot_write(target, error) from error
    if stat.S_ISLNK(mode):
        raise UsageError(
            f"{target} is a link; nothing is written through links, so remove it first"
        )
    if not stat.S_ISREG(mode):
        raise UsageError(f"{target} is no ordinary file; choose another name")
    if not overwrite:
        raise UsageError(f"{target} is there already; choose another place, or say --overwrite")


def _give_name(temporary: Path, target: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(target)
        return
    try:
        # Unlike a rename, a link fails when somebody made the file a moment ago.
        os.link(temporary, target)
    except FileExistsError:
        _expect_free(target, overwrite=False)
        raise
    except OSError:  # a file system without hard links
        _expect_free(target, overwrite=False)
        temporary.rename(target)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some file systems flush no folders
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_write(target: Path, error: OSError | ValueError) -> StoreError:
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return StoreError(f"{target} cannot be written: {detail}; nothing was left behind")
