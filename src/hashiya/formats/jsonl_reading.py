"""Reading JSONL: Hashiya's own files, the minimal line `{"id", "text", "spans"}`, others' lines.

A bad line is refused by its number and its neighbours are read. What a line's values must be is
written in `jsonl_values`, whose keys it may have in `jsonl_shapes` and `jsonl_keys`; this room
knows lines and headers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from hashiya.errors import FormatError
from hashiya.formats.annotators import Aliases
from hashiya.formats.base import HeaderRecord, Notice, ReadItem, ReadOptions, Refusal, RefusedPart
from hashiya.formats.json_lists import is_list, list_values
from hashiya.formats.json_parsing import parse_value
from hashiya.formats.jsonl_keys import with_keys
from hashiya.formats.jsonl_shapes import SHAPES, Shape, Told, find_shape, object_of, tell
from hashiya.formats.jsonl_usual import usual_line
from hashiya.formats.jsonl_values import (
    DOCUMENT_KEYS,
    BadLineError,
    Defaults,
    document_record,
    expect_text,
    layer_kind,
)
from hashiya.formats.lines import TOO_LONG_LINE, LineSource
from hashiya.formats.names import stem_of
from hashiya.formats.remarks import BYTE_ORDER_MARK_REMARK, MojibakeWatch, shown
from hashiya.formats.span_troubles import SPAN_KEYS
from hashiya.formats.units import OffsetUnit, quoted_unit, unit_name
from hashiya.model import DocumentRecord, Scheme, bounds_and_labels

__all__ = ["FORMAT_VERSION", "JsonlReader"]

FORMAT_VERSION: Final = 1
"""Version of Hashiya's own lines that this program writes, and the newest it reads."""

MAX_UNKNOWN_KEYS: Final = 100
"""Keys of a file that are said to mean nothing; whoever has more knows by then."""

_HEADER_KEYS: Final = frozenset(
    {"hashiya", "version", "scheme", "offset_unit", "layer", "annotator"}
)


_COUNTED: Final = frozenset({"sentences", "done", "reminders"})
"""Keys of a line whose offsets are code points always."""

_UNIT_REMARK: Final = (
    "characters such as 😀 stand before its last span, and doccano's browser counts them twice;"
    " code points are read here: if the spans are displaced, say --offsets utf16"
)


class JsonlReader:
    """Reads one document a line, or one list of them."""

    def __init__(self, name: str = "jsonl") -> None:
        self.name = name
        self._shape = next((shape for shape in SHAPES if shape == name), None)

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """Headers and documents in the order of their lines.

        A line's shape is seen by its keys, unless the format's name or a key map says it.

        Refused spans and notices follow their document.

        Raises:
            FormatError: The file cannot be read, is empty, or was written by a newer version.
            UsageError: The encoding that was named does not exist.
        """
        source = LineSource(path, options.encoding)
        file = _File(path, options, self._shape)
        is_empty = True
        is_one_list = is_list(source.head())
        for number, line in list_values(source) if is_one_list else source:
            if line is None:
                yield Refusal(str(path), number, TOO_LONG_LINE, kind="too_long")
                is_empty = False
            elif is_one_list or (line and not line.isspace()):
                is_empty = False
                yield from file.items(number, line)
        if is_empty:
            raise FormatError("is empty, or holds an empty list", path=str(path))
        if source.had_mark:
            yield Notice(str(path), 1, "byte_order_mark", BYTE_ORDER_MARK_REMARK)
        remark = file.watch.remark()
        if remark:
            yield Notice(str(path), None, "mojibake", remark)


