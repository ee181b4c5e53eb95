"""Writing brat: a folder with a text and its annotations for each document, and the configuration.

Offsets are code points of a text written byte by byte as it is. A fragment may hold no end of a
line, so that a span over one is written in several. Every document has its `.ann`, which brat
needs in order to open it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from hashiya.formats.announcing import Held
from hashiya.formats.document_folder import DocumentFolder
from hashiya.formats.flattening import Extent
from hashiya.formats.leftovers import Leftovers, unheld
from hashiya.formats.names import id_of_file_name
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import LabelGuard
from hashiya.formats.writing import FileFormat, Job
from hashiya.model import DocumentRecord, SpanRecord

__all__ = ["BRAT"]

_BREAKS: Final = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""What ends a line, or a field of one, to one program or another."""

_SPECIAL: Final = re.compile(r"[\s|\[\]<>]|^[#!]|^-+$")
_SPAN_LINE: Final = re.compile(r"T\d+\t(\S+) ([\d ;]+)\t(.*)", re.DOTALL)


class _BratScribe:
    """The folder of one export as it grows."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._folder = DocumentFolder(job)
        self._guard = LabelGuard(job.report, _label_trouble)
        labels = job.options.label_names
        self._guard.expect(labels)
        self._left = Leftovers(job.report, "names", "dates", "sources")
        job.publication.put(job.target / "annotation.conf", _annotation_conf(labels).encode())
        job.publication.put(job.target / "visual.conf", _visual_conf(job).encode())

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write a text and its annotations."""
        self._guard.expect({span.label for span in record.spans})
        self._left.see(record)
        lines: list[str] = []
        held: list[Extent] = []
        for span in record.spans:
            self._put_span(record, span, lines, held)
        files = {".txt": record.text.encode(), ".ann": "".join(lines).encode()}
        self._folder.put(part, record.id, files, (record.id, record.text, tuple(held)))

    def finish(self) -> None:
        """Say what no file holds, and read every one again."""
        self._left.conclude()
        self._folder.check(_read_again)

    def _put_span(
        self, record: DocumentRecord, span: SpanRecord, lines: list[str], held: list[Extent]
    ) -> None:
        fragments = list(_fragments(record.text, span.start, span.end))
        extent = (span.start, span.end, span.label)
        if not fragments:
            why = "covers nothing but ends of lines, which no fragment may hold"
            self._report.drop(Loss(record.id, "whitespace_lost", extent, None, why))
            return
        became = (fragments[0][0], fragments[-1][1], span.label)
        if became != extent:
            why = "an end of a line at its edge was left out"
            self._report.change(Loss(record.id, "whitespace_changed", extent, became, why))
        else:
            self._report.keep()
        if len(fragments) > 1:
            why = f"is written in {len(fragments)} fragments, which stand on lines of their own"
            self._report.remark(Loss(record.id, "split_at_newline", became, became, why))
        self._lose(record, span, extent)
        held.append(became)
        number = len(held)
        places = ";".join(f"{start} {end}" for start, end in fragments)
        said = " ".join(record.text[start:end] for start, end in fragments)
        lines.append(f"T{number}\t{span.label} {places}\t{said}\n")
        if span.note:
            note = _BREAKS.sub(" ", span.note)
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{note}\n")

    def _lose(self, record: DocumentRecord, span: SpanRecord, extent: Extent) -> None:
        why = unheld(span, "note")
        if why:
            self._report.remark(Loss(record.id, "attribute_lost", extent, extent, why))
        if _BREAKS.search(span.note):
            why = "ends of lines in its note became spaces"
            self._report.remark(Loss(record.id, "whitespace_changed", extent, extent, why))


def _fragments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a span without the ends of lines in it."""
    at = start
    for found in _BREAKS.finditer(text, start, end):
        if at < found.start():
            yield at, found.start()
        at = found.end()
    if at < end:
        yield at, end


def _read_again(folder: Path, names: Sequence[str]) -> Iterator[Held]:
    for name in names:
        text = (folder / f"{name}.txt").read_bytes().decode()
        spans = []
        for line in (folder / f"{name}.ann").read_bytes().decode().split("\n")[:-1]:
            found = _SPAN_LINE.fullmatch(line)
            if found is None:
                continue
            fragments = [tuple(map(int, place.split(" "))) for place in found[2].split(";")]
            if " ".join(text[start:end] for start, end in fragments) != found[3]:
                raise ValueError(f"a span of {name} whose text is another")
            spans.append((fragments[0][0], fragments[-1][1], found[1]))
        yield id_of_file_name(name), text, tuple(spans)


def _annotation_conf(labels: tuple[str, ...]) -> str:
    """The four sections that brat expects; any two spans may overlap."""
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    return "\n".join(
        ["[entities]", *labels, "[relations]", overlap, "[events]", "[attributes]", ""]
    )


def _visual_conf(job: Job) -> str:
    """Colours, and the direction of the text."""
    wanted = frozenset(job.options.label_names)
    colours = [
        f"{label.name}\tbgColor:{label.colour}"
        for label in job.options.scheme.labels
        if label.name in wanted
    ]
    return "\n".join(["[options]", "Text direction:rtl", "[labels]", "[drawing]", *colours, ""])


def _label_trouble(label: str) -> str:
    found = _SPECIAL.search(label)
    if found is None:
        return ""
    return f"holds {found[0]!r}, which means something else in brat's configuration"


BRAT: Final = FileFormat("brat", ".brat", _BratScribe, is_folder=True)
