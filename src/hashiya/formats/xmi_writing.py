"""Writing UIMA's XMI as INCEpTION takes it: a folder of a file a document, and the type system.

Offsets count UTF-16 units. The text is an attribute, in which ends of lines and tabs must be
character references, or every offset behind them is a lie. What XML cannot hold is replaced one
for one and named. Sentences and tokens are written too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.names import file_name_of
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import LabelGuard, has_facts, lose_attributes
from hashiya.formats.tokens import sentence_tokens
from hashiya.formats.writing import FileFormat, Job
from hashiya.formats.xmi_layout import (
    ENTITY,
    Feature,
    annotation,
    attributes,
    type_system,
    xmi_file,
)
from hashiya.model import DocumentRecord
from hashiya.text import Offsets, sentence_spans

__all__ = ["XMI"]

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REPLACEMENT: Final = "\ufffd"


class _XmiScribe:
    """The folder of one export as it grows."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._guard = LabelGuard(job.report, _label_trouble)
        self._guard.expect(job.options.label_names)
        self._facts_lost = False
        self._names: dict[str, list[str]] = {part: [] for part in job.parts}
        self._announced = {part: Announced() for part in job.parts}
        job.publication.put(job.target / "TypeSystem.xml", type_system().encode())

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one document."""
        self._guard.expect({span.label for span in record.spans})
        lose_attributes(record, self._report)
        self._facts_lost = self._facts_lost or has_facts(record)
        text = self._writable(record)
        unit = Offsets(text).to_utf16
        features = [*_document(record, unit(len(text)))]
        bounds = record.sentences
        for start, end in sentence_spans(text) if bounds is None else bounds:
            features.append(Feature("Sentence", unit(start), unit(end)))
            tokens = sentence_tokens(record.text, start, end)
            places = zip(tokens.starts, tokens.ends, strict=True)
            features += [Feature("Token", unit(begun), unit(ended)) for begun, ended in places]
        features += [
            Feature("NamedEntity", unit(span.start), unit(span.end), (("value", span.label),))
            for span in record.spans
        ]
        self._report.keep(len(record.spans))
        lines = [annotation(feature, number) for number, feature in enumerate(features, start=2)]
        name = file_name_of(record.id)
        data = xmi_file(lines, text).encode()
        self._job.publication.put(self._job.target / part / f"{name}.xmi", data)
        self._names[part].append(name)
        spans = tuple(sorted(span[:3] for span in record.spans))
        self._announced[part].add((_writable_id(record.id), text, spans))

    def finish(self) -> None:
        """Say what no file holds, and read every one again."""
        if self._facts_lost:
            why = (
                "dates, sources, finished sentences, and flags and notes on sentences and documents"
                " have no place in this format"
            )
            self._report.remark(Loss("", "attribute_lost", None, None, why))
        for part, announced in self._announced.items():
            folder = self._job.publication.written(self._job.target) / part
            check_documents(_read_again(folder, self._names[part]), announced)

    def _writable(self, record: DocumentRecord) -> str:
        text, replaced = _NOT_XML.subn(_REPLACEMENT, record.text)
        if replaced:
            why = f"{replaced:,} characters that XML cannot hold became U+FFFD, one for one"
            self._report.remark(Loss(record.id, "char_not_allowed", None, None, why))
        return text


def _writable_id(name: str) -> str:
    return _NOT_XML.sub(_REPLACEMENT, name)


def _document(record: DocumentRecord, length: int) -> Iterator[Feature]:
    """What the whole document is called."""
    name = _writable_id(record.name or record.id)
    known = (("language", "ar"), ("documentTitle", name), ("documentId", _writable_id(record.id)))
    yield Feature("DocumentMetaData", 0, length, known)


def _read_again(folder: Path, names: list[str]) -> Iterator[Held]:
    """Texts and entities by an XML parser, places in code points."""
    for name in names:
        root = ET.fromstring((folder / f"{name}.xmi").read_bytes())  # noqa: S314 - our own file
        text, found = "", ""
        for _, said in attributes(root):
            text = said.get("sofaString", text)
            found = said.get("documentId", found)
        unit = Offsets(text).from_utf16
        spans = sorted(
            (unit(int(said["begin"])), unit(int(said["end"])), said["value"])
            for tag, said in attributes(root)
            if tag == ENTITY
        )
        yield found, text, tuple(spans)


def _label_trouble(label: str) -> str:
    return "holds a character that XML cannot" if _NOT_XML.search(label) else ""


XMI: Final = FileFormat("xmi", ".xmi", _XmiScribe, is_folder=True, unit="utf16")
