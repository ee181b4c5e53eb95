"""Landing: how one file or folder gets its name, and what may stand in its way.

Knows names and links only; what belongs together is decided by whoever publishes.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from hashiya.errors import StoreError, UsageError

__all__ = [
    "cannot_write",
    "create_file",
    "expect_free",
    "flush_file",
    "flush_folder",
    "give_folder",
    "give_name",
    "keep_aside",
    "replaced_name",
    "temporary_name",
]

_BUFFER_BYTES: Final = 1 << 20


def temporary_name(target: Path) -> Path:
    """A name nobody has, in the folder where `target` will stand."""
    return target.with_name(f".hashiya-{secrets.token_hex(8)}.part")


def create_file(target: Path, temporary: Path) -> BinaryIO:
    """A new file `temporary` to write into; messages speak of `target`.

    Raises:
        UsageError: It is there, though nobody else could have made it.
        StoreError: It cannot be made.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(temporary, flags, 0o666)
    except FileExistsError as error:
        raise UsageError(
            f"{target} would be written twice; two names differ in nothing a file system tells"
        ) from error
    except OSError as error:
        raise cannot_write(target, error) from error
    return open(descriptor, "wb", buffering=_BUFFER_BYTES)  # noqa: PTH123 (closed with the block)


def expect_free(target: Path, *, overwrite: bool) -> None:
    """Refuse a name that is taken.

    Raises:
        UsageError: It is a link or no file, or may not be replaced.
        StoreError: Nobody can tell.
    """
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise cannot_write(target, error) from error
    if stat.S_ISLNK(mode):
        raise UsageError(
            f"{target} is a link; nothing is written through links, so remove it first"
        )
    if not stat.S_ISREG(mode):
        raise UsageError(f"{target} is no ordinary file; choose another name")
    if not overwrite:
        raise UsageError(f"{target} is there already; choose another place, or say --overwrite")


def give_name(temporary: Path, target: Path, *, overwrite: bool) -> None:
    """Give a file its name."""
    if overwrite:
        temporary.replace(target)
        return
    try:
        # Unlike a rename, a link fails when somebody made the file a moment ago.
        os.link(temporary, target)
    except FileExistsError:
        expect_free(target, overwrite=False)
        raise
    except OSError:  # a file system without hard links
        expect_free(target, overwrite=False)
        temporary.rename(target)


def keep_aside(target: Path) -> Path | None:
    """A second name for a file that is about to be replaced; None where there can be none."""
    aside = temporary_name(target)
    try:
        os.link(target, aside)
    except OSError:  # nothing is there, or a file system without hard links
        return None
    return aside


def replaced_name(temporary: Path) -> Path:
    """Where a folder that is replaced stands until everything has its name."""
    return temporary.with_suffix(".old")


def give_folder(temporary: Path, target: Path) -> list[Callable[[], object]]:
    """Give a folder its name; returned are the steps back, in order."""
    replaced = replaced_name(temporary)
    undo: list[Callable[[], object]] = []
    if target.is_dir():
        target.rename(replaced)
        undo.append(lambda: replaced.rename(target))
    try:
        temporary.rename(target)
    except BaseException:
        for step in undo:
            step()
        raise
    return [*undo, lambda: target.rename(temporary)]


def flush_file(path: Path) -> None:
    """Bring a file that was closed to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to disk, where that can be done."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some file systems flush no folders
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def cannot_write(target: Path, error: OSError | ValueError) -> StoreError:
    """The error that says why a file could not be written."""
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return StoreError(f"{target} cannot be written: {detail}; nothing was left behind")
