"""Reading JSONL: Hashiya's own files and the minimal line `{"id", "text", "spans"}`.

A bad line is refused by its number and its neighbours are read. What a line's values must be is
written in `jsonl_values`; this room knows lines, headers and what JSON itself allows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

from pydantic import ValidationError

from hashiya.errors import FormatError
from hashiya.formats.base import HeaderRecord, Notice, ReadItem, ReadOptions, Refusal, RefusedPart
from hashiya.formats.decoding import why_not_utf8
from hashiya.formats.jsonl_values import (
    DOCUMENT_KEYS,
    SPAN_KEYS,
    BadLineError,
    Defaults,
    document_record,
    expect_text,
    layer_kind,
)
from hashiya.formats.lines import TOO_LONG_LINE, LineSource
from hashiya.formats.remarks import BYTE_ORDER_MARK_REMARK, MojibakeWatch, shown
from hashiya.model import Scheme

__all__ = ["FORMAT_VERSION", "JsonlReader", "parse_line"]

FORMAT_VERSION: Final = 1
"""Version of Hashiya's own lines that this program writes, and the newest it reads."""

MAX_UNKNOWN_KEYS: Final = 100
"""Keys of a file that are said to mean nothing; whoever has more knows by then."""

_HEADER_KEYS: Final = frozenset(
    {"hashiya", "version", "scheme", "offset_unit", "layer", "annotator"}
)
_UNSTORABLE_ESCAPE: Final = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


class JsonlReader:
    """Reads one document a line."""

    name = "jsonl"

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """Headers and documents in the order of their lines.

        Refused spans and notices follow their document.

        Raises:
            FormatError: The file cannot be read, is empty, or was written by a newer version.
            UsageError: The encoding that was named does not exist.
        """
        source = LineSource(path, options.encoding)
        file = _File(path, options)
        number = 0
        for number, line in source:
            if line is None:
                yield Refusal(str(path), number, TOO_LONG_LINE, kind="too_long")
            elif line and not line.isspace():
                yield from file.items(number, line)
        if not number:
            raise FormatError("is empty", path=str(path))
        if source.had_mark:
            yield Notice(str(path), 1, "byte_order_mark", BYTE_ORDER_MARK_REMARK)
        remark = file.watch.remark()
        if remark:
            yield Notice(str(path), None, "mojibake", remark)


class _File:
    """What earlier lines of a file said about later ones."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.path = str(path)
        self.watch = MojibakeWatch()
        self._stem = path.stem
        self._options = options
        self._annotator = options.annotator
        self._layer = options.layer
        self._known_keys: set[str] = set()

    def items(self, number: int, line: bytes) -> Iterator[ReadItem]:
        """What one line holds."""
        try:
            value = parse_line(line)
            if "hashiya" in value:
                yield self._header(value, number)
                unknown = {f"header.{key}" for key in value.keys() - _HEADER_KEYS}
                yield from self._unknown_keys(unknown, number)
                return
            defaults = Defaults(f"{self._stem}-{number}", self._annotator, self._layer)
            record, bad = document_record(value, defaults, number)
        except BadLineError as error:
            yield Refusal(self.path, number, str(error), kind=error.kind)
            return
        if self.watch.is_watching:
            self.watch.see(record.text)
        yield record
        for part in bad:
            what: RefusedPart = "mark" if part.is_mark else "span"
            yield Refusal(self.path, number, part.reason, what, part.kind, record.id, part.span)
        yield from self._unknown_keys(_unknown(value), number)

    def _header(self, value: dict[str, Any], number: int) -> HeaderRecord:
        if value["hashiya"] != "jsonl":
            raise BadLineError("hashiya must be jsonl in the first line of such a file")
        version = value.get("version")
        if type(version) is not int or version > FORMAT_VERSION:
            raise FormatError(
                f"this file is of version {shown(version)}, and this program reads version"
                f" {FORMAT_VERSION}; read it with a newer Hashiya",
                path=self.path,
                line=number,
            )
        unit = value.get("offset_unit", "code points")
        if unit != "code points":
            raise FormatError(
                f"its offsets count {shown(unit)}; only code points are read",
                path=self.path,
                line=number,
            )
        self._annotator = expect_text(value, "annotator") or self._options.annotator
        self._layer = layer_kind(value, self._options.layer)
        scheme = _scheme(value.get("scheme"))
        return HeaderRecord(self.path, number, scheme, self._annotator, self._layer)

    def _unknown_keys(self, unknown: set[str], number: int) -> Iterator[Notice]:
        """Say once of each key that it is not kept."""
        for key in sorted(unknown - self._known_keys):
            if len(self._known_keys) >= MAX_UNKNOWN_KEYS:
                return
            self._known_keys.add(key)
            message = f"the key {shown(key)} means nothing here and is not kept"
            yield Notice(self.path, number, "attribute_lost", message)


def _unknown(line: dict[str, Any]) -> set[str]:
    """Keys of a document line and its spans that mean nothing."""
    unknown = line.keys() - DOCUMENT_KEYS
    spans = [span for span in line.get("spans") or () if type(span) is dict and len(span) != 3]
    unknown.update(f"spans.{key}" for key in set().union(*spans) - SPAN_KEYS)
    return unknown


def parse_line(line: bytes) -> dict[str, Any]:
    """One line as a JSON object, by the letter of the standard.

    Raises:
        BadLineError: It is not UTF-8, not JSON, no object, names a key twice, or holds a NUL, a
            lone surrogate, NaN or Infinity.
    """
    try:
        text = line.decode()
        value = _decode(text)
    except UnicodeDecodeError as error:
        raise BadLineError(f"the line {why_not_utf8(line, error)}") from error
    except json.JSONDecodeError as error:
        raise BadLineError(f"is not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise BadLineError("is nested too deeply to be a document") from error
    except ValueError as error:  # a number of thousands of digits
        raise BadLineError(f"is not JSON that can be read: {error}") from error
    if type(value) is not dict:
        raise BadLineError("is no JSON object; a document line begins with { and ends with }")
    # Only an escape can smuggle these in: raw ones are no UTF-8, or no JSON.
    if _UNSTORABLE_ESCAPE.search(text):
        _expect_storable(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadLineError(f"the key {shown(twice)} stands twice in one object")
    return made


def _no_constant(name: str) -> NoReturn:
    raise BadLineError(f"{name} is no JSON number")


_decode = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant).decode


def _expect_storable(value: object) -> None:
    """Refuse a NUL or a lone surrogate in any string, however deep."""
    waiting: list[object] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            found = _UNSTORABLE.search(each)
            if found:
                code = ord(found[0])
                raise BadLineError(f"a string holds U+{code:04X} at {found.start()}; no text can")
        elif isinstance(each, dict):
            waiting.extend(each)
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _scheme(value: object) -> Scheme | None:
    if value is None:
        return None
    try:
        # JSON is the one way in that lets lists stand for the model's tuples.
        return Scheme.model_validate_json(json.dumps(value))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "scheme"
        reason = f"the header's scheme is none: {shown(place)}: {first['msg'][:200]}"
        raise BadLineError(reason) from error
    except RecursionError as error:
        raise BadLineError("the header's scheme is nested too deeply to be one") from error
