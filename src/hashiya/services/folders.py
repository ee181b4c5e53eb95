"""Folders: which of the files below one hold annotations, and so are read beside its texts.

A suffix says so, or the first bytes where the suffix may stand for anything. Reads no document.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats import guess_format, suffix_of

__all__ = ["annotated_files"]

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

SEEN_INSIDE: Final = {
    ".tsv": frozenset({"webanno"}),
    ".json": frozenset({"casjson", "labelstudio"}),
}
"""Suffixes of many things, and the formats for whose sake such a file is read all the same."""


def annotated_files(folder: Path, *, everything: bool) -> list[Path]:
    """Files below a folder that hold annotations by their suffix; all where a format is told."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        path
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and (everything or suffix_of(path) in ANNOTATED_SUFFIXES or _is_seen_inside(path))
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
