"""Readers by name; each is loaded when somebody asks for it.

A name leads to a room and a class in it, which is told the name: formats that share a room differ
by it. Knows no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final, cast

from hashiya.errors import UsageError
from hashiya.formats.base import Reader, ReadOptions

__all__ = ["options_without_use", "reader", "reader_names"]

_ROOMS: Final[Mapping[str, tuple[str, str]]] = {
    "text": ("text", "TextReader"),
    "jsonl": ("jsonl_reading", "JsonlReader"),
    "doccano": ("jsonl_reading", "JsonlReader"),
    "prodigy": ("jsonl_reading", "JsonlReader"),
    "spacy": ("jsonl_reading", "JsonlReader"),
    "json": ("jsonl_reading", "JsonlReader"),
    "labelstudio": ("labelstudio_reading", "LabelStudioReader"),
    "brat": ("brat_reading", "BratReader"),
    "csv": ("csv_reading", "CsvReader"),
    "wojood": ("wojood_reading", "WojoodReader"),
    "conllu": ("conllu_reading", "ConlluReader"),
    "webanno": ("webanno_reading", "WebannoReader"),
    "xmi": ("uima_reading", "UimaReader"),
    "casjson": ("uima_reading", "UimaReader"),
    "html": ("html_reading", "HtmlReader"),
    "parquet": ("parquet_reading", "ParquetReader"),
    "docx": ("docx_reading", "DocxReader"),
    "conll": ("conll_reading", "ConllReader"),
}
"""Name → the room and the class of its reader."""


_USED_BY: Final[Mapping[str, frozenset[str]]] = {
    "encoding": frozenset(_ROOMS) - {"docx", "parquet"},
    "column": frozenset({"csv", "parquet"}),
    "keys": frozenset(
        {"jsonl", "json", "doccano", "prodigy", "spacy", "csv", "labelstudio"} | {"parquet"}
    ),
    "offsets": frozenset(
        {"jsonl", "json", "doccano", "prodigy", "spacy", "labelstudio", "webanno", "xmi", "casjson"}
        | {"parquet", "brat"}
    ),
    "tags": frozenset({"conll", "conllu", "parquet"}),
    "tag_columns": frozenset({"conll"}),
    "repair": frozenset({"conll", "conllu", "wojood", "parquet"}),
}
"""Option → the formats that it says anything to."""


def options_without_use(name: str, options: ReadOptions) -> tuple[str, ...]:
    """What a person said that a format does not ask, as it is written: `--tag-columns`."""
    usual = ReadOptions()
    return tuple(
        f"--{option.replace('_', '-')}"
        for option, formats in _USED_BY.items()
        if getattr(options, option) != getattr(usual, option) and name not in formats
    )


def reader(name: str) -> Reader:
    """The reader of a format.

    Raises:
        UsageError: No format of this name can be read.
    """
    wanted = name.lower()
    if wanted not in _ROOMS:
        raise UsageError(f"{name!r} cannot be read; there are {', '.join(_ROOMS)}")
    room, made = _ROOMS[wanted]
    return cast("Reader", getattr(import_module(f"hashiya.formats.{room}"), made)(wanted))


def reader_names() -> tuple[str, ...]:
    """Formats that can be read."""
    return tuple(_ROOMS)
