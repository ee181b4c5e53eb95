"""Files: one room a format, each with the same two faces, a reader and a writer of records.

This floor knows what bytes mean and how a file is written safely. It must never know a store, a
screen, or whether a project wants what a file holds: it refuses only what cannot be true.
"""

from __future__ import annotations

from hashiya.formats.base import (
    HeaderRecord,
    Notice,
    Reader,
    ReadItem,
    ReadOptions,
    Refusal,
    RefusedPart,
    SourceFile,
)
from hashiya.formats.decoding import decode_strict
from hashiya.formats.files import open_binary
from hashiya.formats.guessing import Guess, guess_format
from hashiya.formats.jsonl_keys import key_map
from hashiya.formats.loss_reports import LossError, LossReport
from hashiya.formats.names import file_name_of, id_of_file_name, suffix_of
from hashiya.formats.publishing import Publication, atomic_writer, expect_writable
from hashiya.formats.reading import options_without_use, reader, reader_names
from hashiya.formats.registry import writer, writer_names
from hashiya.formats.reports import ImportReport, Kind, Loss, report_path
from hashiya.formats.splitting import Split
from hashiya.formats.units import OFFSET_UNITS, OffsetUnit
from hashiya.formats.write_options import (
    Collision,
    ConllOptions,
    Nesting,
    TokenOptions,
    TokenPolicy,
    WriteOptions,
)
from hashiya.formats.writing import FileFormat, FileWriter

__all__ = [
    "OFFSET_UNITS",
    "Collision",
    "ConllOptions",
    "FileFormat",
    "FileWriter",
    "Guess",
    "HeaderRecord",
    "ImportReport",
    "Kind",
    "Loss",
    "LossError",
    "LossReport",
    "Nesting",
    "Notice",
    "OffsetUnit",
    "Publication",
    "ReadItem",
    "ReadOptions",
    "Reader",
    "Refusal",
    "RefusedPart",
    "SourceFile",
    "Split",
    "TokenOptions",
    "TokenPolicy",
    "WriteOptions",
    "atomic_writer",
    "decode_strict",
    "expect_writable",
    "file_name_of",
    "guess_format",
    "id_of_file_name",
    "key_map",
    "open_binary",
    "options_without_use",
    "reader",
    "reader_names",
    "report_path",
    "suffix_of",
    "writer",
    "writer_names",
]
