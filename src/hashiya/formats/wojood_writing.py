"""Writing Wojood's nested rows: a token and, outermost first, a tag of each entity that covers it.

Entities are followed by their label, so that of two with the same label one must lie inside the
other; what crosses or covers just the same is dropped by name. There are no documents in a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from hashiya.formats.announcing import Announced, check_documents
from hashiya.formats.fitting import Fitted, Fitting
from hashiya.formats.flattening import Extent, outermost
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import (
    LabelGuard,
    has_facts,
    lose_attributes,
    sentences_of,
    white_space_trouble,
)
from hashiya.formats.writing import FileFormat, Job
from hashiya.model import DocumentRecord
from hashiya.tagging import OUTSIDE

__all__ = ["WOJOOD"]

_GLOBAL_SIGN: Final = "$#$"
"""A token that Wojood's own files have where something was cut out."""

_Sentence = tuple[tuple[str, ...], tuple[Extent, ...]]


class _WojoodScribe:
    """The files of one export as they grow."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._fitting = Fitting(job.options.tokens, job.report, sharing="labels")
        self._guard = LabelGuard(job.report, white_space_trouble)
        self._guard.expect(job.options.label_names)
        self._facts_lost = False
        paths = {part: job.path(part) for part in job.parts}
        self._files = {part: job.open(path) for part, path in paths.items()}
        self._announced = {part: Announced() for part in job.parts}
        self._paths = paths

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write the sentences of one document."""
        report = self._report
        self._guard.expect({span.label for span in record.spans})
        self._facts_lost = self._facts_lost or has_facts(record)
        lose_attributes(record, report)
        has_tokens = False
        for whole, spans in sentences_of(record, report):
            tokens, (fitted,) = self._fitting.fit(record.id, spans, whole, record.text)
            if not tokens.words:
                continue
            has_tokens = True
            if _GLOBAL_SIGN in tokens.words:
                report.note(f"{_GLOBAL_SIGN} is a word here and a sign in Wojood's own files")
            rows = _rows(tokens.words, fitted)
            self._files[part].write(("\n".join(rows) + "\n\n").encode())
            entities = sorted((span[:3] for span in fitted), key=_by_place)
            self._announced[part].add((tuple(tokens.words), tuple(entities)))
        if not has_tokens:
            why = "it has no tokens, and nothing else would tell of it"
            report.remark(Loss(record.id, "empty_document", None, None, why))
            report.documents_out -= 1

    def finish(self) -> None:
        """Say what no file holds, and read every one again."""
        report = self._report
        self._fitting.expect_all_allowed()
        if report.documents_out:
            why = "the files hold sentences only: no ids, no borders of documents, no spacing"
            for kind in ("document_border_lost", "id_lost", "whitespace_lost"):
                report.remark(Loss("", kind, None, None, why))
        if self._facts_lost:
            why = (
                "names, dates, sources, finished sentences, and flags and notes on sentences and"
                " documents have no place in this format"
            )
            report.remark(Loss("", "attribute_lost", None, None, why))
        for part, path in self._paths.items():
            found = _read_again(self._job.publication.written(path))
            check_documents(found, self._announced[part])


def _rows(words: Sequence[str], fitted: Sequence[Fitted]) -> Iterator[str]:
    """A row a token, the tags of longer entities first."""
    tags: list[list[str]] = [[] for _ in words]
    for first, last, label in sorted((span[:3] for span in fitted), key=outermost):
        for token in range(first, last):
            tags[token].append(f"{'B' if token == first else 'I'}-{label}")
    for word, held in zip(words, tags, strict=True):
        yield " ".join([word, *(held or [OUTSIDE])])


def _read_again(path: Path) -> Iterator[_Sentence]:
    """Sentences with their entities, each followed by its label."""
    with path.open("rb") as lines:
        words: list[str] = []
        rows: list[list[str]] = []
        for line in lines:
            fields = line.decode().removesuffix("\n").split(" ")
            if fields != [""]:
                words.append(fields[0])
                rows.append(fields[1:])
                continue
            labels = {tag[2:] for tags in rows for tag in tags if tag != OUTSIDE}
            entities = [entity for label in labels for entity in _of_label(label, rows)]
            yield tuple(words), tuple(sorted(entities, key=_by_place))
            words, rows = [], []


def _of_label(label: str, rows: Sequence[Sequence[str]]) -> Iterator[Extent]:
    """Entities of one label: what goes on is the outermost, what ends the innermost."""
    opened: list[int] = []
    for token, tags in enumerate([*rows, []]):
        goes_on = tags.count(f"I-{label}")
        while len(opened) > goes_on:
            yield opened.pop(), token, label
        opened += [token] * tags.count(f"B-{label}")


def _by_place(extent: Extent) -> tuple[int, int, str]:
    start, end, label = extent
    return (start, -end, label)


WOJOOD: Final = FileFormat("wojood", ".wojood.txt", _WojoodScribe, policy="snap")
