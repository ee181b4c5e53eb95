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

from hashiya.errors import CorruptionError, DataError, HashiyaError, StoreError

__all__ = ["reading_back", "speaking_of", "trouble"]

FULL: Final = (
    "the disk is full or the file may not grow; nothing of this change was saved and nothing saved"
    " before is lost. Free some space and try again"
)
LOCKED: Final = (
    "another program is using the project and does not let go; nothing was changed. Close it there,"
    " or try again"
)
READ_ONLY: Final = (
    "the project may only be read; nothing was changed. Ask for permission to write the file and"
    " its folder, or work on a copy"
)
UNREACHABLE: Final = (
    "the project cannot be opened; see that the file and its folder are there and may be read"
)
DAMAGED: Final = "the file is damaged ({}). Copy it away as it is, then go on from the last backup"
NOT_A_PROJECT: Final = "this is not a Hashiya project; make one with `hashiya init`"
FAILING: Final = (
    "the disk does not read or write as it should ({}); nothing of this change was saved. See that"
    " there is space and that the disk is well, then try again"
)
REFUSED: Final = (
    "the project refuses this change ({}); nothing was saved. Reopen the document and try again"
)
TOO_LARGE: Final = "the change is too large to be stored ({}); nothing was saved. Make it smaller"

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
        reason = "a note, an attribute or a name holds a lone surrogate; take it out first"
        return DataError(f"{path}: {reason}")
    if isinstance(error, UnicodeError):  # SQLite quotes the damaged bytes in its message
        return CorruptionError(f"{path}: {DAMAGED.format(error)}")
    if isinstance(error, OSError):
        words = FULL if error.errno in _NO_SPACE else FAILING.format(error.strerror)
        return StoreError(f"{path}: {words}")
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return CorruptionError(f"{path}: {REFUSED.format(error)}")
    if primary in _STORE_WORDS:
        return StoreError(f"{path}: {_STORE_WORDS[primary].format(error)}")
    return CorruptionError(f"{path}: {DAMAGED.format(error)}")


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
