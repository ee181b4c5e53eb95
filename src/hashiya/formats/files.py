"""Files: opening what is to be read, and refusing what is no file before a byte is read.

Nothing here knows what the bytes mean.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO, Final, cast

from hashiya.errors import FormatError
from hashiya.formats.packed import MAGIC, Unpacked

__all__ = ["open_binary", "read_bytes"]

_NOT_FILES: Final = (
    (stat.S_ISDIR, "is a folder; name a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    # What a file is, is found out by reading its beginning first.
    (stat.S_ISFIFO, "is a pipe, which cannot be read twice; save it to a file first"),
)


def open_binary(path: Path) -> BinaryIO:
    """Open a file for reading bytes; one that gzip packed is unpacked as it is read.

    Raises:
        FormatError: It is missing, may not be read, or is no file.
    """
    try:
        mode = path.stat().st_mode
        for is_such, reason in _NOT_FILES:
            if is_such(mode):
                raise FormatError(reason, path=str(path))
        return _unpacked(path.open("rb"), str(path))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FormatError(_why_unreadable(error), path=str(path)) from error


def _unpacked(source: BinaryIO, path: str) -> BinaryIO:
    """The file itself, or what it holds when it is packed."""
    is_packed = source.read(len(MAGIC)) == MAGIC
    source.seek(0)
    return cast("BinaryIO", Unpacked(source, path)) if is_packed else source


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
