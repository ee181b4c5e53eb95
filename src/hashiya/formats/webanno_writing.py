"""Writing WebAnno TSV 3.3 as INCEpTION takes it: a file a document, a row a token or part of one.

Entities stand in one column, those that share a token one behind the other. Offsets count UTF-16.
Every file is read again by the reader of the same format.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Final

from hashiya.formats.announcing import Held
from hashiya.formats.base import ReadOptions, Refusal
from hashiya.formats.document_folder import DocumentFolder
from hashiya.formats.flattening import Extent
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import LabelGuard, extents_of
from hashiya.formats.uima_folder import full_name
from hashiya.formats.webanno_cells import NOTHING, escaped_text, escaped_value
from hashiya.formats.webanno_reading import FIRST_LINE, WebannoReader
from hashiya.formats.webanno_units import Sentence, sentences_with_units
from hashiya.formats.writing import FileFormat, Job
from hashiya.model import DocumentRecord
from hashiya.text import Offsets

__all__ = ["WEBANNO"]

_HEAD: Final = f"{FIRST_LINE}.3\n#T_SP={full_name('NamedEntity')}|value\n\n"

_BREAKS: Final = re.compile("[\t\n\r]")

_END_NOTE: Final = "INCEpTION puts an end of a line behind the last sentence of every document"


class _WebannoScribe:
    """The folder of one export as it grows."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._guard = LabelGuard(job.report, _label_trouble)
        self._guard.expect(job.options.label_names)
        self._left = Leftovers(job.report, "names", "dates", "sources")
        self._folder = DocumentFolder(job)

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one document; an empty one has no sentence, and is left out."""
        self._guard.expect({span.label for span in record.spans})
        if not record.text:
            why = "has no text, and the format no way to say so"
            self._report.remark(Loss(record.id, "empty_document", None, None, why))
            self._report.documents_out -= 1
            return
        lose_facts(record, self._report)
        self._left.see(record)
        self._report.keep(len(record.spans))
        spans = extents_of(record)
        sentences = sentences_with_units(record.text, record.sentences, spans)
        files = {".tsv": _written(record.text, sentences, spans).encode()}
        held = (record.id, record.text, tuple(sorted(spans)))
        self._folder.put(part, record.id, files, held)

    def finish(self) -> None:
        """Say what no file holds, and read every one again."""
        self._left.conclude()
        self._report.note(_END_NOTE)
        self._folder.check(_read_again)


def _written(text: str, sentences: Sequence[Sentence], spans: Sequence[Extent]) -> str:
    cells = _cells(sentences, spans)
    place = Offsets(text).to_utf16
    lines = [_HEAD]
    for sentence in sentences:
        held = text[sentence.start : sentence.end]
        lines += (f"\n#Text={escaped_text(line)}" for line in held.split("\n"))
        for unit in sentence.units:
            token = _token(text[unit.start : unit.end])
            cell = "|".join(cells[index] for index in unit.spans) or NOTHING
            lines.append(f"\n{unit.name}\t{place(unit.start)}-{place(unit.end)}\t{token}\t{cell}\t")
        lines.append("\n")
    return "".join(lines)


def _token(word: str) -> str:
    """A token as it is; its reader is the text, so only what would end its column is escaped."""
    return escaped_text(word) if _BREAKS.search(word) else word


def _cells(sentences: Sequence[Sentence], spans: Sequence[Extent]) -> list[str]:
    """What a cell has of each span: its label, and a number unless it has a unit to itself."""
    held = [unit.spans for sentence in sentences for unit in sentence.units]
    places = Counter(index for unit in held for index in unit)
    shared = {index for unit in held if len(unit) > 1 for index in unit}
    numbers = count(1)
    return [
        f"{escaped_value(label)}[{next(numbers)}]"
        if places[index] > 1 or index in shared
        else escaped_value(label)
        for index, (_, _, label) in enumerate(spans)
    ]


def _read_again(folder: Path, names: Sequence[str]) -> Iterator[Held]:
    for name in names:
        for item in WebannoReader().read(folder / f"{name}.tsv", ReadOptions()):
            if isinstance(item, Refusal):
                raise ValueError(item.reason)  # noqa: TRY004 - what is read, not what is given
            if isinstance(item, DocumentRecord):
                spans = tuple(sorted(span[:3] for span in item.spans))
                yield item.id, item.text, spans


def _label_trouble(label: str) -> str:
    if label.endswith("\\"):
        return "ends with a backslash, behind which readers of this format see no divider"
    is_broken = any(char < " " and char not in "\t\n" for char in label)
    return "holds a control character, which has no place in a cell" if is_broken else ""


WEBANNO: Final = FileFormat("webanno", ".webanno", _WebannoScribe, is_folder=True, unit="utf16")
