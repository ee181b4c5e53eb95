"""A folder of UIMA documents: what its two notations have in common.

A document is a text with annotations of DKPro Core's types, which INCEpTION has built in. Offsets
count UTF-16 units. A notation says how they are written and read; it may have characters that it
cannot hold, which are replaced one for one and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.formats.announcing import Held
from hashiya.formats.document_folder import DocumentFolder
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import LabelGuard
from hashiya.formats.tokens import sentence_tokens
from hashiya.formats.writing import Job
from hashiya.model import DocumentRecord
from hashiya.text import Offsets, counted, sentence_spans

__all__ = ["CORE", "TYPES", "Feature", "Notation", "Type", "UimaScribe", "full_name"]

CORE: Final = "de.tudarmstadt.ukp.dkpro.core.api"
"""The package that all types are in."""


class Type(NamedTuple):
    """One type."""

    package: str
    """Under DKPro Core's: `ner`."""
    parent: str
    """What it is derived from."""
    features: tuple[str, ...]
    """Its own features, which are strings."""


TYPES: Final[Mapping[str, Type]] = {
    "DocumentMetaData": Type(
        "metadata",
        "uima.tcas.DocumentAnnotation",
        ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"),
    ),
    "Sentence": Type("segmentation", "uima.tcas.Annotation", ("id",)),
    "Token": Type("segmentation", "uima.tcas.Annotation", ("id",)),
    "NamedEntity": Type("ner", "uima.tcas.Annotation", ("value", "identifier")),
}
"""By short name."""


class Feature(NamedTuple):
    """One annotation; places are UTF-16 units."""

    type: str
    """`Token`."""
    start: int
    end: int
    values: tuple[tuple[str, str], ...] = ()
    """Features by name."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How a document is written."""

    suffix: str
    """Ending of a file: `.xmi`."""
    written: Callable[[list[Feature], str], bytes]
    """Annotations, which are numbered from 2, and the text they are about."""
    read: Callable[[bytes], Held]
    """Id, text and entities of a file, with offsets in UTF-16 units."""
    writable: Callable[[str], tuple[str, int]]
    """A string as it can be held, and how many characters of it were replaced."""


def full_name(name: str) -> str:
    """A type's name with its packages."""
    return f"{CORE}.{TYPES[name].package}.type.{name}"


class UimaScribe:
    """The folder of one export as it grows."""

    def __init__(self, job: Job, notation: Notation) -> None:
        self._job = job
        self._report = job.report
        self._notation = notation
        self._guard = LabelGuard(job.report, self._label_trouble)
        self._guard.expect(job.options.label_names)
        self._left = Leftovers(job.report, "dates", "sources")
        self._folder = DocumentFolder(job)

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one document."""
        self._guard.expect({span.label for span in record.spans})
        lose_facts(record, self._report)
        self._left.see(record)
        text, replaced = self._notation.writable(record.text)
        if replaced:
            letters = counted(replaced, "character")
            why = f"{letters} that XML cannot hold became U+FFFD, one for one"
            self._report.remark(Loss(record.id, "char_not_allowed", None, None, why))
        features = list(self._features(record))
        self._report.keep(len(record.spans))
        files = {self._notation.suffix: self._notation.written(features, text)}
        spans = tuple(sorted(span[:3] for span in record.spans))
        held = (self._notation.writable(record.id)[0], text, spans)
        self._folder.put(part, record.id, files, held)

    def finish(self) -> None:
        """Say what no file holds, and read every one again."""
        self._left.conclude()
        self._folder.check(self._read_again)

    def _features(self, record: DocumentRecord) -> Iterator[Feature]:
        """Everything a document is annotated with; what is replaced in its text moves nothing."""
        text = record.text
        unit = Offsets(text).to_utf16
        title, name = (self._notation.writable(each)[0] for each in (record.name, record.id))
        known = (("language", "ar"), ("documentTitle", title or name), ("documentId", name))
        yield Feature("DocumentMetaData", 0, unit(len(text)), known)
        bounds = record.sentences
        for start, end in sentence_spans(text) if bounds is None else bounds:
            yield Feature("Sentence", unit(start), unit(end))
            tokens = sentence_tokens(text, start, end)
            for begun, ended in zip(tokens.starts, tokens.ends, strict=True):
                yield Feature("Token", unit(begun), unit(ended))
        for span in record.spans:
            yield Feature("NamedEntity", unit(span.start), unit(span.end), (("value", span.label),))

    def _read_again(self, folder: Path, names: Sequence[str]) -> Iterator[Held]:
        """Places in code points."""
        for name in names:
            data = (folder / f"{name}{self._notation.suffix}").read_bytes()
            found, text, spans = self._notation.read(data)
            unit = Offsets(text).from_utf16
            held = sorted((unit(start), unit(end), label) for start, end, label in spans)
            yield found, text, tuple(held)

    def _label_trouble(self, label: str) -> str:
        return "holds a character that XML cannot" if self._notation.writable(label)[1] else ""
