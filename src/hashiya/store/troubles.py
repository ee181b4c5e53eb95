"""Troubles: what SQLite and the system complain of, in the words of the error tree.

Every message names the project's file, says whether something was lost, and what to do next.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from hashiya.errors import CorruptionError, DataError, HashiyaError, Reason, StoreError

__all__ = ["reading_back", "speaking_of", "trouble"]

FULL: Final = Reason(
    "free some space and try again: the disk is full or the file may not grow; nothing of this"
    " change was saved and nothing saved before is lost"
)
LOCKED: Final = Reason(
    "close the other program that uses the project, or try again: it does not let go; nothing was"
    " changed"
)
READ_ONLY: Final = Reason(
    "the project may only be read; nothing was changed. Ask for permission to write the file and"
    " its folder, or work on a copy"
)
UNREACHABLE: Final = Reason(
    "the project cannot be opened; see that the file and its folder are there and may be read"
)
DAMAGED: Final = Reason(
    "the file is damaged, or the disk does not read it as it is ({detail}). Run `hashiya doctor`;"
    " when it finds damage too, copy the file away as it is and go on from the last backup"
)
NOT_A_PROJECT: Final = Reason("this is not a Hashiya project; make one with `hashiya init`")
FAILING: Final = Reason(
    "the disk does not read or write as it should ({detail}); nothing of this change was saved. See"
    " that there is space and that the disk is well, then try again"
)
REFUSED: Final = Reason(
    "the project refuses this change ({detail}); nothing was saved. Reopen the document and try"
    " again"
)
TOO_LARGE: Final = Reason(
    "the change is too large to be stored ({detail}); nothing was saved. Make it smaller"
)
DELETED: Final = Reason(
    "{path}: the project's file was deleted while it was open; this change was not saved. Put the"
    " file back, or open the project again"
)
REPLACED: Final = Reason(
    "{path}: the project's file was replaced while it was open; this change was not saved. Put the"
    " file back, or open the project again"
)
OVERWRITTEN: Final = Reason(
    "{path}: another program wrote over the project's file while it was open; this change was not"
    " saved. Close it, and go on from the last backup"
)
LEFT_IN_PIECES: Final = Reason(
    "{path}: too little of the project is left to make a whole one; go on from the last backup"
)
PARTED: Final = Reason(
    "{path}: a file beside the project that ends in -wal or -shm was deleted or replaced while it"
    " was open; this change was not saved. Put it back, or open the project again"
)
LONE_SURROGATE: Final = Reason(
    "a note, an attribute or a name holds a lone surrogate; take it out first"
)

_STORE_WORDS: Final = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: UNREACHABLE,
    sqlite3.SQLITE_NOTADB: NOT_A_PROJECT,
    sqlite3.SQLITE_IOERR: FAILING,
    sqlite3.SQLITE_NOMEM: FAILING,
    sqlite3.SQLITE_TOOBIG: TOO_LARGE,
}
_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def trouble(error: sqlite3.Error | OSError | UnicodeError, path: Path) -> HashiyaError:
    """The error of the tree that says what happened to the project at `path`."""
    if isinstance(error, UnicodeEncodeError):
        return DataError(_about(path, LONE_SURROGATE))
    if isinstance(error, UnicodeError):  # SQLite quotes the damaged bytes in its message
        return CorruptionError(_about(path, Reason(DAMAGED, detail=error)))
    if isinstance(error, OSError):
        is_full = error.errno in _NO_SPACE
        return StoreError(_about(path, FULL if is_full else Reason(FAILING, detail=error.strerror)))
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return CorruptionError(_about(path, Reason(REFUSED, detail=error)))
    if primary in _STORE_WORDS:
        return StoreError(_about(path, Reason(_STORE_WORDS[primary], detail=error)))
    return CorruptionError(_about(path, Reason(DAMAGED, detail=error)))


def _about(path: Path, reason: Reason) -> Reason:
    return Reason("{path}: {reason}", path=path, reason=reason)


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Turn what SQLite or the system raises inside into an error of the tree.

    A misuse of the connection, such as from another thread, is a mistake in the program and passes.

    Raises:
        StoreError: The file is locked, full, read-only, missing or unreachable.
        CorruptionError: The file is damaged, or what is written does not fit what is there.
        DataError: What should be written has no UTF-8 form.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, OSError, UnicodeError) as error:
        raise trouble(error, path) from error


@contextmanager
def reading_back(what: str) -> Iterator[None]:
    """Turn a value that cannot be what was once written into a corruption with its place.

    Raises:
        CorruptionError: Something inside had the wrong type, shape or bounds.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as error:
        first_line = str(error).partition("\n")[0]
        raise CorruptionError(
            f"{what}: what is stored cannot be read back ({first_line}); run `hashiya doctor`, then"
            " go on from the last backup"
        ) from error
