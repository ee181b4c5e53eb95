"""Names: ids of documents and labels as file names, reversibly and safe on every system.

What a file system, a shell or a terminal could misread is written as `%` and the hexadecimal
digits of its UTF-8 bytes, as in URLs. Letters of every script stay readable.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from hashiya.errors import UsageError

__all__ = [
    "MAX_NAME_BYTES",
    "file_name_of",
    "id_behind",
    "id_of_file_name",
    "stem_of",
    "suffix_of",
]

MAX_NAME_BYTES: Final = 200
"""UTF-8 bytes in the longest name; file systems take 255, and suffixes need some."""

PACKED_SUFFIX: Final = ".gz"
"""What stands behind the suffix of a packed file."""

_ALWAYS_ESCAPED: Final = frozenset('/\\:*?"<>|%\x7f')
_SAFE_CATEGORIES: Final = frozenset("LMNPS")
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


def stem_of(path: Path) -> str:
    """A file's name without its suffix, and without `.gz` behind it: `news` for `news.jsonl.gz`."""
    return Path(path.stem).stem if path.suffix.lower() == PACKED_SUFFIX else path.stem


def suffix_of(path: Path) -> str:
    """A file's suffix in lower case, without `.gz` behind it: `.jsonl` for `news.jsonl.gz`."""
    inner = Path(path.stem) if path.suffix.lower() == PACKED_SUFFIX else path
    return inner.suffix.lower()


def file_name_of(name: str) -> str:
    """A file name for an id or a label, without a suffix.

    Raises:
        UsageError: It is empty, or too long for a file name.

    >>> file_name_of("../a b"), file_name_of("خبر-1"), file_name_of("nul")
    ('%2E.%2Fa%20b', 'خبر-1', '%6Eul')
    """
    last = len(name) - 1
    first_is_reserved = name.partition(".")[0].lower() in _RESERVED
    parts = [
        _escaped(char)
        if not _is_safe(char)
        or (char == "." and index in {0, last})
        or (not index and first_is_reserved)
        else char
        for index, char in enumerate(name)
    ]
    made = "".join(parts)
    if not made:
        raise UsageError("a name that is empty cannot be that of a file")
    size = len(made.encode())
    if size > MAX_NAME_BYTES:
        raise UsageError(
            f"{name[:40]!r}… is too long for the name of a file: it has {size} bytes once escaped,"
            f" and {MAX_NAME_BYTES} is the most"
        )
    return made


def id_of_file_name(name: str) -> str:
    """What `file_name_of` made this name from."""
    return unquote(name, errors="surrogatepass")


def id_behind(name: str) -> str:
    """The id that a file was called after, where `file_name_of` can have made its name.

    >>> id_behind("%2E.%2Fa%20b"), id_behind("100%"), id_behind("a%zz")
    ('../a b', '100%', 'a%zz')
    """
    if "%" not in name:
        return name
    try:
        made = id_of_file_name(name)
        is_storable = "\0" not in made and not any("\ud800" <= char <= "\udfff" for char in made)
        return made if is_storable and file_name_of(made) == name else name
    except (UsageError, UnicodeError):  # it leads to no text, or to none that could be a name
        return name


def _is_safe(char: str) -> bool:
    return char not in _ALWAYS_ESCAPED and unicodedata.category(char)[0] in _SAFE_CATEGORIES


def _escaped(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode(errors="surrogatepass"))
