"""Reading Label Studio's JSON and JSON_MIN: a task is a document, an annotation a person's layer.

A task or an annotation that cannot be true is refused by its line, and its neighbours are read.
This room knows files; what a task holds is told by `labelstudio_tasks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal
from hashiya.formats.file_layers import FileLayers
from hashiya.formats.json_lists import TOO_LONG_VALUE, is_list, list_values
from hashiya.formats.json_parsing import parse_value
from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.labelstudio_tasks import Layer, layers_of
from hashiya.formats.lines import LineSource
from hashiya.formats.names import stem_of
from hashiya.formats.remarks import shown

__all__ = ["LabelStudioReader"]


MAX_SAID: Final = 100
"""Kinds of things a file holds that are said to be not kept; whoever has more knows by then."""

_OPEN_UNIT: Final = (
    "characters such as 😀 stand before its last span, nothing is quoted, and files of 2021 count"
    " them twice; code points are read here: if the spans are displaced, say --offsets utf16"
)
_GROUND_TRUTH: Final = (
    "that an annotation is marked as the ground truth is not kept; --layer gold makes gold of the"
    " file's layers"
)


class LabelStudioReader:
    """Reads a list of tasks, or one task a line."""

    def __init__(self, name: str = "labelstudio") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """The layers of all tasks; a document comes once for each person who annotated it.

        Raises:
            FormatError: The file cannot be read, holds no list, or ends before the list does.
            UsageError: The encoding that was named does not exist.
        """
        source = LineSource(path, options.encoding)
        is_one_list = is_list(source.head())
        values = list_values(source) if is_one_list else iter(source)
        file = _File(path, options)
        is_empty = True
        for number, value in values:
            if value is None:
                is_empty = False
                yield Refusal(str(path), number, TOO_LONG_VALUE, kind="too_long")
            elif is_one_list or value.strip():
                is_empty = False
                yield from file.items(number, value)
        if is_empty:
            raise FormatError("is empty, or holds an empty list", path=str(path))
        yield from file.layers.closing(had_mark=source.had_mark)


class _File:
    """What a file's tasks have in common."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.layers = FileLayers(str(path), options)
        self._path = str(path)
        self._stem = stem_of(path)
        self._options = options
        self._known: set[str] = set()

    def items(self, number: int, value: bytes) -> Iterator[ReadItem]:
        """What one task holds."""
        try:
            task = parse_value(value)
            for each in layers_of(task, self._options.keys.get("text"), self._options.offsets):
                if isinstance(each, Layer):
                    yield from self._layer(each, number)
                elif each.is_refused:
                    yield Refusal(self._path, number, each.reason, kind="rejected_skipped")
                else:
                    yield Notice(self._path, number, "skipped", each.reason)
        except BadLineError as error:
            yield Refusal(self._path, number, str(error), kind=error.kind)

    def _layer(self, layer: Layer, number: int) -> Iterator[ReadItem]:
        name = f"{self._stem}-{number}"
        record, others = self.layers.judged(
            layer.line, number, name, person=layer.person, unit=layer.unit
        )
        yield record
        yield from others
        if layer.is_unit_found:
            message = f"its quotes fit where offsets count {layer.unit}, and it is read so"
            yield Notice(self._path, number, "unit_assumed", message, record.id)
        if layer.is_unit_open:
            yield Notice(self._path, number, "unit_assumed", _OPEN_UNIT, record.id)
        for message in _left_of(layer):
            if message not in self._known and len(self._known) < MAX_SAID:
                self._known.add(message)
                yield Notice(self._path, number, "attribute_lost", message)


def _left_of(layer: Layer) -> Iterator[str]:
    """What to say of what is not kept of a layer."""
    for kind in layer.left:
        yield f"results of the type {shown(kind)} are no spans and are not kept"
    for key in layer.unkept:
        yield f"the key {shown(key)} of a task's data means nothing here and is not kept"
    if layer.is_ground_truth:
        yield _GROUND_TRUTH