class _File:
    """What earlier lines of a file said about later ones."""

    def __init__(self, path: Path, options: ReadOptions, shape: Shape | None) -> None:
        self.path = str(path)
        self.watch = MojibakeWatch()
        self._stem = stem_of(path)
        self._options = options
        self._shape = shape
        self._annotator = options.annotator
        self._layer = options.layer
        self._aliases = Aliases()
        self._says_unit = False
        self._may_be_usual = (
            not options.keys and options.offsets in {None, "codepoints"} and shape in {None, "own"}
        )
        self._known_keys: set[str] = set()
        self._known_shapes: set[str] = {"own", shape or "own"}

    def items(self, number: int, line: bytes) -> Iterator[ReadItem]:
        """What one line holds."""
        try:
            usual = usual_line(line) if self._may_be_usual else None
            value = object_of(parse_value(line)) if usual is None else usual
            if "hashiya" in value:
                yield self._header(value, number)
                unknown = {f"header.{key}" for key in value.keys() - _HEADER_KEYS}
                yield from self._unknown_keys(unknown, number)
                return
            told, shape = self._told(value) if usual is None else (Told(usual), "own")
            alias = self._annotator if told.person is None else self._aliases.of(told.person)
            unit = self._options.offsets or self._quoted(told.line, usual is None) or "codepoints"
            defaults = Defaults(f"{self._stem}-{number}", alias, self._layer, unit)
            record, bad = document_record(told.line, defaults, number)
            if told.line is value and usual is None:
                told = told._replace(unkept=told.unkept | _unknown_of_spans(value))
        except BadLineError as error:
            yield Refusal(self.path, number, str(error), kind=error.kind)
            return
        if self.watch.is_watching:
            self.watch.see(record.text)
        yield record
        for part in bad:
            what: RefusedPart = "mark" if part.is_mark else "span"
            yield Refusal(self.path, number, part.reason, what, part.kind, record.id, part.span)
        if unit != (self._options.offsets or "codepoints"):
            message = f"its offsets count {unit_name(unit)}, as its quotes show, and are read so"
            yield Notice(self.path, number, "unit_assumed", message, record.id)
        if shape != "own" or told.unkept:
            yield from self._remarks(told, shape, record, number)

    def _told(self, value: dict[str, Any]) -> tuple[Told, Shape]:
        """The line in Hashiya's own keys, and the shape it had."""
        if self._options.keys:
            line, left = with_keys(value, self._options.keys)
            return Told(line, None, frozenset(left)), "own"
        shape = self._shape or find_shape(value)
        if shape == "own":
            return Told(value, None, frozenset(value.keys() - DOCUMENT_KEYS)), shape
        return tell(value, shape), shape

    def _quoted(self, line: dict[str, Any], is_odd: bool) -> OffsetUnit | None:  # noqa: FBT001
        """The unit that the quotes of a line tell, where nothing else tells or would be changed."""
        spans, text = line.get("spans"), line.get("text")
        if not is_odd or self._says_unit or type(spans) is not list or type(text) is not str:
            return None
        return None if _COUNTED.intersection(line) else quoted_unit(spans, text)

    def _remarks(
        self, told: Told, shape: Shape, record: DocumentRecord, number: int
    ) -> Iterator[Notice]:
        if shape not in self._known_shapes:
            self._known_shapes.add(shape)
            message = f"lines such as this one have {shape}'s keys and are read so"
            yield Notice(self.path, number, "shape_assumed", message)
        if told.person is not None:
            message = self._aliases.remark(told.person)
            if message:
                yield Notice(self.path, number, "annotator_renamed", message, record.id)
        if shape == "doccano" and self._options.offsets is None and _is_told_apart(record):
            yield Notice(self.path, number, "unit_assumed", _UNIT_REMARK, record.id)
        yield from self._unknown_keys(set(told.unkept), number)

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
        if self._options.offsets not in {None, "codepoints"}:
            raise FormatError(
                "its offsets count code points, as it says itself; leave --offsets away",
                path=self.path,
                line=number,
            )
        self._says_unit = "offset_unit" in value
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


def _is_told_apart(record: DocumentRecord) -> bool:
    """Whether a span stands where code points and UTF-16 units count differently."""
    _, ends, _ = bounds_and_labels(record.spans)
    before = record.text[: max(ends, default=0)]
    return len(before.encode("utf-16-le")) > 2 * len(before)


def _unknown_of_spans(line: dict[str, Any]) -> frozenset[str]:
    """Keys of a line's spans that mean nothing."""
    values = line.get("spans")
    spans = values if type(values) is list else ()
    spans = [span for span in spans if type(span) is dict and len(span) != 3]
    return frozenset(f"spans.{key}" for key in {*chain.from_iterable(spans)} - SPAN_KEYS)


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
