"""Plain text: one document a file, or every `*.txt` below a folder.

The text is what the file holds, to the last line end. This room knows no annotations: what it
yields has no layer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal
from hashiya.formats.decoding import MAX_TEXT_BYTES, decode_bytes
from hashiya.formats.files import read_bytes
from hashiya.formats.names import stem_of
from hashiya.formats.remarks import BYTE_ORDER_MARK_REMARK, id_trouble, mojibake_remark
from hashiya.model import DocumentRecord, text_trouble
from hashiya.tagging import is_tag
from hashiya.text import counted

__all__ = ["MAX_NAME_CHARACTERS", "TextReader", "files_below"]

MAX_NAME_CHARACTERS: Final = 120
"""A longer first line is no title; the file's name is taken instead."""

SUFFIX: Final = ".txt"

_HEAD_CHARACTERS: Final = 4000
_ROWS_TO_JUDGE: Final = 10

_FIRST_LINE: Final = re.compile(r"\s*([^\n\r\v\f\x85\u2028\u2029]*)")


class TextReader:
    """Reads a text file, or a folder of them."""

    def __init__(self, name: str = "text") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """One document for a file; for a folder one for each `*.txt`, in order of their paths.

        A document's id is the file's name without its suffix, in a folder the path below it.

        Raises:
            FormatError: The file cannot be read or is no text, or the folder holds no text file.
                In a folder a bad file is yielded as a `Refusal`, and the others are read.
        """
        if not os.path.isdir(path):  # noqa: PTH112 (a name that is none is no folder, not an error)
            yield from _document(path, stem_of(path), options)
            return
        texts = others = 0
        for file in files_below(path):
            if file.suffix.lower() != SUFFIX or file.name.startswith("."):
                others += file not in options.beside
                continue
            texts += 1
            name = file.relative_to(path).with_suffix("").as_posix()
            try:
                yield from _document(file, name, options)
            except FormatError as error:
                yield Refusal(str(file), None, error.message, what="document", document=name)
        if not texts:
            raise FormatError(
                f"this folder holds no *{SUFFIX} files; name files of another kind themselves, such"
                f" as {path}/*.csv",
                path=str(path),
            )
        if others:
            message = f"left out: {counted(others, 'file')} hidden or no *{SUFFIX}"
            yield Notice(str(path), None, "skipped", message)


def _document(path: Path, name: str, options: ReadOptions) -> Iterator[ReadItem]:
    trouble = id_trouble(name)
    if trouble:
        raise FormatError(f"the file's name cannot be a document's id: {trouble}", path=str(path))
    data = read_bytes(path, limit=MAX_TEXT_BYTES)
    text, had_mark = decode_bytes(data, path=str(path), encoding=options.encoding)
    reason = "is empty" if not text else text_trouble(text)
    if not reason and not text.strip():
        reason = "holds white space only"
    if reason:
        raise FormatError(reason, path=str(path))
    yield DocumentRecord(id=name, name=_title(text) or stem_of(path), text=text)
    if had_mark:
        yield Notice(str(path), None, "byte_order_mark", BYTE_ORDER_MARK_REMARK, name)
    remark = mojibake_remark(text)
    if remark:
        yield Notice(str(path), None, "mojibake", remark, name)
    if _looks_like_rows(text):
        message = "its lines look like rows of token and tag; --format conll reads their tags"
        yield Notice(str(path), None, "shape_assumed", message, name)


def _looks_like_rows(text: str) -> bool:
    """Whether a text that was taken for one begins as token files do."""
    lines = [line.split() for line in text[:_HEAD_CHARACTERS].split("\n") if line.strip()]
    rows = lines[:-1][:_ROWS_TO_JUDGE]
    return len(rows) == _ROWS_TO_JUDGE and all(len(row) > 1 and is_tag(row[-1]) for row in rows)


def _title(text: str) -> str:
    """The first line that is not blank, when it is short enough to be a title."""
    found = _FIRST_LINE.match(text)
    line = found[1].strip() if found else ""
    return line if len(line) <= MAX_NAME_CHARACTERS else ""


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder by path; hidden folders and links to folders are passed over."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        raise FormatError(f"cannot be listed: {error.strerror}", path=str(folder)) from error
    for entry in entries:
        if not entry.is_dir():
            yield Path(entry.path)
        elif not entry.is_symlink() and not entry.name.startswith("."):
            yield from files_below(Path(entry.path))
