"""Guessing: which format a file most likely is.

A guess says why it was made, so that whoever disagrees knows what to say instead. It looks at the
suffix and at the first lines, and never at more.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.errors import FormatError
from hashiya.formats.conll_rows import find_shape
from hashiya.formats.json_lists import is_list, list_values
from hashiya.formats.labelstudio_tasks import looks_like_a_task
from hashiya.formats.lines import LineSource
from hashiya.formats.names import suffix_of
from hashiya.formats.offsets import HEADER
from hashiya.formats.strangers import expect_no_stranger
from hashiya.formats.text import files_below
from hashiya.formats.webanno_reading import FIRST_LINE
from hashiya.formats.wojood_reading import has_ragged_tags

__all__ = ["Guess", "guess_format"]

_SUFFIXES: Final[Mapping[str, str]] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".ann": "brat",
    ".csv": "csv",
    ".docx": "docx",
    ".xmi": "xmi",
    ".parquet": "parquet",
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".conllu", ".conllup"), "conllu"),
    **dict.fromkeys((".conll", ".conll2003", ".bio", ".iob", ".iob2", ".bioes"), "conll"),
}
"""Suffixes that leave no doubt; the others are looked into."""


_ARTICLES: Final[Mapping[str, str]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".docx": "docx",
}
"""What a folder without texts is one of, by its first suffix here."""

_OF_TEXT: Final = frozenset({"jsonl", "csv", "conll", "conllu"})
"""Formats that begin with letters, whatever their suffix was given to."""

_CONLLU: Final = re.compile(
    rb"^(?:# global\.columns = |[0-9]+(?:-[0-9]+)?(?:\t[^\t\n]+){9}$)", re.MULTILINE
)
"""A row of ten columns with a number first, or what opens CoNLL-U Plus."""

_PAGE: Final = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html", re.IGNORECASE)
_XMI: Final = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<xmi:XMI\b")
_PARQUET: Final = b"PAR1"
_CAS_JSON: Final = re.compile(rb'\s*\{\s*"%(?:TYPES|FEATURE_STRUCTURES|VIEWS|HEADER)"')
_FIRST_ROWS: Final = 4096


class Guess(NamedTuple):
    """What a file was taken for."""

    name: str
    """A format that can be read: `jsonl`."""
    why: str
    """For people: the suffix, or what stood in the first lines."""


def guess_format(path: Path, encoding: str | None = None) -> Guess:
    """What a file or folder most likely holds, in UTF-8 or in the encoding that was named.

    Raises:
        FormatError: It cannot be read, or looks like something that is not read yet.
        UsageError: There is no such encoding.
    """
    if os.path.isdir(path):  # noqa: PTH112 (a name that is none is no folder, not an error)
        return _guess_of_folder(path)
    suffix = suffix_of(path)
    if suffix == ".txt" and _exists(path.with_suffix(".ann")):
        return Guess("brat", "an .ann file of the same name stands beside it")
    if _SUFFIXES.get(suffix) == "conll" and has_ragged_tags(_head(LineSource(path, encoding))):
        return Guess("wojood", "its rows hold different numbers of tags")
    if _SUFFIXES.get(suffix) in _OF_TEXT:
        expect_no_stranger(path)
    if suffix in _SUFFIXES:
        return Guess(_SUFFIXES[suffix], f"the suffix {suffix}")
    return _guess_from_content(LineSource(path, encoding), path, suffix)


def _guess_of_folder(path: Path) -> Guess:
    """What the files of a folder are that are one thing together."""
    held = set[str]()
    with contextlib.suppress(FormatError):  # a folder that cannot be listed; its reader says so
        held.update(os.path.splitext(file)[1] for file in files_below(path))  # noqa: PTH122 (many)
    if ".ann" in held:
        return Guess("brat", "a folder with .ann files beside its .txt files")
    held = {suffix.lower() for suffix in held}
    if ".txt" not in held:
        for suffix, name in _ARTICLES.items():
            if suffix in held:
                return Guess(name, f"a folder: its {suffix} files")
    return Guess("text", "a folder: its .txt files")


def _guess_from_content(source: LineSource, path: Path, suffix: str) -> Guess:
    head = _head(source)
    for begins, name, what in (
        (_CAS_JSON.match(head), "casjson", "CAS JSON does"),
        (_PAGE.match(head), "html", "a page does"),
        (_XMI.match(head), "xmi", "XMI does"),
        (head.startswith(_PARQUET), "parquet", "Parquet does"),
    ):
        if begins:
            return Guess(name, f"it begins as {what}")
    expect_no_stranger(path)
    return _guess_of_lines(source, head, path, suffix)


def _guess_of_lines(source: LineSource, head: bytes, path: Path, suffix: str) -> Guess:
    """What lines, lists or rows that begin so are."""
    first, line_end, _ = head.lstrip().partition(b"\n")
    if first.startswith(b"{") and (_is_object(first) or not line_end):
        return Guess("jsonl", "its first line is a JSON object")
    if is_list(head):
        return _guess_of_list(source)
    if suffix == ".json":
        raise FormatError(
            "is neither a list of JSON objects nor one object a line; put [ and ] around an object"
            " over several lines, or write one a line as .jsonl",
            path=str(path),
        )
    if first.rstrip(b"\r") == HEADER.encode():
        raise FormatError(
            "holds the offsets of a token file of the same name; import that one", path=str(path)
        )
    return _guess_of_rows(head, path, suffix)


def _guess_of_rows(head: bytes, path: Path, suffix: str) -> Guess:
    """What rows of a token file or a table are; text, when they are none."""
    if head.startswith(FIRST_LINE.encode()):
        return Guess("webanno", "its first line says WebAnno TSV")
    if _CONLLU.search(head[:_FIRST_ROWS]):
        return Guess("conllu", "its first rows are those of CoNLL-U")
    if has_ragged_tags(head):
        return Guess("wojood", "its rows hold different numbers of tags")
    if _has_tag_column(head, path):
        return Guess("conll", "its rows end in tags such as O and B-")
    if suffix == ".tsv":
        return Guess("csv", "the suffix .tsv")
    return Guess("text", f"the suffix {suffix}" if suffix == ".txt" else "nothing else fits")


def _guess_of_list(source: LineSource) -> Guess:
    """Whose list of JSON values it is, by the first of them."""
    try:
        first = next(list_values(source), None)
        value = json.loads(first[1] or b"") if first else None
    except (FormatError, ValueError, RecursionError):
        value = None
    if isinstance(value, dict) and "tokenized_text" in value:
        raise FormatError(
            "is a list of words for GLiNER, which is not read, since it has no texts; import those",
            path=source.path,
        )
    if looks_like_a_task(value):
        return Guess("labelstudio", "its first value is a task with Label Studio's keys")
    return Guess("json", "it is one list of JSON values")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that is none; its reader says so
        return False


def _head(source: LineSource) -> bytes:
    """The first bytes of a file; none when they cannot be read as lines, which readers explain."""
    try:
        return source.head()
    except FormatError:
        return b""


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _has_tag_column(head: bytes, path: Path) -> bool:
    try:
        find_shape(head, str(path), "auto")
    except FormatError:
        return False
    return True
