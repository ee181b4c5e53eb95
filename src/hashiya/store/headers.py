"""Headers: whether a file is a project, told from its bytes before SQLite touches it.

A power cut while the log is brought into the file can leave its first bytes as rubbish; then the
log beside it holds them, and SQLite puts them back.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from hashiya.errors import CorruptionError, StoreError
from hashiya.store import sql
from hashiya.store.troubles import NOT_A_PROJECT, UNREACHABLE

__all__ = ["HEADER_LENGTH", "begins_as_ours", "expect_project", "has_log"]

HEADER_LENGTH: Final = 100
MAGIC: Final = b"SQLite format 3\0"

LOG_MAGIC: Final = frozenset({b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"})
"""How a log begins (sqlite.org/fileformat2.html, 4.1)."""
LOG_HEADER_LENGTH: Final = 32
FRAME_HEADER_LENGTH: Final = 24


def expect_project(path: Path) -> None:
    """Refuse what is not a project file.

    Raises:
        StoreError: Missing, a folder, unreachable, or something else than a project.
        CorruptionError: Cut off.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise StoreError(f"{path}: this is a folder or a device, not a project file")
        had_log = has_log(path)
        with path.open("rb") as file:
            header = file.read(HEADER_LENGTH)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        reason = "there is no such file; make a project with `hashiya init`, or name another one"
        raise StoreError(f"{path}: {reason}") from None
    except OSError as error:
        raise StoreError(f"{path}: {UNREACHABLE} ({error.strerror})") from error
    is_ours = len(header) == HEADER_LENGTH and begins_as_ours(header)
    had_log = had_log or has_log(path)
    # Its first bytes never change but while the log is brought into it.
    is_torn = had_log and not header.startswith(MAGIC) and _log_is_ours(path)
    if not (is_ours or is_torn):
        raise StoreError(f"{path}: {NOT_A_PROJECT}")
    if not had_log:
        _expect_whole(path, header, size)


def _expect_whole(path: Path, header: bytes, size: int) -> None:
    """Compare a file's size with what its header says (sqlite.org/fileformat2.html, 1.3)."""
    page_size = int.from_bytes(header[16:18], "big")
    expected = int.from_bytes(header[28:32], "big") * (65536 if page_size == 1 else page_size)
    if size < expected:
        raise CorruptionError(
            f"{path}: the file is cut off; {size:,} of {expected:,} bytes are there. Go on from the"
            " last backup"
        )


def has_log(path: Path) -> bool:
    """Whether changes stand in the log that are not in the file yet."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def begins_as_ours(header: bytes) -> bool:
    """Whether a file, or its first page, begins as a project does."""
    application = header[68:72]
    return header.startswith(MAGIC) and application == sql.APPLICATION_ID.to_bytes(4, "big")


def _log_is_ours(path: Path) -> bool:
    """Whether the log beside a file holds the first page of a project."""
    try:
        with path.with_name(f"{path.name}-wal").open("rb") as log:
            return any(begins_as_ours(page) for page in _first_pages(log))
    except OSError:
        return False


def _first_pages(log: BinaryIO) -> Iterator[bytes]:
    """The beginning of every first page in a log."""
    header = log.read(LOG_HEADER_LENGTH)
    if header[:4] not in LOG_MAGIC:
        return
    page_size = int.from_bytes(header[8:12], "big")
    while len(frame := log.read(FRAME_HEADER_LENGTH)) == FRAME_HEADER_LENGTH:
        if int.from_bytes(frame[:4], "big") == 1:
            yield log.read(HEADER_LENGTH)
            log.seek(page_size - HEADER_LENGTH, os.SEEK_CUR)
        else:
            log.seek(page_size, os.SEEK_CUR)
