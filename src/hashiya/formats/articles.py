"""Articles in files that hold more than a text: what every such format does with what it extracts.

A library takes the text out; which one, and its version, is the document's source, since another
would take out another text. Knows no library; what is extracted has no layer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from hashiya.errors import FormatError
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal, SourceFile
from hashiya.formats.kinds import Kind
from hashiya.formats.names import stem_of
from hashiya.formats.remarks import id_trouble, mojibake_remark
from hashiya.formats.text import files_below
from hashiya.model import DocumentRecord, text_trouble
from hashiya.text import counted

__all__ = ["Extracted", "read_articles"]


class Extracted(NamedTuple):
    """What a library took out of a file."""

    text: str
    title: str
    made_by: str
    """The library and its version: `trafilatura 2.3.1`."""
    remarks: tuple[tuple[Kind, str], ...]
    """What is in the file and not in the text."""


def read_articles(
    path: Path,
    suffixes: frozenset[str],
    options: ReadOptions,
    extract: Callable[[Path, ReadOptions], Extracted],
) -> Iterator[ReadItem]:
    """One document for a file; for a folder one for each file of these suffixes, by their paths.

    Raises:
        FormatError: The file cannot be read or holds no text, or the folder no such file. In a
            folder a bad file is yielded as a `Refusal`, and the others are read.
    """
    if not os.path.isdir(path):  # noqa: PTH112 (a name that is none is no folder, not an error)
        yield from _article(path, stem_of(path), options, extract)
        return
    files = list(files_below(path))
    wanted = [
        file
        for file in files
        if file.suffix.lower() in suffixes and not file.name.startswith((".", "~$"))
    ]
    if not wanted:
        names = ", ".join(f"*{suffix}" for suffix in sorted(suffixes))
        raise FormatError(f"this folder holds no {names} files", path=str(path))
    for file in wanted:
        name = file.relative_to(path).with_suffix("").as_posix()
        try:
            yield from _article(file, name, options, extract)
        except FormatError as error:
            yield Refusal(str(file), None, error.message, document=name)
    others = len({*files}.difference(wanted, options.beside))
    if others:
        message = f"left out: {counted(others, 'other file')}"
        yield Notice(str(path), None, "skipped", message)


def _article(
    path: Path,
    name: str,
    options: ReadOptions,
    extract: Callable[[Path, ReadOptions], Extracted],
) -> Iterator[ReadItem]:
    trouble = id_trouble(name)
    if trouble:
        raise FormatError(f"the file's name cannot be a document's id: {trouble}", path=str(path))
    found = extract(path, options)
    reason = text_trouble(found.text)
    if not found.text.strip():
        reason = f"{found.made_by} finds no text in it"
    if reason:
        raise FormatError(reason, path=str(path))
    title = found.title if not text_trouble(found.title) else ""
    yield SourceFile(str(path))
    yield DocumentRecord(
        id=name, name=title or name, text=found.text, source=f"{path.name}, by {found.made_by}"
    )
    for kind, message in found.remarks:
        yield Notice(str(path), None, kind, message, name)
    remark = mojibake_remark(found.text)
    if remark:
        yield Notice(str(path), None, "mojibake", remark, name)
