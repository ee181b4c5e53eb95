"""Writing a Croissant dataset: two lists of JSON objects, and what is in them as JSON-LD.

Documents and the spans of each, bound by a reference, and a datasheet beside them. Records are
found by JSON paths, since readers guess at the types of columns, and make numbers of ids and times
of dates.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.datasheet import Datasheet
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.listing import held_of
from hashiya.formats.writing import FileFormat, Job
from hashiya.model import DocumentRecord, SpanRecord
from hashiya.text import counted

__all__ = ["CROISSANT"]

_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode

_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "documents": dict.fromkeys(("id", "name", "date", "source", "text", "part"), "sc:Text"),
    "spans": {
        "document": "sc:Text",
        "start": "sc:Integer",
        "end": "sc:Integer",
        **dict.fromkeys(("label", "text", "note", "attributes"), "sc:Text"),
    },
}
"""Record set → its fields with their types."""

_TERMS: Final = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject"),
    *("fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField"),
    *("path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate"),
    *("separator", "source", "subField", "transform"),
)

_CONTEXT: Final[Mapping[str, object]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{term: f"cr:{term}" for term in _TERMS},
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}


class _CroissantScribe:
    """The folder of one export as it grows."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._left = Leftovers(job.report)
        self._sheet = Datasheet(job.options, job.report)
        self._announced = Announced()
        self._files = {name: job.publication.open(job.target / f"{name}.json") for name in _FIELDS}
        self._counts = dict.fromkeys(_FIELDS, 0)

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one document and its spans."""
        self._left.see(record)
        facts = {"name": record.name, "date": record.date, "source": record.source}
        self._write("documents", {"id": record.id, **facts, "text": record.text, "part": part})
        lose_facts(record, self._report, "note", "attributes")
        for span in record.spans:
            self._write("spans", _span(record, span))
        self._report.keep(len(record.spans))
        self._sheet.see(record, part)
        self._announced.add(held_of(record))

    def finish(self) -> None:
        """Describe the lists, and read every record again."""
        self._left.conclude()
        self._report.note(
            "croissant.json has no licence, address or citation, and datasheet.md places to fill"
            " in; write them before it is published"
        )
        paths = {}
        for name, file in self._files.items():
            file.write(b"\n]\n" if self._counts[name] else b"[]\n")
            paths[name] = self._job.publication.written(self._job.target / f"{name}.json")
        check_documents(_read_again(paths), self._announced)
        described = json.dumps(_metadata(self._job, paths), ensure_ascii=False, indent=1)
        self._job.publication.put(self._job.target / "croissant.json", f"{described}\n".encode())
        sheet = self._sheet.written()
        self._job.publication.put(self._job.target / "datasheet.md", sheet.encode())

    def _write(self, name: str, value: Mapping[str, object]) -> None:
        before = b",\n" if self._counts[name] else b"[\n"
        self._files[name].write(before + _encode(value).encode())
        self._counts[name] += 1


def _span(record: DocumentRecord, span: SpanRecord) -> dict[str, object]:
    return {
        "document": record.id,
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "text": record.text[span.start : span.end],
        "note": span.note,
        "attributes": _encode(dict(span.attributes)),
    }


def _metadata(job: Job, paths: Mapping[str, Path]) -> dict[str, Any]:
    scheme = job.options.scheme
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": scheme.id,
        "description": (
            f"{counted(job.report.documents_out, 'document')} with"
            f" {counted(job.report.spans_out, 'span')}. Offsets"
            " count Unicode code points of the document's text; the end is not included."
        ),
        "version": f"{scheme.version}.0.0",
        "inLanguage": "ar",
        "distribution": [_file(name, path) for name, path in paths.items()],
        "recordSet": [_record_set(name) for name in _FIELDS],
    }


def _file(name: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.json",
        "name": f"{name}.json",
        "contentUrl": f"{name}.json",
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "application/json",
        "sha256": digest,
    }


def _record_set(name: str) -> dict[str, Any]:
    key = {"key": {"@id": "documents/id"}} if name == "documents" else {}
    fields = [_field(name, field, kind) for field, kind in _FIELDS[name].items()]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, **key, "field": fields}


def _field(name: str, field: str, kind: str) -> dict[str, Any]:
    source = {"fileObject": {"@id": f"{name}.json"}, "extract": {"jsonPath": f"$[*].{field}"}}
    made = {
        "@type": "cr:Field",
        "@id": f"{name}/{field}",
        "name": field,
        "dataType": kind,
        "source": source,
    }
    refers = {"references": {"field": {"@id": "documents/id"}}}
    return {**made, **refers} if (name, field) == ("spans", "document") else made


def _values(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a list, one a line."""
    with path.open("rb") as lines:
        for line in lines:
            if line not in {b"[\n", b"]\n", b"[]\n"}:
                yield json.loads(line.rstrip(b",\n"))


def _read_again(paths: Mapping[str, Path]) -> Iterator[Held]:
    """Documents in order, each with the spans that name it."""
    spans = _values(paths["spans"])
    waiting = next(spans, None)
    for said in _values(paths["documents"]):
        held = []
        while waiting is not None and waiting["document"] == said["id"]:
            if said["text"][waiting["start"] : waiting["end"]] != waiting["text"]:
                raise ValueError("a span whose text is another")
            held.append((waiting["start"], waiting["end"], waiting["label"]))
            waiting = next(spans, None)
        yield said["id"], said["text"], tuple(held)
    if waiting is not None:
        raise ValueError("a span of no document")


CROISSANT: Final = FileFormat("croissant", ".croissant", _CroissantScribe, is_folder=True)
