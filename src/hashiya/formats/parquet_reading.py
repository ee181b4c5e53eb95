"""Reading Parquet: a row is a document, told by its columns as a JSONL line is by its keys.

The library comes with `hashiya[parquet]` and is loaded when a file is read. Rows are taken a few at
a time out of their group, and of the columns only those that mean something. A row that cannot be a
document is refused by its number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from hashiya.errors import FormatError
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal
from hashiya.formats.dataset_lines import FOLLOWING
from hashiya.formats.file_layers import FileLayers
from hashiya.formats.files import open_binary
from hashiya.formats.jsonl_keys import LINE_KEYS, with_keys
from hashiya.formats.jsonl_shapes import Told, find_shape, tell
from hashiya.formats.jsonl_values import DOCUMENT_KEYS, BadLineError
from hashiya.formats.names import stem_of
from hashiya.formats.parquet_rows import RawRow, numbered_rows, plain_row
from hashiya.formats.parquet_tokens import find_columns, token_items
from hashiya.formats.remarks import shown

__all__ = ["ParquetReader"]

BUFFER_BYTES: Final = 1 << 20

_MISSING: Final = (
    "reading Parquet needs pyarrow, which is not here: install it with"
    " pip install 'hashiya[parquet]'"
)
_SPANS: Final = ("spans", "label", "labels", "entities", "annotations", "ents")
_KNOWN: Final = frozenset({*LINE_KEYS, *_SPANS, "sentences", "meta", "username"})


class ParquetReader:
    """Reads a table of documents."""

    def __init__(self, name: str = "parquet") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """Documents in the order of their rows; the text is chosen as in any other table.

        Raises:
            FormatError: The library is missing, or the file cannot be read, has no rows or no
                column that can be the text.
        """
        arrow = _library(path)
        try:
            with open_binary(path) as source:
                if not source.seekable():
                    raise FormatError("is packed by gzip; unpack it first", path=str(path))
                opened = arrow.parquet.ParquetFile(source, buffer_size=BUFFER_BYTES)
                if not opened.metadata.num_rows:
                    raise FormatError("has columns, and no rows", path=str(path))
                columns = find_columns(opened.schema_arrow, options, str(path))
                if columns is not None:
                    yield from token_items(opened, columns, path, options, arrow)
                    return
                file = _File(path, options, opened.schema_arrow)
                yield from file.left_columns()
                for number, row in numbered_rows(opened, file.wanted, arrow):
                    yield from file.items(row, number)
        except (arrow.ArrowException, OSError, ValueError, NotImplementedError) as error:
            words = " ".join(str(error).split())[:200]
            raise FormatError(f"is no Parquet that can be read: {words}", path=str(path)) from error
        yield from file.layers.closing()


class _File:
    """A table whose columns are known."""

    def __init__(self, path: Path, options: ReadOptions, schema: Any) -> None:
        self.layers = FileLayers(str(path), options)
        self._path = str(path)
        self._stem = stem_of(path)
        self._options = options
        names: list[str] = list(schema.names)
        self._keys = dict(options.keys)
        text = _text_column(names, schema, options, self._path)
        if text != "text":
            self._keys["text"] = text
        mapped = {place for said in self._keys.values() for place in (said, said.split(".")[0])}
        self.wanted = [name for name in names if name in _KNOWN | mapped]
        """Columns that mean something."""
        self._left = [name for name in names if name not in self.wanted]
        self._said_unkept: set[str] = set()

    def left_columns(self) -> Iterator[Notice]:
        """Say of each column that is not read."""
        is_of_export = {"spans", "text"} <= set(self.wanted)
        for name in self._left[:100]:
            if not (is_of_export and name in FOLLOWING):
                message = f"the column {shown(name)} means nothing here and is not kept"
                yield Notice(self._path, None, "attribute_lost", message)

    def _told(self, value: dict[str, Any]) -> Told:
        """A row in the keys of a Hashiya line."""
        if self._keys:
            line, left = with_keys(value, self._keys)
            return Told(line, None, frozenset(left))
        shape = find_shape(value)
        if shape == "own":
            return Told(value, None, frozenset(value.keys() - DOCUMENT_KEYS))
        return tell(value, shape)

    def items(self, row: RawRow, number: int) -> Iterator[ReadItem]:
        """What one row holds."""
        if isinstance(row, str):
            yield Refusal(self._path, number, row)
            return
        try:
            told = self._told(plain_row(row))
            line = told.line
            named = line.pop("annotator", None)
            person = named if isinstance(named, str) and named else told.person
            unit = self._options.offsets or "codepoints"
            name = f"{self._stem}-{number}"
            record, others = self.layers.judged(line, number, name, person=person, unit=unit)
        except BadLineError as error:
            yield Refusal(self._path, number, str(error), kind=error.kind)
            return
        yield record
        yield from others
        for key in sorted(told.unkept - self._said_unkept)[:100]:
            self._said_unkept.add(key)
            message = f"the key {shown(key)} means nothing here and is not kept"
            yield Notice(self._path, number, "attribute_lost", message)


def _text_column(names: Collection[str], schema: Any, options: ReadOptions, path: str) -> str:
    """The column that was said, else the one called `text`, else the only one of strings.

    Raises:
        FormatError: There is none, or nobody can tell which.
    """
    said = options.column or options.keys.get("text")
    if said is None and "text" in names:
        return "text"
    if said is None:
        strings: list[str] = [
            field.name for field in schema if str(field.type) in {"string", "large_string"}
        ]
        if len(strings) == 1:
            return strings[0]
    elif said in names or said.split(".")[0] in names:
        return said
    held = ", ".join(map(shown, list(names)[:12])) or "nothing"
    wanted = shown(said) if said is not None else "'text'"
    raise FormatError(
        f"has the columns {held}; {wanted} is none of them: say --column NAME", path=path
    )


def _library(path: Path) -> Any:
    try:
        import pyarrow  # noqa: PLC0415, ICN001 - an extra, loaded for this format only
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise FormatError(_MISSING, path=str(path)) from error
    return pyarrow
