"""Rows of Parquet: read a few at a time, and told as a JSON line would have them.

A struct names all its fields, also those that say nothing; pairs are lists of structs or maps; days
are days. What is damaged costs its own group of rows. Knows no documents; the library comes along.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from hashiya.formats.dataset_lines import as_line
from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.remarks import shown
from hashiya.text import counted

__all__ = ["RawRow", "numbered_rows", "plain_row"]

RawRow = dict[str, Any] | str | None
"""A row as Python has it; None when its letters cannot be read, and words when nothing can."""

BATCH_ROWS: Final = 64
SLICE_ROWS: Final = 8
"""Rows that are turned into values at once: a page may say one long text many times over."""


def numbered_rows(opened: Any, wanted: list[str], arrow: Any) -> Iterator[tuple[int, RawRow]]:
    """The rows of a file with their numbers, counted from 1.

    Args:
        opened: The library's file.
        wanted: Columns that mean something.
        arrow: The library.
    """
    last = 0
    for group in range(opened.num_row_groups):
        number, last = last, last + opened.metadata.row_group(group).num_rows
        try:
            for row in _rows_of(opened, group, wanted):
                number += 1
                yield number, row
            words = "the file says that there are so many, and ends before them"
        except (arrow.ArrowException, OSError) as error:
            words = " ".join(str(error).split())[:200]
        if number < last:
            yield number + 1, f"the rows {number + 1:,} to {last:,} cannot be read: {words}"
    if last != opened.metadata.num_rows:
        yield (
            last + 1,
            f"the file says that it has {counted(opened.metadata.num_rows, 'row')}, not {last:,}",
        )


def _rows_of(opened: Any, group: int, wanted: list[str]) -> Iterator[dict[str, Any] | None]:
    """The rows of a group, a few at a time."""
    for batch in opened.iter_batches(BATCH_ROWS, row_groups=[group], columns=wanted):
        for start in range(0, batch.num_rows, SLICE_ROWS):
            yield from _values(batch.slice(start, SLICE_ROWS))


def _values(rows: Any) -> Iterator[dict[str, Any] | None]:
    """Rows as Python has them; None for one whose letters cannot be read."""
    try:
        yield from rows.to_pylist()
    except UnicodeDecodeError:
        for at in range(rows.num_rows):
            try:
                yield from rows.slice(at, 1).to_pylist()
            except UnicodeDecodeError:
                yield None


def plain_row(row: dict[str, Any] | None) -> dict[str, Any]:
    """A row as a JSON line would have it: without what is null.

    Raises:
        BadLineError: It holds what no line can, or, as None, letters that could not be read.
    """
    if row is None:
        raise BadLineError("holds letters that are not UTF-8")
    return as_line(_plain(row))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return list(map(_plain, value))
    if isinstance(value, bytes):
        value = _decoded(value)
    if isinstance(value, str) and "\0" in value:
        raise BadLineError(f"{shown(value)} holds a NUL character; no text can")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return value.isoformat() if isinstance(value, dt.date) else value


def _decoded(value: bytes) -> str:
    """Letters of a column that does not say that it holds letters."""
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise BadLineError("holds bytes that are not UTF-8") from error
