"""Writing a Frictionless data package: three tables as CSV, and what their columns mean.

Documents, the sentences of each and the spans of each, bound by keys. Fields are quoted, so that an
id of digits stays an id and a text may hold anything.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.csv_rows import MAX_ROW_CHARACTERS
from hashiya.formats.listing import held_of
from hashiya.formats.reports import Loss
from hashiya.formats.writing import WHOLE, FileFormat, Job
from hashiya.model import DocumentRecord
from hashiya.text import sentence_spans

__all__ = ["FRICTIONLESS"]

_DESCRIPTOR: Final = "datapackage.json"


class _Table(NamedTuple):
    """One table's columns with their types."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: str | None
    """The column that names a row; the others name a document in their first."""


_TABLES: Final = (
    _Table(
        "documents",
        tuple((name, "string") for name in ("id", "name", "date", "source", "text", "part")),
        "id",
    ),
    _Table(
        "sentences",
        (("document", "string"), ("start", "integer"), ("end", "integer"), ("state", "string")),
        None,
    ),
    _Table(
        "spans",
        (
            *(("document", "string"), ("start", "integer"), ("end", "integer")),
            *(("label", "string"), ("text", "string"), ("note", "string")),
            *(("attributes", "string"), ("flag", "integer")),
        ),
        None,
    ),
)

_OFFSETS: Final = (
    "Offsets count Unicode code points of the document's text; the end is not included."
)


class _FrictionlessScribe:
    """The tables of one export as they grow."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._lost = False
        self._announced = Announced()
        self._files = {
            table.name: job.publication.open(job.target / f"{table.name}.csv") for table in _TABLES
        }
        for table in _TABLES:
            self._write(table.name, [[name for name, _ in table.columns]])

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write a row of documents, and those of its sentences and spans."""
        self._lost = self._lost or bool(record.reminders) or record.is_done
        facts = (record.name, record.date or "", record.source or "")
        self._write("documents", [[record.id, *facts, record.text, part if part != WHOLE else ""]])
        self._write("sentences", _sentences(record))
        self._write("spans", _spans(record))
        self._report.keep(len(record.spans))
        self._announced.add(held_of(record))

    def finish(self) -> None:
        """Describe the tables, and read every row again."""
        if self._lost:
            why = "flags and notes on sentences and documents are not held, nor who is done"
            self._report.remark(Loss("", "attribute_lost", None, None, why))
        folder = self._job.target
        paths = {
            name: self._job.publication.written(folder / f"{name}.csv") for name in self._files
        }
        for file in self._files.values():
            file.flush()
        check_documents(_read_again(paths), self._announced)
        described = json.dumps(_package(self._job, paths), ensure_ascii=False, indent=1)
        self._job.publication.put(folder / _DESCRIPTOR, f"{described}\n".encode())

    def _write(self, table: str, rows: Iterable[Sequence[str | int]]) -> None:
        written = io.StringIO(newline="")
        csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(rows)
        self._files[table].write(written.getvalue().encode())


def _sentences(record: DocumentRecord) -> Iterator[Sequence[str | int]]:
    """Bounds, and the mark of a sentence that is finished."""
    marks = {(mark.start, mark.end): mark.state for mark in record.marks}
    bounds = record.sentences
    for start, end in sentence_spans(record.text) if bounds is None else bounds:
        yield record.id, start, end, marks.get((start, end), "")


def _spans(record: DocumentRecord) -> Iterator[Sequence[str | int]]:
    for span in record.spans:
        attributes = json.dumps(dict(span.attributes), ensure_ascii=False)
        quote = record.text[span.start : span.end]
        more = (span.note, attributes if span.attributes else "", int(span.is_flagged))
        yield record.id, span.start, span.end, span.label, quote, *more


def _package(job: Job, paths: Mapping[str, Path]) -> dict[str, Any]:
    scheme = job.options.scheme
    return {
        "profile": "tabular-data-package",
        "name": "hashiya",
        "title": scheme.id,
        "version": str(scheme.version),
        "description": _OFFSETS,
        "resources": [_resource(table, paths[table.name]) for table in _TABLES],
    }


def _resource(table: _Table, path: Path) -> dict[str, Any]:
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    fields = [{"name": name, "type": kind} for name, kind in table.columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": []}
    if table.key is not None:
        schema["primaryKey"] = [table.key]
    else:
        reference = {"resource": "documents", "fields": ["id"]}
        schema["foreignKeys"] = [{"fields": ["document"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _read_again(paths: Mapping[str, Path]) -> Iterator[Held]:
    """Documents in order, each with the spans that name it."""
    csv.field_size_limit(MAX_ROW_CHARACTERS)
    with (
        paths["documents"].open(encoding="utf-8", newline="") as documents,
        paths["spans"].open(encoding="utf-8", newline="") as rows,
    ):
        spans = _after_header(rows)
        waiting = next(spans, None)
        for name, _, _, _, text, _ in _after_header(documents):
            held = []
            while waiting is not None and waiting[0] == name:
                start, end = int(waiting[1]), int(waiting[2])
                if text[start:end] != waiting[4]:
                    raise ValueError("a span whose text is another")
                held.append((start, end, waiting[3]))
                waiting = next(spans, None)
            yield name, text, tuple(held)
        if waiting is not None:
            raise ValueError("a span of no document")


def _after_header(rows: Iterable[str]) -> Iterator[list[str]]:
    """Rows of a table without the first."""
    read = csv.reader(rows)
    next(read)
    return read


FRICTIONLESS: Final = FileFormat(
    "frictionless", ".frictionless", _FrictionlessScribe, is_folder=True
)
