"""Folders: which of the files below one hold annotations, and so are read beside its texts.

A suffix says so, or the first bytes where the suffix may stand for anything. Reads no document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats import guess_format, suffix_of
from hashiya.text import counted

__all__ = ["annotated_files", "is_without_texts", "left_out"]

ANNOTATED_SUFFIXES: Final = frozenset(
    {
        ".jsonl",
        ".ndjson",
        ".conll",
        ".conll2003",
        ".bio",
        ".iob",
        ".iob2",
        ".bioes",
        ".conllu",
        ".conllup",
        ".xmi",
        ".parquet",
    }
)
"""Files that an import of a folder reads beside its texts."""

BESIDE_EXPORTS: Final = (".manifest.json", ".report.json", ".offsets.tsv")
"""How the files end that an export writes beside its data."""

SEEN_INSIDE: Final = {
    ".tsv": frozenset({"webanno"}),
    ".json": frozenset({"casjson", "labelstudio"}),
}
"""Suffixes of many things, and the formats for whose sake such a file is read all the same."""


def annotated_files(folder: Path, *, everything: bool) -> list[Path]:
    """Files below a folder that hold annotations by their suffix; all where a format is told."""
    return [
        path
        for path in _files_below(folder)
        if everything or suffix_of(path) in ANNOTATED_SUFFIXES or _is_seen_inside(path)
    ]


def is_without_texts(folder: Path) -> bool:
    """Whether a folder would be read for its texts, and there are none below it."""
    if guess_format(folder).name != "text":
        return False
    return not any(path.suffix.lower() == ".txt" for path in _files_below(folder))


def left_out(folder: Path, read: Collection[Path]) -> Iterator[str]:
    """What is to be said of the files below a folder that nothing has read; often nothing.

    What an export puts beside its data is no data.
    """
    others = [path for path in _files_below(folder) if path not in read]
    left = [path for path in others if not path.name.endswith(BESIDE_EXPORTS)]
    if left:
        what = f"{counted(len(left), 'file')}, such as {left[0].name}"
        yield f"{folder}: left out: {what}; to read one, name it itself"


def _files_below(folder: Path) -> list[Path]:
    """The files below a folder in order of their paths, without hidden ones."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _is_seen_inside(path: Path) -> bool:
    """Whether a file whose suffix says little begins as annotations of some program do."""
    wanted = SEEN_INSIDE.get(suffix_of(path))
    if wanted is None:
        return False
    try:
        return guess_format(path).name in wanted
    except FormatError:
        return False
