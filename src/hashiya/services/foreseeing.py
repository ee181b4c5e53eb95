"""Foreseeing: about how many documents files hold, for a bar to have an end.

Counts what begins a document in each kind of file, by its name and its bytes alone, at the speed of
the disk. It is a guess and decides nothing; what is really there is found by reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

__all__ = ["foreseen_documents"]

_CHUNK_BYTES: Final = 1 << 20

_BEGINNINGS: Final = {
    ".jsonl": b"\n",
    ".ndjson": b"\n",
    ".csv": b"\n",
    ".tsv": b"\n",
    ".conll": b"-DOCSTART-",
    ".conllu": b"# newdoc",
}
"""End of a name → what stands once a document in such a file."""


def foreseen_documents(paths: Sequence[Path]) -> int:
    """About how many documents the files, and the files below the folders, hold; at least 1."""
    count = 0
    for path in paths:
        with suppress(OSError):  # Whoever reads it says what is wrong with it.
            count += sum(map(_documents_in, _files(path)))
    return max(1, count)


def _files(path: Path) -> Iterator[Path]:
    return (file for file in path.rglob("*") if file.is_file()) if path.is_dir() else iter((path,))


def _documents_in(path: Path) -> int:
    mark = _BEGINNINGS.get(path.suffix.lower())
    if mark is None:
        return 1
    with path.open("rb") as file:
        read: Callable[[], bytes] = partial(file.read, _CHUNK_BYTES)
        return max(1, sum(chunk.count(mark) for chunk in iter(read, b"")))
