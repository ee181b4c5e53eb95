"""Listing of sentences: token formats that know no documents, one sentence after the other.

A format says what a sentence looks like and how a file is read again; fitting, what such files
never hold, and checking are done here. Knows no format.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hashiya.formats.announcing import Announced, check_documents
from hashiya.formats.fitting import Fitted, Fitting, Sharing
from hashiya.formats.kinds import Kind
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import LabelGuard, sentences_of
from hashiya.formats.tokens import Tokens
from hashiya.formats.writing import Job
from hashiya.model import DocumentRecord

__all__ = ["SentenceLayout", "SentenceScribe", "held_sentence"]

_NOT_HELD: Final[Mapping[Kind, str]] = {
    "document_border_lost": "nothing in the files divides one document from the next",
    "id_lost": "the files have no ids of documents",
    "whitespace_lost": "the files do not say what stands between two words",
}
"""What no file of sentences holds, by its sort."""


@dataclass(frozen=True, slots=True)
class SentenceLayout:
    """How a file of sentences looks."""

    sentence: Callable[[str, Tokens, list[Fitted]], bytes]
    """One sentence of the document with this id."""
    read_again: Callable[[Path], Iterator[Hashable]]
    """What a finished file says, as `held_sentence` has it."""
    label_trouble: Callable[[str], str]
    """Why a label cannot be written; empty when it can."""
    sharing: Sharing
    """Which spans may stand on one token."""
    opening: bytes = b""
    """What stands first."""
    between: bytes = b""
    """What stands between two sentences."""
    closing: bytes = b""
    """What stands last."""


def held_sentence(words: list[str], spans: list[tuple[int, int, str]]) -> Hashable:
    """A sentence as it is compared: its words, and its spans in order of their places."""
    return tuple(words), tuple(sorted(spans, key=lambda span: (span[0], -span[1], span[2])))


class SentenceScribe:
    """The files of one export as they grow."""

    def __init__(self, job: Job, layout: SentenceLayout) -> None:
        self._job = job
        self._report = job.report
        self._layout = layout
        self._fitting = Fitting(job.options.tokens, job.report, sharing=layout.sharing)
        self._guard = LabelGuard(job.report, layout.label_trouble)
        self._guard.expect(job.options.label_names)
        self._left = Leftovers(job.report, "names", "dates", "sources")
        self._paths = {part: job.path(part) for part in job.parts}
        self._files = {part: job.open(path) for part, path in self._paths.items()}
        self._announced = {part: Announced() for part in job.parts}
        for file in self._files.values():
            file.write(layout.opening)

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write the sentences of one document."""
        report = self._report
        self._guard.expect({span.label for span in record.spans})
        self._left.see(record)
        lose_facts(record, report)
        has_tokens = False
        for whole, spans in sentences_of(record, report):
            tokens, (fitted,) = self._fitting.fit(record.id, spans, whole, record.text)
            if tokens.words:
                has_tokens = True
                self._put_sentence(record.id, tokens, fitted, part)
        if not has_tokens:
            why = "it has no tokens, and nothing else would tell of it"
            report.remark(Loss(record.id, "empty_document", None, None, why))
            report.documents_out -= 1

    def finish(self) -> None:
        """Say what no file holds, and read every one again."""
        report = self._report
        self._fitting.expect_all_allowed()
        if report.documents_out:
            for kind, why in _NOT_HELD.items():
                report.remark(Loss("", kind, None, None, why))
        self._left.conclude()
        for part, path in self._paths.items():
            self._files[part].write(self._layout.closing)
            found = self._layout.read_again(self._job.publication.written(path))
            check_documents(found, self._announced[part])

    def _put_sentence(self, doc: str, tokens: Tokens, fitted: list[Fitted], part: str) -> None:
        announced = self._announced[part]
        if len(announced.documents):
            self._files[part].write(self._layout.between)
        self._files[part].write(self._layout.sentence(doc, tokens, fitted))
        announced.add(held_sentence(tokens.words, [span[:3] for span in fitted]))
