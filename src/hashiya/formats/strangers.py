"""Strangers: files that are known by their first bytes and that nothing here reads.

Each is called by its name, with what to do about it, in place of a guess at its encoding. Knows no
suffixes but those of archives that are more than archives.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats.files import open_binary
from hashiya.formats.names import suffix_of

__all__ = ["expect_no_stranger"]

_FIRST_BYTES: Final = 512

_SAVE_IT: Final = "save its text as .txt or .docx, and import that"
_UNPACK_IT: Final = "unpack it, and import what it holds"

_BEGINNINGS: Final[Mapping[bytes, str]] = {
    b"%PDF-": f"is a PDF, which is not read; {_SAVE_IT}",
    b"{\\rtf": f"is RTF, which is not read; {_SAVE_IT}",
    b"\xd0\xcf\x11\xe0": f"is a file of an older Office, which is not read; {_SAVE_IT}",
    b"PK\x03\x04": f"is a ZIP archive, which is not read; {_UNPACK_IT}",
    b"7z\xbc\xaf\x27\x1c": f"is a 7z archive, which is not read; {_UNPACK_IT}",
    b"Rar!\x1a\x07": f"is a RAR archive, which is not read; {_UNPACK_IT}",
    b"\xfd7zXZ\0": f"is packed by xz, which is not read; {_UNPACK_IT}",
    b"BZh91AY&SY": f"is packed by bzip2, which is not read; {_UNPACK_IT}",
    b"\x28\xb5\x2f\xfd": f"is packed by Zstandard, which is not read; {_UNPACK_IT}",
    b"\x89PNG\r\n\x1a\n": "is a picture; nothing here reads text out of one",
    b"\xff\xd8\xff": "is a picture; nothing here reads text out of one",
    b"GIF8": "is a picture; nothing here reads text out of one",
    b"II*\0": "is a picture; nothing here reads text out of one",
    b"<?xml": "is XML of a kind that is not read; --format text takes it in as it stands",
    b'{"pack":{"': "is a pack of somebody's work; hashiya merge brings it in",
    b"SQLite format 3\0": (
        "is a database; if it is a project, hashiya export jsonl writes out what it holds"
    ),
}
"""What a file begins with, and what is said of it."""

_ARCHIVES: Final[Mapping[str, str]] = {
    ".odt": f"is an OpenDocument text, which is not read; {_SAVE_IT}",
    ".xlsx": "is a spreadsheet, which is not read; save it as CSV in UTF-8, and import that",
    ".ods": "is a spreadsheet, which is not read; save it as CSV in UTF-8, and import that",
    ".pptx": f"is a presentation, which is not read; {_SAVE_IT}",
    ".epub": "is an EPUB, which is not read; unpack it, and import its pages with --format html",
    ".docm": "is DOCX with macros; say --format docx",
}
"""What a ZIP archive is by its suffix."""

_SUFFIXES: Final[Mapping[str, str]] = {
    ".spacy": (
        "is spaCy's DocBin, which is not read; write a line of JSON for each of its documents with"
        " doc.to_json(), and import that"
    ),
}
"""What has no first bytes of its own."""


def expect_no_stranger(path: Path) -> None:
    """Refuse a file that is known for something that nothing here reads.

    Raises:
        FormatError: Calls it by its name and says what to do.
    """
    suffix = suffix_of(path)
    try:
        with open_binary(path) as source:
            head = source.read(_FIRST_BYTES) or b""
    except (FormatError, OSError):
        return  # its reader says why
    begun = next((sign for sign in _BEGINNINGS if head.startswith(sign)), None)
    what = _SUFFIXES.get(suffix) if begun is None else _BEGINNINGS[begun]
    if begun == b"PK\x03\x04":
        what = _ARCHIVES.get(suffix, what)
    if what is not None:
        raise FormatError(what, path=str(path))
