"""Reading CSV and TSV: a row is a document, and one of its columns the text.

The first row names the columns. A row that cannot be a document is refused by the line it begins
on. This room knows no annotations: what it yields has no layer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError, UsageError
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal
from hashiya.formats.csv_rows import BadRow, Row, find_delimiter, read_rows
from hashiya.formats.file_layers import FileLayers
from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.lines import LineSource
from hashiya.formats.names import stem_of, suffix_of
from hashiya.formats.remarks import shown
from hashiya.text import counted

__all__ = ["CsvReader"]

_KEYS: Final = ("id", "text", "name", "date", "source")
"""What a column can be; `text` is the one that has to be there."""


class CsvReader:
    """Reads tables with a row of names on top."""

    def __init__(self, name: str = "csv") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """Documents in the order of their rows.

        The text is the column that was said, else the one called `text`, else the only one.

        Raises:
            FormatError: The file cannot be read, is empty, or its first row names no such column.
            UsageError: The encoding that was named does not exist.
        """
        source = LineSource(path, options.encoding)
        rows = read_rows(source, find_delimiter(source.head(), suffix_of(path)))
        file: _File | None = None
        has_bad = False
        for row in rows:
            if isinstance(row, BadRow):
                if file is None:
                    reason = f"its row of column names cannot be read: {row.reason}"
                    raise FormatError(reason, path=str(path), line=row.line)
                has_bad = True
                yield Refusal(str(path), row.line, row.reason)
            elif file is None:
                file = _File(path, options, row)
                yield from file.about_columns(options.column)
            else:
                yield from file.items(row)
        if file is None:
            raise FormatError("is empty; a row of column names is needed", path=str(path))
        if not (file.has_rows or has_bad):
            raise FormatError("has a row of column names, and none behind it", path=str(path))
        yield from file.layers.closing(had_mark=source.had_mark)


class _File:
    """A table whose first row was read."""

    def __init__(self, path: Path, options: ReadOptions, header: Row) -> None:
        self.layers = FileLayers(str(path), options)
        self.has_rows = False
        self._path = path
        self._header = header
        self._places = _places(header, path, options)

    def about_columns(self, said: str | None) -> Iterator[Notice]:
        """Say of each column that is not kept, and what the one is called that a number named."""
        name = self._header.fields[self._places["text"]]
        if said is not None and said != name.strip():
            message = (
                "the first row is taken for the names of the columns; the text is the one it calls"
                f" {shown(name)}"
            )
            yield Notice(str(self._path), self._header.line, "shape_assumed", message)
        for place, name in enumerate(self._header.fields):
            if place not in self._places.values():
                message = f"the column {shown(name)} means nothing here and is not kept"
                yield Notice(str(self._path), self._header.line, "attribute_lost", message)

    def items(self, row: Row) -> Iterator[ReadItem]:
        """What one row holds."""
        self.has_rows = True
        wanted, found = len(self._header.fields), len(row.fields)
        if found != wanted:
            reason = f"the row has {counted(found, 'column')}, and the first row names {wanted}"
            yield Refusal(str(self._path), row.line, reason)
            return
        line = {key: row.fields[place] or None for key, place in self._places.items()}
        if not (line["text"] or "").strip():
            yield Refusal(str(self._path), row.line, "the text is empty", kind="empty_document")
            return
        try:
            record, _ = self.layers.judged(line, row.line, f"{stem_of(self._path)}-{row.line}")
        except BadLineError as error:
            yield Refusal(str(self._path), row.line, str(error), kind=error.kind)
            return
        yield record._replace(annotator=None)  # a row has a text and no layer


def _places(header: Row, path: Path, options: ReadOptions) -> dict[str, int]:
    """Column by what it is here.

    Raises:
        FormatError: A name that was said is no column, or is one of several columns.
    """
    names = [name.strip() for name in header.fields]
    said = dict(options.keys)
    if options.column is not None:
        said["text"] = options.column
    unknown = sorted(said.keys() - set(_KEYS))
    if unknown:
        raise UsageError(f"a table has no {', '.join(unknown)}; --keys can name {', '.join(_KEYS)}")
    places = {}
    for key in _KEYS:
        wanted = said.get(key, key)
        if names.count(wanted) == 1:
            places[key] = names.index(wanted)
        elif key in said or key == "text":
            places[key] = _by_number(wanted, names, header, path)
    return places


def _by_number(wanted: str, names: Sequence[str], header: Row, path: Path) -> int:
    """A column by its number, counted from 1; the only one needs no word at all."""
    if wanted not in names and wanted.isascii() and wanted.isdigit():
        number = int(wanted[:9])
        if 1 <= number <= len(names):
            return number - 1
    if len(names) == 1 and wanted == "text":
        return 0
    what = "stands twice" if wanted in names else "is none of them"
    held = ", ".join(map(shown, names[:12]))
    raise FormatError(
        f"the first row names the columns {held}; {shown(wanted)} {what}: say --column NAME, or its"
        " number",
        path=str(path),
        line=header.line,
    )
